"""The clocks and the history of a case in words; a unit reads no word of a reporter's."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from heli.core.acts import Message
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry, Step
from heli.core.flow.phrases import RETRACT, START, UNDO
from heli.loops.grid.enums import ReturnReason, Verb, WaitsFor
from heli.loops.grid.flows import CASE_FLOW
from heli.loops.grid.queries.clocks import clocks_of
from heli.loops.grid.web.desk.shown import moment
from heli.shell.dues import until
from heli.shell.moments import written


OF_REPORTERS = (Verb.REPLY, Verb.VISIT, Verb.ASK_EXCLUSION, Verb.REOPEN_ONCE)
QUIET = (RETRACT, Verb.LAPSE)
BAD = (Verb.FAIL, Verb.UPHOLD_RETURN, Verb.REFUSE, Verb.VOID)


def clocks_shown(entry: Entry, steps: Sequence[Step], *, at: datetime) -> list[dict[str, Any]]:
    """Each clock that ever ran: until when, and how it stands or ended."""
    lines = []
    for timing in clocks_of(entry, at=at, steps=steps).values():
        end = timing.deadline
        if end is None:
            continue
        line: dict[str, Any] = {"label": timing.timer.label, "until": moment(end.at)}
        if timing.until is not None:
            line["ended"] = _("late") if timing.is_late(at) else _("in time")
            line["late"] = timing.is_late(at)
        else:
            line["clock"] = until(end.at, at=at)
        lines.append(line)
    return lines


def history(steps: Sequence[Step], *, is_desk: bool) -> list[dict[str, Any]]:
    """What happened, in order."""
    return [_line(step, is_desk=is_desk) for step in steps if step.verb not in QUIET]


def _line(step: Step, *, is_desk: bool) -> dict[str, Any]:
    is_private = step.verb in OF_REPORTERS and not is_desk
    return {
        "at": written(step.at, "%m-%d %H:%M"),
        "full": moment(step.at),
        "iso": step.at.isoformat(),
        "label": label_of(step),
        "who": step.actor.name if step.actor else "",
        "note": "" if is_private else step.note,
        "kind": "bad" if step.verb in BAD else "done",
    }


def label_of(step: Step) -> Message:
    """What a step did."""
    if step.verb == START:
        return CASE_FLOW.state(step.to_state).label
    if step.verb == UNDO:
        return _("taken back")
    label = flow_of(step.entry.flow).transition(step.verb).done_label
    if step.facts.get("automatic"):
        return _("%(done)s, because the time was up") % {"done": label}
    return label


def request_told(step: Step) -> dict[str, Any]:
    """What is asked for: by whom, when, why, and what it says beside."""
    words = CASE_FLOW.words
    facts = [
        (words[name], _said(name, value))
        for name, value in step.facts.items()
        if name in TOLD and value
    ]
    if step.facts.get("basis"):
        facts.append((_("Basis"), step.facts["basis"]))
    return {
        "label": CASE_FLOW.transition(step.verb).done_label,
        "who": step.actor.name if step.actor else "",
        "at": moment(step.at),
        "note": step.note,
        "facts": facts,
    }


TOLD = ("reason", "until", "evidence", "waits_for", "review_on", "body", "letter")


def _said(name: str, value: str) -> Message:
    if name == "reason":
        return ReturnReason(value).label
    if name == "waits_for":
        return WaitsFor(value).label
    return moment(datetime.fromisoformat(value)) if name == "until" else value
