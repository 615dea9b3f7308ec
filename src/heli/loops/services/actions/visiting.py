"""Leaders' field visits: noted, what they brought back, and the end of following it."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, action
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Call, Entry, Step
from heli.core.flow.working import link
from heli.core.parties.models import Party
from heli.loops.services import policies
from heli.loops.services.actions.asking import begin
from heli.loops.services.actions.within import check_served, list_beside
from heli.loops.services.enums import DESK, RAISED_ON, VISITS, Verb
from heli.loops.services.flows import VISIT_FLOW


@action("services.visit.note", policy=policies.keep_desk)
def note_field_visit(
    desk: Call,
    *,
    to: Party,
    title: str,
    note: str = "",
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Entry:
    """Note that leaders visited a body, what for, and what was said."""
    check_served(desk, to, field="to")
    if not title.strip():
        raise Invalid(what=_("what it is about"), field="title")
    return engine.start(
        list_beside(desk, kind=VISITS, flow=VISIT_FLOW, at=at),
        org=to,
        title=" ".join(title.split()),
        telling=Telling(effective_on=on, note=note.strip()),
        by=by,
        at=at,
    )


@action("services.visit.bring_back", policy=policies.follow_visit)
def bring_back(
    visit: Entry,
    *,
    topic: str,
    title: str,
    text: str = "",
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Entry:
    """Enter a problem that a visit brought back, as a matter of the body that was visited."""
    desk = Call.objects.get(kind=DESK, issuer=visit.call.issuer, is_standing=True)
    need = begin(
        desk, visit.org, topic=topic, title=title, text=text, on=on, origin="visit", by=by, at=at
    )
    link(need, RAISED_ON, visit, at=at)
    return need


@action("services.visit.finish", policy=policies.ON_VISIT[Verb.FINISH])
def finish_visit(visit: Entry, *, by: Actor, at: datetime) -> Step:
    """End the follow-up. Refuses while a problem it brought back is open."""
    return engine.move(visit, Verb.FINISH, by=by, at=at)
