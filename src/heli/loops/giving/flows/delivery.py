"""A delivery (发放批次): packed, sent, received with every difference explained, confirmed, public."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow, Limit, State, StateKind, Transition
from heli.kit.worktime import Clock
from heli.loops.giving.enums import DeliveryStage, Tag, Verb
from heli.loops.giving.flows.roles import BOOKS, INTAKE


CONFIRMATION = Limit(72, Clock.URGENT_HOUR)
"""Who has not confirmed after three days is asked again."""

DELIVERY = Flow(
    code="giving.delivery",
    version=1,
    label=_("Delivery of goods"),
    initial=DeliveryStage.PACKED,
    words={
        "transaction": _("what moved"),
        "recipient": _("the recipient"),
        "signed_by": _("who confirms"),
        "why": _("the reason"),
    },
    states=(
        State(DeliveryStage.PACKED, _("Packed"), _("In preparation"), awaits=BOOKS),
        State(DeliveryStage.SENT, _("On the way"), _("On the way"), awaits=BOOKS),
        State(DeliveryStage.RECEIVED, _("Received"), _("Received"), awaits=BOOKS),
        State(
            DeliveryStage.CONFIRMED,
            _("Confirmed by the recipient"),
            _("Confirmed by the recipient"),
            kind=StateKind.POSITIVE,
            awaits=BOOKS,
            todo=_("To be published"),
        ),
        State(DeliveryStage.PUBLISHED, _("Published"), _("Published"), kind=StateKind.FINAL),
        State(DeliveryStage.CANCELLED, _("Cancelled"), _("Cancelled"), kind=StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb=Verb.SEND,
            label=_("Send"),
            done_label=_("sent"),
            sources=(DeliveryStage.PACKED,),
            target=DeliveryStage.SENT,
            who=INTAKE,
            needs=("transaction",),
            counts_as=Tag.BATCH_SENT,
            public=True,
            events=("giving.sent",),
        ),
        Transition(
            verb=Verb.ARRIVE,
            label=_("Note what arrived"),
            done_label=_("arrived"),
            sources=(DeliveryStage.SENT,),
            target=None,
            who=INTAKE,
            needs=("transaction", "recipient"),
            events=("giving.arrived",),
        ),
        Transition(
            verb=Verb.EXPLAIN,
            label=_("Explain a difference"),
            done_label=_("a difference was explained"),
            sources=(DeliveryStage.SENT,),
            target=None,
            who=BOOKS,
            needs=("transaction", "why", "note"),
        ),
        Transition(
            verb=Verb.SETTLE,
            label=_("Close as received"),
            done_label=_("was received"),
            sources=(DeliveryStage.SENT,),
            target=DeliveryStage.RECEIVED,
            who=BOOKS,
            public=True,
        ),
        Transition(
            verb=Verb.ACKNOWLEDGE,
            label=_("Note that one recipient confirms"),
            done_label=_("one recipient confirmed"),
            sources=(DeliveryStage.SENT, DeliveryStage.RECEIVED),
            target=None,
            who=BOOKS,
            needs=("recipient", "signed_by"),
            public=True,
        ),
        Transition(
            verb=Verb.DISPUTE,
            label=_("Say that something else arrived"),
            done_label=_("the recipient says that something else arrived"),
            sources=(DeliveryStage.RECEIVED,),
            target=DeliveryStage.SENT,
            who=BOOKS,
            needs=("recipient", "signed_by", "note"),
            events=("giving.disputed",),
        ),
        Transition(
            verb=Verb.CONFIRM,
            label=_("Confirm"),
            done_label=_("confirmed by the recipient"),
            sources=(DeliveryStage.RECEIVED,),
            target=DeliveryStage.CONFIRMED,
            who=BOOKS,
            counts_as=Tag.BATCH_CONFIRMED,
            limit=CONFIRMATION,
            public=True,
            events=("giving.confirmed",),
        ),
        Transition(
            verb=Verb.PUBLISH,
            label=_("Publish"),
            done_label=_("published"),
            sources=(DeliveryStage.CONFIRMED,),
            target=DeliveryStage.PUBLISHED,
            who=BOOKS,
            public=True,
        ),
        Transition(
            verb=Verb.CANCEL,
            label=_("Unpack"),
            done_label=_("unpacked"),
            sources=(DeliveryStage.PACKED,),
            target=DeliveryStage.CANCELLED,
            who=BOOKS,
            needs=("note",),
        ),
    ),
)
