"""How entries of services look on a page."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from heli.core.acts import Actor
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry, Step
from heli.core.flow.queries import possible
from heli.loops.services.enums import (
    CardStage,
    CareStage,
    CheckStage,
    Counted,
    DayStage,
    Found,
    MediationStage,
    OfferStage,
    SlotStage,
    Stage,
    SurveyStage,
    TallyStage,
    Topic,
    Verb,
    VisitStage,
)
from heli.loops.services.flows import CARE_FLOW, MEDIATION_FLOW, TALLY_FLOW
from heli.shell import clock
from heli.shell.dues import clocks
from heli.shell.tables import State
from heli.shell.tables.columns import Clock


KINDS: dict[str, str] = {
    Stage.ASKED: "open",
    Stage.ROUTED: "info",
    Stage.ANSWERED: "wait",
    Stage.SOLVED: "ok",
    CareStage.ALONE: "open",
    CareStage.PAIRED: "ok",
    TallyStage.REPORTED: "open",
    TallyStage.CONFIRMED: "ok",
    TallyStage.REFUSED: "bad",
    VisitStage.FOLLOWED: "info",
    VisitStage.ENDED: "ok",
    CardStage.BLANK: "open",
    CardStage.DESCRIBED: "ok",
    OfferStage.ADDRESSED: "wait",
    OfferStage.TAKEN_UP: "ok",
    SurveyStage.WAITED: "open",
    SurveyStage.FILLED: "ok",
    CheckStage.WANTED: "open",
    CheckStage.FIXING: "warn",
    CheckStage.RIGHT: "info",
    CheckStage.PASSED: "ok",
    SlotStage.FREE: "open",
    SlotStage.BOOKED: "wait",
    SlotStage.KEPT: "ok",
    MediationStage.ASKED: "open",
    MediationStage.ACCEPTED: "info",
    MediationStage.INVITED: "wait",
    MediationStage.HELD: "info",
    MediationStage.SETTLED: "ok",
    DayStage.DUE: "open",
    DayStage.SENT: "ok",
    DayStage.MISSED: "bad",
}
MAIN = (
    Verb.ROUTE,
    Verb.ANSWER,
    Verb.AGREE,
    Verb.APPOINT,
    Verb.VISIT,
    Verb.CONFIRM,
    Verb.TAKE_UP,
    Verb.FILL_IN,
    Verb.REPORT_DAY,
    Verb.LET_RESUME,
    Verb.BOOK,
    Verb.KEEP,
    Verb.PUT_RIGHT,
    Verb.TAKE_ON,
    Verb.NAME_MEDIATOR,
    Verb.CONSENT,
    Verb.BEGIN_MEDIATION,
    Verb.SET_SESSION,
    Verb.SETTLE,
)
BY_THE_WAY = (Verb.MISS_DAY, Verb.LEAVE_OUT, Verb.FAIL_CHECK)
"""Steps that have no page of their own: they are taken with others."""


def state_of(entry: Entry) -> State:
    """Where it stands."""
    label = flow_of(entry.flow).state(entry.state).label
    return State(label, KINDS.get(entry.state, "idle"))


def topic_of(entry: Entry) -> str:
    """What a matter is about."""
    return str(Topic(entry.answers["topic"]).label)


def heading_of(entry: Entry) -> str:
    """What it is called, in the language of the reader: its title, else its kind or its firm."""
    if entry.flow == TALLY_FLOW.key:
        return str(Counted(entry.answers["what"]).label)
    if entry.flow == MEDIATION_FLOW.key:
        return f"{MEDIATION_FLOW.label} {entry.code}"
    if entry.flow == CARE_FLOW.key:
        # Its title is what its kind was called in the language of whoever enlisted the first firm.
        return entry.org.name
    return entry.title or entry.org.name


def counted_of(entry: Entry) -> str:
    """How many a report counts."""
    return f"{entry.answers['n']:,}"


def time_left(entry: Entry) -> Clock | None:
    """Until when the next step is due."""
    return clocks([entry], at=clock.now()).get(entry.pk) if entry.is_open else None


def ways(entry: Entry, actor: Actor) -> list[dict[str, Any]]:
    """What ``actor`` can do with an entry now, each with its page."""
    return [
        {
            "label": way.label,
            "url": reverse(f"services:{way.verb}", args=[entry.uid]),
            "kind": "primary" if way.verb in MAIN else "",
        }
        for way in possible(entry, actor)
        if way.verb not in BY_THE_WAY
    ]


def history_of(entry: Entry) -> list[dict[str, Any]]:
    """The thread: every step with who took it and what they wrote, oldest first."""
    flow = flow_of(entry.flow)
    steps = entry.steps.select_related("actor", "org").order_by("seq")
    return [
        {
            "at": timezone.localtime(step.at).strftime("%Y-%m-%d %H:%M"),
            "iso": step.effective_on.isoformat(),
            "label": str(flow.transition(step.verb).done_label) if step.from_state else _("begun"),
            "who": step.actor.name if step.actor else _("the system"),
            "note": _words_of(step),
        }
        for step in steps
    ]


def _words_of(step: Step) -> str:
    if step.verb == Verb.ROUTE:
        return " ".join(filter(None, (step.org.name, step.note)))
    if step.verb == Verb.FIND:
        return f"{Found(step.facts['what']).label} {step.facts['n']:,}"
    return step.note
