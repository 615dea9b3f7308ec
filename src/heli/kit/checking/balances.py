"""Accounts and votes: 年初结余＋收入－支出＝年末结余; 赞成＋反对＋弃权 against who was there."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from heli.kit.checking.amounts import point_sum, sum_of, worded
from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.checking.sums import verdict_of
from heli.kit.reading import Kind


_OPENING: Final = re.compile(r"(?:年初|期初|上年|上期|上年末|去年|月初)(?:末)?(?:结余|结转|余额)[^，。;\d]{0,3}$")  # fmt: skip
_CAME: Final = re.compile(r"(?:收入|收到|募集|筹集|到账|进账)[^，。;\d]{0,6}$")
_WENT: Final = re.compile(r"(?:支出|支付|使用|拨付|开支)[^，。;\d]{0,6}$")
_CLOSING: Final = re.compile(r"(?:年末|期末|月末|年底|现|尚)?(?:结余|余额|结存)[^，。;\d]{0,3}$")
_FOR: Final = re.compile(r"(?:赞成|同意)(?:票)?$")
_AGAINST: Final = re.compile(r"(?:反对|不同意|不赞成)(?:票)?$")
_ABSTAINED: Final = re.compile(r"(?:弃权|未投票)(?:票)?$")
_THERE: Final = re.compile(r"(?:到会|实到|出席|参会|参加表决|有效票|收回|发出)[^，。;\d]{0,8}$")
_NONE: Final = Decimal(0)
_SAID: Final = re.compile(r"结余|余额|结存|弃权|未投票")
_ACCOUNT: Final = (_OPENING, _CAME, _WENT, _CLOSING)


def check_balances(page: Page) -> Iterator[Finding]:
    """What was there, came, went and is left; and votes for, against and withheld."""
    if not _SAID.search(page.text):
        return
    for item in page.figures:
        if item.reading.kind not in (Kind.MONEY, Kind.COUNT):
            continue
        lead = page.lead(item, 14)
        if _ABSTAINED.search(lead):
            yield from _votes(page, item)
        elif (
            item.reading.kind is Kind.MONEY and _CLOSING.search(lead) and not _OPENING.search(lead)
        ):
            yield from _account(page, item)


def _account(page: Page, left: Item) -> Iterator[Finding]:
    """The four amounts in their order, each named; without the first nothing is said."""
    first = page.paragraph(left.start)[0]
    near = [o for o in page.previous(left, 80) if o.start >= first and o.is_figure]
    three = [o for o in near if page.alike(left, o)][:3][::-1]
    if len(three) != 3 or not all(  # noqa: PLR2004  -- opening, income, spending
        name.search(page.lead(one, 14)) for one, name in zip(three, _ACCOUNT, strict=False)
    ):
        return
    opening, came, went = three
    if left.amount is None or point_sum(three) is None:
        return
    listed, spent = sum_of([opening, came]), sum_of([went, left])
    says = f"{opening.reading.text} + {came.reading.text} - {went.reading.text}"
    there = point_sum([opening, came])
    right = (there or _NONE) - (went.number or _NONE)
    message = Message(
        f"{says} = {worded(right, left)}，文中写作 {left.reading.text}",
        f"{says} = {worded(right, left)}, the text says {left.reading.text}",
    )
    verdict = Verdict.HOLDS if listed.intersects(spent) else Verdict.CONTRADICTS
    yield page.finding(Klass.PARTS, verdict, [left, *three], message, rule="balance.account")


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
