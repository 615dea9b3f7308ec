"""What the mediator does: begin, set sessions, settle it or not, recuse themselves."""

from datetime import datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Secret, action
from heli.core.flow.models import Entry, Step
from heli.core.flow.working import end_assignment
from heli.loops.services import policies
from heli.loops.services.actions.mediation.keeping import beside, end, write
from heli.loops.services.actions.mediation.moving import take
from heli.loops.services.enums import Counted, Part, Verb, Words
from heli.loops.services.queries.mediation import parts


@action("services.mediation.recuse", policy=policies.ON_MEDIATION[Verb.RECUSE])
def recuse(mediation: Entry, *, by: Actor, at: datetime) -> Step:
    """Step down as mediator; no reason is asked. Consent has to be given anew to the next one."""
    for one in parts(mediation, Part.MEDIATOR):
        end_assignment(one, at=at)
    return take(mediation, Verb.RECUSE, by=by, at=at)


@action("services.mediation.begin", policy=policies.ON_MEDIATION[Verb.BEGIN_MEDIATION])
def begin_mediation(mediation: Entry, *, by: Actor, at: datetime) -> Step:
    """Begin, with the consent of both."""
    return take(mediation, Verb.BEGIN_MEDIATION, by=by, at=at)


@action("services.mediation.set_session", policy=policies.ON_MEDIATION[Verb.SET_SESSION])
def set_session(
    mediation: Entry,
    *,
    when: datetime,
    place: Annotated[str, Secret],
    by: Actor,
    at: datetime,
) -> Step:
    """Set when and where both sides meet; where is told to them alone."""
    if when < at or not place.strip():
        raise Invalid(
            what=_("a moment to come, and a place"), field="when" if when < at else "place"
        )
    line = f"{timezone.localtime(when):%Y-%m-%d %H:%M} {' '.join(place.split())}"
    write(mediation, Words.SESSIONS, beside(mediation, Words.SESSIONS, line), at=at)
    return take(mediation, Verb.SET_SESSION, facts={"when": when.isoformat()}, by=by, at=at)


@action("services.mediation.settle", policy=policies.ON_MEDIATION[Verb.SETTLE])
def settle(
    mediation: Entry, *, agreement: Annotated[str, Secret] = "", by: Actor, at: datetime
) -> Step:
    """It is settled: the agreement is kept in confidence, or only the count if none is given."""
    end(mediation, at=at, agreement=agreement)
    facts = {"what": Counted.DISPUTES.value, "n": 1}
    return take(mediation, Verb.SETTLE, facts=facts, by=by, at=at)


@action("services.mediation.end_unsettled", policy=policies.ON_MEDIATION[Verb.END_UNSETTLED])
def end_unsettled(
    mediation: Entry, *, note: Annotated[str, Secret] = "", by: Actor, at: datetime
) -> Step:
    """It cannot be settled here."""
    end(mediation, at=at, reason=note)
    return take(mediation, Verb.END_UNSETTLED, by=by, at=at)
