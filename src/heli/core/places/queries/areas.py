"""Reading the tree of areas, what they looked like, and what became of them."""

from datetime import date

from django.db.models import Q, QuerySet

from heli.core.places.models import Area, Outline, Succession


def valid_on(on: date) -> Q:
    """Records with ``since`` and ``until`` that hold on a day."""
    begun = Q(since__isnull=True) | Q(since__lte=on)
    return begun & (Q(until__isnull=True) | Q(until__gt=on))


def within(area: Area, *, on: date | None = None) -> QuerySet[Area]:
    """``area`` and everything inside it (that is valid on a day)."""
    inside = Area.objects.filter(Q(pk=area.pk) | Q(path__begins=f"{area.path}{area.pk}/"))
    return inside if on is None else inside.filter(valid_on(on))


def ancestors(area: Area) -> list[Area]:
    """The areas it lies in, the largest first. One query."""
    keys = [int(key) for key in area.path.split("/") if key]
    found = Area.objects.in_bulk(keys)
    return [found[key] for key in keys]


def outline_on(area: Area, on: date) -> Outline | None:
    """What an area looked like on a day; None if nobody has drawn it. One query."""
    return area.outlines.filter(valid_on(on)).order_by("pk").last()


def history_of(area: Area) -> list[Outline]:
    """All its outlines, the latest first. One query."""
    return sorted(area.outlines.all(), key=lambda o: (o.since or date.min, o.pk), reverse=True)


def successions_of(area: Area) -> list[Succession]:
    """What it came from and what became of it, in order of time. One query."""
    found = Succession.objects.filter(Q(before=area) | Q(after=area))
    return list(found.select_related("before", "after").order_by("since", "pk"))
