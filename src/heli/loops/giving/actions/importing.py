"""Importing a list of gifts: looked at, confirmed with a control total, posted batch by batch."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _, ngettext_lazy

from heli.core.acts import Actor, Derived, Digest, Policy, Refusal, action, later
from heli.core.files.actions import keep
from heli.core.files.store import Stored
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Call, Entry
from heli.core.ledger import lists
from heli.loops.giving import policies
from heli.loops.giving.actions.books import list_of, next_number
from heli.loops.giving.actions.donors import parties_of
from heli.loops.giving.actions.drafting import Target, draft_of
from heli.loops.giving.enums import IMPORT_CALL, ImportStage, Verb
from heli.loops.giving.flows import IMPORT
from heli.loops.giving.queries.importing import (
    UNDO_WITHIN,
    batch_of,
    checked_of,
    ended_at,
    posted_upto,
    transactions_of,
)
from heli.loops.giving.queries.sheets import missing, require_plain
from heli.loops.giving.queries.slips import Slip


class StillWrong(Refusal):
    """An import is posted as a whole or not at all."""

    message = ngettext_lazy(
        "%(n)s row cannot be used. Correct it in the list, and choose it again.",
        "%(n)s rows cannot be used. Correct them in the list, and choose it again.",
        "n",
    )


class StillAsked(Refusal):
    """Rows that look like others are posted only if somebody says so."""

    message = ngettext_lazy(
        "%(n)s row looks like a gift that is there already. Please look at it, and confirm that"
        " it is another gift.",
        "%(n)s rows look like gifts that are there already. Please look at them, and confirm that"
        " they are other gifts.",
        "n",
    )


class ColumnsMissing(Refusal):
    """A gift has a day, and cash or goods."""

    message = _("Please say which column is the day, and which is the amount or the goods.")
    status = 422


class TotalDiffers(Refusal):
    """Somebody counts before the machine does."""

    message = _("You counted %(typed)s; the list has %(found)s. Nothing was posted.")
    status = 422


class TooLate(Refusal):
    """After a day a list is corrected gift by gift."""

    message = _("More than 24 hours have passed. Please correct single gifts instead.")


def _nobody(_actor: Actor) -> bool:
    return False


by_the_worker: Policy[Entry] = Policy(Entry, _nobody, _("Only the worker does this."))


@action("giving.import.upload", policy=policies.manage_appeal)
def upload_gifts(
    appeal: Call,
    *,
    file: Stored,
    mapping: Mapping[str, int] | None = None,
    by: Actor,
    at: datetime,
) -> Entry:
    """Give a list of gifts to be looked at. Nothing is posted before :func:`begin_import`.

    Asks for ``giving.check_import``.
    """
    campaign = Target.of(appeal).books.campaign
    call = list_of(campaign, kind=IMPORT_CALL, flow=IMPORT, title=IMPORT.label, at=at)
    kept = keep(file, by=by, at=at)
    entry = engine.start(
        call,
        org=campaign.owner,
        by=by,
        at=at,
        code=next_number(call),
        title=file.name[:200],
        answers={
            "appeal": str(appeal.uid),
            "blob": kept.blob_id,
            "mapping": dict(mapping) if mapping else None,
            "name": file.name,
        },
    )
    later("giving.check_import", entry=str(entry.uid))
    return entry


@action("giving.import.map", policy=policies.ON_IMPORT[Verb.CHECK])
def map_columns(entry: Entry, *, mapping: Mapping[str, int], by: Actor, at: datetime) -> Entry:
    """Say which column is what, and have the list looked at again.

    Refuses with :class:`ColumnsMissing` and :class:`InMultiples`.
    """
    require_plain(entry.answers.get("header", []), mapping)
    if lacking := missing(mapping):
        raise ColumnsMissing(field=lacking[0])
    engine.move(entry, Verb.CHECK, by=by, at=at)
    _keep(entry, mapping=dict(mapping), checked=None)
    later("giving.check_import", entry=str(entry.uid))
    return entry


@action("giving.import.keep", policy=by_the_worker)
def keep_check(
    entry: Entry,
    *,
    mapping: Mapping[str, int],
    outcome: Annotated[Mapping[str, Any], Digest],
    wrong: Stored | None,
    by: Actor,
    at: datetime,
) -> Entry:
    """Keep what looking at a list found, and the rows in which something is ``wrong``."""
    if entry.state not in (ImportStage.UPLOADED, ImportStage.CHECKED):
        return entry
    engine.move(entry, Verb.CHECK, by=by, at=at)
    faulty = keep(wrong, by=by, at=at) if wrong is not None else None
    checked = {**outcome, "faulty": faulty and str(faulty.uid)}
    _keep(entry, mapping=dict(mapping), header=outcome["header"], checked=checked, trouble="")
    return entry


@action("giving.import.begin", policy=policies.ON_IMPORT[Verb.START_IMPORT])
def begin_import(
    entry: Entry,
    *,
    rows: int,
    cash: Decimal,
    is_meant: bool = False,
    by: Actor,
    at: datetime,
) -> Entry:
    """Post a list that was looked at. ``rows`` and ``cash`` were counted by hand: the control total.

    Refuses with :class:`StillWrong`, :class:`StillAsked` (unless ``is_meant``) and
    :class:`TotalDiffers`. Asks for ``giving.run_import``.
    """
    checked = checked_of(entry)
    if not checked or checked["missing"]:
        raise ColumnsMissing
    if checked["wrong"]:
        raise StillWrong(n=checked["wrong"])
    if checked["asked"] and not is_meant:
        raise StillAsked(n=checked["asked"])
    for field, typed, found in (
        ("rows", rows, checked["new"]),
        ("cash", cash, Decimal(checked["cash"])),
    ):
        if typed != found:
            raise TotalDiffers(typed=typed, found=found, field=field)
    engine.move(entry, Verb.START_IMPORT, by=by, at=at)
    later("giving.run_import", entry=str(entry.uid))
    return entry


@action("giving.import.post", policy=by_the_worker)
def post_batch(
    entry: Entry,
    *,
    appeal: Call,
    slips: Annotated[Sequence[Slip], Derived],
    upto: int,
    meanwhile: Annotated[Callable[[], None], Derived],
    by: Actor,
    at: datetime,
) -> Entry:
    """Post the gifts of some rows, up to and with row ``upto``: all of them, or none.

    ``meanwhile``, while the database writes them, the rows behind them can be read.

    A batch that was posted already is left out, so that a worker may begin again anywhere.
    """
    if posted_upto(entry) >= upto:
        return entry
    target = Target.of(appeal)
    donors = parties_of([slip.donor for slip in slips], target.books.org)
    mark = batch_of(entry)
    drafts = [draft_of(target, slip, donors[slip.donor], batch=mark) for slip in slips]
    lists.post_many(drafts, by=by, at=at, meanwhile=meanwhile)
    facts = {"upto": upto, "gifts": len(slips)}
    engine.move(entry, Verb.POST, by=by, at=at, telling=Telling(facts=facts))
    _keep(entry, upto=upto, trouble="")
    return entry


@action("giving.import.finish", policy=by_the_worker)
def finish_import(entry: Entry, *, by: Actor, at: datetime) -> Entry:
    """Note that every row was posted."""
    if entry.state == ImportStage.RUNNING:
        engine.move(entry, Verb.FINISH, by=by, at=at)
    return entry


@action("giving.import.note_trouble", policy=by_the_worker)
def note_trouble(entry: Entry, *, why: str, by: Actor, at: datetime) -> Entry:
    """Note why an import stands still: what was posted stays, and it can go on or be taken back."""
    _keep(entry, trouble=why[:500])
    return entry


@action("giving.import.go_on", policy=policies.ON_IMPORT[Verb.START_IMPORT])
def go_on(entry: Entry, *, by: Actor, at: datetime) -> Entry:
    """Let an import that stands still go on, once its trouble is put right."""
    later("giving.run_import", entry=str(entry.uid))
    return entry


@action("giving.import.take_back", policy=policies.ON_IMPORT[Verb.TAKE_BACK])
def take_back(entry: Entry, *, note: str, by: Actor, at: datetime) -> Entry:
    """Take a whole import back within a day, with a reason; every gift is reversed.

    Refuses with :class:`TooLate`. Asks for ``giving.undo_import``.
    """
    ended = ended_at(entry)
    if ended is not None and at - ended > UNDO_WITHIN:
        raise TooLate
    engine.move(entry, Verb.TAKE_BACK, by=by, at=at, telling=Telling(note=note.strip()))
    _keep(entry, reason=note.strip()[:400])
    later("giving.undo_import", entry=str(entry.uid))
    return entry


@action("giving.import.reverse", policy=by_the_worker)
def reverse_batch(
    entry: Entry, *, gifts: Annotated[Sequence[int], Derived], by: Actor, at: datetime
) -> Entry:
    """Reverse those of some gifts of an import (their keys) that still stand; it is being taken back."""
    rows = list(transactions_of(entry).filter(pk__in=gifts))
    if rows and entry.state == ImportStage.UNDOING:
        lists.reverse_many(rows, reason=entry.answers["reason"], by=by, at=at)
    return entry


@action("giving.import.undone", policy=by_the_worker)
def finish_undo(entry: Entry, *, by: Actor, at: datetime) -> Entry:
    """Note that nothing of an import stands any more."""
    if entry.state == ImportStage.UNDOING:
        engine.move(entry, Verb.UNDONE, by=by, at=at)
    return entry


@action("giving.import.discard", policy=policies.ON_IMPORT[Verb.DISCARD])
def discard_import(entry: Entry, *, by: Actor, at: datetime) -> Entry:
    """Put a list away that will not be posted."""
    engine.move(entry, Verb.DISCARD, by=by, at=at)
    return entry


def _keep(entry: Entry, **said: Any) -> None:
    entry.answers = {**entry.answers, **said}
    entry.save(update_fields=["answers"])
