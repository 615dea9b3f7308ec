"""Who did what with a case, and who may be said to stand apart from it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from heli.core.access.queries import holders
from heli.core.acts import Actor
from heli.core.flow.models import Entry, Step
from heli.core.parties.models import Party, Tie
from heli.core.places.models import Area
from heli.loops.grid.enums import Verb


HANDLING_VERBS = (Verb.SIGN, Verb.MILESTONE, Verb.FEED_BACK, Verb.CONFIRM, Verb.HANDLE)


def did(steps: Iterable[Step], *verbs: str) -> set[int]:
    """The people who took one of these steps."""
    return {s.actor_id for s in steps if s.verb in verbs and s.actor_id is not None}


def belongs(person: int | None, org: Party, *, on: date) -> bool:
    """Whether somebody is tied to that very body on a day: as an employee, a member, by a role."""
    if person is None:
        return False
    ties = Tie.objects.filter(Q(until__isnull=True) | Q(until__gt=on), src=person, dst=org)
    return ties.filter(since__lte=on).exists()


def is_apart(actor: Actor, entry: Entry, steps: Iterable[Step], *, on: date) -> bool:
    """Whether somebody may check: no handler of the case, not of its unit, not its reporter."""
    if actor.party_id is None:
        return False
    if actor.party_id in did(steps, *HANDLING_VERBS) | {entry.party_id}:
        return False
    return entry.org_id == entry.call.issuer_id or not belongs(actor.party_id, entry.org, on=on)


def others(entry: Entry, role: str, *, but: set[int], on: date) -> QuerySet[Party]:
    """Those who hold a role at the desk, without some people."""
    return holders(entry.call.issuer, role, on=on).exclude(pk__in=but)


def grids_of(person: Party | int, *, on: date) -> QuerySet[Party]:
    """The grids somebody works in on a day: groups with an area, joined by dated ties."""
    ends = Q(ties_in__until__isnull=True) | Q(ties_in__until__gt=on)
    rows = Party.objects.filter(ends, ties_in__src=person, ties_in__since__lte=on)
    return rows.filter(area__isnull=False).distinct().order_by("name", "pk")


def workers_of(area: Area, *, on: date) -> QuerySet[Party]:
    """The people of the grids that lie in an area, on a day."""
    ends = Q(ties_out__until__isnull=True) | Q(ties_out__until__gt=on)
    rows = Party.objects.filter(ends, ties_out__dst__area=area, ties_out__since__lte=on)
    return rows.filter(kind="person").distinct().order_by("name", "pk")


def works_in(person: int | None, area: Area | None, *, on: date) -> bool:
    """Whether somebody's grid is this area or one around it."""
    if person is None or area is None:
        return False
    inside = [int(key) for key in area.path.split("/") if key] + [area.pk]
    ends = Q(until__isnull=True) | Q(until__gt=on)
    ties = Tie.objects.filter(ends, src=person, dst__area__in=inside, since__lte=on)
    return ties.exists()


def last(steps: Iterable[Step], *verbs: str) -> Step | None:
    """The latest of these steps."""
    return next((s for s in reversed(list(steps)) if s.verb in verbs), None)


def moved_at(steps: Iterable[Step]) -> datetime | None:
    """When the case last came into another state."""
    moves = (s.at for s in reversed(list(steps)) if s.from_state != s.to_state)
    return next(moves, None)
