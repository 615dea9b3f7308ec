"""Steps: built from what happened, hashed, and bound to the act that wrote them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, current_record, insert, local_day
from heli.core.acts.payloads import plain
from heli.core.flow.definitions import Transition
from heli.core.flow.models import Entry, Step
from heli.core.journal.building import new
from heli.core.parties.models import Party
from heli.core.texts.models import Revision
from heli.kit import canonical


class InTheFuture(Refusal):
    """Something cannot have happened later than it is recorded."""

    message = _("The day %(day)s lies in the future.")
    status = 422


@dataclass(frozen=True, slots=True)
class Telling:
    """What comes with a step: when it happened, and what is said about it.

    ``effective_on`` is the local day on which it happened, today if None. ``facts`` hold what the
    flow needs and what its step counts; they are kept as canonical JSON (decimals and dates as
    strings, no floats).
    """

    effective_on: date | None = None
    note: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    revision: Revision | None = None
    on_behalf_of: Party | None = None


NOTHING = Telling()


def new_step(
    entry: Entry,
    *,
    verb: str,
    target: str,
    tag: str,
    by: Actor,
    at: datetime,
    telling: Telling,
    transition: Transition | None = None,
) -> Step:
    """A step of ``entry`` as it stands now, not written yet. Refuses with :class:`InTheFuture`."""
    day, today = telling.effective_on, local_day(at)
    if day is not None and day > today:
        raise InTheFuture(day=day.isoformat(), field="effective_on")
    if "\x00" in telling.note:
        raise Invalid(what=_("a character that no text contains"), field="note")
    return new(
        Step,
        entry=entry,
        seq=entry.seq + 1,
        verb=verb,
        from_state=entry.state if transition else "",
        to_state=target,
        actor_id=by.party_id,
        on_behalf_of=telling.on_behalf_of,
        at=at,
        effective_on=day or today,
        note=telling.note,
        facts=json.loads(canonical.dumps(plain(telling.facts))),
        revision=telling.revision,
        visibility="public" if transition and transition.public else "internal",
        tag=tag,
        first=bool(tag) and not entry.counted.get(tag),
        org=entry.org,
        area=entry.area,
    )


def bind_all(steps: Sequence[Step], *, by: Actor) -> None:
    """Tell the journal the hashes of steps that are about to be written: each row is bound to the running act."""
    record = current_record()
    actor = str(by.uid) if by.party_id is not None else None
    for step in steps:
        step.act = record.uid
        step.sha256 = record.wrote(step, _content(step, actor=actor))


def record_all(steps: Sequence[Step], *, by: Actor) -> None:
    """Bind steps and write them. One insert for all of them."""
    bind_all(steps, by=by)
    if len(steps) == 1:
        insert(steps[0])
    else:
        Step.objects.bulk_create(steps, batch_size=500)


def record(step: Step) -> Step:
    """Write one step that a room built itself, and tell the journal its hash."""
    step.act = current_record().uid
    step.sha256 = current_record().wrote(step, content_of(step))
    insert(step)
    return step


def content_of(step: Step) -> dict[str, object]:
    """Everything a step says, as it is hashed, sealed and shown in a proof.

    Without queries when ``actor``, ``on_behalf_of``, ``area``, ``entry``, ``org``, ``revision`` and
    ``reverses`` were selected with it.
    """
    return _content(step, actor=str(step.actor.uid) if step.actor else None)


RELATED = ("actor", "on_behalf_of", "area", "entry", "org", "revision", "reverses")
"""What to select with steps before asking for their content."""


def _content(step: Step, *, actor: str | None) -> dict[str, object]:
    return {
        "actor": actor,
        "area": str(step.area.uid) if step.area else None,
        "at": step.at,
        "effective_on": step.effective_on,
        "entry": str(step.entry.uid),
        "facts": step.facts,
        "first": step.first,
        "from": step.from_state,
        "note": step.note,
        "on_behalf_of": str(step.on_behalf_of.uid) if step.on_behalf_of else None,
        "org": str(step.org.uid),
        "reverses": str(step.reverses.uid) if step.reverses else None,
        "revision": step.revision.sha256 if step.revision else None,
        "seq": step.seq,
        "sign": step.sign,
        "tag": step.tag,
        "to": step.to_state,
        "uid": str(step.uid),
        "verb": step.verb,
        "visibility": step.visibility,
    }
