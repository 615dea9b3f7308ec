"""Numbers that belong to a name: years of a reign, broadcasting channels, places, articles listed."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from heli.kit.interval import Exactness
from heli.kit.reading.mention import Mention, become
from heli.kit.reading.model import Kind, Role
from heli.kit.reading.routes import ROUTES
from heli.kit.reading.tries import listed


def is_named(text: str, mention: Mention, before: Mention | None) -> bool:
    """Settle what ``mention`` is, if its number is part of a name; ``before`` is the one before it."""
    if before is not None and before.kind is Kind.ORDINAL and _goes_on(text, mention, before):
        mention.kind = Kind.ORDINAL
        become(mention, Role.REFERENCE, "ordinal.listed")
        return True
    rule = _BY_UNIT.get(mention.unit)
    if rule is None or mention.exactness is not Exactness.EXACT or not rule(text, mention):
        return False
    become(mention, Role.NAME, "role.named")
    return True


def _goes_on(text: str, mention: Mention, before: Mention) -> bool:
    """第12条、15条和20条: articles of a law, one after another."""
    same = before.unit == mention.unit != "" and before.high is not None
    return same and text[before.end : mention.start] in _JOINTS


_JOINTS: Final = frozenset(("、", "和", "与", "及", "或", "以及"))
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def _of_a_year(text: str, mention: Mention) -> bool:
    """2021届毕业生, 2015版图集: the year they are of; 2000级台阶 are steps."""
    if text[mention.end : mention.end + 1] in _STEPS:
        return False
    return _YEAR.fullmatch(text, mention.start, mention.end - 1) is not None


_STEPS: Final = frozenset("台阶石")


_CHANNEL: Final = re.compile(r"(?:央视|中央|[省市县]台|卫视|电视台|电台|广播|CCTV-?)$")


def _is_channel(text: str, mention: Mention) -> bool:
    """央视2套."""
    return _CHANNEL.search(text, max(mention.start - 5, 0), mention.start) is not None


_VILLAGE: Final = re.compile(r"(?:(?<![全各每该本我个两一])[村屯庄寨]|社区|巡[视察]|督[导察])$")


def _is_address(text: str, mention: Mention) -> bool:
    """上河村三组, 巡视三组: which part of the village, which of the groups."""
    start = mention.start
    return text[start - 1 : start] in _SETTLED and (
        _VILLAGE.search(text, max(start - 2, 0), start) is not None
    )


_SETTLED: Final = frozenset("村屯庄寨区视察导")
_REIGNS: Final = listed(
    "洪武 建文 永乐 洪熙 宣德 正统 天顺 成化 弘治 正德 嘉靖 隆庆 万历 泰昌 天启 崇祯 顺治 康熙 雍正 乾隆 嘉庆 道光 咸丰 "
    "同治 光绪 宣统 民国 贞观 永徽 开元 天宝 开宝 雍熙 淳化 咸平 景德 天圣 庆历 嘉祐 熙宁 元丰 元祐 绍圣 宣和 建炎 乾道 淳熙 "
    "至元 大德 延祐 至正 明治 大正 昭和 平成 令和"
)
_DYNASTIES: Final = frozenset("汉魏晋宋齐梁陈隋唐周辽金元明清")
_DATED: Final = re.compile(r"\((?:公元)?\d{3,4}年?[)-]")
_HUNDREDS: Final = 3
_ERA: Final = ("公元", "元前")


def _is_year(text: str, mention: Mention) -> bool:
    """清道光六年, 宋淳祐三年（1243年）, （862年）: which year it was, not how long."""
    start, end = mention.start, mention.end
    if text[start - 2 : start] in _REIGNS or text.endswith(_ERA, 0, start):
        return True
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return mention.arabic and end - 1 - start == _HUNDREDS
    return text[start - 3 : start - 2] in _DYNASTIES and _DATED.match(text, end) is not None


_PLACED: Final = re.compile(
    r"[三四五六七八九十](?:里(?:[乡镇区县村屯店站河桥铺堡台墩岗沟湾坪]|庄(?!稼)|社区)|[把通]社区|[台把通枝丈][乡镇区县路])(?!级)"
)


def _is_place(text: str, mention: Mention) -> bool:
    """八里镇, 三台县: a number, a sign and what kind of place it is."""
    return _PLACED.match(text, mention.start) is not None


def _is_second(text: str, mention: Mention) -> bool:
    """二团, 二类地区: of two one says 两, so 二 before a body or a grade is which of them."""
    return text[mention.start : mention.end] == "二" + mention.unit


_BODIES: Final = listed("类 团 所 层 部 处 科 院 队 级 档")
_BY_UNIT: Final[Mapping[str, Callable[[str, Mention], bool]]] = {
    **ROUTES,
    **dict.fromkeys(("届", "级", "版"), _of_a_year),
    **dict.fromkeys(("里", "台", "把", "通", "枝", "丈"), _is_place),
    **dict.fromkeys(_BODIES - {"级"}, _is_second),
    "套": _is_channel,
    "组": _is_address,
    "年": _is_year,
    "口": lambda text, mention: text[mention.start - 1 : mention.start] in ("老", "小"),
}
NAMED_UNITS: Final = frozenset(_BY_UNIT)
"""Only beside these may a number be part of a name, unless it goes on with ordinals."""
