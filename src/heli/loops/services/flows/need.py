"""A firm's matter (企业诉求): asked, routed, answered within the clock, solved when the asker says so."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow, Limit, State, StateKind, Transition
from heli.kit.worktime import Clock
from heli.loops.services.enums import Stage, Tag, Verb
from heli.loops.services.flows.roles import A_WHILE, ASKER, DEPARTMENT, OFFICE


OPEN = (Stage.ASKED, Stage.ROUTED, Stage.ANSWERED)

NEED = Flow(
    code="services.need",
    version=1,
    label=_("Matter of a firm"),
    initial=Stage.ASKED,
    words={
        "department": _("which body answers"),
        "what": _("what was found for the firm"),
        "n": _("how much"),
    },
    states=(
        State(Stage.ASKED, _("To be routed"), _("Received"), awaits=OFFICE),
        State(Stage.ROUTED, _("To be answered"), _("Being handled"), awaits=DEPARTMENT),
        State(Stage.ANSWERED, _("Waits for the asker"), _("Answered"), awaits=ASKER),
        State(Stage.SOLVED, _("Solved"), _("Solved"), kind=StateKind.FINAL),
        State(Stage.WITHDRAWN, _("Withdrawn"), _("Withdrawn"), kind=StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb=Verb.ROUTE,
            label=_("Route to a department"),
            done_label=_("routed"),
            sources=(Stage.ASKED,),
            target=Stage.ROUTED,
            who=OFFICE,
            needs=("department",),
            counts_as=Tag.ROUTED,
            limit=Limit(4, Clock.WORK_HOUR),
            events=("services.routed",),
        ),
        Transition(
            verb=Verb.GIVE_BACK,
            label=_("Give back to the desk"),
            done_label=_("given back to the desk"),
            sources=(Stage.ROUTED,),
            target=Stage.ASKED,
            who=DEPARTMENT,
            needs=("note",),
        ),
        Transition(
            verb=Verb.ANSWER,
            label=_("Answer"),
            done_label=_("answered"),
            sources=(Stage.ROUTED,),
            target=Stage.ANSWERED,
            who=DEPARTMENT,
            needs=("note",),
            counts_as=Tag.ANSWERED,
            limit=Limit(2, Clock.WORK_DAY),
            events=("services.answered",),
        ),
        Transition(
            verb=Verb.SAY,
            label=_("Write in the thread"),
            done_label=_("wrote"),
            sources=OPEN,
            target=None,
            who=(*ASKER, *OFFICE, *DEPARTMENT),
            needs=("note",),
        ),
        Transition(
            verb=Verb.FIND,
            label=_("Note what was found"),
            done_label=_("found for the firm"),
            sources=(Stage.ROUTED, Stage.ANSWERED),
            target=None,
            who=DEPARTMENT,
            needs=("what", "n"),
            counts_as=Tag.FOUND,
            undo_within=A_WHILE,
        ),
        Transition(
            verb=Verb.AGREE,
            label=_("It is solved"),
            done_label=_("solved, says the asker"),
            sources=(Stage.ANSWERED,),
            target=Stage.SOLVED,
            who=ASKER,
            counts_as=Tag.SOLVED,
            events=("services.solved",),
        ),
        Transition(
            verb=Verb.DISAGREE,
            label=_("It is not solved"),
            done_label=_("not solved, says the asker"),
            sources=(Stage.ANSWERED,),
            target=Stage.ROUTED,
            who=ASKER,
            needs=("note",),
            retracts=(Tag.ANSWERED,),
            events=("services.routed",),
        ),
        Transition(
            verb=Verb.REOPEN,
            label=_("Open again"),
            done_label=_("opened again"),
            sources=(Stage.SOLVED,),
            target=Stage.ROUTED,
            who=ASKER,
            needs=("note",),
            retracts=(Tag.SOLVED, Tag.ANSWERED),
            events=("services.routed",),
        ),
        Transition(
            verb=Verb.WITHDRAW,
            label=_("Withdraw"),
            done_label=_("withdrawn"),
            sources=OPEN,
            target=Stage.WITHDRAWN,
            who=ASKER,
            needs=("note",),
        ),
    ),
)
