"""Another unit's help with a case, on a clock of its own."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow, State, StateKind, Timer, Transition
from heli.core.flow.phrases import START
from heli.loops.grid.enums import AssistStage, Tag
from heli.loops.grid.flows.parts import DISPATCHER, HEAD_OF_DESK, HEAD_OF_UNIT, UNIT
from heli.loops.grid.phrases import ASSIST, DONE, IN_HAND


ASSIST_FLOW = Flow(
    code="grid.assist",
    version=1,
    label=ASSIST,
    initial=AssistStage.ASKED,
    states=(
        State(AssistStage.ASKED, _("Asked for help"), IN_HAND, awaits=UNIT),
        State(AssistStage.DOING, _("In hand"), IN_HAND, awaits=UNIT),
        State(AssistStage.DONE, DONE, DONE, StateKind.FINAL),
        State(AssistStage.DROPPED, _("No longer needed"), DONE, StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb="take",
            label=_("Sign for it"),
            done_label=_("signed for"),
            sources=(AssistStage.ASKED,),
            target=AssistStage.DOING,
            who=(*UNIT, *HEAD_OF_UNIT),
        ),
        Transition(
            verb="finish",
            label=_("Done"),
            done_label=_("helped"),
            sources=(AssistStage.ASKED, AssistStage.DOING),
            target=AssistStage.DONE,
            who=(*UNIT, *HEAD_OF_UNIT),
            needs=("note",),
            counts_as=Tag.ASSISTED,
            events=("grid.assisted",),
        ),
        Transition(
            verb="drop",
            label=_("No longer needed"),
            done_label=_("no longer needed"),
            sources=(AssistStage.ASKED, AssistStage.DOING),
            target=AssistStage.DROPPED,
            who=(*DISPATCHER, *HEAD_OF_DESK),
            needs=("note",),
        ),
    ),
    timers=(Timer("handle", _("Handling"), starts=(START,), stops=("finish", "drop")),),
)
