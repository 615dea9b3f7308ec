"""What the maps of areas draw, and an outline as a file."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse

from heli.core.access.doors import door
from heli.core.acts import signed_in
from heli.core.places.policies import may_see_areas
from heli.core.places.queries import outline_feature, outline_on
from heli.shell import clock
from heli.shell.maps import features
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.web.places import shown


@door("desk", policy=signed_in)
def areas_map(request: Request) -> JsonResponse:
    """What the map of all areas draws."""
    today = clock.today()
    return features(shown.marks(shown.overview(today), today))


@door("desk", policy=may_see_areas)
def area_map(request: Request, uid: UUID) -> JsonResponse:
    """What the map of one area draws: its frame, what lies in it, its sites."""
    found, today = the(request, may_see_areas, uid=uid), clock.today()
    marks = shown.marks(shown.inside(found, today), today, around=found)
    return features([*marks, *shown.site_marks(found, today)])


@door("desk", policy=may_see_areas)
def outline(request: Request, uid: UUID) -> HttpResponse:
    """The outline of an area as a GeoJSON file, in the reference system it was given in."""
    found = the(request, may_see_areas, uid=uid)
    drawn_now = outline_on(found, clock.today())
    said = (
        outline_feature(drawn_now) if drawn_now else {"type": "FeatureCollection", "features": []}
    )
    answer = JsonResponse(said, json_dumps_params={"ensure_ascii": False})
    answer["Content-Type"] = "application/geo+json"
    answer["Content-Disposition"] = f'attachment; filename="{found.uid}.geojson"'
    return answer
