"""Daily firm reports: asked of each pair on working days, sent, or closed as missing."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, action
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Assignment, Call, Entry, Step
from heli.loops.services import policies
from heli.loops.services.actions.within import list_beside
from heli.loops.services.enums import DAILY, LEADER, OFFICER, Production, Verb
from heli.loops.services.flows import DAILY_FLOW
from heli.loops.services.queries.daily import is_workday, to_report


@action("services.days.switch", policy=policies.keep_desk)
def switch_days(desk: Call, *, is_on: bool, by: Actor, at: datetime) -> Call:
    """Begin with daily reports of the firms that are looked after, or end it."""
    call = list_beside(desk, kind=DAILY, flow=DAILY_FLOW, at=at)
    call.closed_at = None if is_on else at
    call.save(update_fields=["closed_at"])
    return call


@action("services.days.expect", policy=policies.keep_desk)
def expect_day(desk: Call, *, on: date, by: Actor, at: datetime) -> Call:
    """Expect a report on every firm that is looked after, once for a day. Refuses free days."""
    if not is_workday(on):
        raise Invalid(what=_("a working day"), field="on")
    call = list_beside(desk, kind=DAILY, flow=DAILY_FLOW, at=at)
    engine.check_open(call, at)
    pairs = to_report(call)
    entries = engine.expect(call, pairs, by=by, at=at, period=on.isoformat())
    people = {firm.pk: pair for firm, pair in pairs.items()}
    Assignment.objects.bulk_create(
        Assignment(entry=entry, party=person, role=role, since=at)
        for entry in entries
        for role, person in zip((LEADER, OFFICER), people[entry.org_id], strict=False)
    )
    return call


@action("services.day.report", policy=policies.ON_DAILY[Verb.REPORT_DAY])
def report_day(
    entry: Entry, *, production: str, workers: int, note: str = "", by: Actor, at: datetime
) -> Step:
    """Report how a firm worked on a day, by one of its pair; it counts for that day."""
    if workers < 0:
        raise Invalid(what=_("a count of zero or more"), field="workers")
    facts = {"production": Production(production).value, "workers": workers}
    telling = Telling(effective_on=date.fromisoformat(entry.period), note=note.strip(), facts=facts)
    step = engine.move(entry, Verb.REPORT_DAY, by=by, at=at, telling=telling)
    entry.answers = facts
    entry.save(update_fields=["answers"])
    return step


@action("services.day.miss", policy=policies.ON_DAILY[Verb.MISS_DAY])
def miss_days(entries: Sequence[Entry], *, by: Actor, at: datetime) -> list[Step]:
    """Let days stand as not reported: they are shown as missing, and nobody reports them any more."""
    return engine.move_many(entries, Verb.MISS_DAY, by=by, at=at)
