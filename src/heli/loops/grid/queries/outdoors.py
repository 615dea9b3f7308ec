"""What somebody outdoors has to do, and the grids they walk."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import F, QuerySet

from heli.core.acts import Actor, Lookup
from heli.core.flow.models import Call, Entry
from heli.core.places.models import Area, Outline
from heli.loops.grid import policies
from heli.loops.grid.enums import CALL_KIND, Stage, Verb
from heli.loops.grid.flows import CASE_FLOW
from heli.loops.grid.queries.cases import desks, for_actor
from heli.loops.grid.queries.office import codes_of
from heli.loops.grid.queries.people import grids_of


MOST = 40
STEPS: dict[str, Verb] = {
    "find": Verb.FIND,
    "sign": Verb.SIGN,
    "handle": Verb.HANDLE,
    "at_once": Verb.SELF_HANDLE,
    "check": Verb.PASS,
}
"""The steps that are taken outdoors, by the name of their page."""
_OPEN = (Stage.REPORTED, Stage.VERIFYING, Stage.DISPATCHED, Stage.HANDLING, Stage.HANDLED)


@dataclass(frozen=True, slots=True)
class Task:
    """A case that waits for somebody outdoors, with the steps they may take now."""

    entry: Entry
    steps: tuple[str, ...]


def my_grids(actor: Actor, *, on: date) -> QuerySet[Area]:
    """The grids somebody walks on a day."""
    if actor.party_id is None:
        return Area.objects.none()
    return _grids_of(actor.party_id, on).all()


@lru_cache(maxsize=128)
def _grids_of(person: int, on: date) -> QuerySet[Area]:
    """The query, never its answer: building it takes longer than asking it."""
    groups = grids_of(person, on=on)
    return Area.objects.filter(pk__in=groups.values("area")).order_by("name", "pk")


def my_desk(actor: Actor) -> Call | None:
    """The centre that takes somebody's reports from patrol; None for whoever does not patrol."""
    if not policies.field_somewhere.check(actor):
        return None
    return policies.patrol_for.find(actor, _DESKS, CALL_KIND, also=(policies.report_to,))


_DESKS = Lookup(desks(), "kind")


def outlines(areas: QuerySet[Area]) -> list[Outline]:
    """What these areas look like now, those that were drawn."""
    rows = Outline.objects.filter(area__in=areas, until__isnull=True)
    return list(rows.select_related("area").order_by("area__name", "pk"))


def tasks(actor: Actor) -> list[Task]:
    """The cases somebody can do something about outdoors, the most urgent first.

    One query for the cases, one for each kind of step.
    """
    rows = for_actor(actor).filter(state__in=_OPEN)
    found = list(rows.order_by(F("case__due_at").asc(nulls_last=True), "pk")[:MOST])
    allowed = {name: _movable(actor, verb, found) for name, verb in STEPS.items()}
    made = [
        Task(entry, tuple(n for n, keys in allowed.items() if entry.pk in keys)) for entry in found
    ]
    return [task for task in made if task.steps]


def _movable(actor: Actor, verb: Verb, among: list[Entry]) -> set[int]:
    sources = CASE_FLOW.transition(verb).sources
    keys = [entry.pk for entry in among if entry.state in sources and _fits(entry, verb)]
    rows = Entry.objects.filter(pk__in=keys)
    return set(policies.ON_CASE[verb].visible_to(actor, rows).values_list("pk", flat=True))


def _fits(entry: Entry, verb: Verb) -> bool:
    """Only some categories are settled on the spot."""
    if verb != Verb.SELF_HANDLE:
        return True
    category = codes_of(entry).find(entry.case.category)
    return category is not None and category.self_handling
