"""A firm and the pair that looks after it (服务专员): one leader, one officer, and their visits."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow, State, StateKind, Transition
from heli.loops.services.enums import CareStage, Tag, Verb
from heli.loops.services.flows.roles import A_WHILE, OFFICE, PAIR


CARE_FLOW = Flow(
    code="services.care",
    version=1,
    label=_("Commissioners of a firm"),
    initial=CareStage.ALONE,
    words={"leader": _("the leader"), "officer": _("the officer")},
    states=(
        State(CareStage.ALONE, _("Nobody appointed"), _("Nobody appointed"), awaits=OFFICE),
        State(
            CareStage.PAIRED,
            _("Looked after"),
            _("Looked after"),
            kind=StateKind.POSITIVE,
            awaits=PAIR,
        ),
        State(CareStage.RELEASED, _("Ended"), _("Ended"), kind=StateKind.FINAL),
    ),
    transitions=(
        Transition(
            verb=Verb.APPOINT,
            label=_("Appoint a pair"),
            done_label=_("a leader and an officer appointed"),
            sources=(CareStage.ALONE,),
            target=CareStage.PAIRED,
            who=OFFICE,
            needs=("leader", "officer"),
            counts_as=Tag.PAIRED,
        ),
        Transition(
            verb=Verb.VISIT,
            label=_("Note a visit"),
            done_label=_("visited"),
            sources=(CareStage.PAIRED,),
            target=None,
            who=PAIR,
            needs=("note",),
            counts_as=Tag.VISITED,
            undo_within=A_WHILE,
        ),
        Transition(
            verb=Verb.RELEASE,
            label=_("End it"),
            done_label=_("ended"),
            sources=(CareStage.ALONE, CareStage.PAIRED),
            target=CareStage.RELEASED,
            who=OFFICE,
            needs=("note",),
        ),
    ),
)
