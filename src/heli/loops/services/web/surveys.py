"""Surveys: the desk's list and page, and what a firm is asked."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Action, Lookup, Message, Policy
from heli.core.flow.models import Call, Entry
from heli.loops.services import policies
from heli.loops.services.actions.surveying import (
    close_survey,
    fill_in,
    open_survey,
    remind_survey,
)
from heli.loops.services.enums import SurveyStage, Verb
from heli.loops.services.phrases import ASKED_OF_US, SURVEYS
from heli.loops.services.queries.firms import firms_of
from heli.loops.services.queries.seen import DESKS, entries
from heli.loops.services.queries.surveys import questions_of, surveys as all_surveys
from heli.loops.services.web import surveys_shown as shown
from heli.loops.services.web.blocks import Block, Way
from heli.loops.services.web.lists import ANSWERS_LIST, SURVEYS_LIST
from heli.loops.services.web.shown import history_of, state_of
from heli.loops.services.web.steps import around, the_entry
from heli.loops.services.web.survey_forms import AnswerForm, SurveyForm
from heli.shell import clock
from heli.shell.forms import perform_on, press
from heli.shell.navigation import page_of
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Listing, State
from heli.shell.tables.exports import respond_xlsx


_SHEET = "services/desk/sheet.html"


@door("desk", policy=policies.readers_somewhere)
def survey_list(request: Request) -> HttpResponseBase:
    """The surveys of the desks one keeps."""
    rows = policies.follow_survey.visible_to(request.actor, all_surveys())
    begin = {"url": reverse("services:desks"), "label": _("Ask in a survey")}
    may = policies.desk_somewhere.check(request.actor)
    listing = Listing(SURVEYS_LIST, request, rows)
    return listing.respond("services/desk/list.html", {"begin": begin if may else None})


@door("desk", policy=policies.keep_desk, unsafe=True)
def new_survey(request: Request, uid: UUID) -> HttpResponse:
    """Open a survey."""
    desk = the(request, policies.keep_desk, among=DESKS, uid=uid)
    words = {
        "title": _("Ask in a survey"),
        "lead": _("Those who speak for the firms are told at once; the desk sees who answered."),
        "submit": _("Open the survey"),
        "cancel": reverse("services:surveys"),
    }
    form = SurveyForm(request.POST or None, firms=firms_of(desk))
    args = (request, form, open_survey, desk)
    return perform_on(*args, words=words, done=_("The survey is open."), then=_at)


def _at(survey: Call) -> str:
    return reverse("services:survey", args=[survey.uid])


ASKED = Lookup(Call.objects.filter(kind="services_survey").select_related("issuer"), "uid")


def _the_survey(request: Request, uid: UUID, policy: Policy[Call]) -> Call:
    return the(request, policy, among=ASKED, see=policies.see_survey, uid=uid)


@door("desk", policy=policies.see_survey)
def survey(request: Request, uid: UUID) -> HttpResponse:
    """A survey: who answered for the desk; the results for all once it is closed."""
    found = _the_survey(request, uid, policies.see_survey)
    follows = bool(policies.follow_survey.check(request.actor, found))
    context = {
        "title": found.title,
        "state": _standing(found),
        "crumbs": [
            (SURVEYS, reverse("services:surveys" if follows else "services:asked_of_us")),
            (found.title, ""),
        ],
        "ways": shown.ways_of(found) if policies.keep_survey.check(request.actor, found) else (),
        "blocks": _blocks(found, follows=follows),
    }
    return render(request, _SHEET, context)


def _standing(found: Call) -> State:
    if found.closed_at is None:
        return State(_("Open for answers"), "open")
    return State(_("Survey closed"), "ok")


def _blocks(found: Call, *, follows: bool) -> list[Block]:
    if follows:
        return [*shown.follow_blocks(found), *shown.result_blocks(found)]
    if found.closed_at is None:
        soon = _("The results are open to you once the survey is closed.")
        return [Block(_("Results"), empty=soon)]
    return list(shown.result_blocks(found))


@door("desk", policy=policies.follow_survey)
def table(request: Request, uid: UUID) -> FileResponse:
    """The results as a workbook, small numbers hidden."""
    found = _the_survey(request, uid, policies.follow_survey)
    head = [_("What was asked"), _("Answer"), _("How many")]
    rows = shown.table_rows(found)
    return respond_xlsx(found.title, header=head, widths=(48, 32, 12), rows=rows)


def _press(request: Request, uid: UUID, act: Action[..., Any], done: Message) -> HttpResponse:
    found = _the_survey(request, uid, policies.keep_survey)
    return press(
        request,
        lambda key: act.once(key)(found, by=request.actor, at=clock.now()),
        then=lambda _made: _at(found),
        done=done,
    )


@require_POST
@door("desk", policy=policies.keep_survey, unsafe=True)
def remind(request: Request, uid: UUID) -> HttpResponse:
    """Remind those who have not answered."""
    return _press(request, uid, remind_survey, _("Those who have not answered are reminded."))


@require_POST
@door("desk", policy=policies.keep_survey, unsafe=True)
def close(request: Request, uid: UUID) -> HttpResponse:
    """Close a survey."""
    return _press(request, uid, close_survey, _("The survey is closed."))


@door("desk", policy=policies.liaison_somewhere)
def asked_of_us(request: Request) -> HttpResponseBase:
    """The surveys that ask the firms for which one speaks."""
    rows = entries(request.actor, policies.see_answers).order_by()
    return Listing(ANSWERS_LIST, request, rows).respond("services/desk/list.html")


@door("desk", policy=policies.see_answers)
def answers(request: Request, uid: UUID) -> HttpResponse:
    """What a firm is asked, and what it answered."""
    found = the_entry(request, uid, policies.see_answers, policies.see_answers)
    said = found.answers["said"]
    facts = [(q.text, _said(said.get(q.code))) for q in questions_of(found.call)]
    way = Way(_("Fill in"), reverse("services:fill_in", args=[found.uid]), "primary")
    context = {
        "title": found.call.title,
        "lead": found.org.name,
        "state": state_of(found),
        "crumbs": [(ASKED_OF_US, reverse("services:asked_of_us")), (found.call.title, "")],
        "ways": [Way(_("Results"), _at(found.call)), *([way] if _is_answerable(found) else [])],
        "blocks": [Block(_("Questions"), facts=facts)],
        "history": history_of(found),
    }
    return render(request, _SHEET, context)


def _said(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value or "—")


def _is_answerable(entry: Entry) -> bool:
    ends = entry.call.closes_at
    is_open = entry.call.closed_at is None and (ends is None or ends > clock.now())
    return is_open and entry.state != SurveyStage.LEFT_OUT


@door("desk", policy=policies.ON_SURVEY[Verb.FILL_IN], unsafe=True)
def fill(request: Request, uid: UUID) -> HttpResponse:
    """Answer in the name of a firm."""
    found = the_entry(request, uid, policies.ON_SURVEY[Verb.FILL_IN], policies.see_answers)
    questions = questions_of(found.call)
    form = AnswerForm(request.POST or None, questions=questions, initial=found.answers["said"])
    words = {**around(found, _("Fill in"), _("Send the answers")), "title": found.call.title}
    words["lead"] = found.org.name
    args = (request, form, fill_in, found)
    done = _("Thank you. You can change the answers while the survey is open.")
    return perform_on(*args, words=words, done=done, then=lambda _step: page_of(found))
