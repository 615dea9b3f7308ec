"""Word to those who have a part in a mediation: that something happened, not what."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.acts import Actor, action
from heli.core.flow.models import Entry
from heli.core.notices.models import Message
from heli.core.notices.writing import notify
from heli.loops.services.actions.mediation.forgetting import only_the_system
from heli.loops.services.enums import Part, Verb
from heli.loops.services.queries.mediation import parts


_BOTH = (Part.ASKING, Part.OTHER)
WHOM: dict[str, tuple[Part, ...]] = {
    "start": (Part.KEEPER, Part.ASKING),
    Verb.TAKE_ON: (Part.ASKING,),
    Verb.TURN_DOWN: (Part.ASKING,),
    Verb.NAME_MEDIATOR: (*_BOTH, Part.MEDIATOR),
    Verb.RECUSE: (Part.KEEPER, *_BOTH),
    Verb.CONSENT: (Part.MEDIATOR,),
    Verb.BEGIN_MEDIATION: _BOTH,
    Verb.SET_SESSION: _BOTH,
    Verb.SETTLE: (*_BOTH, Part.KEEPER),
    Verb.END_UNSETTLED: (*_BOTH, Part.KEEPER),
    Verb.STEP_BACK: (*_BOTH, Part.MEDIATOR, Part.KEEPER),
    Verb.HAND_OVER: (Part.KEEPER, *_BOTH),
}
LATE = "late"
ON_TIME = {LATE: (Part.KEEPER, Part.MEDIATOR)}


@action("services.mediation.tell", policy=only_the_system)
def tell_parts(
    mediation: Entry, *, verb: str, but: int | None = None, by: Actor, at: datetime
) -> Message | None:
    """Tell those whom a step concerns but who took it; None where there is nobody.

    The office of the body sees in its outbox that a message went out. So it says neither who nor
    what, and does not leave the house: a mail that hangs would be shown with its recipient.
    """
    rows = parts(mediation, *{**WHOM, **ON_TIME}[verb])
    people = [one.party for one in rows if one.party_id != but]
    if not people:
        return None
    subject = _("In confidence: something waits for you")
    return notify(
        mediation.call.issuer,
        people,
        kind="services.mediation",
        subject=subject if verb != LATE else _("In confidence: something is over its time"),
        link=reverse("services:mediation", args=[mediation.uid]),
        only_here=True,
        by=by,
        at=at,
    )
