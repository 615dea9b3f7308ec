"""Opening a desk, asking there, and speaking for a firm that asked."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.queries import holders
from heli.core.acts import Actor, Invalid, NotAllowed, Refusal, action, local_day, tell
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Assignment, Call, Entry
from heli.core.flow.working import assign, standing_call
from heli.core.parties.models import Party
from heli.loops.services import policies
from heli.loops.services.actions.within import check_served, next_number
from heli.loops.services.enums import DESK, Topic
from heli.loops.services.events import ASKED
from heli.loops.services.flows import NEED


class OneDeskOnly(Refusal):
    """A body has one service desk."""

    message = _("%(body)s has a service desk already.")


@action("services.desk.open", policy=policies.open_desk)
def open_desk(issuer: Party, *, title: str, by: Actor, at: datetime) -> Call:
    """Open the desk at which the firms below a body ask."""
    if not title.strip():
        raise Invalid(what=_("a title"), field="title")
    if Call.objects.filter(kind=DESK, issuer=issuer, is_standing=True).exists():
        raise OneDeskOnly(body=issuer.name)
    return standing_call(kind=DESK, flow=NEED.code, issuer=issuer, title=title.strip(), at=at)


@action("services.need.ask", policy=policies.speak_for)
def ask_for_help(
    firm: Party,
    *,
    desk: Call,
    topic: str,
    title: str,
    text: str = "",
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Entry:
    """Ask in the name of a firm. Refuses firms that the desk does not serve."""
    return begin(desk, firm, topic=topic, title=title, text=text, on=on, by=by, at=at)


def begin(
    desk: Call,
    firm: Party,
    *,
    topic: str,
    title: str,
    text: str,
    on: date | None,
    origin: str = "firm",
    by: Actor,
    at: datetime,
) -> Entry:
    """A firm's matter, with everybody who speaks for the firm as its asker. For acts."""
    check_served(desk, firm, field="firm")
    if not title.strip():
        raise Invalid(what=_("what it is about"), field="title")
    entry = engine.start(
        desk,
        org=desk.issuer,
        party=firm,
        code=next_number(desk),
        title=" ".join(title.split()),
        answers={"topic": Topic(topic).value, "origin": origin},
        telling=Telling(effective_on=on, note=text.strip()),
        by=by,
        at=at,
    )
    for person in holders(firm, Role.LIAISON, on=local_day(at)):
        assign(entry, person, "author", at=at)
    tell(ASKED, need=str(entry.uid))
    return entry


@action("services.need.join", policy=policies.join_need)
def speak_for_firm(need: Entry, *, by: Actor, at: datetime) -> Assignment:
    """Take the asker's part as somebody who speaks for the firm now, such as a successor."""
    if by.party_id is None:
        raise NotAllowed(reason=policies.join_need.reason)
    return assign(need, Party.objects.get(pk=by.party_id), "author", at=at)
