"""Numbers that say which one: of a flight, a bus, a type, a road's stone, a law, a place on the map."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from heli.kit.reading.mention import Mention


_LAW: Final = re.compile(r"(?:[刑民宪]法|法典|[讼政险同治罚]法|[法例定释则]》)$")
_TRAIN: Final = ("航班", "列车", "班机", "客车", "动车")
_DONE: Final = frozenset("障行降飞共计消误加达了出起运送有")
_BUS: Final = re.compile(
    r"(?:公交车?|新辟|加密|乘坐?|换乘|延伸|撤销)\d{1,3}路?(?:[\d、路和及]{0,20})$"
)
_STREET: Final = re.compile(r"[^\W兵分派共有出成了作呈组个的从每另多沿走到至跑为抢\d]$")
_OTHER_LINE: Final = re.compile(r"[、和及与]\d{1,3}路")
_LINE_BEFORE: Final = re.compile(r"\d路[、和及与]$")
_STOPS: Final = frozenset("，。、;(\n")
_STONE: Final = re.compile(r"(?:至|到|-{1,2})\d{1,5}(?:\.\d{1,3})?(?:公里|km)段(?!落)")
_STAKE: Final = re.compile(r"\+\d{1,3}(?:m|米)")
_LATER: Final = re.compile(r"(?:公里|km)(?:至|到|-{1,2})$")
_FAR: Final = 100
_DEGREES: Final = re.compile(r"[经纬](?:\d{1,3}度)?(?:\d{1,2}分)?$")
_NET: Final = re.compile(
    r"[2-6]g(?:移动|商用|专|无线|高速)?(?:网|技术|手机|通[信讯]|基站|信号|时代|指数|智能|单兵|应用|商用|终端|产业|牌照|芯片|套餐)"
)


def _is_flight(text: str, mention: Mention) -> bool:
    """5218次航班 is one of them; 保障5218次航班 are many, and so are 500次."""
    named = mention.arabic and text.startswith(_TRAIN, mention.end)
    return (
        named
        and text[mention.start - 1 : mention.start] not in _DONE
        and text[mention.end - 2] != "0"
    )


def _is_line(text: str, mention: Mention) -> bool:
    """新辟318路（夜班）: a bus; 胜利三路 a street; 接入视频500路 are channels, 兵分三路 ways."""
    if not mention.arabic:
        return _STREET.search(text, max(mention.start - 2, 0), mention.start) is not None
    if _OTHER_LINE.match(text, mention.end) or _LINE_BEFORE.search(
        text, max(mention.start - 7, 0), mention.start
    ):
        return True
    closed = text[mention.end : mention.end + 1] in _STOPS
    return closed and _BUS.search(text, max(mention.start - 24, 0), mention.end) is not None


def _is_stone(text: str, mention: Mention) -> bool:
    """812公里至806公里段, 812km处, 75km+300m: where on the road."""
    start, end = mention.start, mention.end
    if _STAKE.match(text, end):
        return True
    if text.startswith("段", end):
        ranged = mention.high != mention.low
        return ranged or _LATER.search(text, max(start - 4, 0), start) is not None
    if _STONE.match(text, end):
        return True
    if mention.low is None or mention.low < _FAR or not mention.arabic:
        return False
    if text.startswith("处", end):
        return not start or text[start - 1] not in "距离长有"
    return text.startswith("路段", end) and start > 0 and text[start - 1] in "向线道速在于路"


def _is_article(text: str, mention: Mention) -> bool:
    """触犯刑法133条: which article."""
    start = mention.start
    return mention.arabic and _LAW.search(text, max(start - 2, 0), start) is not None


def _is_coordinate(text: str, mention: Mention) -> bool:
    """东经121度06分."""
    start = mention.start
    return _DEGREES.search(text, max(start - 10, 0), start) is not None


def _is_net(text: str, mention: Mention) -> bool:
    """5g网络 is a generation of networks; 5g碘盐 are grams."""
    return _NET.match(text, mention.start) is not None


def _is_road(text: str, mention: Mention) -> bool:
    """省道212线."""
    return mention.arabic and text[mention.start - 2 : mention.start] in ("省道", "国道", "县道")


ROUTES: Final[Mapping[str, Callable[[str, Mention], bool]]] = {
    "次": _is_flight,
    "路": _is_line,
    "线": _is_road,
    "型": lambda _, mention: mention.arabic,
    "公里": _is_stone,
    "米": lambda text, mention: text[max(mention.start - 3, 0) : mention.start] in ("km+", "公里+"),
    "条": _is_article,
    **dict.fromkeys(("度", "分", "秒"), _is_coordinate),
    "克": _is_net,
}
