"""What people do with measures and figures. Each act is one function; the work is done below."""

from collections.abc import Sequence
from datetime import date, datetime

from heli.core.acts import Actor, action, current_record
from heli.core.files.models import Blob
from heli.core.measures import checking, figures, policies, registering, sealing
from heli.core.measures.enums import CheckKind, FigureClass
from heli.core.measures.figures import Claim, require_open
from heli.core.measures.models import (
    Approval,
    Check,
    Erratum,
    Figure,
    MeasureVersion,
    Seal,
    Snapshot,
)
from heli.core.measures.refusals import AlreadyApproved, NothingToWaive, ReasonMissing
from heli.core.measures.scopes import Scope
from heli.core.texts.models import Revision
from heli.kit.interval import Interval


@action("measures.measure.sync", policy=policies.system_only)
def sync_measures(*, by: Actor, at: datetime) -> None:
    """Record every registered measure that is not recorded yet, as proposed.

    Refuses with :class:`MeasureChanged` when a recorded version is declared otherwise now.
    """
    registering.sync(at=at)


@action("measures.measure.approve", policy=policies.may_approve)
def approve_measure(version: MeasureVersion, *, by: Actor, at: datetime) -> Approval:
    """Answer for a definition: from now on figures may use it. Refuses a second approval."""
    if version.is_approved:
        raise AlreadyApproved(measure=version.measure.label)
    made = Approval(version=version, by_id=by.party_id, at=at)
    made.save(force_insert=True)
    current_record().wrote(made, {"measure": str(version), "sha256": version.sha256})
    return made


@action("measures.figure.bind", policy=policies.may_work_on)
def bind_figure(
    revision: Revision,
    *,
    start: int,
    end: int,
    measure: MeasureVersion,
    scope: Scope,
    by: Actor,
    at: datetime,
) -> Figure:
    """Bind a number in a text to a measure in a scope. A figure exactly there is replaced.

    Refuses with :class:`MeasureNotApproved`, :class:`OpenPeriod`, :class:`NotHouseWording`,
    :class:`OtherUnit`, :class:`Overlapping`, :class:`NoWordsThere`, :class:`AlreadySealed` and
    :class:`NewerText`. That the wording holds is not asked before the text is sealed.
    """
    return figures.bind(revision, start=start, end=end, version=measure, scope=scope)


@action("measures.figure.claim", policy=policies.may_work_on)
def claim_figure(
    revision: Revision,
    *,
    start: int,
    end: int,
    source: str,
    evidence: Blob | None = None,
    as_of: date | None = None,
    method: str = "",
    asserted: Interval | None = None,
    unit: str = "",
    external: bool = False,
    by: Actor,
    at: datetime,
) -> Figure:
    """Say who claims a number. It never mixes into sums of bound figures unseen.

    ``external`` means it is cited from another text. Refuses with :class:`ReasonMissing` when no
    source is named, and as :func:`bind_figure` does for its place.
    """
    if not source.strip():
        raise ReasonMissing(field="source")
    return figures.claim(
        revision,
        start=start,
        end=end,
        klass=FigureClass.EXTERNAL if external else FigureClass.CLAIMED,
        said=Claim(source=source, evidence=evidence, as_of=as_of, method=method),
        interval=asserted,
        unit=unit,
    )


@action("measures.figure.classify", policy=policies.may_work_on)
def classify_figure(
    revision: Revision,
    *,
    start: int,
    end: int,
    is_figure: bool = True,
    by: Actor,
    at: datetime,
) -> Figure:
    """Say that a number is structural (a date, an order, a count within the text) or no figure."""
    klass = FigureClass.STRUCTURAL if is_figure else FigureClass.NOT_A_FIGURE
    return figures.classify(revision, start=start, end=end, klass=klass)


@action("measures.figure.unbind", policy=policies.may_change_figure)
def unbind_figure(figure: Figure, *, by: Actor, at: datetime) -> None:
    """Take back what was said about a number; it is unclassified again."""
    require_open(figure.revision)
    figure.delete()


@action("measures.figure.carry", policy=policies.may_work_on)
def carry_figures(revision: Revision, *, source: Revision, by: Actor, at: datetime) -> None:
    """Take the figures of an earlier state of a text over into ``revision``, where they still stand."""
    require_open(revision)
    figures.carry_over(source, revision)


@action("measures.check.relate", policy=policies.may_work_on)
def relate_figures(
    revision: Revision,
    *,
    kind: CheckKind,
    related: Sequence[Figure],
    is_complete: bool = False,
    by: Actor,
    at: datetime,
) -> Check:
    """Say that figures belong together, in the order of :func:`heli.core.measures.relations.judge`.

    ``is_complete``: the text claims to name every part. Refuses with :class:`WrongFigures`.
    """
    require_open(revision)
    return checking.relate(revision, kind=kind, figures=related, is_complete=is_complete)


@action("measures.check.drop", policy=policies.may_change_check)
def drop_check(check: Check, *, by: Actor, at: datetime) -> None:
    """Take back a relation that somebody stated. Those that follow from measures come back."""
    require_open(check.revision)
    check.delete()


@action("measures.check.run", policy=policies.may_work_on)
def run_checks(revision: Revision, *, by: Actor, at: datetime) -> None:
    """Check a text anew; answers given to the same findings stay."""
    require_open(revision)
    checking.run(revision)


@action("measures.check.waive", policy=policies.may_waive)
def waive_check(check: Check, *, reason: str, by: Actor, at: datetime) -> Check:
    """Answer for an open check, with a reason that is sealed with the text."""
    require_open(check.revision)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if not check.is_open:
        raise NothingToWaive
    check.reason, check.waived_by_id, check.waived_at = reason, by.party_id, at
    check.save(update_fields=["reason", "waived_by", "waived_at"])
    current_record().wrote(check, checking.content_of(check))
    return check


@action("measures.snapshot.take", policy=policies.may_release)
def take_snapshot(version: MeasureVersion, *, scope: Scope, by: Actor, at: datetime) -> Snapshot:
    """Write down a value of this moment with its rows. Refuses an unapproved measure."""
    return sealing.freeze(version, scope, at=at)


@action("measures.seal.make", policy=policies.may_seal)
def seal_document(
    revision: Revision, *, numbers: Sequence[tuple[int, int]], by: Actor, at: datetime
) -> Seal:
    """Freeze the figures of a text, and sign both. See :func:`heli.core.measures.sealing.seal`."""
    return sealing.seal(revision, numbers=numbers, by=by, at=at)


@action("measures.erratum.issue", policy=policies.may_correct)
def issue_erratum(
    old: Seal,
    *,
    revision: Revision,
    numbers: Sequence[tuple[int, int]],
    reason: str,
    by: Actor,
    at: datetime,
) -> Erratum:
    """Seal a newer state in place of a sealed one. See :func:`heli.core.measures.sealing.supersede`."""
    return sealing.supersede(old, revision, numbers=numbers, reason=reason, by=by, at=at)
