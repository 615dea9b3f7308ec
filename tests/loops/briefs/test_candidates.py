"""Which measure a typed number probably states."""

from datetime import date
from decimal import Decimal

from heli.kit.interval import Interval
from heli.loops.briefs.queries.candidates import Offer, candidates
from heli.loops.briefs.queries.periods import Period
from heli.loops.briefs.queries.tokens import Token


PERIOD = Period(date(2020, 1, 1), date(2020, 2, 29))


def offer(measure: str, label: str, unit: str, value: int) -> Offer:
    return Offer(measure, label, label, unit, Decimal(value), int(value), PERIOD)


RECEIVED = offer("advice.received", "收到建议", "篇", 56)
EDITED = offer("advice.edited", "编审稿件", "篇", 47)
ISSUES = offer("advice.issues", "呈报要报", "期", 4)
ATTENDANCES = offer("venues.attendances", "参加活动", "人次", 56)


def token(
    text: str, words: str, unit: str, low: int, high: int | None = None, **ends: bool
) -> Token:
    start = text.index(words)
    interval = Interval(Decimal(low), Decimal(low if high is None else high), **ends)
    return Token(start, start + len(words), words, "count", "figure", unit, interval=interval)


def test_candidates_whose_value_fits_come_first() -> None:
    text = "累计收到建议56篇，编审47篇"

    found = candidates(token(text, "56篇", "篇", 56), text, [EDITED, ISSUES, RECEIVED])

    assert [(c.offer.measure, c.fits) for c in found] == [
        ("advice.received", True),
        ("advice.edited", False),
    ]


def test_candidates_participations_are_never_persons() -> None:
    text = "参加活动56人"

    assert candidates(token(text, "56人", "人", 56), text, [ATTENDANCES]) == []


def test_candidates_of_a_rounded_wording_hold_within_its_interval() -> None:
    text = "收到建议50余篇"

    found = candidates(
        token(text, "50余篇", "篇", 50, 60, low_open=True, high_open=True), text, [EDITED, RECEIVED]
    )

    assert [(c.offer.measure, c.fits) for c in found] == [
        ("advice.received", True),
        ("advice.edited", False),
    ]


def test_candidates_of_two_that_fit_are_told_apart_by_the_words_around() -> None:
    other = offer("advice.edited", "编审稿件", "篇", 56)
    text = "编审稿件56篇"

    found = candidates(token(text, "56篇", "篇", 56), text, [RECEIVED, other])

    assert [c.offer.measure for c in found] == ["advice.edited", "advice.received"]
