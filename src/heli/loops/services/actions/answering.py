"""What the desk and the department do with a firm's matter. Lists are moved as one act."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, action
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Entry, Step
from heli.core.parties.models import Party
from heli.loops.services import policies
from heli.loops.services.actions.within import check_served
from heli.loops.services.enums import Found, Verb


@action("services.need.route", policy=policies.ON_NEED[Verb.ROUTE])
def route_needs(
    needs: Sequence[Entry],
    *,
    department: Party,
    note: str = "",
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> list[Step]:
    """Give matters to the body that answers: they count for it from this step on."""
    for need in needs:
        check_served(need.call, department, field="department")
        need.org = department
    facts = {"department": str(department.uid)}
    telling = Telling(effective_on=on, note=note.strip(), facts=facts)
    steps = engine.move_many(needs, Verb.ROUTE, by=by, at=at, telling=telling)
    Entry.objects.filter(pk__in=[need.pk for need in needs]).update(org=department)
    return steps


@action("services.need.give_back", policy=policies.ON_NEED[Verb.GIVE_BACK])
def give_back(need: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Give a matter back to the desk: another body has to answer."""
    step = engine.move(need, Verb.GIVE_BACK, by=by, at=at, telling=Telling(note=note.strip()))
    Entry.objects.filter(pk=need.pk).update(org=need.call.issuer_id)
    return step


@action("services.need.answer", policy=policies.ON_NEED[Verb.ANSWER])
def answer_needs(
    needs: Sequence[Entry], *, note: str, on: date | None = None, by: Actor, at: datetime
) -> list[Step]:
    """Answer matters; whether they are solved, the asker says."""
    telling = Telling(effective_on=on, note=note.strip())
    return engine.move_many(needs, Verb.ANSWER, by=by, at=at, telling=telling)


@action("services.need.find", policy=policies.ON_NEED[Verb.FIND])
def note_found(
    need: Entry, *, what: str, n: int, on: date | None = None, by: Actor, at: datetime
) -> Step:
    """Note what was found for the firm, and how much of it."""
    if n <= 0:
        raise Invalid(what=_("an amount above zero"), field="n")
    telling = Telling(effective_on=on, facts={"what": Found(what).value, "n": n})
    return engine.move(need, Verb.FIND, by=by, at=at, telling=telling)


@action("services.need.say", policy=policies.ON_NEED[Verb.SAY])
def say(need: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Write in the thread; nothing else changes."""
    return engine.move(need, Verb.SAY, by=by, at=at, telling=Telling(note=note.strip()))
