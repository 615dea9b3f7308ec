"""Stages through which items pass: what was recommended cannot be more than what came in."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from heli.kit.checking.facts import facts
from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.reading import Kind


def check_funnels(page: Page) -> Iterator[Finding]:
    """Chains of at least three stages (two, where they contradict) within one sentence."""
    chain: list[tuple[int, Item]] = []
    end = -1
    for item in page.figures:
        if item.start >= end:
            yield from _judge(page, chain)
            chain, end = [], page.sentence(item.start)[1]
        stage = _stage(page, item)
        if stage is None or (chain and not page.alike(chain[0][1], item)):
            continue
        if chain and stage <= chain[-1][0]:
            yield from _judge(page, chain)
            chain = []
        chain.append((stage, item))
    yield from _judge(page, chain)


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    words = sorted(facts().stages, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def _stage(page: Page, item: Item) -> int | None:
    """The stage named last before the number."""
    if item.reading.kind not in (Kind.COUNT, Kind.MONEY) or item.amount is None:
        return None
    lead = page.lead(item, 20)
    cut = max(lead.rfind(sign) for sign in "，、;,")
    found = _words().findall(lead[cut + 1 :])
    return facts().stages[found[-1]] if found else None


def _judge(page: Page, chain: list[tuple[int, Item]]) -> Iterator[Finding]:
    items = [item for _stage, item in chain]
    falls = all(
        b.amount.may_be_at_most(a.amount) for a, b in pairwise(items) if a.amount and b.amount
    )
    says = " ≥ ".join(item.reading.text for item in items)
    if falls and len(items) > 2:  # noqa: PLR2004  -- two stages are told by 其中 and shares
        message = Message(f"逐级不增：{says}", f"No stage has more than the one before: {says}")
        yield page.finding(Klass.FUNNEL, Verdict.HOLDS, items, message, rule="funnel")
    elif not falls and len(items) > 1:
        says = " → ".join(item.reading.text for item in items)
        message = Message(
            f"后一环节多于前一环节：{says}，是否含以前结转？",
            f"A later stage has more than the one before: {says}; carried over from before?",
        )
        yield page.finding(Klass.FUNNEL, Verdict.DOUBTFUL, items, message, rule="funnel")
