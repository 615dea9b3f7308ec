"""Figures held against each other: as the text says, as people say, and through every edit."""

import pytest

import make
from heli.core.acts import Invalid
from heli.core.flow.models import Entry
from heli.core.measures.enums import CheckKind
from heli.core.measures.queries import checks_of, figures_of
from heli.core.measures.refusals import NothingToWaive, WrongFigures
from heli.loops.briefs import actions
from heli.loops.briefs.actions.checks import NoSuchCheck
from heli.loops.briefs.queries.briefs import latest
from heli.loops.briefs.queries.periods import Period
from heli.loops.briefs.queries.suggestions import suggestions
from loops.briefs.offices import FIRST, LAST, Office


GIFTS = "捐款合计5万元，其中社团捐款8万元。"


@pytest.fixture
def gifts(office: Office) -> Entry:
    """A brief whose two claimed figures contradict each other."""
    brief = office.brief(GIFTS)
    for words, source in (("5万元", "示例总会"), ("8万元", "示例社团")):
        start = GIFTS.index(words)
        actions.claim_number(
            brief,
            start=start,
            end=start + len(words),
            source=source,
            base=1,
            by=office.editor,
            at=make.AT,
        )
    return brief


def places(brief: Entry) -> list[int]:
    return [figure.start for figure in figures_of(latest(brief))]


def relate(office: Office, brief: Entry, kind: str = "part", **more: object) -> None:
    more.setdefault("places", places(brief))
    actions.relate_numbers(brief, kind=kind, by=office.editor, at=make.AT, **more)


def found(brief: Entry) -> list[tuple[str, str, bool]]:
    return [(c.kind, c.verdict, c.is_open) for c in checks_of(latest(brief))]


def test_relate_numbers_finds_a_part_larger_than_its_whole(office: Office, gifts: Entry) -> None:
    relate(office, gifts)

    assert found(gifts) == [("part", "contradicts", True)]


def test_relate_numbers_of_an_unknown_kind_is_refused(office: Office, gifts: Entry) -> None:
    with pytest.raises(Invalid):
        relate(office, gifts, "likeness")


def test_relate_numbers_needs_two_figures(office: Office, gifts: Entry) -> None:
    with pytest.raises(WrongFigures):
        relate(office, gifts, places=places(gifts)[:1])


def test_relations_and_their_answers_go_along_with_the_text(office: Office, gifts: Entry) -> None:
    relate(office, gifts)
    uid = str(checks_of(latest(gifts)).get().uid)
    actions.waive_check(gifts, check=uid, reason="口径不同", by=office.checker, at=make.AT)

    actions.save_brief(
        gifts, title="来信简报", body="一、捐赠\n" + GIFTS, base=1, by=office.editor, at=make.AT
    )

    check = checks_of(latest(gifts)).get()
    assert (check.verdict, check.reason, check.is_open) == ("contradicts", "口径不同", False)


def test_an_answer_to_another_number_counts_no_more(office: Office, gifts: Entry) -> None:
    relate(office, gifts)
    uid = str(checks_of(latest(gifts)).get().uid)
    actions.waive_check(gifts, check=uid, reason="口径不同", by=office.checker, at=make.AT)

    revision = actions.save_brief(
        gifts,
        title="来信简报",
        body=GIFTS.replace("8万元", "7万元"),
        base=1,
        by=office.editor,
        at=make.AT,
    )

    assert list(checks_of(revision)) == []


def test_waive_check_twice_is_refused(office: Office, gifts: Entry) -> None:
    relate(office, gifts)
    uid = str(checks_of(latest(gifts)).get().uid)
    actions.waive_check(gifts, check=uid, reason="口径不同", by=office.checker, at=make.AT)

    with pytest.raises(NothingToWaive):
        actions.waive_check(gifts, check=uid, reason="再说", by=office.signer, at=make.AT)


def test_drop_check_takes_a_relation_back(office: Office, gifts: Entry) -> None:
    relate(office, gifts)
    uid = str(checks_of(latest(gifts)).get().uid)

    actions.drop_check(gifts, check=uid, by=office.editor, at=make.AT)

    assert found(gifts) == []
    with pytest.raises(NoSuchCheck):
        actions.drop_check(gifts, check=uid, by=office.editor, at=make.AT)


def test_relations_between_measures_are_checked_by_themselves(office: Office) -> None:
    office.receive(3, answered=3)
    brief = office.brief("收到来信3封，答复来信5封。")
    office.bind(brief, "3封", "test.letters_read")
    office.bind(brief, "5封", "test.letters_answered")

    assert found(brief) == [("funnel", "contradicts", True)]


def offered(text: str, *words: str, known: tuple[frozenset[int], ...] = ()) -> list[object]:
    figures = {(text.index(w), text.index(w) + len(w)) for w in words}
    on = Period(FIRST, LAST).last
    return [
        (s.kind, s.places, s.finding.verdict.value)
        for s in suggestions(text, figures=figures, known=known, on=on)
    ]


def test_suggestions_read_of_which_out_of_the_text() -> None:
    assert offered(GIFTS, "5万元", "8万元") == [(CheckKind.PART, (4, 14), "contradicts")]


def test_suggestions_wait_until_both_numbers_are_said() -> None:
    assert offered(GIFTS, "5万元") == []


def test_suggestions_leave_out_what_is_checked_already() -> None:
    assert offered(GIFTS, "5万元", "8万元", known=(frozenset({4, 14}),)) == []
