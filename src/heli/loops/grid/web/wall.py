"""The wall of a grid centre: one screen in the command room, for whoever passes by.

It is paired, not signed in to (:mod:`heli.shell.web.screens`). The board is drawn once for all who look
at it, whichever web process they ask (the cache ``drawn``), and asked for again every few seconds: as long
as nothing changed, the answer is 304.
"""

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.core.cache import caches
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from heli.core.access.doors import door
from heli.core.acts import Message, anyone
from heli.core.flow.models import Call
from heli.core.places.indexing import atlas
from heli.core.places.models import Area, AreaKind
from heli.core.places.queries import drawn, within
from heli.kit.geo import Point
from heli.kit.lately import Lately
from heli.loops.grid import policies
from heli.loops.grid.queries.cases import desks
from heli.loops.grid.queries.public import HOME_PLACES, PLACES, rounded
from heli.loops.grid.queries.wall import (
    Counted,
    counted_of,
    desk_around,
    due_state,
    latest_step,
    open_cases,
    wall_of,
)
from heli.shell import clock
from heli.shell.maps import Mark, features
from heli.shell.requests import Request
from heli.shell.web.screens import note_seen, screen_at, waiting


KEPT_SECONDS, DRAWN_SECONDS = 8, 60
"""Asked anew whether anything happened; drawn and counted anew although nothing did, because clocks run."""
GROUND_SECONDS = 60
ON_MAP = 300


@dataclass(frozen=True, slots=True)
class Ground:
    """What a wall is about: the area, and the desk that works there."""

    area: Area
    call: Call


@dataclass(frozen=True, slots=True)
class Kept:
    """A part of the wall as it was last drawn, for all screens of one language; moments in seconds."""

    content: bytes
    etag: str
    sign: str
    until: float
    redrawn_at: float


_kept: dict[tuple[str, UUID, str], Kept] = {}
_grounds: Lately[UUID, Ground] = Lately(GROUND_SECONDS)
_drawing = threading.Lock()


@require_safe
@door("wall", policy=anyone)
def wall(request: Request, uid: UUID) -> HttpResponse:
    """The whole wall; to a screen that is not let in, the code that it shows."""
    ground = _ground(uid)
    screen = screen_at(request, area=ground.area, org=ground.call.issuer)
    if screen is None:
        return waiting(request, area=ground.area)
    note_seen(screen)
    board = _board(ground).content.decode()
    context = {"area": ground.area, "call": ground.call, "board": board, "now": clock.now()}
    return render(request, "grid/wall/wall.html", context)


@require_safe
@door("wall", policy=anyone)
def board(request: Request, uid: UUID) -> HttpResponse:
    """What changes on the wall; 304 while it did not."""
    return _part(request, uid, _board, "text/html; charset=utf-8")


@require_safe
@door("wall", policy=anyone)
def wall_map(request: Request, uid: UUID) -> HttpResponse:
    """The open cases; under ``?around`` the outlines, megabytes in a city. 304 while they are the same."""
    return _part(request, uid, _frame if "around" in request.GET else _map, "application/json")


def walls(request: Request) -> list[tuple[Message, str]]:
    """The walls there are on the ground of the desks that a reader administers: desk and villages."""
    found: list[tuple[Message, str]] = []
    for desk in policies.staff_of.visible_to(request.actor, desks()):
        if desk.issuer.area is not None:
            areas = within(desk.issuer.area).filter(until__isnull=True).exclude(kind=AreaKind.GRID)
            found += [(area.name, reverse("grid:wall", args=[area.uid])) for area in areas]
    return found


def _part(request: Request, uid: UUID, part: Callable[[Ground], Kept], kind: str) -> HttpResponse:
    ground = _ground(uid)
    if screen_at(request, area=ground.area, org=ground.call.issuer) is None:
        return HttpResponse(status=403)
    kept = part(ground)
    same = request.headers.get("If-None-Match") == kept.etag
    answer = HttpResponseNotModified() if same else HttpResponse(kept.content, content_type=kind)
    answer.headers["ETag"] = kept.etag
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _ground(uid: UUID) -> Ground:
    """Looked up once a minute: where a desk is does not change from one moment to the next."""
    return _grounds.of(uid, lambda: _found(uid))


def _found(uid: UUID) -> Ground:
    area = get_object_or_404(Area, uid=uid, until__isnull=True)
    call = desk_around(area)
    if call is None:
        raise Http404
    return Ground(area, call)


