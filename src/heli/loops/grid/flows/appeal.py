"""A unit's appeal against what counts as late: three levels, three people."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow, State, StateKind, Transition
from heli.loops.grid.enums import AppealStage, Tag
from heli.loops.grid.flows.parts import DESK, HEAD_OF_DESK, LEADER
from heli.loops.grid.phrases import APPEAL, DONE, IN_HAND


APPEAL_FLOW = Flow(
    code="grid.appeal",
    version=1,
    label=APPEAL,
    initial=AppealStage.FILED,
    states=(
        State(AppealStage.FILED, _("Appealed"), IN_HAND, awaits=DESK),
        State(AppealStage.REVIEWED, _("Looked through"), IN_HAND, awaits=HEAD_OF_DESK),
        State(AppealStage.CONSIDERED, _("Considered"), IN_HAND, awaits=LEADER),
        State(AppealStage.UPHELD, _("Upheld"), DONE, StateKind.FINAL),
        State(AppealStage.REFUSED, _("Refused"), DONE, StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb="review",
            label=_("Look through"),
            done_label=_("looked through"),
            sources=(AppealStage.FILED,),
            target=AppealStage.REVIEWED,
            who=DESK,
            needs=("note",),
            guards=("grid.appeal_apart",),
        ),
        Transition(
            verb="consider",
            label=_("Consider"),
            done_label=_("considered"),
            sources=(AppealStage.REVIEWED,),
            target=AppealStage.CONSIDERED,
            who=HEAD_OF_DESK,
            needs=("note",),
            guards=("grid.appeal_apart",),
        ),
        Transition(
            verb="uphold",
            label=_("Uphold"),
            done_label=_("upheld: the record is put right"),
            sources=(AppealStage.CONSIDERED,),
            target=AppealStage.UPHELD,
            who=LEADER,
            needs=("note",),
            guards=("grid.appeal_apart",),
            counts_as=Tag.APPEAL_UPHELD,
            events=("grid.appeal_decided",),
        ),
        Transition(
            verb="refuse",
            label=_("Refuse"),
            done_label=_("refused"),
            sources=(AppealStage.FILED, AppealStage.REVIEWED, AppealStage.CONSIDERED),
            target=AppealStage.REFUSED,
            who=(*HEAD_OF_DESK, *LEADER),
            needs=("note",),
            guards=("grid.appeal_apart",),
            events=("grid.appeal_decided",),
        ),
    ),
)
