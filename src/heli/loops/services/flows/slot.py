"""An hour of counselling with the supervisor on call (心理援助预约): offered, booked, kept.

There is no place for a note on whoever comes: only that the hour was kept is known.
"""

from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.flow.definitions import Flow, State, StateKind, Transition, assigned
from heli.loops.services.enums import SUPERVISOR, SlotStage, Tag, Verb
from heli.loops.services.flows.roles import OFFICE


ON_CALL = (assigned(SUPERVISOR),)

SLOT_FLOW = Flow(
    code="services.slot",
    version=1,
    label=_("Hour of counselling"),
    initial=SlotStage.FREE,
    states=(
        State(SlotStage.FREE, _("Free"), _("Free")),
        State(SlotStage.BOOKED, _("Booked"), _("Booked"), awaits=ON_CALL),
        State(SlotStage.KEPT, _("Took place"), _("Took place"), kind=StateKind.FINAL),
        State(SlotStage.NOT_KEPT, _("Nobody came"), _("Over"), kind=StateKind.FINAL),
        State(SlotStage.TAKEN_BACK, _("Hour taken back"), _("Over"), kind=StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb=Verb.BOOK,
            label=_("Book this hour"),
            done_label=_("booked"),
            sources=(SlotStage.FREE,),
            target=SlotStage.BOOKED,
            who=(*OFFICE, Role.FRONTLINE),
            counts_as=Tag.BOOKED,
        ),
        Transition(
            verb=Verb.FREE,
            label=_("Cancel the booking"),
            done_label=_("free again"),
            sources=(SlotStage.BOOKED,),
            target=SlotStage.FREE,
            who=(*OFFICE, Role.FRONTLINE, *ON_CALL),
            retracts=(Tag.BOOKED,),
        ),
        Transition(
            verb=Verb.KEEP,
            label=_("It took place"),
            done_label=_("took place"),
            sources=(SlotStage.BOOKED,),
            target=SlotStage.KEPT,
            who=ON_CALL,
            counts_as=Tag.HOUR_KEPT,
        ),
        Transition(
            verb=Verb.MISS,
            label=_("Nobody came"),
            done_label=_("nobody came"),
            sources=(SlotStage.BOOKED,),
            target=SlotStage.NOT_KEPT,
            who=ON_CALL,
        ),
        Transition(
            verb=Verb.TAKE_SLOT_BACK,
            label=_("Take the hour back"),
            done_label=_("hour taken back"),
            sources=(SlotStage.FREE,),
            target=SlotStage.TAKEN_BACK,
            who=(*OFFICE, *ON_CALL),
        ),
    ),
)
