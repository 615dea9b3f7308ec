"""The addresses of briefs."""

from django.urls import path

from heli.loops.briefs.web import (
    binding,
    desk,
    figures,
    files,
    portal,
    reading,
    reading_files,
    verify,
    writing,
)


app_name = "briefs"

_BRIEF = "desk/briefs/<uuid:uid>/"
_TEXT = "desk/reading/<uuid:uid>/"
_ISSUED = "briefs/<slug:code>/"

urlpatterns = [
    path("desk/briefs/", desk.briefs, name="list"),
    path("desk/briefs/new/", desk.start, name="start"),
    path(_BRIEF, desk.brief, name="brief"),
    path(_BRIEF + "save/", writing.save, name="save"),
    path(_BRIEF + "classify/", writing.classify, name="classify"),
    path(_BRIEF + "confirm/", writing.confirm, name="confirm"),
    path(_BRIEF + "release/", writing.release, name="release"),
    path(_BRIEF + "palette/", binding.palette, name="palette"),
    path(_BRIEF + "insert/", writing.insert, name="insert"),
    path(_BRIEF + "relate/", writing.relate, name="relate"),
    path(_BRIEF + "drop/", writing.drop, name="drop"),
    path(_BRIEF + "numbers/<int:start>/", desk.number, name="number"),
    path(_BRIEF + "numbers/<int:start>/bind/", binding.bind, name="bind"),
    path(_BRIEF + "figures/<uuid:figure>/", figures.figure, name="figure"),
    path(_BRIEF + "submit/", desk.submit, name="submit"),
    path(_BRIEF + "recall/", desk.recall, name="recall"),
    path(_BRIEF + "return/", desk.give_back, name="return"),
    path(_BRIEF + "approve/", desk.approve, name="approve"),
    path(_BRIEF + "waive/", desk.waive, name="waive"),
    path(_BRIEF + "seal/", desk.seal, name="seal"),
    path(_BRIEF + "publish/", desk.publish, name="publish"),
    path(_BRIEF + "correct/", desk.correct, name="correct"),
    path(_BRIEF + "brief.<str:form>", files.desk_file, name="desk_file"),
    path("desk/reading/", reading.texts, name="readings"),
    path(_TEXT, reading.text, name="reading"),
    path(_TEXT + "progress/", reading.progress, name="reading_progress"),
    path(_TEXT + "say/", reading.say, name="reading_say"),
    path(_TEXT + "figures/<int:start>/", reading.correct, name="reading_correct"),
    path(_TEXT + "draft/", reading.draft, name="reading_draft"),
    path(_TEXT + "report.<str:form>", reading_files.report, name="reading_report"),
    path("briefs/", portal.briefs, name="public_list"),
    path(_ISSUED, portal.brief, name="public"),
    path(_ISSUED + "figures/<int:n>/", portal.figure, name="public_figure"),
    path(_ISSUED + "brief.<str:form>", files.public_file, name="public_file"),
    path("verify/", verify.entrance, name="verify"),
    path("verify/<slug:code>/", verify.by_code, name="verify_code"),
]
