"""The report on what was taken up in a period (采用情况通报), by body and by author.

Its numbers are those of the measures: every row is counted out of the same contributions.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from heli.core.flow.models import Step
from heli.core.measures.queries import Scope, contributions, version_of
from heli.core.measures.refusals import MeasureNotApproved
from heli.loops.advice.queries.people import credits_of


CODES = (
    "advice.received",
    "advice.edited",
    "advice.recommended",
    "advice.adopted",
    "advice.instructions",
)
BODY, AUTHOR = "body", "author"


@dataclass(frozen=True, slots=True)
class Row:
    """What one body or author contributed, in the order of :data:`CODES`."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The rows of a period, the busiest first, and the sums of the measures themselves.

    A proposal by two authors stands in both their rows, so the rows of authors may add up to more.
    """

    rows: tuple[Row, ...]
    totals: tuple[int, ...]


def report(scope: Scope, *, by: str) -> Report:
    """The report of a scope by ``body`` or by ``author``. Two queries per measure.

    Refuses with ``MeasureNotApproved`` while nobody has answered for a definition.
    """
    behind = [list(_rows(code, scope)) for code in CODES]
    counted = [Counter(name for step in steps for name in _names(step, by)) for steps in behind]
    names = sorted(
        {name for one in counted for name in one},
        key=lambda name: (*(-one[name] for one in reversed(counted)), name),
    )
    return Report(
        rows=tuple(Row(name, tuple(one[name] for one in counted)) for name in names),
        totals=tuple(len(steps) for steps in behind),
    )


def _rows(code: str, scope: Scope) -> Iterator[Step]:
    try:
        measure = version_of(code).measure
    except LookupError as unknown:
        raise MeasureNotApproved(measure=code) from unknown
    return contributions(measure, scope).select_related("org", "entry").iterator()


def _names(step: Step, by: str) -> list[str]:
    if by == BODY:
        return [step.org.name]
    return [credit.name for credit in credits_of(step.entry)]
