"""What was held or done, whose noun stands apart from the number: “邻里议事厅”召开百余次."""

import re
from typing import Final

from heli.kit.reading.ahead import NEAR, TIMES, is_noun
from heli.kit.reading.behind import QUOTED
from heli.kit.reading.deeds import opens_with_deed
from heli.kit.reading.emptiness import EMPTY, PRONOUNS
from heli.kit.reading.lending import counts_things
from heli.kit.reading.lexicon import LINK
from heli.kit.reading.mention import Mention
from heli.kit.reading.nouns import Nouns
from heli.kit.reading.phrases import WHERE, Span
from heli.kit.reading.tries import listed
from heli.kit.reading.wholes import (
    CLAUSE,
    PERSONAL,
)


def object_before(finder: Nouns, text: str, behind: Span, floor: int) -> Span | None:
    """修缮老旧校舍，已完工四十一栋: the object stands at the end of the clause before."""
    if text[slice(*behind)] not in _RESULTS:
        return None
    comma = text.rfind("，", max(floor, behind[0] - 4), behind[0])
    if comma <= floor:
        return None
    named = finder.before(text, comma, floor)
    return named if is_noun(text, named) and not SAYS.search(text, named[0], comma) else None


_RESULTS: Final = listed(
    "完工 竣工 建成 建好 投用 完成 销号 收回 回收 退回 整改 售出 卖出 救回 救出 捞起 找回 追回 修好 修复 发出 送出 交付 上交 打捞 拆 建 整改到位 种下 移交 归还 还 剩"
)


def clause_before(
    finder: Nouns, text: str, mention: Mention, room: tuple[int, int], comma: int
) -> Span | None:
    """The noun that ends at ``comma``, unless it is a clause or nothing of the kind that is counted."""
    start, floor = room
    named = finder.before(text, comma, floor)
    if not is_noun(text, named) or text[named[0] - 1] in _LET or text[start - 1] in PRONOUNS:
        return None
    if SAYS.search(text, named[0], comma) or text[slice(*named)] in EMPTY:
        return None
    if mention.unit in PERSONAL and not finder.does(text, *named):
        return None
    if mention.unit in TIMES and _JUST_DONE.search(text, comma, start):
        return None
    if counts_things(finder, text, mention, named):
        return None
    return None if opens_with_deed(finder.lexicon, text, named) else named


_JUST_DONE: Final = re.compile(r"，[\u3400-\u9fff]{1,2}[了过]$")
"""，歇了三次: nothing but what was done so often."""
_LET: Final = frozenset("让使叫")
"""免费让老人住，住了113人: what was let happen is a clause."""


def held(finder: Nouns, text: str, behind: Span, floor: int) -> Span | None:
    """“邻里议事厅”召开百余次: what was held stands in the clause of its verb."""
    there = text[slice(*behind)] in WHERE
    if not there and not finder.only_done(text, finder.without_where(text, behind)):
        return None
    if named := quoted(finder, text, behind, floor):
        return named
    event = finder.before(text, behind[0], max(floor, behind[0] - NEAR))
    apart = finder.does(text, *event) or CLAUSE.search(text, event[1], behind[0])
    return event if is_noun(text, event) and not (apart or _is_how(finder, text, event)) else None


def _is_how(finder: Nouns, text: str, span: Span) -> bool:
    """真正上路的: an adverb is nothing that is held."""
    return all(kind == LINK for *_, kind in finder.lexicon.onward(text, *span))


def quoted(finder: Nouns, text: str, behind: Span, floor: int) -> Span | None:
    """“戎创贷”发放117笔: what stands in quotation marks before what was done with it."""
    if behind[0] <= floor or text[behind[0] - 1] not in "”》":
        return None
    for title in QUOTED.finditer(text, max(floor, behind[0] - _LONGEST_TITLE), behind[0]):
        if title.end() == behind[0]:
            return title.span()
    return None


_LONGEST_TITLE: Final = 40


SAYS: Final = re.compile(
    r"(?:说|称|道|指|指出|表示|介绍|透露|认为|强调|坦言|直言|告诉记者|估计|预计|所知|获悉)$"
)
