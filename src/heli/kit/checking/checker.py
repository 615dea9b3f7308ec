"""``check``: all rules over one text."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from heli.kit.checking.balances import check_balances
from heli.kit.checking.complements import check_complements
from heli.kit.checking.days import check_days
from heli.kit.checking.each import check_each
from heli.kit.checking.findings import Finding, Klass, Span
from heli.kit.checking.funnels import check_funnels
from heli.kit.checking.growth import check_changes, check_growth
from heli.kit.checking.lists import check_lists
from heli.kit.checking.marks import check_marks
from heli.kit.checking.nested import check_nested
from heli.kit.checking.oddities import check_oddities
from heli.kit.checking.page import Page
from heli.kit.checking.prices import check_prices
from heli.kit.checking.ratios import check_ratios
from heli.kit.checking.repeats import check_repeats
from heli.kit.checking.series import check_series
from heli.kit.checking.shares import check_shares
from heli.kit.checking.slogans import check_slogans
from heli.kit.checking.sums import check_differences, check_partitions, check_sums
from heli.kit.checking.tables import check_tables
from heli.kit.checking.votes import check_votes
from heli.kit.reading import Reading, UnitTable


RULES: Final[tuple[Callable[[Page], Iterator[Finding]], ...]] = (
    check_sums, check_series, check_balances, check_votes, check_complements, check_each, check_nested, check_differences, check_partitions, check_lists, check_slogans, check_marks, check_funnels, check_ratios, check_shares,
    check_growth, check_changes, check_repeats, check_prices, check_days, check_tables, check_oddities,
)  # fmt: skip


def check(
    readings: Sequence[Reading],
    text: str,
    *,
    date: datetime.date | None = None,
    units: UnitTable | None = None,
) -> list[Finding]:
    """Check the ``readings`` of ``text`` against each other, in the order of the text.

    ``readings`` are those of ``heli.kit.reading.read(text)``; ``date`` is the day of the
    document. Amounts are compared as intervals with the tolerance of their last stated place.
    A gap between a total and its listed parts is a residue first (未列明), a contradiction only
    where the words claim to be complete. Windows are bounded: the cost is linear in the text.
    """
    page = Page(text, readings, date, units)
    found: dict[tuple[Klass, tuple[Span, ...]], Finding] = {}
    for rule in RULES:
        for finding in rule(page):
            found.setdefault((finding.klass, tuple(sorted(finding.spans))), finding)
    return sorted(found.values(), key=lambda f: (min(f.spans), f.klass))
