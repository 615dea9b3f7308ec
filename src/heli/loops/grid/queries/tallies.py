"""Cases counted by adding: each stands in one line with all that stand like it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, F

from heli.core.acts import write_turn
from heli.core.parties.queries import within
from heli.loops.grid.flows import CASE_FLOW
from heli.loops.grid.models import Case, Tally


SLICE, SLICES = 1000, 10
"""How many touched cases are settled in one transaction, and how often before anything else is done."""

SAME = {
    "desk": "entry__call__issuer",
    "unit": "entry__org",
    "state": "entry__state",
    "asked": "entry__asked",
    "is_open": "entry__is_open",
    "channel": "channel",
    "group": "group",
    "urgency": "urgency",
}
"""What the cases of one line have in common, and where it stands."""

LISTS = ("state", "asked", "channel", "group", "urgency")
KNOWN = {*LISTS, "open", "around", "due_within", "due_from"}
OPEN_STATES = tuple(str(one.code) for one in CASE_FLOW.states if one.is_open)
Place = tuple[Any, ...]


def settle() -> int | None:
    """Put every touched case into the line where it belongs; how many, None if some are left."""
    done = 0
    for _slice in range(SLICES):
        if not Case.objects.filter(is_counted=False).exists():
            return done
        with write_turn(), transaction.atomic():
            some = _settle(SLICE)
        done += some
        if some < SLICE:
            return done
    return None


def _settle(most: int) -> int:
    touched = Case.objects.filter(is_counted=False).order_by("pk")
    if connection.features.has_select_for_update_skip_locked:
        # What an act is changing right now is touched again by it.
        touched = touched.select_for_update(skip_locked=True, of=("self",))
    found = list(touched.values_list("pk", "tally_id", *SAME.values())[:most])
    lines = _lines({tuple(place) for _key, _before, *place in found})
    moved: Counter[int] = Counter()
    into: dict[int, list[int]] = {}
    for key, before, *place in found:
        line = lines[tuple(place)]
        into.setdefault(line, []).append(key)
        moved[line] += 1
        if before is not None:
            moved[before] -= 1
    for line, keys in into.items():
        Case.objects.filter(pk__in=keys).update(tally=line, is_counted=True)
    for line, n in sorted(moved.items()):
        if n:
            Tally.objects.filter(pk=line).update(n=F("n") + n)
    return len(found)


def _lines(places: set[Place]) -> dict[Place, int]:
    """The lines of these places; those that are not there yet are begun."""
    if not places:
        return {}
    names = ("desk_id", "unit_id", *list(SAME)[2:])
    wanted = [Tally(**dict(zip(names, place, strict=True))) for place in places]
    Tally.objects.bulk_create(wanted, ignore_conflicts=True)
    units = {place[1] for place in places}
    rows = Tally.objects.filter(unit__in=units).values_list("pk", *names)
    return {tuple(place): key for key, *place in rows if tuple(place) in places}


class Tallies:
    """The lines as they stand, read once for any number of views."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._around: dict[str, list[tuple[dict[str, Any], int, int]]] = {}
        self._due: dict[int, Counter[int]] = {}

    def of(self, asked: Mapping[str, Any]) -> int | None:
        """How many cases a view holds; None for a view that asks for more than lines know."""
        if set(asked) - KNOWN:
            return None
        fits = [
            (key, n)
            for line, key, n in self._lines_around(asked.get("around"))
            if _fits(line, asked)
        ]
        if "due_within" not in asked:
            return sum(n for _key, n in fits)
        return sum(self._due_from_to(asked)[key] for key, _n in fits)

    @cached_property
    def _lines(self) -> list[dict[str, Any]]:
        return [dict(one) for one in Tally.objects.filter(n__gt=0).values()]

    def _lines_around(self, around: Any) -> Iterable[tuple[dict[str, Any], int, int]]:
        """The lines of these desks and units and of all below them."""
        name = str(around)
        if name not in self._around:
            lines = [(line, line["id"], line["n"]) for line in self._lines]
            if around is not None:
                desks, units = (set(within(*keys)) if keys else set() for keys in around)
                lines = [
                    one for one in lines if one[0]["desk_id"] in desks or one[0]["unit_id"] in units
                ]
            self._around[name] = lines
        return self._around[name]

    def _due_from_to(self, asked: Mapping[str, Any]) -> Counter[int]:
        """By line, the cases that are due between two moments."""
        until = self._due_before(asked["due_within"])
        return until - self._due_before(asked["due_from"]) if "due_from" in asked else until

    def _due_before(self, seconds: int) -> Counter[int]:
        """By line, the cases on their way that are due before a moment. One query for all views."""
        if seconds not in self._due:
            before = self.now + timedelta(seconds=seconds)
            rows = Case.objects.filter(due_at__lt=before, state__in=OPEN_STATES)
            found = rows.values_list("tally").annotate(n=Count("pk")).order_by()
            self._due[seconds] = Counter(dict(found))
        return self._due[seconds]


def _fits(line: Mapping[str, Any], asked: Mapping[str, Any]) -> bool:
    if "open" in asked and line["is_open"] != asked["open"]:
        return False
    return all(line[name] in asked[name] for name in LISTS if name in asked)
