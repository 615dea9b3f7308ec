"""All outlines in memory: which areas hold a point on a day, without asking the database for it.

A copy is good for one edition of the areas and for the days between two changes. The edition is
asked at every question (one query by primary key); building a copy reads all outlines once.
"""

import uuid
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import TypeVar

from heli.core.acts import Prepared
from heli.core.places.models import AreaKind, Edition, Outline
from heli.kit.geo import Box, Crs, Point, Shape, ShapeIndex, convert
from heli.kit.geo.overlay import thinned
from heli.kit.ids import new_uid


K = TypeVar("K")
V = TypeVar("V")
MOST_COPIES = 12
"""Copies kept: one per level and time span that was asked for lately."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An area as it looked in a span of time. ``shape`` is in WGS-84."""

    area_id: int
    kind: str
    shape: Shape
    box: Box
    since: date | None
    until: date | None

    def valid(self, on: date) -> bool:
        """Whether it looked so on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(slots=True)
class Atlas:
    """All outlines of one edition, and the indexes made of them so far."""

    edition: uuid.UUID | None
    drawn: list[Drawn]
    changes: list[date]
    indexes: "OrderedDict[tuple[str, int], ShapeIndex[int]]" = field(default_factory=OrderedDict)
    thin: "OrderedDict[tuple[str, int, float], dict[int, Shape]]" = field(
        default_factory=OrderedDict
    )
    lock: Lock = field(default_factory=Lock)

    def index(self, kind: str, on: date) -> ShapeIndex[int]:
        """Which areas of a level hold a point on a day; made when first asked for."""
        return self._kept(
            self.indexes,
            (kind, bisect_right(self.changes, on)),
            lambda: ShapeIndex((one.area_id, one.shape) for one in self.valid(kind, on)),
        )

    def thinned(self, kind: str, on: date, metres: float) -> dict[int, Shape]:
        """The outlines of a level on a day with fewer corners, by the keys of their areas."""

        def make() -> dict[int, Shape]:
            valid = self.valid(kind, on)
            shapes = thinned([one.shape for one in valid], metres)
            return {one.area_id: shape for one, shape in zip(valid, shapes, strict=True)}

        return self._kept(self.thin, (kind, bisect_right(self.changes, on), metres), make)

    def _kept(self, kept: "OrderedDict[K, V]", key: K, make: Callable[[], V]) -> V:
        """What is kept under a key; made when it is not there, and the oldest forgotten for it."""
        with self.lock:
            if key not in kept:
                kept[key] = make()
            kept.move_to_end(key)
            while len(kept) > MOST_COPIES:
                kept.popitem(last=False)
            return kept[key]

    def valid(self, kind: str, on: date) -> list[Drawn]:
        """The areas of a level as they were drawn on a day, in the order of their keys."""
        return [one for one in self.drawn if one.kind == kind and one.valid(on)]


@dataclass(frozen=True, slots=True)
class Locator:
    """Finds the area of one level that holds a point on one day; for many points at once."""

    index: ShapeIndex[int]

    def at(self, point: Point, *, crs: Crs = Crs.WGS84) -> int | None:
        """The key of the area; None outside all of them."""
        return self.index.first_at(point if crs is Crs.WGS84 else convert(point, crs))


_EDITION = Prepared(Edition.objects.order_by("pk").only("token")[:1])
_latest: Atlas | None = None
_making = Lock()


def atlas() -> Atlas:
    """The outlines as they are now. One query if nothing changed since the last time."""
    global _latest  # noqa: PLW0603  -- the one copy that all threads share
    found = _EDITION.first()
    edition = found.token if found else None
    known = _latest
    if known is None or known.edition != edition:
        with _making:
            known = _latest
            if known is None or known.edition != edition:
                known = _latest = _read(edition)
    return known


def last_known() -> Atlas | None:
    """The outlines as this process saw them last; whether they still are, its edition says. No query."""
    return _latest


def locator(kind: str = AreaKind.GRID, *, on: date) -> Locator:
    """Find areas of a level for many points of one day: one query, then none per point."""
    return Locator(atlas().index(kind, on))


def touch() -> None:
    """Say that areas changed: copies made before are no longer used. Called by every such act."""
    Edition.objects.update_or_create(pk=1, defaults={"token": new_uid()})


def _read(edition: uuid.UUID | None) -> Atlas:
    rows = Outline.objects.select_related("area").order_by("area_id", "pk")
    drawn = [_drawn(row) for row in rows.iterator(chunk_size=500)]
    days = {day for one in drawn for day in (one.since, one.until) if day is not None}
    return Atlas(edition, drawn, sorted(days))


def _drawn(row: Outline) -> Drawn:
    shape = row.shape()
    area = row.area
    return Drawn(
        area_id=area.pk,
        kind=area.kind,
        shape=shape,
        box=shape.box(),
        since=max((day for day in (row.since, area.since) if day), default=None),
        until=min((day for day in (row.until, area.until) if day), default=None),
    )
