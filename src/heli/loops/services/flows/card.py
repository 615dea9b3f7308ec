"""What a firm says about itself (企业信息卡): its size and sector, by which policies are matched to it."""

from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.flow.definitions import Flow, State, StateKind, Transition
from heli.loops.services.enums import CardStage, Verb
from heli.loops.services.flows.roles import OFFICE


CARD_FLOW = Flow(
    code="services.card",
    version=1,
    label=_("Card of a firm"),
    initial=CardStage.BLANK,
    words={"size": _("how large the firm is"), "sector": _("what the firm does")},
    states=(
        State(
            CardStage.BLANK,
            _("To be described"),
            _("To be described"),
            awaits=(Role.LIAISON,),
        ),
        State(CardStage.DESCRIBED, _("Described"), _("Described"), kind=StateKind.POSITIVE),
        State(CardStage.DROPPED, _("The firm is gone"), _("Ended"), kind=StateKind.FINAL),
    ),
    transitions=(
        Transition(
            verb=Verb.DESCRIBE,
            label=_("Describe the firm"),
            done_label=_("described"),
            sources=(CardStage.BLANK, CardStage.DESCRIBED),
            target=CardStage.DESCRIBED,
            who=(*OFFICE, Role.LIAISON),
            needs=("size", "sector"),
        ),
        Transition(
            verb=Verb.DROP_CARD,
            label=_("Drop the card"),
            done_label=_("card dropped"),
            sources=(CardStage.BLANK, CardStage.DESCRIBED),
            target=CardStage.DROPPED,
            who=OFFICE,
            needs=("note",),
        ),
    ),
)
