"""The addresses of services."""

from django.urls import path

from heli.loops.services.web import begin, pages
from heli.loops.services.web.steps import STEPS


app_name = "services"

_DESK = "desk/services/"
_DESKS = _DESK + "desks/<uuid:uid>/"
_MATTERS = _DESK + "matters/"
_VISITS = _DESK + "visits/"

urlpatterns = [
    path(_DESK + "desks/", begin.desk_list, name="desks"),
    path(_DESK + "desks/new/", begin.new_desk, name="new_desk"),
    path(_DESKS + "enlist/", begin.enlist, name="enlist"),
    path(_DESKS + "visit/", begin.new_visit, name="new_visit"),
    path(_MATTERS, pages.needs, name="needs"),
    path(_MATTERS + "ask/", begin.ask, name="ask"),
    path(_MATTERS + "<uuid:uid>/", pages.need, name="need"),
    path(_MATTERS + "<uuid:uid>/join/", begin.join, name="join"),
    path(_DESK + "commissioners/", pages.cares, name="cares"),
    path(_DESK + "commissioners/<uuid:uid>/", pages.care, name="care"),
    path(_VISITS, pages.visits, name="visits"),
    path(_VISITS + "<uuid:uid>/", pages.visit, name="visit"),
    path(_VISITS + "<uuid:uid>/problem/", begin.problem, name="problem"),
    path(_DESK + "counts/", pages.tallies, name="tallies"),
    path(_DESK + "counts/new/", begin.count, name="count"),
    path(_DESK + "counts/<uuid:uid>/", pages.tally, name="tally"),
    *(path(f"{_DESK}steps/<uuid:uid>/{verb}/", page, name=verb) for verb, page in STEPS.items()),
]
