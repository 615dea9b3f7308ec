"""How many cases a saved view holds, kept beside the requests: a page reads them and counts nothing."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet

from heli.core.flow.models import Entry, Step
from heli.core.parties.queries import within
from heli.kit import canonical
from heli.loops.grid.models import KeptCount
from heli.loops.grid.queries.cases import cases


FORGOTTEN_AFTER = timedelta(minutes=10)
AGAIN_AFTER = timedelta(seconds=4)
_SIMPLE = {
    "state": "state__in",
    "channel": "case__channel__in",
    "group": "case__group__in",
    "category": "case__category__in",
    "urgency": "case__urgency__in",
    "asked": "asked__in",
}


def view_of(asked: Mapping[str, Any], *, at: datetime | None = None) -> QuerySet[Entry]:
    """The cases of a view: what is asked for, as plain values, as they stand at a moment."""
    return cases().filter(rule_of(asked, at=at))


def rule_of(asked: Mapping[str, Any], *, at: datetime | None = None) -> Q:
    """What a view asks for as a condition.

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
        found &= Q(is_open=asked["open"])
    if "due_before" in asked:
        found &= Q(case__due_at__lt=datetime.fromisoformat(asked["due_before"]))
    if at is not None and "due_within" in asked:
        found &= Q(case__due_at__lt=at + timedelta(seconds=asked["due_within"]))
    if at is not None and "due_from" in asked:
        found &= Q(case__due_at__gte=at + timedelta(seconds=asked["due_from"]))
    return found


def queue(asked: Mapping[str, Any], *, by_due: bool = True) -> QuerySet[Entry]:
    """A view in its order, by what is due first (or latest first): slice it after a key, never count it."""
    rows = view_of(asked)
    if by_due:
        return rows.filter(case__due_at__isnull=False).order_by("case__due_at", "case__id")
    return rows.order_by("-pk")


def key_of(asked: Mapping[str, Any]) -> str:
    """The name under which a view's count is kept."""
    return hashlib.sha256(canonical.dumps(dict(asked))).hexdigest()


def kept_counts(views: Mapping[str, Mapping[str, Any]], *, at: datetime) -> dict[str, int | None]:
    """The counts of views by the names given, None where one was not counted yet.

    One query; one more write when a view is new or was not asked for some time. At most five seconds
    old while the worker runs.
    """
    keys = {name: key_of(asked) for name, asked in views.items()}
    rows = {row.key: row for row in KeptCount.objects.filter(key__in=keys.values())}
    missing = [name for name, key in keys.items() if key not in rows]
    KeptCount.objects.bulk_create(
        [KeptCount(key=keys[name], asked=dict(views[name]), wanted_at=at) for name in missing],
        ignore_conflicts=True,
    )
    old = [row.pk for row in rows.values() if at - row.wanted_at > FORGOTTEN_AFTER / 2]
    if old:
        KeptCount.objects.filter(pk__in=old).update(wanted_at=at)
    return {name: rows[key].n if key in rows else None for name, key in keys.items()}


def recount_views(now: datetime) -> int:
    """Count the wanted views again if anything happened since. One query when nothing did."""
    KeptCount.objects.filter(wanted_at__lt=now - FORGOTTEN_AFTER).delete()
    latest = Step.objects.aggregate(latest=Max("pk"))["latest"] or 0
    moves = Q(asked__has_key="due_before") | Q(asked__has_key="due_within")
    stale = Q(n__isnull=True) | (
        Q(counted_at__lt=now - AGAIN_AFTER) & (Q(as_of_step__lt=latest) | moves)
    )
    rows = list(KeptCount.objects.filter(stale))
    for row in rows:
        row.n = view_of(row.asked, at=now).order_by().count()
        row.as_of_step, row.counted_at = latest, now
        row.save(update_fields=["n", "as_of_step", "counted_at"])
    return len(rows)
