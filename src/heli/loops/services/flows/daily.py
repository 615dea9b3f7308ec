"""A firm's day as its commissioners report it (每日报告): expected on every working day."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow, State, StateKind, Transition
from heli.loops.services.enums import DayStage, Tag, Verb
from heli.loops.services.flows.roles import OFFICE, PAIR


DAILY_FLOW = Flow(
    code="services.daily",
    version=1,
    label=_("Daily report of a firm"),
    initial=DayStage.DUE,
    words={"production": _("how the firm worked"), "workers": _("workers at work")},
    states=(
        State(DayStage.DUE, _("To be reported"), _("To be reported"), awaits=PAIR),
        State(DayStage.SENT, _("Day reported"), _("Day reported"), kind=StateKind.FINAL),
        State(DayStage.MISSED, _("Not reported"), _("Not reported"), kind=StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb=Verb.REPORT_DAY,
            label=_("Report the day"),
            done_label=_("the day reported"),
            sources=(DayStage.DUE,),
            target=DayStage.SENT,
            who=PAIR,
            needs=("production", "workers"),
            counts_as=Tag.DAY_SENT,
        ),
        Transition(
            verb=Verb.MISS_DAY,
            label=_("Close as not reported"),
            done_label=_("not reported in time"),
            sources=(DayStage.DUE,),
            target=DayStage.MISSED,
            who=OFFICE,
        ),
    ),
)
