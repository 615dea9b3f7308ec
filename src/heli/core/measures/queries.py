"""Every number shown anywhere is read here, with the list behind it.

The types of records are repeated here for those outside who annotate what they are given.
"""

from dataclasses import dataclass

from django.db.models import QuerySet

from heli.core.acts import Actor
from heli.core.measures.asserting import Asked, Asserted, asserted
from heli.core.measures.breakdowns import By, Cell, breakdown, for_public, suppress
from heli.core.measures.checking import said
from heli.core.measures.contributions import contributions
from heli.core.measures.drift import Drift, drift_of
from heli.core.measures.drilling import Page, Row, drill_down, every_row
from heli.core.measures.exporting import bundle_of
from heli.core.measures.figures import interval_of, require_approved, unclassified
from heli.core.measures.models import (
    Approval,
    Check,
    Erratum,
    Figure,
    MeasureVersion,
    Seal,
    Snapshot,
)
from heli.core.measures.scopes import Scope, scope_from
from heli.core.measures.sources import seen_in
from heli.core.measures.values import Amount, parts_of, says, value, version_of
from heli.core.texts.models import Doc, Revision
from heli.kit.interval import Interval


@dataclass(frozen=True, slots=True)
class Standing:
    """A bound figure and the records: what they say now, and whether the wording still holds."""

    figure: Figure
    now: Amount
    holds: bool


def released(code: str, scope: Scope) -> Amount:
    """The value of an approved measure.

    Raises ``LookupError`` for an unknown code, :class:`MeasureNotApproved` for a version
    (``code@version``) that nobody answered for.
    """
    version = version_of(code)
    require_approved(version)
    return value(version, scope)


def measures(*, approved_only: bool = True) -> list[MeasureVersion]:
    """The newest version of every measure, by code. One query."""
    rows = MeasureVersion.objects.select_related("approval", "mark").order_by("code", "version")
    if approved_only:
        rows = rows.filter(approval__isnull=False)
    return sorted({row.code: row for row in rows}.values(), key=lambda row: row.code)


def figures_of(revision: Revision) -> QuerySet[Figure]:
    """The figures of a state of a text, in their order."""
    rows = Figure.objects.filter(revision=revision).order_by("start")
    return rows.select_related("version__approval", "snapshot", "evidence")


def checks_of(revision: Revision) -> QuerySet[Check]:
    """The checks of a state of a text; what they found is worded by ``said``."""
    return Check.objects.filter(revision=revision).select_related("waived_by").order_by("pk")


def standings(revision: Revision) -> list[Standing]:
    """Every bound figure with its value now. Two queries per measure and scope, read once each."""
    known: dict[tuple[int, str], Amount] = {}
    found = []
    for figure in figures_of(revision).filter(version__isnull=False):
        if figure.version is None:
            continue
        where = (figure.version.pk, figure.params)
        if where not in known:
            known[where] = value(figure.version, scope_from(figure.params))
        found.append(Standing(figure, known[where], holds(interval_of(figure), known[where])))
    return found


def holds(said_: Interval | None, now: Amount) -> bool:
    """Whether a wording asserts something that is true of a value."""
    return said_ is not None and now.value is not None and said_.contains(now.value)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure that a typed number could be bound to, with its value in the scope."""

    version: MeasureVersion
    now: Amount
    fits: bool


def candidates(asserted: Interval | None, scope: Scope, *, unit: str = "") -> list[Candidate]:
    """The approved measures that a typed number could be bound to, the likeliest first.

    Those whose value it can be come first, then those counted in its unit, then the rest. Two
    queries per measure.
    """
    found = []
    for version in measures():
        if not says(version, scope):
            continue
        now = value(version, scope)
        found.append(Candidate(version, now, holds(asserted, now)))
    return sorted(
        found,
        key=lambda c: (not c.fits, seen_in(c.version.measure, scope).unit != unit, c.version.code),
    )


def seal_of(code: str) -> Seal | None:
    """The seal printed as ``code``; letters may be typed small and without the dash."""
    letters = "".join(c for c in code.upper() if c.isalnum())
    typed = f"{letters[:5]}-{letters[5:]}"
    rows = Seal.objects.select_related("revision__doc__org", "signer", "erratum", "supersedes")
    return rows.filter(code=typed).first()


def seals_of(doc: Doc) -> QuerySet[Seal]:
    """The seals of a document, the latest first."""
    rows = Seal.objects.filter(revision__doc=doc).select_related("revision", "signer", "erratum")
    return rows.order_by("-at", "-pk")


def may_see_records(actor: Actor, version: MeasureVersion) -> bool:
    """Whether the rows behind a value may be listed: to staff, or to all where the measure says so."""
    return bool(actor.grants) or actor.is_system or version.measure.disclosure == "records"


__all__ = [
    "Amount",
    "Approval",
    "Asked",
    "Asserted",
    "By",
    "Candidate",
    "Cell",
    "Check",
    "Drift",
    "Erratum",
    "Figure",
    "MeasureVersion",
    "Page",
    "Row",
    "Scope",
    "Seal",
    "Snapshot",
    "Standing",
    "asserted",
    "breakdown",
    "bundle_of",
    "candidates",
    "checks_of",
    "contributions",
    "drift_of",
    "drill_down",
    "every_row",
    "figures_of",
    "for_public",
    "holds",
    "interval_of",
    "may_see_records",
    "measures",
    "parts_of",
    "released",
    "said",
    "says",
    "scope_from",
    "seal_of",
    "seals_of",
    "seen_in",
    "standings",
    "suppress",
    "unclassified",
    "value",
    "version_of",
]
