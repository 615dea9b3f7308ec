"""A policy sent to one firm (政策点对点推送): addressed, and what the firm makes of it."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow, State, StateKind, Transition
from heli.loops.services.enums import OfferStage, Tag, Verb
from heli.loops.services.flows.roles import DEPARTMENT


OFFER_FLOW = Flow(
    code="services.offer",
    version=1,
    label=_("Policy for a firm"),
    initial=OfferStage.ADDRESSED,
    states=(
        State(OfferStage.ADDRESSED, _("Sent to the firm"), _("For you")),
        State(OfferStage.TAKEN_UP, _("Wanted by the firm"), _("Wanted"), kind=StateKind.FINAL),
        State(OfferStage.DECLINED, _("Not for the firm"), _("Not for us"), kind=StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb=Verb.TAKE_UP,
            label=_("We want this"),
            done_label=_("the firm wants it"),
            sources=(OfferStage.ADDRESSED, OfferStage.DECLINED),
            target=OfferStage.TAKEN_UP,
            who=DEPARTMENT,
            counts_as=Tag.TAKEN_UP,
            events=("services.taken_up",),
        ),
        Transition(
            verb=Verb.DECLINE,
            label=_("Not for us"),
            done_label=_("not for the firm"),
            sources=(OfferStage.ADDRESSED, OfferStage.TAKEN_UP),
            target=OfferStage.DECLINED,
            who=DEPARTMENT,
            needs=("note",),
            retracts=(Tag.TAKEN_UP,),
        ),
    ),
)
