"""The addresses of casework."""

from django.urls import path

from heli.loops.grid.web import field, wall
from heli.loops.grid.web.desk import (
    beside,
    beside_lists,
    bulk,
    case,
    contacts,
    days,
    merging,
    queue,
    statistics,
    steps,
    upward,
)
from heli.loops.grid.web.desk.keeping import lists as keeping_lists, pages as keeping
from heli.loops.grid.web.desk.noting import pages as noting
from heli.loops.grid.web.portal import cases, maps, report, speaking, track


app_name = "grid"

_FIELD = "field/grid/"
_DESK = "desk/cases/"
_CASE = _DESK + "<uuid:uid>/"
_KEEP = "desk/grid-centre/<uuid:uid>/"
_UPWARD = "desk/grid-upward/<uuid:uid>/"
_TRACK = "track/<str:token>/"

urlpatterns = [
    path(_DESK, queue.queue, name="cases"),
    path(_DESK + "map/", queue.cases_map, name="cases_map"),
    path(_DESK + "map/grids/", queue.grids_map, name="grids_map"),
    path(_DESK + "take-up/", bulk.take_up_many, name="take_up_many"),
    path(_DESK + "dispatch/", bulk.dispatch_many, name="dispatch_many"),
    path(_DESK + "merge/", bulk.merge_many, name="merge_many"),
    path(_DESK + "close/", bulk.close_many, name="close_many"),
    path(_DESK + "undo/<uuid:act>/", steps.undo, name="undo"),
    path(_DESK + "beside/<uuid:uid>/", beside.beside, name="beside"),
    path(_DESK + "beside/<uuid:uid>/<slug:verb>/", beside.beside_step, name="beside_step"),
    path("desk/report/", noting.intake_somewhere, name="intake_somewhere"),
    path("desk/report/<uuid:uid>/", noting.intake, name="intake"),
    path("desk/report/<uuid:uid>/near/", noting.intake_near, name="intake_near"),
    path("desk/grid-centre/", keeping.keep_somewhere, name="keep_somewhere"),
    path(_KEEP, keeping.keep, name="keep"),
    path(_KEEP + "rules/", keeping.rules, name="keep_rules"),
    path(_KEEP + "limits/", keeping.limits, name="keep_limits"),
    path(_KEEP + "answers/", keeping.answers, name="keep_answers"),
    path(_KEEP + "answers/drop/", keeping.drop, name="keep_drop"),
    path(_KEEP + "list/", keeping_lists.lines, name="keep_list"),
    path(_KEEP + "list/add/", keeping_lists.add, name="keep_add"),
    path(_KEEP + "list/upload/", keeping_lists.upload, name="keep_upload"),
    path(_KEEP + "list/take-over/", keeping_lists.take_over, name="keep_take_over"),
    path(_KEEP + "list/<uuid:line>/end/", keeping_lists.end, name="keep_end"),
    path("desk/grid-days/", days.days, name="days"),
    path("desk/grid-days/<uuid:uid>/", days.day, name="day"),
    path("desk/grid-upward/", upward.upward_somewhere, name="upward_somewhere"),
    path(_UPWARD, upward.upward_cases, name="upward"),
    path(_UPWARD + "answers/", upward.upward_answers, name="upward_answers"),
    path(_UPWARD + "answers/take-in/", upward.upward_take_in, name="upward_take_in"),
    path("desk/grid-help/", beside_lists.helps, name="helps"),
    path("desk/grid-appeals/", beside_lists.appeals, name="appeals"),
    path("desk/grid-figures/", statistics.statistics, name="statistics"),
    path("desk/grid-figures/<slug:code>/", statistics.figure, name="figure"),
    path(_CASE + "help/", beside.ask_help, name="ask_help"),
    path(_CASE + "appeal/", beside.ask_appeal, name="ask_appeal"),
    path(_CASE, case.case, name="case"),
    path(_CASE + "preview/", queue.case_preview, name="case_preview"),
    path(_CASE + "photos/<uuid:which>/", case.photo, name="photo"),
    path(_CASE + "photos/<uuid:which>/hide/", contacts.hide, name="hide_photo"),
    path(_CASE + "reports/<uuid:which>/open/", contacts.reveal, name="reveal"),
    path(_CASE + "reports/<uuid:which>/black-out/", contacts.redact, name="redact"),
    path(_CASE + "decide/", steps.decide, name="decide"),
    path(_CASE + "merge/", merging.merge, name="merge"),
    path(_CASE + "unmerge/", merging.unmerge, name="unmerge"),
    path(_CASE + "do/<slug:name>/", steps.step, name="step"),
    path(_FIELD + "tasks/", field.field_tasks, name="field_tasks"),
    path(_FIELD + "tasks/<uuid:uid>/", field.field_task, name="field_task"),
    path(_FIELD + "tasks/<uuid:uid>/<slug:step>/", field.field_step, name="field_step"),
    path(_FIELD + "report/", field.field_report, name="field_report"),
    path(_FIELD + "outlines/", field.field_outlines, name="field_outlines"),
    path("report/", report.report_somewhere, name="report_somewhere"),
    path("report/<uuid:uid>/", report.report_here, name="report"),
    path("report/<uuid:uid>/map.json", maps.outlines_map, name="outlines_map"),
    path("reported/", cases.public_somewhere, name="public_somewhere"),
    path("reported/<uuid:uid>/", cases.public_list, name="public"),
    path("reported/<uuid:uid>/map.json", maps.public_map, name="public_map"),
    path("wall/<uuid:uid>/", wall.wall, name="wall"),
    path("wall/<uuid:uid>/board/", wall.board, name="wall_board"),
    path("wall/<uuid:uid>/map.json", wall.wall_map, name="wall_map"),
    path("track/", track.track, name="track"),
    path(_TRACK, track.tracked, name="tracked"),
    path(_TRACK + "receipt/", track.receipt, name="receipt"),
    path(_TRACK + "rate/", speaking.rate_it, name="rate"),
    path(_TRACK + "reopen/", speaking.reopen_it, name="reopen"),
]
