"""The addresses of services."""

from django.urls import path

from heli.loops.services.web import (
    begin,
    checks,
    counselling,
    days,
    mediation,
    offers,
    pages,
    surveys,
)
from heli.loops.services.web.mediation_steps import MEDIATION_STEPS
from heli.loops.services.web.steps import STEPS


app_name = "services"

_DESK = "desk/services/"
_DESKS = _DESK + "desks/<uuid:uid>/"
_MATTERS = _DESK + "matters/"
_VISITS = _DESK + "visits/"
_MEDIATION = _DESK + "mediation/"

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
    path(_DESKS + "policy/", offers.new_policy, name="new_policy"),
    path(_DESK + "policies/", offers.policy_list, name="policies"),
    path(_DESK + "policies/<uuid:uid>/", offers.policy, name="policy"),
    path(_DESK + "policies/<uuid:uid>/send/", offers.send, name="send_policy"),
    path(_DESK + "policies/<uuid:uid>/end/", offers.end, name="end_policy"),
    path(_DESK + "for-us/", offers.for_us, name="for_us"),
    path(_DESK + "for-us/<uuid:uid>/", offers.offer, name="offer"),
    path(_DESK + "firms/<uuid:uid>/", offers.firm, name="firm"),
    path(_DESK + "firms/<uuid:uid>/describe/", offers.describe, name="describe"),
    path(_DESK + "cards/<uuid:uid>/", offers.card, name="card"),
    path(_DESKS + "survey/", surveys.new_survey, name="new_survey"),
    path(_DESK + "surveys/", surveys.survey_list, name="surveys"),
    path(_DESK + "surveys/<uuid:uid>/", surveys.survey, name="survey"),
    path(_DESK + "surveys/<uuid:uid>/table/", surveys.table, name="survey_table"),
    path(_DESK + "surveys/<uuid:uid>/remind/", surveys.remind, name="remind_survey"),
    path(_DESK + "surveys/<uuid:uid>/close/", surveys.close, name="close_survey"),
    path(_DESK + "asked/", surveys.asked_of_us, name="asked_of_us"),
    path(_DESK + "asked/<uuid:uid>/", surveys.answers, name="answers"),
    path(_DESK + "asked/<uuid:uid>/fill-in/", surveys.fill, name="fill_in"),
    path(_DESK + "days/", days.days, name="days"),
    path(_DESKS + "days/", days.switch, name="switch_days"),
    path(_DESK + "days/<uuid:uid>/", days.day, name="day"),
    path(_DESK + "checks/", checks.checks, name="checks"),
    path(_DESK + "checks/ask/", checks.ask, name="ask_check"),
    path(_DESKS + "checklist/", checks.checklist, name="checklist"),
    path(_DESK + "checks/<uuid:uid>/", checks.check, name="check"),
    path(_DESK + "checks/<uuid:uid>/photos/<uuid:which>/", checks.photo, name="check_photo"),
    path(_DESK + "checks/<uuid:uid>/inspect/", checks.inspect, name="let_resume"),
    path(_DESK + "hours/", counselling.slots, name="slots"),
    path(_DESKS + "hours/", counselling.new_slots, name="new_slots"),
    path(_DESK + "hours/<uuid:uid>/", counselling.slot, name="slot"),
    path(_DESK + "hours/<uuid:uid>/number/", counselling.number, name="slot_number"),
    path(_DESKS + "mediation/replace/", mediation.replace, name="replace_keeper"),
    path(_MEDIATION, mediation.mediations, name="mediations"),
    path(_MEDIATION + "ask/", mediation.ask, name="ask_mediation"),
    path(_DESKS + "mediation/", mediation.charge, name="mediation_charge"),
    path(_MEDIATION + "<uuid:uid>/", mediation.mediation, name="mediation"),
    path(_MEDIATION + "<uuid:uid>/file/", mediation.file, name="mediation_file"),
    path(_MEDIATION + "<uuid:uid>/let-in/", mediation.admit, name="let_in"),
    path(_MEDIATION + "<uuid:uid>/erase/", mediation.erase, name="black_out"),
    *(
        path(f"{_DESK}steps/<uuid:uid>/{verb}/", page, name=verb)
        for verb, page in {**STEPS, **MEDIATION_STEPS}.items()
    ),
]
