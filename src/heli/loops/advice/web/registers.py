"""The registers and the forms that write them; the report on what was taken up."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from heli.core.access.doors import door
from heli.core.acts import Invalid
from heli.core.flow.models import Step
from heli.core.measures.queries import Scope
from heli.core.parties.models import Party
from heli.core.parties.queries import bodies_within
from heli.loops.advice import policies
from heli.loops.advice.actions import registering
from heli.loops.advice.documents import reports
from heli.loops.advice.enums import AdoptionForm, Channel, Level, Nature, Rank, Verb
from heli.loops.advice.flows import PROPOSAL
from heli.loops.advice.queries import registers
from heli.loops.advice.queries.report import AUTHOR, BODY, report
from heli.loops.advice.web.forms import (
    AdoptionRegisterForm,
    InstructionForm,
    RecommendForm,
)
from heli.loops.advice.web.shown import page_of
from heli.loops.advice.web.steps import allowed, page_words, tell_done
from heli.shell import clock
from heli.shell.forms import perform
from heli.shell.forms.fields import Day
from heli.shell.requests import Request
from heli.shell.tables import Choice, Column, Days, Empty, Listing, Search, State, Table, View
from heli.shell.tables.exports import respond_xlsx


def _page(step: Step) -> str:
    return page_of(step.entry)


def _fact(name: str) -> Any:
    return lambda step: step.facts.get(name, "")


def _word(name: str, choices: Any) -> Any:
    return lambda step: choices(step.facts[name]).label


def nature_of(step: Step) -> State:
    """The nature of an instruction; what was only read is told apart."""
    nature = Nature(step.facts["nature"])
    return State(nature.label, "ok" if nature.counts else "idle")


_COMMON = (
    Column("on", gettext_lazy("Day"), "effective_on", show="day", sort="effective_on", width=12),
    Column("number", gettext_lazy("Number"), "entry.code", link=_page, width=12),
    Column("title", gettext_lazy("Title"), "entry.title", link=_page, width=40),
    Column("body", gettext_lazy("Contributing body"), "entry.org.name", width=26, shown=False),
)
_FILTERS = (
    Search("q", gettext_lazy("Number or title"), fields=("entry__code", "entry__title")),
    Days("on", gettext_lazy("Day"), field="effective_on"),
)

RECOMMENDATIONS = Table(
    code="advice.recommendations",
    title=gettext_lazy("Register of recommendations"),
    columns=(
        *_COMMON,
        Column("office", gettext_lazy("Office"), _fact("office"), width=20),
        Column("channel", gettext_lazy("Channel"), _word("channel", Channel), width=14),
        Column("letter", gettext_lazy("Number of the letter"), _fact("number"), width=22),
    ),
    filters=_FILTERS,
    sort="-on",
    empty=Empty(
        gettext_lazy("Nothing was recommended yet"),
        gettext_lazy("Signed-off proposals are recommended to offices from their page."),
    ),
)

ADOPTIONS = Table(
    code="advice.adoptions",
    title=gettext_lazy("Register of adoptions"),
    columns=(
        *_COMMON,
        Column("by", gettext_lazy("Adopted by"), _fact("adopted_by"), width=22),
        Column("level", gettext_lazy("Level"), _word("level", Level), width=14),
        Column("form", gettext_lazy("How much"), _word("form", AdoptionForm), width=14),
        Column("where", gettext_lazy("Paper or periodical"), _fact("where"), width=24),
    ),
    filters=_FILTERS,
    sort="-on",
    empty=Empty(
        gettext_lazy("No adoption is registered yet"),
        gettext_lazy("Register one from the page of the proposal."),
    ),
)

INSTRUCTIONS = Table(
    code="advice.instructions",
    title=gettext_lazy("Register of instructions"),
    columns=(
        *_COMMON,
        Column("by", gettext_lazy("Given by"), _fact("given_by"), width=20),
        Column("level", gettext_lazy("Level"), _word("level", Level), width=14),
        Column("rank", gettext_lazy("Rank"), _word("rank", Rank), width=14),
        Column("nature", gettext_lazy("Nature"), nature_of, show="state", width=14),
        Column("gist", gettext_lazy("Gist"), _fact("gist"), width=30),
    ),
    filters=(
        *_FILTERS,
        Choice("nature", gettext_lazy("Nature"), field="facts__nature", choices=Nature.choices),
    ),
    views=(View(gettext_lazy("Read only"), "nature=circulated"),),
    sort="-on",
    empty=Empty(
        gettext_lazy("No instruction is registered yet"),
        gettext_lazy("Register one from the page of the proposal. Scans are not kept here."),
    ),
)


@door("desk", policy=policies.see_register)
def recommendations(request: Request) -> HttpResponseBase:
    """To which offices proposals went."""
    return _register(request, RECOMMENDATIONS, registers.recommendations(request.actor))


@door("desk", policy=policies.see_register)
def adoptions(request: Request) -> HttpResponseBase:
    """Who adopted what."""
    return _register(request, ADOPTIONS, registers.adoptions(request.actor))


@door("desk", policy=policies.see_register)
def instructions(request: Request) -> HttpResponseBase:
    """What was instructed on which proposal: for clerk and signers only."""
    return _register(request, INSTRUCTIONS, registers.instructions(request.actor))


def _register(request: Request, table: Table, rows: Any) -> HttpResponseBase:
    tabs = [
        (_("Recommendations"), reverse("advice:recommendations"), None),
        (_("Adoptions"), reverse("advice:adoptions"), None),
        (_("Instructions"), reverse("advice:instructions"), None),
        (_("Report"), reverse("advice:report"), None),
    ]
    context = {"tabs": tabs, "may_read": bool(request.actor.orgs(*policies.REGISTRARS))}
    return Listing(table, request, rows.order_by()).respond("advice/desk/register.html", context)


@door("desk", policy=policies.ON_PROPOSAL[Verb.RECOMMEND], unsafe=True)
def recommend(request: Request, uid: UUID) -> HttpResponse:
    """Register that a proposal went to an office."""
    proposal = allowed(request, uid, policies.ON_PROPOSAL[Verb.RECOMMEND])
    offices = bodies_within(proposal.call.issuer).filter(subkind="office")
    form = RecommendForm(request.POST or None, offices=offices, initial={"on": clock.today()})
    return perform(
        request,
        form,
        lambda said, key: registering.recommend_proposal.once(key)(
            proposal, **said, by=request.actor, at=clock.now()
        ),
        template="shell/form_page.html",
        then=lambda step: tell_done(request, _("Registered."), step, page_of(proposal)),
        context=page_words(proposal, PROPOSAL.transition(Verb.RECOMMEND).label),
    )


@door("desk", policy=policies.ON_PROPOSAL[Verb.ADOPT], unsafe=True)
def adopt(request: Request, uid: UUID) -> HttpResponse:
    """Register that a body adopted a proposal."""
    proposal = allowed(request, uid, policies.ON_PROPOSAL[Verb.ADOPT])
    form = AdoptionRegisterForm(request.POST or None, initial={"on": clock.today()})
    return perform(
        request,
        form,
        lambda said, key: registering.register_adoption.once(key)(
            proposal, **said, by=request.actor, at=clock.now()
        ),
        template="shell/form_page.html",
        then=lambda step: tell_done(request, _("Registered."), step, page_of(proposal)),
        context=page_words(proposal, PROPOSAL.transition(Verb.ADOPT).label),
    )


@door("desk", policy=policies.ON_PROPOSAL[Verb.INSTRUCT], unsafe=True)
def instruct(request: Request, uid: UUID) -> HttpResponse:
    """Register an instruction. A file that comes with it is refused: scans stay on paper."""
    proposal = allowed(request, uid, policies.ON_PROPOSAL[Verb.INSTRUCT])
    form = InstructionForm(request.POST or None, initial={"on": clock.today()})
    return perform(
        request,
        form,
        lambda said, key: registering.register_instruction.once(key)(
            proposal, **_without_scans(request, said), by=request.actor, at=clock.now()
        ),
        template="advice/desk/instruct.html",
        then=lambda step: tell_done(request, _("Registered."), step, page_of(proposal)),
        context=page_words(proposal, PROPOSAL.transition(Verb.INSTRUCT).label),
    )


def _without_scans(request: Request, said: dict[str, Any]) -> dict[str, Any]:
    """What the form said. Refuses when a file came with it."""
    if request.FILES:
        raise registering.ScansStayOnPaper
    return said


@door("desk", policy=policies.see_register)
def adoption_report(request: Request) -> HttpResponseBase:
    """What was taken up in a period, by body or by author; as a page or as xlsx."""
    issuer = _issuer(request)
    by = AUTHOR if request.GET.get("by") == AUTHOR else BODY
    try:
        first, last = _quarter(clock.today()) if "from" not in request.GET else _days(request)
    except Invalid as wrong:
        first, last = _quarter(clock.today())
        return _report_page(request, issuer, first, last, by, wrong=str(wrong))
    return _report_page(request, issuer, first, last, by)


def _report_page(
    request: Request, issuer: Party | None, first: date, last: date, by: str, wrong: str = ""
) -> HttpResponseBase:
    found = report(Scope(issuer, first, last), by=by) if issuer else None
    title = _("What was taken up")
    if found and request.GET.get("format") == "xlsx":
        return respond_xlsx(
            f"{title} {first}–{last}",
            header=reports.header(by),
            widths=reports.WIDTHS,
            rows=reports.rows(found),
            totals=reports.totals(found),
        )
    context = {
        "title": title,
        "report": found,
        "header": reports.header(by),
        "rows": [_labelled(by, row) for row in reports.rows(found)] if found else [],
        "totals": _labelled(by, reports.totals(found)) if found else [],
        "issuer": issuer,
        "first": first,
        "last": last,
        "by": by,
        "wrong": wrong,
    }
    return render(request, "advice/desk/report.html", context, status=422 if wrong else 200)


def _labelled(by: str, row: Sequence[Any]) -> list[tuple[str, Any]]:
    """The cells of a row, each with its heading, for narrow screens."""
    return list(zip(reports.header(by), row, strict=True))


def _issuer(request: Request) -> Party | None:
    """The body whose report it is: the highest over which the reader keeps the registers."""
    held = request.actor.orgs(*policies.REGISTRARS)
    return Party.objects.filter(pk__in=held).order_by("pk").first()


def _quarter(day: date) -> tuple[date, date]:
    """The first day of the quarter, and the day itself."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1), day


def _days(request: Request) -> tuple[date, date]:
    try:
        first, last = (_day(request, name) for name in ("from", "to"))
    except ValidationError as wrong:
        raise Invalid(what=" ".join(wrong.messages)) from wrong
    if last < first:
        raise Invalid(what=_("the last day lies before the first one"))
    return first, last


def _day(request: Request, name: str) -> date:
    day: date = Day().clean(request.GET.get(name, ""))
    return day
