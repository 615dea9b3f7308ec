"""Handling several cases as one, and apart again; every report keeps its answer and its rating."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action
from heli.core.flow.models import Entry, Step
from heli.core.flow.undoing import reverse
from heli.loops.grid import policies
from heli.loops.grid.actions.stepping import answer_all, refresh, take
from heli.loops.grid.actions.taking_back import count_again
from heli.loops.grid.enums import Stage, Verb
from heli.loops.grid.queries.people import last


class NothingToMergeInto(Refusal):
    """The surviving case must still be on its way."""

    message = _(
        "“%(title)s” has ended; nothing can be merged into it. Open it again, or choose another."
    )


class MergedIntoItself(Refusal):
    """A case is merged into another one."""

    message = _("A case cannot be merged into itself.")
    status = 422


class TooLateToUnmerge(Refusal):
    """A merger is reversible until the case it was merged into ends."""

    message = _("The case it was merged into has ended.")


@action("grid.cases.merge", policy=policies.ON_CASE[Verb.MERGE])
def merge_cases(
    entries: Sequence[Entry], *, into: Entry, reply: str, by: Actor, at: datetime
) -> None:
    """T7: handle cases together with another one. Every report keeps its answer and its rating.

    Refuses with :class:`MergedIntoItself` and :class:`NothingToMergeInto`.
    """
    if any(entry.pk == into.pk for entry in entries):
        raise MergedIntoItself(field="into")
    if not into.is_open or into.call_id != entries[0].call_id:
        raise NothingToMergeInto(title=into.title, field="into")
    for entry in entries:
        _merge(entry, into, reply, by=by, at=at)


def _merge(entry: Entry, into: Entry, reply: str, *, by: Actor, at: datetime) -> None:
    answer_all(entry, reply, by=by, at=at)
    take(entry, Verb.MERGE, by=by, at=at, facts={"into": str(into.uid)})
    entry.merged_into = into
    entry.save(update_fields=["merged_into"])


@action("grid.case.unmerge", policy=policies.ON_CASE[Verb.MERGE])
def unmerge_case(entry: Entry, *, by: Actor, at: datetime) -> Step:
    """T7, back: the case stands where it stood, its clocks as if it had never been merged (I7).

    Refuses with :class:`TooLateToUnmerge` once the other one has ended.
    """
    return _unmerge(entry, by=by, at=at)


@action("grid.cases.unmerge", policy=policies.ON_CASE[Verb.MERGE])
def unmerge_cases(entries: Sequence[Entry], *, by: Actor, at: datetime) -> list[Step]:
    """The same for all that one act merged: all of them, or none."""
    return [_unmerge(entry, by=by, at=at) for entry in entries]


def _unmerge(entry: Entry, *, by: Actor, at: datetime) -> Step:
    merged = last(list(entry.steps.order_by("seq")), Verb.MERGE)
    if entry.state != Stage.MERGED or merged is None or entry.merged_into is None:
        raise Invalid(what=entry.title)
    if not entry.merged_into.is_open:
        raise TooLateToUnmerge
    merged.entry = entry
    back = reverse(merged, by=by, at=at)
    count_again(entry, merged, by=by, at=at)
    entry.merged_into = None
    entry.save(update_fields=["merged_into"])
    refresh(entry, at=at)
    return back
