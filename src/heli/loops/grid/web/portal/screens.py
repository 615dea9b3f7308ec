"""The four screens: what, where, whether somebody reported it before, and where it goes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heli.core.acts import Refusal
from heli.core.files.photos import put_photo
from heli.core.flow.models import Call
from heli.core.places.queries import grid_at
from heli.kit.geo import Crs, Point, convert
from heli.loops.grid.queries.portal import areas_of, likely_same
from heli.loops.grid.web.portal.carried import Carried
from heli.loops.grid.web.portal.forms import WhatForm, WhereForm
from heli.shell import clock
from heli.shell.forms.perform import tell
from heli.shell.requests import Request


MILLION = 1_000_000
NAMES = ("what", "where", "same", "send")
NONE = "none"
UNPROCESSABLE = 422
Next = tuple[str, Carried]


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of one report: shown, or read and left behind."""

    request: Request
    call: Call
    carried: Carried

    def show(self, name: str, *, status: int = 200, **more: Any) -> HttpResponse:
        """A screen, with what was said so far sealed in it."""
        context = {
            "call": self.call,
            "carried": self.carried,
            "screen": name,
            "steps": steps_at(name),
        }
        return render(
            self.request, f"grid/portal/report_{name}.html", {**context, **more}, status=status
        )


def steps_at(name: str) -> list[dict[str, Any]]:
    """The four screens, those that were left behind marked."""
    labels = (_("The matter"), _("The place"), _("Seen before?"), _("Send it"))
    here = NAMES.index(name)
    return [{"label": one, "done": n < here, "current": n == here} for n, one in enumerate(labels)]


def what(screen: Screen) -> HttpResponse | Next:
    """Read photos and words."""
    carried, request = screen.carried, screen.request
    form = WhatForm(request.POST, request.FILES, has_photos=bool(carried.photos))
    status = UNPROCESSABLE
    if form.is_valid():
        said = form.cleaned_data
        try:
            return "where", _with_photos(replace(carried, text=said["text"]), said["photos"])
        except Refusal as refusal:
            status = tell(form, refusal)
    return screen.show("what", form=form, status=status)


def _with_photos(carried: Carried, uploads: list[Any]) -> Carried:
    """Photos drawn anew, without what the camera wrote into them; new ones take the place of old."""
    if not uploads:
        return carried
    kept = [put_photo(one.chunks(), name=one.name or "photo.jpg") for one in uploads]
    photos = tuple((one.sha256, one.size, one.mime, one.name) for one in kept)
    return replace(carried, photos=photos, photos_at=clock.now().timestamp())


def where(screen: Screen) -> HttpResponse | Next:
    """Read the position, the village and the words for it."""
    form = WhereForm(screen.request.POST, areas=areas_of(screen.call))
    if not form.is_valid():
        return screen.show("where", form=form, status=UNPROCESSABLE)
    carried = located(screen.carried, form.cleaned_data)
    return ("same" if likely_same(screen.call, carried, at=clock.now()) else "send"), carried


def located(carried: Carried, said: dict[str, Any]) -> Carried:
    """A report with its position in WGS-84; the grid under it, unless one was chosen."""
    area, lat, lon = said["area"], None, None
    if said["lat"] is not None:
        point = Point(lon=said["lon"], lat=said["lat"])
        crs = Crs(settings.HELI_MAP["crs"]) if said["by_map"] else Crs.WGS84
        there = convert(point, crs)
        lat, lon = round(there.lat * MILLION), round(there.lon * MILLION)
        area = area or grid_at(there, on=clock.today())
    return replace(
        carried,
        lat=lat,
        lon=lon,
        area=str(area.uid) if area else "",
        place=said["place"] or (area.name if area else ""),
        joins="",
    )


def same(screen: Screen) -> HttpResponse | Next:
    """Read whether it is one of those; only what was suggested can be joined."""
    found = likely_same(screen.call, screen.carried, at=clock.now())
    chosen = screen.request.POST.get("joins", "")
    if chosen in {str(one.uid) for one in found}:
        return "send", replace(screen.carried, joins=chosen)
    return "send", replace(screen.carried, joins="")


READ: dict[str, Callable[[Screen], HttpResponse | Next]] = {
    "what": what,
    "where": where,
    "same": same,
}
