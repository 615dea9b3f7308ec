"""Writing a brief: revisions, two people at once, figures that stay with their words."""

from datetime import date

import pytest

import make
from heli.core.access.enums import Role
from heli.core.acts import Invalid, NotAllowed
from heli.core.measures.enums import FigureClass
from heli.core.measures.queries import figures_of
from heli.core.measures.refusals import MeasureNotApproved
from heli.core.texts.models import Revision
from heli.core.texts.writing import Outdated
from heli.loops.briefs import actions
from heli.loops.briefs.actions.revising import (
    NotUnderstood,
    NotWritable,
    TooLong,
)
from heli.loops.briefs.actions.writing import EndsBeforeItBegins
from heli.loops.briefs.queries.briefs import latest
from loops.briefs.offices import Office


def texts(office: Office, body: str, **more: object) -> dict[str, object]:
    return {"title": "来信简报", "body": body, "by": office.editor, "at": make.AT, **more}


def test_start_brief_opens_a_draft_with_its_first_revision(office: Office) -> None:
    brief = office.brief("一、来信\n收到来信5封。")

    assert (brief.state, latest(brief).n, latest(brief).body) == (
        "draft",
        1,
        "一、来信\n收到来信5封。",
    )


@pytest.mark.parametrize("role", [Role.CHECKER, Role.SIGNER, Role.CLERK, Role.LIAISON])
def test_start_brief_is_for_editors_only(office: Office, role: Role) -> None:
    with pytest.raises(NotAllowed):
        actions.start_brief(
            office.org,
            title="来信简报",
            first=date(2020, 1, 1),
            last=date(2020, 2, 29),
            by=make.actor(role, over=office.org),
            at=make.AT,
        )


def test_start_brief_of_another_body_is_refused(office: Office) -> None:
    with pytest.raises(NotAllowed):
        actions.start_brief(
            make.federation("示例县社会科学界联合会"),
            title="来信简报",
            first=date(2020, 1, 1),
            last=date(2020, 2, 29),
            by=office.editor,
            at=make.AT,
        )


def test_start_brief_refuses_a_period_without_days(office: Office) -> None:
    with pytest.raises(EndsBeforeItBegins):
        actions.start_brief(
            office.org,
            title="来信简报",
            first=date(2020, 3, 1),
            last=date(2020, 2, 29),
            by=office.editor,
            at=make.AT,
        )


def test_start_brief_refuses_an_empty_title(office: Office) -> None:
    with pytest.raises(Invalid):
        office.brief("", title="  ")


def test_save_brief_two_editors_at_once_keeps_both_texts(office: Office) -> None:
    brief = office.brief("收到来信5封。")
    other = make.actor(Role.EDITOR, over=office.org)
    actions.save_brief(brief, title="来信简报", body="收到来信6封。", base=1, by=other, at=make.AT)

    with pytest.raises(Outdated) as refused:
        actions.save_brief(brief, base=1, **texts(office, "收到来信7封。"))

    assert refused.value.theirs.body == "收到来信6封。"
    assert refused.value.params["name"] == other.name
    assert list(Revision.objects.filter(doc=brief.doc).values_list("body", flat=True)) == [
        "收到来信5封。",
        "收到来信6封。",
    ]


def test_save_brief_unchanged_makes_no_revision(office: Office) -> None:
    brief = office.brief("收到来信5封。")

    actions.save_brief(brief, base=1, **texts(office, "收到来信5封。"))

    assert latest(brief).n == 1


def test_save_brief_of_a_book_is_refused_and_changes_nothing(office: Office) -> None:
    brief = office.brief("收到来信5封。")

    with pytest.raises(TooLong):
        actions.save_brief(brief, base=1, **texts(office, "信" * 10_000_000))

    assert latest(brief).body == "收到来信5封。"


def test_save_brief_in_review_is_refused(office: Office) -> None:
    brief = office.brief("收到来信若干。")
    actions.submit_brief(brief, by=office.editor, at=make.AT)

    with pytest.raises(NotWritable):
        actions.save_brief(brief, base=1, **texts(office, "收到来信很多。"))


def test_save_brief_keeps_figures_with_their_words(office: Office) -> None:
    office.receive(5)
    brief = office.brief("收到来信5封。")
    office.bind(brief, "5封", "test.letters_read")

    actions.save_brief(brief, base=1, **texts(office, "二月以来，累计收到来信5封，均已登记。"))

    kept = figures_of(latest(brief)).get()
    assert (kept.quote, kept.start, str(kept.version)) == ("5封", 11, "test.letters_read@1")


def test_save_brief_a_number_that_grew_is_not_bound_any_more(office: Office) -> None:
    office.receive(5)
    brief = office.brief("收到来信5封。")
    office.bind(brief, "5封", "test.letters_read")

    actions.save_brief(brief, base=1, **texts(office, "收到来信15封。"))

    assert list(figures_of(latest(brief))) == []


def test_save_brief_writes_down_a_measure_asked_for_by_name(office: Office) -> None:
    office.receive(5, answered=3)
    brief = office.brief("")

    actions.save_brief(
        brief,
        base=1,
        **texts(office, "收到来信[[test.letters_read]]，答复[[test.letters_answered 2020-02]]。"),
    )

    text = latest(brief)
    assert text.body == "收到来信5封，答复3封。"
    assert [(f.quote, f.klass) for f in figures_of(text)] == [
        ("5封", FigureClass.BOUND),
        ("3封", FigureClass.BOUND),
    ]


@pytest.mark.parametrize(
    "asked", ["[[test.unknown]]", "[[收到多少]]", "[[test.letters_read 去年]]"]
)
def test_save_brief_refuses_a_measure_it_does_not_know(office: Office, asked: str) -> None:
    brief = office.brief("收到来信。")

    with pytest.raises(NotUnderstood):
        actions.save_brief(brief, base=1, **texts(office, f"收到来信{asked}。"))

    assert latest(brief).body == "收到来信。"


def test_save_brief_refuses_a_measure_that_nobody_approved(office: Office) -> None:
    brief = office.brief("收到来信。")

    with pytest.raises(MeasureNotApproved):
        actions.save_brief(brief, base=1, **texts(office, "遗失来信[[test.letters_lost]]。"))


def test_insert_figure_writes_value_and_binding_at_the_caret(office: Office) -> None:
    office.receive(5)
    brief = office.brief("收到来信。")

    actions.insert_figure(
        brief,
        measure="test.letters_read",
        first=date(2020, 2, 1),
        last=date(2020, 2, 29),
        caret=4,
        base=1,
        by=office.editor,
        at=make.AT,
    )

    text = latest(brief)
    assert text.body == "收到来信5封。"
    assert [(f.start, f.quote) for f in figures_of(text)] == [(4, "5封")]
