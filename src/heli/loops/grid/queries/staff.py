"""Units, grids and people to choose from."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from heli.core.access.enums import Role
from heli.core.access.queries import holders
from heli.core.acts import Actor
from heli.core.flow.models import Call, Entry
from heli.core.parties.models import Party
from heli.core.parties.queries import bodies_within
from heli.core.places.models import Area
from heli.loops.grid.enums import GRID_GROUP
from heli.loops.grid.policies import DESK_ROLES
from heli.loops.grid.queries.people import workers_of
from heli.loops.grid.queries.routing import lines_on


def units_for(actor: Actor) -> QuerySet[Party]:
    """The bodies that may be in charge of the cases a reader sees."""
    keys = actor.orgs(*DESK_ROLES, Role.LIAISON)
    return bodies_within(*keys).exclude(subkind=GRID_GROUP).order_by("name", "pk")


def bodies_counted(actor: Actor) -> QuerySet[Party]:
    """The bodies whose figures a reader looks at: those one works for, and the units below a desk."""
    own = actor.orgs(*DESK_ROLES, Role.LIAISON, Role.AUDITOR)
    below = bodies_within(*actor.orgs(*DESK_ROLES, Role.AUDITOR)).values("pk")
    found = Party.objects.filter(Q(pk__in=own) | Q(pk__in=below)).exclude(kind="person")
    return found.annotate(depth=Count("above")).order_by("depth", "name", "pk")


def grids_for(actor: Actor) -> QuerySet[Area]:
    """The grids below the bodies that a reader works for."""
    groups = bodies_within(*actor.orgs(*DESK_ROLES)).filter(subkind=GRID_GROUP)
    return Area.objects.filter(pk__in=groups.values("area")).order_by("name", "pk")


def units_of(call: Call, *, on: date) -> QuerySet[Party]:
    """The bodies that a case may be given to: those of the list first, and all below the centre."""
    named = lines_on(call, on).values("unit")
    below = bodies_within(call.issuer_id).exclude(subkind=GRID_GROUP).values("pk")
    found = Q(pk__in=named) | Q(pk__in=below)
    return Party.objects.filter(found).exclude(pk=call.issuer_id).order_by("name", "pk")


def lookers_for(entry: Entry, *, on: date) -> QuerySet[Party]:
    """Who may be sent to look: the people of the grid and the checkers, never who reported it."""
    near = workers_of(entry.area, on=on).values_list("pk", flat=True) if entry.area else []
    checkers = holders(entry.call.issuer, Role.CHECKER, on=on).values_list("pk", flat=True)
    rows = Party.objects.filter(pk__in=[*near, *checkers])
    return rows.exclude(pk=entry.party_id or 0).order_by("name", "pk")


def suggested_looker(entry: Entry, *, on: date) -> Party | None:
    """The grid worker who is nearest; else a checker."""
    near = (
        workers_of(entry.area, on=on).exclude(pk=entry.party_id or 0).first()
        if entry.area
        else None
    )
    return near or lookers_for(entry, on=on).first()
