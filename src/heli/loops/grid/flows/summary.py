"""A grid's summary of the day: expected, checked and handed in, frozen."""

from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.flow.definitions import Flow, State, StateKind, Transition
from heli.loops.grid.enums import SummaryStage, Tag
from heli.loops.grid.flows.parts import DESK, HEAD_OF_DESK
from heli.loops.grid.phrases import DONE, IN_HAND, SUMMARY


SUMMARY_FLOW = Flow(
    code="grid.summary",
    version=1,
    label=SUMMARY,
    initial=SummaryStage.EXPECTED,
    states=(
        State(SummaryStage.EXPECTED, _("To be checked"), IN_HAND, awaits=("frontline@org",)),
        State(SummaryStage.SENT, _("Handed in"), DONE, StateKind.POSITIVE),
        State(SummaryStage.FROZEN, _("Figures frozen"), DONE, StateKind.FINAL),
    ),
    transitions=(
        Transition(
            verb="send",
            label=_("Check and hand in"),
            done_label=_("checked and sent"),
            sources=(SummaryStage.EXPECTED, SummaryStage.SENT),
            target=SummaryStage.SENT,
            who=(f"{Role.FRONTLINE}@org",),
            needs=("figures",),
            counts_as=Tag.SUMMARY_SENT,
        ),
        Transition(
            verb="freeze",
            label=_("Freeze"),
            done_label=_("frozen"),
            sources=(SummaryStage.EXPECTED, SummaryStage.SENT),
            target=SummaryStage.FROZEN,
            who=(*DESK, *HEAD_OF_DESK),
            needs=("figures",),
        ),
    ),
    words={"figures": _("the figures of the day")},
)
