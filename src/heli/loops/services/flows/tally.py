"""Help that is only counted (计数): reported by the body that gave it, confirmed by the desk."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow, State, StateKind, Transition
from heli.loops.services.enums import Tag, TallyStage, Verb
from heli.loops.services.flows.roles import OFFICE


TALLY_FLOW = Flow(
    code="services.tally",
    version=1,
    label=_("Counted help"),
    initial=TallyStage.REPORTED,
    words={"what": _("what was counted"), "n": _("how many")},
    states=(
        State(
            TallyStage.REPORTED, _("To be confirmed"), _("Waits for confirmation"), awaits=OFFICE
        ),
        State(TallyStage.CONFIRMED, _("Confirmed"), _("Confirmed"), kind=StateKind.FINAL),
        State(TallyStage.REFUSED, _("Not confirmed"), _("Not counted"), kind=StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb=Verb.CONFIRM,
            label=_("Confirm the count"),
            done_label=_("confirmed"),
            sources=(TallyStage.REPORTED,),
            target=TallyStage.CONFIRMED,
            who=OFFICE,
            needs=("what", "n"),
            counts_as=Tag.COUNTED,
        ),
        Transition(
            verb=Verb.REFUSE,
            label=_("Do not confirm"),
            done_label=_("not confirmed"),
            sources=(TallyStage.REPORTED, TallyStage.CONFIRMED),
            target=TallyStage.REFUSED,
            who=OFFICE,
            needs=("note",),
            retracts=(Tag.COUNTED,),
        ),
    ),
)
