"""Help that is kept as a count: reported by who gave it, confirmed or refused by the desk."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action, local_day
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Call, Entry, Step
from heli.core.parties.models import Party
from heli.loops.services import policies
from heli.loops.services.actions.within import check_served, list_beside
from heli.loops.services.enums import TALLY, Counted, Verb
from heli.loops.services.flows import TALLY_FLOW
from heli.loops.services.queries.mediation import mediations_of


class CountedAlready(Refusal):
    """What a desk mediates itself counts from there; reported as well, it would count twice."""

    message = _(
        "Disputes that %(body)s settles are mediated in confidence at its desk and count there."
    )
    status = 422


@action("services.tally.report", policy=policies.speak_for)
def report_count(
    body: Party,
    *,
    desk: Call,
    what: str,
    n: int,
    on: date | None = None,
    basis: str = "",
    by: Actor,
    at: datetime,
) -> Entry:
    """Report how much help a body gave. ``basis`` says which list was counted, and names nobody.

    Refuses with :class:`CountedAlready` disputes of a body that mediates at its desk since that day.
    """
    check_served(desk, body, field="body")
    if n <= 0:
        raise Invalid(what=_("a count above zero"), field="n")
    kind = Counted(what)
    if kind is Counted.DISPUTES and _mediates(body, on or local_day(at)):
        raise CountedAlready(body=body.name, field="what")
    return engine.start(
        list_beside(desk, kind=TALLY, flow=TALLY_FLOW, at=at),
        org=body,
        title=str(kind.label),
        answers={"what": kind.value, "n": n},
        telling=Telling(effective_on=on, note=basis.strip()),
        by=by,
        at=at,
    )


def _mediates(body: Party, on: date) -> bool:
    """Whether the desk of a body had somebody in charge of mediation on a day."""
    call = mediations_of(body)
    return call is not None and local_day(call.opens_at) <= on


@action("services.tally.confirm", policy=policies.ON_TALLY[Verb.CONFIRM])
def confirm_count(tally: Entry, *, by: Actor, at: datetime) -> Step:
    """Let a count stand: it counts on the day for which it was reported."""
    reported = tally.steps.order_by("seq")[0]
    telling = Telling(effective_on=reported.effective_on, facts=tally.answers)
    return engine.move(tally, Verb.CONFIRM, by=by, at=at, telling=telling)


@action("services.tally.refuse", policy=policies.ON_TALLY[Verb.REFUSE])
def refuse_count(tally: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Do not let a count stand, or no longer: it stops counting on its day."""
    return engine.move(tally, Verb.REFUSE, by=by, at=at, telling=Telling(note=note.strip()))
