"""How surveys and their results look on a page and in a workbook."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.acts import list_of
from heli.core.flow.models import Call
from heli.loops.services.enums import Frame, QuestionKind, Sector, Size, SurveyStage
from heli.loops.services.queries.fitting import FIELDS
from heli.loops.services.queries.protecting import LEAST
from heli.loops.services.queries.surveys import Result, across, results
from heli.loops.services.web.blocks import Block, Cell, Head, Way, figure
from heli.loops.services.web.shown import state_of


WORDS = {**dict(Size.choices), **dict(Sector.choices)}


def number(n: int | None) -> str:
    """A count, or that it is too small to be shown."""
    return _("1 or 2, or hidden with them") if n is None else f"{n:,}"


def ways_of(survey: Call) -> list[Way]:
    """What the desk can do with one that is open."""
    args = [survey.uid]
    return [
        Way(_("Table"), reverse("services:survey_table", args=args)),
        *(
            (
                Way(_("Remind"), reverse("services:remind_survey", args=args), is_act=True),
                Way(
                    _("Close the survey"), reverse("services:close_survey", args=args), is_act=True
                ),
            )
            if survey.closed_at is None
            else ()
        ),
    ]


def follow_blocks(survey: Call) -> list[Block]:
    """Who was asked and how, and who has answered: firms, and never what."""
    rows = survey.entries.select_related("org").order_by("state", "org__name")
    filled = sum(one.state == SurveyStage.FILLED for one in rows)
    share = f"{filled * 100 / len(rows):.1f}%" if rows else "—"
    figures = [
        figure(_("Asked"), len(rows)),
        figure(_("Filled in"), filled),
        figure(_("Share that answered"), share),
    ]
    head = (Head(_("Firm")), Head(_("State")))
    lines = [[Cell(one.org.name), _state(one)] for one in rows[:500]]
    lead = _("The desk sees who answered, not what: answers are shown only together.")
    who = Block(_("Who answered"), lead=lead, figures=figures, head=head, rows=lines)
    return [_sample(survey), who]


def _state(entry: Any) -> Cell:
    state = state_of(entry)
    return Cell(state.label, kind=state.kind)


def _sample(survey: Call) -> Block:
    kept = survey.settings
    facts: list[tuple[Any, Any]] = [(_("Which firms"), Frame(kept["frame"]).label)]
    if kept["frame"] == Frame.STRATIFIED:
        drawn = list_of(f"{WORDS.get(s, s) or '—'} {n}" for s, n in kept["strata"].items())
        facts += [(FIELDS[kept["by"]], drawn), (_("Seed of the lot"), str(kept["seed"]))]
    return Block(_("Sample"), facts=facts)


def result_blocks(survey: Call) -> list[Block]:
    """What all answered together, question by question."""
    by_strata = survey.settings["frame"] == Frame.STRATIFIED
    blocks = []
    for one in results(survey):
        blocks.append(_result(one))
        if by_strata and one.n and one.question.kind == QuestionKind.SINGLE:
            blocks.append(_across(survey, one))
    return blocks


def _result(one: Result) -> Block:
    title = f"{one.question.code[1:]}. {one.question.text}"
    if not one.n:
        few = _("Fewer than %(n)s answers: nothing is shown.") % {"n": LEAST}
        return Block(title, empty=few if one.n is None else _("Nobody answered this yet."))
    if one.words:
        return Block(
            title, head=(Head(_("Answers, in no order")),), rows=[[Cell(w)] for w in one.words]
        )
    if one.total is not None:
        mean = f"{one.total / one.n:,.1f}"
        return Block(
            title,
            figures=[
                figure(_("Answers"), one.n),
                figure(_("Sum"), one.total),
                figure(_("Mean"), mean),
            ],
        )
    head = (Head(_("Answer")), Head(_("How many"), "end"))
    return Block(title, head=head, rows=[[Cell(o), Cell(number(n))] for o, n in one.rows])


def _across(survey: Call, one: Result) -> Block:
    strata, counts = across(survey, one.question)
    head = (Head(_("Stratum")), *(Head(o, "end") for o in one.question.options))
    rows = [
        [Cell(str(WORDS.get(s, s) or "—")), *(Cell(number(n)) for n in row)]
        for s, row in zip(strata, counts, strict=True)
    ]
    return Block(
        _("“%(question)s” by strata") % {"question": one.question.text}, head=head, rows=rows
    )


def table_rows(survey: Call) -> list[list[Any]]:
    """The results as rows of a workbook: question, answer, how many."""
    rows: list[list[Any]] = []
    for one in results(survey):
        text = one.question.text
        rows += [[text, _("Answers"), one.n if one.n is not None else f"<{LEAST}"]]
        rows += [[text, option, n if n is not None else "*"] for option, n in one.rows]
        rows += [[text, _("Sum"), one.total]] if one.total is not None else []
        rows += [[text, word, ""] for word in one.words]
    return rows