def _board(ground: Ground) -> Kept:
    """It says which points belong to it: a screen asks for the map when these are others."""
    points = _map(ground).etag.strip('"')

    def draw() -> bytes:
        now = clock.now()
        found = wall_of(ground.call, ground.area, at=now, counted=_counted_lately(ground, now))
        return render_to_string("grid/wall/board.html", {"wall": found, "points": points}).encode()

    return _once("board", ground, draw)


def _counted_lately(ground: Ground, now: datetime) -> Counted:
    """Counted once a minute, whatever happens meanwhile, by one web process for all."""
    name, drawn = _counted_as(ground.area.uid), caches["drawn"]
    known: Counted | None = drawn.get(name)
    if known is None:
        known = counted_of(ground.call, ground.area, at=now)
        drawn.set(name, known, DRAWN_SECONDS)
    return known


def _counted_as(uid: UUID) -> str:
    return f"wall.counted:{uid}"


def _map(ground: Ground) -> Kept:
    return _once("map", ground, lambda: features(_points(ground)).content)


def _frame(ground: Ground) -> Kept:
    """Drawn anew when an outline changed and on another day, whatever happens to cases."""
    sign = f"{atlas().edition} {clock.today()}"
    return _once("frame", ground, lambda: features(_outlines(ground)).content, sign)


def _once(part: str, ground: Ground, draw: Callable[[], bytes], sign: str = "") -> Kept:
    """Drawn by the first who asks after something happened; the others are given the same."""
    key = (part, ground.area.uid, get_language() or "")
    found = _kept.get(key)
    if found is not None and found.until > time.time():
        return found
    with _drawing:
        found = _kept.get(key)
        if found is None or found.until <= time.time():
            found = _kept[key] = _anew(_name(key), found, draw, sign)
    return found


def _name(key: tuple[str, UUID, str]) -> str:
    return "wall.{}:{}:{}".format(*key)


def _anew(name: str, old: Kept | None, draw: Callable[[], bytes], sign: str) -> Kept:
    """As it was, as another web process drew it for the same state or a moment ago, or drawn anew.

    ``sign`` says what it was drawn from; "": any step changes it, and every minute that passes. What has a
    sign of its own is drawn so seldom that each process does it.
    """
    now, drawn_from = time.time(), sign or str(latest_step())
    known = old if _is_same(old, drawn_from, now, sign) or sign else caches["drawn"].get(name)
    if known is not None and _is_same(known, drawn_from, now, sign):
        return replace(known, until=now + KEPT_SECONDS)
    if known is not None and known.redrawn_at + KEPT_SECONDS > now:
        return replace(known, until=known.redrawn_at + KEPT_SECONDS)
    content = draw()
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    made = Kept(content, etag, drawn_from, until=now + KEPT_SECONDS, redrawn_at=now)
    if not sign:
        caches["drawn"].set(name, made, DRAWN_SECONDS)
    return made


def _is_same(known: Kept | None, drawn_from: str, now: float, sign: str) -> bool:
    if known is None or known.sign != drawn_from:
        return False
    return bool(sign) or known.redrawn_at + DRAWN_SECONDS > now


def forget() -> None:
    """Draw and look up everything anew."""
    uids = {uid for _part, uid, _language in _kept}
    caches["drawn"].delete_many([*map(_name, _kept), *map(_counted_as, uids)])
    _kept.clear()
    _grounds.forget()


def _outlines(ground: Ground) -> list[Mark]:
    """The grids as frames; the villages with their names, in a village the grids with theirs."""
    named = AreaKind.GRID if ground.area.kind == AreaKind.COMMUNITY else AreaKind.COMMUNITY
    areas = within(ground.area).filter(until__isnull=True).order_by("code", "pk")
    return [
        Mark(
            f"a{area.pk}",
            area.name.partition("（")[0] if area.kind == named else "",
            shape,
            state="around",
        )
        for area, shape in drawn(areas, on=clock.today())
    ]


def _points(ground: Ground) -> list[Mark]:
    """Open cases, where they are told to anybody: rounded, without words."""
    now, made = clock.now(), []
    for one in open_cases(ground.call, ground.area, ON_MAP):
        places = HOME_PLACES if one.group.startswith("L") else PLACES
        lat, lon = rounded(one.lat, places), rounded(one.lon, places)
        if lat is not None and lon is not None:
            where, state = Point(lon=lon, lat=lat), due_state(one.due_at, now)
            made.append(Mark(f"c{one.pk}", "", where, state=state, note=one.title))
    return made
