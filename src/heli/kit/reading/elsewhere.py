"""What a figure counts where no noun stands beside it: a title, a relative clause's head, the clause before."""

import re
from typing import Final

from heli.kit.reading.acts import clause_before
from heli.kit.reading.ahead import NEAR
from heli.kit.reading.behind import SENTENCE, title_before
from heli.kit.reading.lending import NEAR_THAT
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind
from heli.kit.reading.nouns import Nouns
from heli.kit.reading.phrases import NOTHING, Span


def elsewhere(
    finder: Nouns,
    text: str,
    mention: Mention,
    room: tuple[int, int, int],
    last: Mention | None,
) -> Span | None:
    """When no noun stands beside the quantity: a title, a relative clause's head, the clause before."""
    start, floor, limit = room
    those = _IN_THOSE.search(text, max(floor, start - NEAR_THAT), start)
    if those:
        return finder.before(text, those.start(), floor)
    listing = text.rfind("等", floor, start)
    if listing > floor and text.startswith(_WORTH, listing + 1, start):
        return finder.before(text, listing, floor)
    if title := title_before(text, floor, start):
        return title
    head = finder.head_of(text, mention.end, limit)
    if head != NOTHING:
        return head
    if mention.kind in _THINGS:
        comma = text.rfind("，", max(floor, start - NEAR), start)
        if comma > floor and not SENTENCE.search(text, comma, start):
            return clause_before(finder, text, mention, (start, floor), comma)
    return None


_IN_THOSE: Final = re.compile(r"(?<=[^其当之])中，?(?:共有|共|有|已有|约有)$")
"""网友留言中，共有259条: among those."""
_WORTH: Final = ("价值", "总价值", "折价", "合计", "共计", "总计")


_THINGS: Final = frozenset((Kind.COUNT,))
