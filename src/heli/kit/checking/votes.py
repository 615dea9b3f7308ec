"""Votes: 赞成＋反对＋弃权 against who was there."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from heli.kit.checking.amounts import point_sum
from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.checking.sums import verdict_of


_FOR: Final = re.compile(r"(?:赞成|同意)(?:票)?$")
_AGAINST: Final = re.compile(r"(?:反对|不同意|不赞成)(?:票)?$")
_ABSTAINED: Final = re.compile(r"(?:弃权|未投票)(?:票)?$")
_THERE: Final = re.compile(r"(?:到会|实到|出席|参会|参加表决|有效票|收回|发出)[^，。;\d]{0,8}$")
_SAID: Final = re.compile(r"弃权|未投票")


def check_votes(page: Page) -> Iterator[Finding]:
    """Votes for, against and withheld, and how many were there to vote."""
    if not _SAID.search(page.text):
        return
    for item in page.figures:
        if item.is_count and _ABSTAINED.search(page.lead(item, 14)):
            yield from _votes(page, item)


def _votes(page: Page, abstained: Item) -> Iterator[Finding]:
    near = [o for o in page.previous(abstained, 60) if o.is_figure][:3]
    if len(near) != 3 or not _named(page, near[:2]):  # noqa: PLR2004  -- against, for, and who was there
        return
    whole = near[2]
    if not _THERE.search(page.lead(whole, 16)) or whole.number is None:
        return
    parts = [near[1], near[0], abstained]
    total = point_sum(parts)
    if total is not None and total <= whole.number:
        says = " + ".join(part.reading.text for part in parts)
        verdict = Verdict.HOLDS if total == whole.number else Verdict.DOUBTFUL
        message = Message(f"{says}，{whole.reading.text}", f"{says} of {whole.reading.text}")
        yield page.finding(Klass.PARTS, verdict, [whole, *parts], message, rule="balance.votes")
        return
    yield verdict_of(page, whole, parts, complete=True, rule="balance.votes")


def _named(page: Page, two: Sequence[Item]) -> bool:
    against, in_favour = two
    return bool(_AGAINST.search(page.lead(against, 8)) and _FOR.search(page.lead(in_favour, 8)))
