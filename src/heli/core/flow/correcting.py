"""Counting a step no longer, again, or otherwise: by twins on the day it counted, never by editing.

A handled matter that fails its check was not handled; a merged one is not counted beside the one it
was merged into; an appeal that is upheld turns a late handling into one in time. In each case the
step stays what it was. A twin with the sign −1, of the same tag, day and place, takes it out of every
sum; another with the sign +1 brings it in again, with facts put right. The entry stays where it is.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from heli.core.acts import Actor
from heli.core.flow.changes import Change, apply
from heli.core.flow.models import Entry, Step
from heli.core.flow.phrases import RECOUNT, RETRACT
from heli.core.flow.recording import record_all


def retract_tags(entry: Entry, tags: Iterable[str], *, by: Actor, at: datetime) -> list[Step]:
    """Count no step of these tags any longer. For acts. No query when nothing counts as them."""
    wanted = [str(tag) for tag in tags if entry.counted.get(str(tag))]
    found = counting(entry, *wanted) if wanted else []
    return [retract(step, by=by, at=at) for step in found]


def counting(entry: Entry, *tags: str) -> list[Step]:
    """The steps of an entry that count as one of ``tags`` now, in their order."""
    rows = Step.objects.filter(
        entry=entry, tag__in=tags, reverses__isnull=True, reversed_by__isnull=True
    )
    found = list(rows.select_related("org", "area", "on_behalf_of").order_by("seq"))
    for step in found:
        step.entry = entry
    return found


def retract(step: Step, *, by: Actor, at: datetime, note: str = "") -> Step:
    """Count a step no longer. Refuses with ``IntegrityError`` when it does not count already."""
    return _twin(step, RETRACT, -1, step.facts, by=by, at=at, note=note)


def recount(
    step: Step,
    *,
    by: Actor,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    note: str = "",
) -> Step:
    """Count a step again that was retracted, with ``facts`` put right if some are given."""
    told = {**step.facts, **(facts or {})}
    return _twin(step, RECOUNT, 1, told, by=by, at=at, note=note)


def correct(
    step: Step, *, by: Actor, at: datetime, facts: Mapping[str, object], note: str = ""
) -> list[Step]:
    """Count a step otherwise from now on: retracted as it was, counted again as it should be."""
    return [
        retract(step, by=by, at=at, note=note),
        recount(step, by=by, at=at, facts=facts, note=note),
    ]


def _twin(
    step: Step,
    verb: str,
    sign: int,
    facts: Mapping[str, object],
    *,
    by: Actor,
    at: datetime,
    note: str,
) -> Step:
    entry = step.entry
    twin = Step(
        entry=entry,
        seq=entry.seq + 1,
        verb=verb,
        from_state=entry.state,
        to_state=entry.state,
        actor_id=by.party_id,
        on_behalf_of=step.on_behalf_of,
        at=at,
        effective_on=step.effective_on,
        note=note,
        facts=dict(facts),
        tag=step.tag,
        first=step.first,
        sign=sign,
        reverses=step if sign < 0 else None,
        org=step.org,
        area=step.area,
    )
    counted = dict(entry.counted)
    counted[step.tag] = counted.get(step.tag, 0) + sign
    counted = {tag: n for tag, n in counted.items() if n}
    apply([Change(entry, twin, entry.is_open, entry.closed_at, counted, asked=entry.asked)])
    record_all([twin], by=by)
    return twin
