"""Whose figure it is: the nearest organisation or person that opens a clause before it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Role
from heli.kit.reading.nouns import nouns
from heli.kit.reading.tries import any_of, listed


_ENDS: Final = listed(
    "社科联 联合会 研究会 研究院 研究所 促进会 协会 学会 商会 总会 理事会 委员会 专委会 基金会 联谊会 工商联 科协 文联 残联 妇联 团委 工会 "
    "党委 党组 党工委 纪委 市委 县委 区委 省委 统战部 宣传部 组织部 政府 人大 政协 法院 检察院 公安局 司法局 民政局 教育局 财政局 税务局 卫健委 发改委 指挥部 指挥中心 "
    "集团 公司 银行 企业 医院 医疗队 学校 大学 学院 中学 小学 幼儿园 图书馆 博物馆 文化馆 服务队 志愿者 突击队 先锋队 支队 大队 中队 救援队 合作社 "
    "党支部 支部 总支 机关 办公室 中心 部门 街道 社区 乡镇 全市 全省 全县 全区 全镇 全村 全国 我市 我省 我县 我区 我会 我局 我院 我校 本会 "
    "同志 先生 女士 书记 主任 会长 院长 局长 村民 代表 党员 群众 书画院 民政部 财政厅 水利局 农业农村局 委 厅 局 镇 乡 村"
)
_BEFORE_VERB: Final = listed(
    "共 已 先后 累计 全年 积极 主动 组织 开展 举办 召开 通过 联合 发动 向 对 为 在 将 与 以 认真 坚持 充分 带领 捐 收到 新增 完成 实现 现有 "
    "有 共有 派出 投入 受理 出动 印发 成立 建立 发起 启动 依托 围绕 紧扣 广大 党员 会员 成员 干部 职工 ， ,  :"
)


@lru_cache(maxsize=1)
def _opening() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of a clause that an organisation or a person opens: the first, and any other."""
    name = rf"([\u3400-\u9fff“”()]{{1,22}}?{any_of(_ENDS)})(?={any_of(_BEFORE_VERB)})"
    return re.compile(name), re.compile(rf"[。!?;，:\n、 ”]{name}")


def _openings(text: str) -> Iterator[re.Match[str]]:
    first, other = _opening()
    start = first.match(text)
    if start is not None:
        yield start
    yield from other.finditer(text, start.end() if start else 0)


_NOT: Final = re.compile(
    r"^(?:在|为|对|向|从|自|经|由|以|按|根据|通过|随着|其中|截至|目前|同时|并|及|和|与|据)"
)


def attribute(text: str, mentions: Iterable[Mention]) -> None:
    """Fill ``subject`` of every figure: carried on from clause to clause until another opens one."""
    openings = _openings(text)
    upcoming = next(openings, None)
    current = (0, 0)
    for mention in mentions:
        if mention.role is not Role.FIGURE:
            continue
        while upcoming is not None and upcoming.end(1) <= mention.start:
            current = _named(text, upcoming) or current
            upcoming = next(openings, None)
        mention.subject_span = current


def _named(text: str, opening: re.Match[str]) -> tuple[int, int] | None:
    """The name that opens the clause, unless a verb inside shows that it is a whole sentence."""
    start, end = opening.span(1)
    if end - start < _SHORTEST or _NOT.match(opening.group(1)):
        return None
    finder = nouns()
    for token in finder.tokens.finditer(text, start, end):
        if token.group() in finder.words and token.group() not in _HARMLESS:
            return None
    return start, end


_SHORTEST: Final = 3
_HARMLESS: Final = listed("和 与 及")
