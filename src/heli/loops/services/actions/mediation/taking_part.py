"""What the two sides do: consent, let in who else speaks for them, step back."""

from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, NotAllowed, Personal, Secret, action, local_day
from heli.core.flow.models import Assignment, Entry, Step
from heli.core.flow.working import assign
from heli.core.parties.models import Party
from heli.loops.services import policies
from heli.loops.services.actions.mediation.keeping import beside, end, write
from heli.loops.services.actions.mediation.moving import take
from heli.loops.services.enums import MediationStage, Part, Verb, Words
from heli.loops.services.queries.mediation import side_of, sides_of
from heli.loops.services.queries.offers import speakers_of


@action("services.mediation.consent", policy=policies.ON_MEDIATION[Verb.CONSENT])
def consent(
    mediation: Entry, *, text: Annotated[str, Secret] = "", by: Actor, at: datetime
) -> Step:
    """Consent for a side, which may write how it sees the matter; the other side does not read it."""
    side = _side(mediation, by)
    if text.strip():
        write(mediation, Words(side.value), beside(mediation, Words(side.value), text), at=at)
    return take(mediation, Verb.CONSENT, facts={"side": side.value}, by=by, at=at)


@action("services.mediation.step_back", policy=policies.ON_MEDIATION[Verb.STEP_BACK])
def step_back(
    mediation: Entry, *, note: Annotated[str, Secret] = "", by: Actor, at: datetime
) -> Step:
    """Withdraw: either side may at any time, and need not say why."""
    end(mediation, at=at, reason=note)
    facts = {"taken_on": mediation.state != MediationStage.ASKED}
    return take(mediation, Verb.STEP_BACK, facts=facts, by=by, at=at)


@action("services.mediation.let_in", policy=policies.speak_in_mediation)
def let_in(
    mediation: Entry, *, person: Annotated[Party, Personal], by: Actor, at: datetime
) -> Assignment:
    """Let in somebody else who speaks for one's own side, such as a successor."""
    side = _side(mediation, by)
    firm = sides_of(mediation)[side]
    if person not in speakers_of([firm], local_day(at)).get(firm.pk, []):
        raise Invalid(what=_("somebody who speaks for your side"), field="person")
    return assign(mediation, person, side, at=at)


def _side(mediation: Entry, by: Actor) -> Part:
    """The side of whoever acts; the system stands on none."""
    try:
        return side_of(mediation, by)
    except LookupError:
        raise NotAllowed(reason=policies.speak_in_mediation.reason) from None
