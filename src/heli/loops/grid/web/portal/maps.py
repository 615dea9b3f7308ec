"""The maps of the portal: grids as frames, public cases as points that are told less exactly."""

from uuid import UUID

from django.http import JsonResponse

from heli.core.access.doors import door
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Call, Entry
from heli.core.places.queries import drawn
from heli.kit.geo import Point
from heli.loops.grid import policies
from heli.loops.grid.queries.cases import desks
from heli.loops.grid.queries.portal import areas_of
from heli.loops.grid.queries.public import as_public, public_cases
from heli.shell import clock
from heli.shell.maps import Mark, features
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import State
from heli.shell.web.home import KINDS


ON_MAP = 400


@door("portal", policy=policies.report_to)
def public_map(request: Request, uid: UUID) -> JsonResponse:
    """The villages as outlines, the latest cases as points."""
    call = the(request, policies.report_to, among=desks(), uid=uid)
    return features([*around(call), *points(call)])


@door("portal", policy=policies.report_to)
def outlines_map(request: Request, uid: UUID) -> JsonResponse:
    """The villages and grids alone: what one taps to say where."""
    call = the(request, policies.report_to, among=desks(), uid=uid)
    return features(around(call))


def around(call: Call) -> list[Mark]:
    """The grids as frames, named."""
    areas = [one for one in areas_of(call) if one.kind == "grid"]
    return [
        Mark(f"a{area.pk}", area.name, shape, state="around")
        for area, shape in drawn(areas, on=clock.today())
    ]


def points(call: Call) -> list[Mark]:
    """The latest cases, where their position may be told."""
    made = []
    for entry in public_cases(call)[:ON_MAP]:
        case, state = as_public(entry), state_of(entry)
        if case.lat is not None and case.lon is not None:
            where = Point(lon=case.lon, lat=case.lat)
            made.append(Mark(f"c{case.number}", "", where, state=state.kind, note=entry.title))
    return made


def state_of(entry: Entry) -> State:
    """A state in the words for the public."""
    state = flow_of(entry.flow).state(entry.state)
    return State(state.public_label, KINDS[state.kind])
