"""Saying what every number is."""

import pytest

import make
from heli.core.access.enums import Role
from heli.core.acts import Invalid, NotAllowed
from heli.core.measures.queries import figures_of
from heli.core.measures.refusals import OtherUnit
from heli.loops.briefs import actions
from heli.loops.briefs.actions.figures import NoSuchMeasure, NoSuchNumber, TextMoved
from heli.loops.briefs.enums import State
from heli.loops.briefs.queries.briefs import latest
from heli.loops.briefs.queries.sheet import sheet_of
from loops.briefs.offices import Office


TEXT = "截至2020年2月29日，收到来信5封，转发媒体报道40余篇。"


def states(brief: object) -> list[tuple[str, State]]:
    return [(n.text, n.state) for n in sheet_of(brief, latest(brief)).numbers]


def test_sheet_of_a_fresh_text_says_what_waits(office: Office) -> None:
    assert states(office.brief(TEXT)) == [
        ("2020年2月29日", State.SUGGESTED),
        ("5封", State.UNBOUND),
        ("40余篇", State.UNBOUND),
    ]


def test_sheet_of_an_unbound_number_offers_what_fits_first(office: Office) -> None:
    office.receive(5, answered=3)
    brief = office.brief(TEXT)

    offered = sheet_of(brief, latest(brief), offering=True).numbers[1].candidates

    assert [(c.offer.measure, c.fits) for c in offered] == [
        ("test.letters_read@1", True),
        ("test.letters_answered@1", False),
    ]


def test_every_number_can_be_classified(office: Office) -> None:
    office.receive(5)
    brief = office.brief(TEXT)
    office.bind(brief, "5封", "test.letters_read")
    office.confirm(brief, 2)
    actions.claim_number(
        brief,
        start=TEXT.index("40"),
        end=TEXT.index("40") + 4,
        source="示例日报编辑部",
        base=1,
        by=office.editor,
        at=make.AT,
    )

    assert states(brief) == [
        ("2020年2月29日", State.STRUCTURAL),
        ("5封", State.BOUND),
        ("40余篇", State.STATED),
    ]


def test_bind_number_that_the_records_contradict_is_shown_at_once(office: Office) -> None:
    office.receive(4)
    brief = office.brief(TEXT)

    office.bind(brief, "5封", "test.letters_read")

    number = sheet_of(brief, latest(brief)).numbers[1]
    assert (number.state, number.value, number.gap) == (State.DIFFERS, 4, -1)


def test_bind_number_in_another_unit_is_refused(office: Office) -> None:
    with pytest.raises(OtherUnit):
        office.bind(office.brief("收到5人来信"), "5人", "test.letters_read")


def test_bind_number_to_an_unknown_measure_is_refused(office: Office) -> None:
    with pytest.raises(NoSuchMeasure):
        office.bind(office.brief(TEXT), "5封", "test.unknown")


def test_bind_number_in_a_text_that_moved_is_refused(office: Office) -> None:
    brief = office.brief(TEXT)
    actions.save_brief(
        brief, title="来信简报", body="其中" + TEXT, base=1, by=office.editor, at=make.AT
    )

    with pytest.raises(TextMoved):
        office.bind(brief, "5封", "test.letters_read", base=1)


def test_bind_number_is_not_for_checkers(office: Office) -> None:
    brief = office.brief(TEXT)

    with pytest.raises(NotAllowed):
        actions.bind_number(
            brief,
            start=14,
            end=16,
            measure="test.letters_read",
            base=1,
            by=office.checker,
            at=make.AT,
        )


def test_bind_number_is_not_for_editors_of_another_body(office: Office) -> None:
    brief = office.brief(TEXT)
    stranger = make.actor(Role.EDITOR, over=make.federation("示例县社会科学界联合会"))

    with pytest.raises(NotAllowed):
        actions.bind_number(
            brief,
            start=14,
            end=16,
            measure="test.letters_read",
            base=1,
            by=stranger,
            at=make.AT,
        )


def test_claim_number_needs_somebody_who_says_it(office: Office) -> None:
    brief = office.brief(TEXT)

    with pytest.raises(Invalid):
        actions.claim_number(
            brief, start=14, end=16, source=" ", base=1, by=office.editor, at=make.AT
        )


def test_confirm_suggestions_never_classifies_a_figure_in_passing(office: Office) -> None:
    brief = office.brief(TEXT)

    with pytest.raises(NoSuchNumber):
        office.confirm(brief, 2, TEXT.index("5封"))

    assert list(figures_of(latest(brief))) == []


def test_release_number_lets_it_be_classified_again(office: Office) -> None:
    office.receive(5)
    brief = office.brief(TEXT)
    office.bind(brief, "5封", "test.letters_read")

    actions.release_number(brief, start=TEXT.index("5封"), base=1, by=office.editor, at=make.AT)

    assert states(brief)[1] == ("5封", State.UNBOUND)
