"""Accounts: 年初结余＋收入－支出＝年末结余."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from heli.kit.checking.amounts import point_sum, sum_of, worded
from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.reading import Kind


_OPENING: Final = re.compile(r"(?:年初|期初|上年|上期|上年末|去年|月初)(?:末)?(?:结余|结转|余额)[^，。;\d]{0,3}$")  # fmt: skip
_CAME: Final = re.compile(r"(?:收入|收到|募集|筹集|到账|进账)[^，。;\d]{0,6}$")
_WENT: Final = re.compile(r"(?:支出|支付|使用|拨付|开支)[^，。;\d]{0,6}$")
_CLOSING: Final = re.compile(r"(?:年末|期末|月末|年底|现|尚)?(?:结余|余额|结存)[^，。;\d]{0,3}$")
_NONE: Final = Decimal(0)
_SAID: Final = re.compile(r"结余|余额|结存")
_ACCOUNT: Final = (_OPENING, _CAME, _WENT, _CLOSING)


def check_balances(page: Page) -> Iterator[Finding]:
    """What was there, came, went and is left, each by its name."""
    if not _SAID.search(page.text):
        return
    for item in page.figures:
        if item.reading.kind is not Kind.MONEY:
            continue
        lead = page.lead(item, 14)
        if _CLOSING.search(lead) and not _OPENING.search(lead):
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
