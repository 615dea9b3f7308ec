"""What a device brings from the field: reports and steps, each once, each with what became of it."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Conflict, KeyReused, Message, Refusal
from heli.core.flow.models import Call, Entry
from heli.loops.grid.actions.checking import check_case
from heli.loops.grid.actions.dispatching import sign_case
from heli.loops.grid.actions.drafts import Contact, Draft, Shot
from heli.loops.grid.actions.handling import handle_case, tick_milestone
from heli.loops.grid.actions.reporting import sync_reports
from heli.loops.grid.actions.screening import handle_at_once, record_finding
from heli.loops.grid.queries.cases import cases


@dataclass(frozen=True, slots=True)
class Doing:
    """A step done in the field: ``uid`` is the device's, ``seq`` the state of the case it was done on."""

    uid: uuid.UUID
    kind: str
    case: uuid.UUID
    said: Mapping[str, Any] = field(default_factory=dict)
    photos: tuple[Shot, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one thing that was brought: delivered, returned (and why), or a conflict.

    ``number`` is that of the case or report. A conflict means that it was sent before with other
    content, or that somebody else moved the case meanwhile: the device shows both.
    """

    uid: uuid.UUID
    status: str
    number: str = ""
    why: Message = ""
    code: str = ""


DELIVERED, RETURNED, IN_CONFLICT = "delivered", "returned", "conflict"
_CONFLICTS = frozenset(("conflict", "key_reused", "other_content", "not_from_here"))

Step = Callable[[Entry, Doing, str, Actor, datetime], Any]

STEPS: dict[str, Step] = {
    "sign": lambda case, op, key, by, at: sign_case.once(key)(case, by=by, at=at),
    "tick": lambda case, op, key, by, at: tick_milestone.once(key)(
        case,
        milestone=str(op.said.get("milestone", "")),
        note=str(op.said.get("note", "")),
        photos=op.photos,
        by=by,
        at=at,
    ),
    "handle": lambda case, op, key, by, at: handle_case.once(key)(
        case, note=str(op.said.get("note", "")), photos=op.photos, by=by, at=at
    ),
    "handle_at_once": lambda case, op, key, by, at: handle_at_once.once(key)(
        case, note=str(op.said.get("note", "")), photos=op.photos, by=by, at=at
    ),
    "find": lambda case, op, key, by, at: record_finding.once(key)(
        case,
        finding=str(op.said.get("finding", "")),
        note=str(op.said.get("note", "")),
        photos=op.photos,
        by=by,
        at=at,
    ),
    "check": lambda case, op, key, by, at: check_case.once(key)(
        case,
        result=str(op.said.get("result", "")),
        note=str(op.said.get("note", "")),
        photos=op.photos,
        by=by,
        at=at,
    ),
}
"""What can be done without a network. Each is its own act under the device's uid: done once (I8)."""


def sync(
    call: Call,
    *,
    drafts: Sequence[Draft] = (),
    doings: Sequence[Doing] = (),
    contacts: Mapping[str, Contact] | None = None,
    by: Actor,
    at: datetime,
) -> list[Outcome]:
    """Take everything a device brings: first the reports, in one act, then its steps in their order.

    Nothing is lost and nothing is done twice, however often and in whatever pieces it is sent.
    """
    taken = sync_reports(call, drafts, contacts=contacts, by=by, at=at)
    found = [
        Outcome(
            one.uid,
            DELIVERED if one.report else IN_CONFLICT if one.is_conflict else RETURNED,
            one.report.number if one.report else "",
            one.why_not,
            one.code,
        )
        for one in taken
    ]
    return [*found, *(_do(call, doing, by=by, at=at) for doing in doings)]


def _do(call: Call, doing: Doing, *, by: Actor, at: datetime) -> Outcome:
    entry = cases().filter(call=call, uid=doing.case).first()
    step = STEPS.get(doing.kind)
    if entry is None or step is None:
        return Outcome(doing.uid, RETURNED, why=_("There is no such case here."), code="unknown")
    try:
        step(entry, doing, f"grid.field:{doing.uid}", by, at)
    except (Conflict, KeyReused) as refusal:
        return Outcome(doing.uid, IN_CONFLICT, entry.code, str(refusal), refusal.code)
    except Refusal as refusal:
        status = IN_CONFLICT if refusal.code in _CONFLICTS else RETURNED
        return Outcome(doing.uid, status, entry.code, str(refusal), refusal.code)
    return Outcome(doing.uid, DELIVERED, entry.code)
