"""Saying what a number in a text is."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import make
from core.measures.samples import (
    CASH,
    ITEMS,
    PROPOSED,
    SEEN,
    Office,
    rewrite,
    version,
    where,
    write,
)
from heli.core.access.enums import Role
from heli.core.acts import NotAllowed, Refusal
from heli.core.measures import actions, figures, refusals
from heli.core.measures.anchoring import Anchor, anchor, find
from heli.core.measures.enums import FigureClass
from heli.core.measures.models import Figure
from heli.core.measures.queries import (
    candidates,
    figures_of,
    interval_of,
    seal_of,
    standings,
    unclassified,
)
from heli.core.measures.spec import Measure
from heli.core.texts.models import Revision
from heli.kit.interval import Interval


BODY = "收到咨政建议56篇,其中第4期3篇;捐款5900余万元。"


@pytest.fixture
def text(office: Office) -> Revision:
    return write(office.root, BODY)


def bind(
    office: Office, text: Revision, words: str, measure: Measure = ITEMS, **more: Any
) -> Figure:
    place = {**where(text, words), "scope": office.scope(), "by": office.editor(), "at": make.AT}
    return actions.bind_figure(text, **{**place, **more}, measure=version(measure))


def test_bind_keeps_words_surroundings_and_what_they_assert(office: Office, text: Revision) -> None:
    figure = bind(office, text, "56篇")

    assert (figure.quote, figure.prefix, figure.suffix) == ("56篇", "收到咨政建议", BODY[9:])
    assert (figure.klass, figure.low, figure.high, figure.unit) == ("bound", "56", "56", "篇")
    assert interval_of(bind(office, text, "5900余万元", CASH)) == Interval(
        Decimal(59_000_000), Decimal(60_000_000), low_open=True, high_open=True
    )


def test_bind_at_a_place_again_replaces_what_was_said(office: Office, text: Revision) -> None:
    first = actions.classify_figure(text, **where(text, "56篇"), by=office.editor(), at=make.AT)
    second = bind(office, text, "56篇")

    assert (second.pk, second.uid) == (first.pk, first.uid)
    assert [f.klass for f in figures_of(text)] == [FigureClass.BOUND]


def test_bind_says_at_once_whether_the_wording_holds(office: Office, text: Revision) -> None:
    for _n in range(3):
        office.count()
    bind(office, text, "56篇")
    bind(office, text, "3篇")
    actions.classify_figure(text, **where(text, "4期"), by=office.editor(), at=make.AT)

    found = [(s.figure.quote, s.now.value, s.holds) for s in standings(text)]

    assert found == [("56篇", Decimal(3), False), ("3篇", Decimal(3), True)]


@pytest.mark.parametrize(
    ("words", "more", "refusal"),
    [
        ("56篇", {"measure": PROPOSED}, refusals.MeasureNotApproved),
        ("56篇", {"measure": SEEN}, refusals.OtherUnit),
        ("建议56", {}, refusals.NotHouseWording),
        ("56篇", {"last": None}, refusals.OpenPeriod),
    ],
)
def test_bind_of_what_nobody_could_check_is_refused(
    office: Office, text: Revision, words: str, more: dict[str, Any], refusal: type[Refusal]
) -> None:
    scope = office.scope(**{k: v for k, v in more.items() if k == "last"})

    with pytest.raises(refusal):
        bind(office, text, words, more.get("measure", ITEMS), scope=scope)

    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    "place", [{"start": -1, "end": 2}, {"start": 3, "end": 3}, {"start": 0, "end": 999}]
)
def test_bind_outside_the_text_is_refused(office: Office, place: dict[str, int]) -> None:
    text = write(office.root, "12")
    with pytest.raises((refusals.NoWordsThere, refusals.NotHouseWording)):
        bind(office, text, "12", **place)


def test_bind_over_another_figure_is_refused(office: Office, text: Revision) -> None:
    bind(office, text, "56篇")

    with pytest.raises(refusals.Overlapping):
        bind(office, text, "6篇")


def test_bind_in_an_older_state_of_the_text_is_refused(office: Office, text: Revision) -> None:
    rewrite(text, BODY + "。")

    with pytest.raises(refusals.NewerText):
        bind(office, text, "56篇")


@pytest.mark.parametrize("role", [Role.CLERK, Role.LIAISON, ""])
def test_bind_by_somebody_who_does_not_write_here_is_not_allowed(
    office: Office, text: Revision, role: str
) -> None:
    with pytest.raises(NotAllowed):
        bind(office, text, "56篇", by=make.actor(role, over=office.root))


def test_bind_by_the_editor_of_another_body_is_not_allowed(office: Office, text: Revision) -> None:
    with pytest.raises(NotAllowed):
        bind(office, text, "56篇", by=make.actor(Role.EDITOR, over=make.federation()))


@pytest.mark.parametrize(
    ("quote", "unit", "counted"),
    [
        ("56篇", "篇", True),
        ("56", "篇", True),
        ("56条", "篇", True),
        ("23名", "人", True),
        ("23人次", "人", False),
        ("4期", "篇", False),
        ("5900余万元", "元", True),
        ("近1.8万只", "只", True),
        ("16,680 yuan", "元", False),
        ("60%", "%", True),
        ("60%", "", False),
    ],
)
def test_counted_in_tells_persons_from_person_times(quote: str, unit: str, counted: bool) -> None:  # noqa: FBT001  -- a table
    assert figures.counted_in(quote, unit) is counted


def test_claim_keeps_who_says_so(office: Office, text: Revision) -> None:
    figure = actions.claim_figure(
        text,
        **where(text, "5900余万元"),
        source="某平台",
        as_of=date(2020, 2, 29),
        method="platform",
        asserted=Interval(Decimal(59_000_000), None),
        unit="元",
        by=office.editor(),
        at=make.AT,
    )

    assert (figure.klass, figure.source, figure.method) == ("claimed", "某平台", "platform")
    assert interval_of(figure) == Interval(Decimal(59_000_000), None)


def test_claim_from_another_text_is_external(office: Office, text: Revision) -> None:
    by = office.editor()
    figure = actions.claim_figure(
        text, **where(text, "3篇"), source="《要报》", external=True, by=by, at=make.AT
    )

    assert (figure.klass, interval_of(figure)) == ("external", None)


def test_claim_without_a_source_is_refused(office: Office, text: Revision) -> None:
    with pytest.raises(refusals.ReasonMissing):
        actions.claim_figure(text, **where(text, "3篇"), source=" ", by=office.editor(), at=make.AT)


def test_classify_says_that_a_number_is_no_figure(office: Office, text: Revision) -> None:
    by = office.editor()
    order = actions.classify_figure(text, **where(text, "第4期"), by=by, at=make.AT)
    name = actions.classify_figure(text, **where(text, "56篇"), is_figure=False, by=by, at=make.AT)

    assert (order.klass, name.klass) == ("structural", "not_a_figure")


def test_unbind_leaves_the_number_unclassified(office: Office, text: Revision) -> None:
    place = where(text, "56篇")
    figure = bind(office, text, "56篇")
    span = (place["start"], place["end"])
    assert unclassified(text, [span]) == []

    actions.unbind_figure(figure, by=office.editor(), at=make.AT)

    assert unclassified(text, [span]) == [span]
    with pytest.raises(NotAllowed):
        actions.unbind_figure(bind(office, text, "56篇"), by=office.clerk, at=make.AT)


def test_carry_takes_figures_along_and_leaves_behind_what_was_rewritten(
    office: Office, text: Revision
) -> None:
    for words, measure in (("56篇", ITEMS), ("3篇", ITEMS), ("5900余万元", CASH)):
        bind(office, text, words, measure)
    newer = rewrite(text, "二月," + BODY.replace("3篇", "三篇"))

    actions.carry_figures(newer, source=text, by=office.editor(), at=make.AT)

    assert [(f.quote, f.start) for f in figures_of(newer)] == [("56篇", 9), ("5900余万元", 23)]
    assert figures_of(newer)[0].version == version(ITEMS)
    assert len(figures_of(text)) == 3


def test_carry_over_to_places_that_the_caller_knows(office: Office, text: Revision) -> None:
    bind(office, text, "56篇")
    bind(office, text, "3篇")
    bind(office, text, "5900余万元", CASH)
    newer = rewrite(text, BODY[::-1] + "3篇56篇")
    start = {words: where(text, words)["start"] for words in ("56篇", "3篇", "5900余万元")}
    there = len(BODY)

    places = {start["56篇"]: there + 2, start["3篇"]: there, start["5900余万元"]: None}
    lost = figures.carry_over(text, newer, places=places)

    assert [f.quote for f in figures_of(newer)] == ["56篇"]
    assert [f.quote for f in lost] == ["3篇", "5900余万元"]


def test_candidates_put_what_fits_first(office: Office) -> None:
    office.counted(100, 100)

    found = candidates(Interval.exactly(2), office.scope(), unit="篇")
    nothing = candidates(None, office.scope())

    assert found[0].fits
    assert found[0].version.code == "tally.items"
    assert [c.fits for c in found] == sorted((c.fits for c in found), reverse=True)
    assert not any(c.fits for c in nothing)


def test_seal_of_an_unknown_code_is_none(db: Any) -> None:
    assert seal_of("abcde 23456") is None


def test_find_looks_where_the_words_stood_first() -> None:
    text = "甲3篇乙,丙3篇丁"
    for start in (1, 7):
        assert find(text, anchor(text, start, start + 2)) == start


def test_find_tells_the_same_words_apart_by_their_surroundings() -> None:
    old, new = "收到3篇,编审3篇", "今年以来,编审3篇,收到3篇"

    assert find(new, anchor(old, 2, 4)) == new.index("收到") + 2
    assert find(new, anchor(old, 7, 9)) == new.index("编审") + 2


def test_find_gives_up_what_is_gone_or_cannot_be_told_apart() -> None:
    assert find("收到四篇", anchor("收到3篇", 2, 4)) is None
    assert find("甲3篇乙3篇丙", Anchor(0, "3篇", "", "")) is None
    assert find("甲3篇乙3篇丙", Anchor(0, "3篇", "无", "此")) is None
    assert find("甲3篇", Anchor(9, "3篇", "无", "此")) == 1
    assert find("甲3篇", Anchor(0, "", "", "")) is None


@settings(deadline=None, max_examples=200)
@given(
    st.text("甲乙3篇,", max_size=20), st.text("甲乙3篇,", max_size=20), st.text("丙丁", max_size=9)
)
def test_find_finds_the_only_such_words_wherever_they_moved(
    before: str, after: str, more: str
) -> None:
    old = f"{before}56个{after}"
    wanted = anchor(old, len(before), len(before) + 3)
    new = f"{more}{before}56个{after}"

    assert find(new, wanted) == len(more) + len(before)
