"""How many cases a saved view holds, kept beside the requests: a page reads them and counts nothing."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from heli.core.acts import Prepared, given
from heli.core.flow.models import Entry
from heli.core.parties.queries import within
from heli.kit import canonical
from heli.loops.grid.models import KeptCount
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.queries.tallies import OPEN_STATES, Tallies, settle


FORGOTTEN_AFTER = timedelta(minutes=10)
_SIMPLE = {
    "state": "case__state__in",
    "channel": "case__channel__in",
    "group": "case__group__in",
    "category": "case__category__in",
    "urgency": "case__urgency__in",
    "asked": "asked__in",
}


def view_of(asked: Mapping[str, Any], *, at: datetime | None = None) -> QuerySet[Entry]:
    """The cases of a view: what is asked for, as plain values, as they stand at a moment."""
    return cases().filter(rule_of(asked, at=at))


def rule_of(
    asked: Mapping[str, Any],
    *,
    at: datetime | None = None,
    due: Callable[[int], Any] | None = None,
) -> Q:
    """What a view asks for as a condition; ``due`` gives the moments that lie seconds from ``at``.

    ``desk`` (a body: its desk's cases), ``unit`` (a body: those it answers for), ``around`` (desks and
    units, each with all below them: what somebody may see), ``area``, ``open``, ``due_before`` (a
    moment), ``due_from`` and ``due_within`` (seconds from ``at``), and lists for ``state``,
    ``channel``, ``group``, ``category``, ``urgency`` and ``asked``.
    """
    found = Q()
    for name, lookup in _SIMPLE.items():
        if name in asked:
            found &= Q(**{lookup: asked[name]})
    if "desk" in asked:
        found &= Q(call__issuer_id=asked["desk"])
    if "unit" in asked:
        found &= Q(org__in=within(asked["unit"]))
    if "around" in asked:
        desks, units = asked["around"]
        found &= Q(call__issuer__in=within(*desks)) | Q(org__in=within(*units))
    if "area" in asked:
        found &= Q(area_id=asked["area"]) | Q(area__path__contains=f"/{asked['area']}/")
    if "open" in asked:
        states = Q(case__state__in=OPEN_STATES)
        found &= states if asked["open"] else ~states
    if "due_before" in asked:
        found &= Q(case__due_at__lt=datetime.fromisoformat(asked["due_before"]))
    if due is None and at is not None:
        due = _moments_from(at)
    if due is not None and "due_within" in asked:
        found &= Q(case__due_at__lt=due(asked["due_within"]))
    if due is not None and "due_from" in asked:
        found &= Q(case__due_at__gte=due(asked["due_from"]))
    return found


def _moments_from(at: datetime) -> Callable[[int], Any]:
    return lambda seconds: at + timedelta(seconds=seconds)


def queue(asked: Mapping[str, Any], *, by_due: bool = True) -> QuerySet[Entry]:
    """A view in its order, by what is due first (or latest first): slice it after a key, never count it."""
    rows = view_of(asked)
    if by_due:
        return rows.filter(case__due_at__isnull=False).order_by("case__due_at", "case__id")
    return rows.order_by("-pk")


def key_of(asked: Mapping[str, Any]) -> str:
    """The name under which a view's count is kept."""
    return hashlib.sha256(canonical.dumps(dict(asked))).hexdigest()


@lru_cache(maxsize=64)
def _asking(n: int) -> Prepared[KeptCount]:
    """The kept counts under ``n`` keys."""
    places = [given(KeptCount, "key", f"key_{i}") for i in range(n)]
    return Prepared(KeptCount.objects.filter(key__in=places).defer("asked"))


def _kept(keys: list[str]) -> list[KeptCount]:
    values = {f"key_{i}": key for i, key in enumerate(keys)}
    return _asking(len(keys)).records(**values) if keys else []


class View(NamedTuple):
    """What a view asks for, as plain values, and the name under which its count is kept."""

    asked: Mapping[str, Any]
    key: str


def view(asked: Mapping[str, Any]) -> View:
    """A view with its name."""
    return View(asked, key_of(asked))


def kept_counts(views: Mapping[str, View], *, at: datetime) -> dict[str, int | None]:
    """The counts of views by the names given, None where one was not counted yet.

    One query; one more write when a view is new or was not asked for some time. At most five seconds
    old while the worker runs (:func:`recount_views`).
    """
    rows = {row.key: row for row in _kept([one.key for one in views.values()])}
    missing = [one for one in views.values() if one.key not in rows]
    if missing:
        KeptCount.objects.bulk_create(
            [KeptCount(key=one.key, asked=dict(one.asked), wanted_at=at) for one in missing],
            ignore_conflicts=True,
        )
    old = [row.pk for row in rows.values() if at - row.wanted_at > FORGOTTEN_AFTER / 2]
    if old:
        KeptCount.objects.filter(pk__in=old).update(wanted_at=at)
    return {name: rows[one.key].n if one.key in rows else None for name, one in views.items()}


def recount_views(now: datetime) -> int:
    """Keep the counts of the wanted views; how many changed. One query when nobody wants any.

    Cases that were touched are put into their lines first; a view is then a sum of lines. What lines
    do not know (an area, a moment) is counted. While there are more touched cases than are settled at
    once, as after an update, the counts stay as they are.
    """
    KeptCount.objects.filter(wanted_at__lt=now - FORGOTTEN_AFTER).delete()
    settled = settle()
    if settled is None:
        return 1
    rows = list(KeptCount.objects.all())
    tallies = Tallies(now)
    changed = [row for row in rows if _count(row, tallies, now)]
    KeptCount.objects.bulk_update(changed, ["n", "counted_at"], batch_size=100)
    return len(changed)


def _count(row: KeptCount, tallies: Tallies, now: datetime) -> bool:
    """Whether the count of a view changed."""
    before, found = row.n, tallies.of(row.asked)
    row.n = view_of(row.asked, at=now).order_by().count() if found is None else found
    row.counted_at = now
    return row.n != before
