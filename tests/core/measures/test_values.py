"""The value of a measure is the fold of its list, at every moment."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

import make
from core.measures.samples import (
    ADDING,
    ALL,
    BOTH,
    CASH,
    ITEMS,
    LARGE,
    LARGEST,
    LATEST,
    PEOPLE,
    RECORDED,
    SEEN,
    SHARE,
    STEPS,
    TOUCHED,
    Office,
    version,
)
from heli.core.acts import SYSTEM, Invalid
from heli.core.measures import rollups
from heli.core.measures.enums import Source
from heli.core.measures.manifests import taken
from heli.core.measures.models import MeasureVersion, Rollup, RollupMark
from heli.core.measures.queries import Amount, drill_down, every_row, released, value
from heli.core.measures.refusals import MeasureNotApproved
from heli.core.measures.scopes import Scope, scope_from
from heli.core.measures.spec import Measure
from heli.core.measures.values import Span, spans
from heli.core.parties import actions as parties
from heli.kit.bundle.folding import fold


def counted(measure: Measure, scope: Scope) -> Decimal | None:
    """The value, made by hand from the list that people see."""
    rows = [
        (step.sha256, str(step.key), step.amount, str(step.act))
        for step in every_row(version(measure), scope)
    ]
    return fold(measure.aggregation, rows, decimals=measure.decimals)


def listed(measure: Measure, scope: Scope) -> list[int]:
    """The list, page by page."""
    found, after = [], ""
    while True:
        page = drill_down(version(measure), scope, after=after, limit=3)
        found += [row.pk for row in page.rows]
        after = page.after
        if not after:
            return found


@pytest.mark.parametrize("seed", range(5))
def test_value_after_any_walk_of_acts_and_rollups_equals_the_list(
    office: Office, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311  -- repeatable chance for a test
    societies = [make.society(office.root) for _n in range(3)]
    societies += [make.society(societies[0]) for _n in range(2)]
    people = [make.person() for _n in range(3)]
    bodies = [office.root, *societies]
    entries = [
        office.matter(dice.choice(bodies), party=dice.choice([*people, None])) for _n in range(8)
    ]
    last_done = {}
    for _n in range(40):
        what = dice.random()
        moment = make.AT + timedelta(days=dice.randrange(60), hours=dice.randrange(24))
        if what < 0.65:
            day = moment.date() - timedelta(days=dice.randrange(100))
            facts = {
                "fen": dice.randrange(-50, 1000),
                "size": dice.choice(("large", "small")),
                "tag": dice.choice(("tally.seen", "tally.seen", "tally.heard")),
            }
            step = office.count(dice.choice(entries), on=day, at=moment, **facts)
            last_done[step.entry_id] = step
        elif what < 0.8 and last_done:
            step = last_done.pop(dice.choice(list(last_done)))
            office.undo(step, at=step.at + timedelta(days=1))
        elif what < 0.95:
            rollups.keep_up(chunk=dice.choice((50, 1000)), most=dice.choice((3, 10, 1000)))
        else:
            rollups.rebuild(version(dice.choice(ADDING)))
        if dice.random() < 0.2:
            compare(office, dice, bodies)
    compare(office, dice, bodies)


def compare(office: Office, dice: random.Random, bodies: list) -> None:
    first = date(2018, 11, 1) + timedelta(days=dice.randrange(480))
    last = first + timedelta(days=dice.randrange(600))
    days = dice.choice(((first, last), (None, last), (first, None), (None, None)))
    scope = Scope(org=dice.choice(bodies), first=days[0], last=days[1])
    for measure in ALL:
        if measure is SHARE:
            continue
        now = value(version(measure), scope)
        assert now.value == counted(measure, scope), measure.code
        assert now.n == len(every_row(version(measure), scope)), measure.code
        assert now.value == taken(version(measure), scope).value, measure.code
        ordered = [row.pk for row in every_row(version(measure), scope)]
        assert listed(measure, scope) == ordered, measure.code


def test_value_of_distinct_items_counts_each_once_and_still_adds_up(office: Office) -> None:
    entry = office.matter()
    office.count(entry, on=date(2020, 1, 31))
    office.count(entry, on=date(2020, 2, 1))

    january = office.scope(first=date(2020, 1, 1), last=date(2020, 1, 31))
    february = office.scope()
    assert value(version(ITEMS), january) == Amount(Decimal(1), 1)
    assert value(version(ITEMS), february) == Amount(Decimal(0), 0)
    assert value(version(SEEN), february) == Amount(Decimal(1), 1)
    assert value(version(TOUCHED), february) == Amount(Decimal(1), 1)
    assert value(version(TOUCHED), office.scope(first=None)) == Amount(Decimal(1), 2)


def test_value_includes_the_act_of_the_last_second_after_a_rollup(office: Office) -> None:
    office.counted(100, 250)
    rollups.keep_up()
    late = office.count(fen=5)

    assert value(version(CASH), office.scope()) == Amount(Decimal("3.55"), 3)

    office.undo(late)
    assert value(version(CASH), office.scope()) == Amount(Decimal("3.50"), 2)


def test_value_of_an_undone_step_leaves_the_day_it_was_recorded_on(office: Office) -> None:
    monday = datetime(2020, 2, 10, 2, 0, tzinfo=UTC)
    step = office.count(at=monday)
    office.undo(step, at=monday + timedelta(days=30))

    assert value(version(RECORDED), office.scope()) == Amount(Decimal(0), 0)
    assert value(version(RECORDED), office.scope(last=None)) == Amount(Decimal(0), 0)


def test_value_by_recording_day_uses_the_local_day(office: Office) -> None:
    office.count(at=datetime(2020, 2, 10, 17, 0, tzinfo=UTC))

    tuesday = date(2020, 2, 11)
    assert value(version(RECORDED), office.scope(first=tuesday, last=tuesday)).n == 1


def test_value_of_where_keeps_only_such_facts(office: Office) -> None:
    office.count(size="large")
    office.count(size="small")
    office.count()

    assert value(version(LARGE), office.scope()) == Amount(Decimal(1), 1)


def test_value_of_several_tags_counts_all_of_them(office: Office) -> None:
    office.count(tag="tally.seen")
    office.count(tag="tally.heard")
    office.count(tag="tally.other")

    assert value(version(BOTH), office.scope()) == Amount(Decimal(2), 2)


def test_value_of_a_share_is_rounded_half_up(office: Office) -> None:
    for n in range(8):
        office.count(size="large" if n == 0 else "small")

    assert value(version(SHARE), office.scope()) == Amount(Decimal("12.5"), 9)


def test_value_of_a_share_of_nothing_is_none(office: Office) -> None:
    nothing = value(version(SHARE), office.scope())

    assert nothing == Amount(None, 0)
    assert str(nothing) == "—"
    assert str(value(version(SEEN), office.scope())) == "0"


def test_value_of_last_adds_the_last_of_each_item(office: Office) -> None:
    one, other = office.matter(), office.matter()
    office.count(one, on=date(2020, 2, 3), fen=10)
    office.count(one, on=date(2020, 2, 5), fen=30)
    office.count(other, on=date(2020, 2, 4), fen=7)

    assert value(version(LATEST), office.scope()) == Amount(Decimal(37), 2)
    assert value(version(LATEST), office.scope(last=date(2020, 2, 4))) == Amount(Decimal(17), 2)


def test_value_of_the_greatest_of_nothing_is_none(office: Office) -> None:
    assert value(version(LARGEST), office.scope()) == Amount(None, 0)

    office.counted(100, 900, 300)
    assert value(version(LARGEST), office.scope()) == Amount(Decimal("9.00"), 3)


def test_value_counts_a_merged_person_once(office: Office) -> None:
    one, other = make.person(), make.person()
    office.count(office.matter(party=one))
    office.count(office.matter(party=other))
    office.count(office.matter())
    assert value(version(PEOPLE), office.scope()) == Amount(Decimal(2), 2)

    parties.merge(one, into=other, by=SYSTEM, at=make.AT)

    assert value(version(PEOPLE), office.scope()) == Amount(Decimal(1), 2)


def test_value_of_a_body_counts_what_lies_below_it_and_nothing_beside(office: Office) -> None:
    here, beside = make.society(office.root), make.society(office.root)
    office.count(office.matter(here))
    office.count(office.matter(make.society(here)))
    office.count(office.matter(beside))
    office.count(office.matter(make.federation("另一个联合会")))

    assert value(version(SEEN), office.scope(here)).n == 2
    assert value(version(SEEN), office.scope()).n == 3
    rollups.keep_up()
    assert value(version(SEEN), office.scope(here)).n == 2


def test_value_of_an_area_counts_what_lies_inside_it(office: Office) -> None:
    city = make.area(kind="city")
    district = make.area(city, kind="county")
    there = make.society(office.root, area=make.area(district, kind="town"))
    elsewhere = make.society(office.root, area=make.area(kind="city"))
    for org in (there, elsewhere, make.society(office.root)):
        office.count(office.matter(org))

    scope = office.scope(area=city)
    assert value(version(SEEN), scope) == Amount(Decimal(1), 1)
    rollups.keep_up()
    assert value(version(SEEN), scope) == Amount(Decimal(1), 1)
    assert value(version(SEEN), scope_from(scope.key())) == Amount(Decimal(1), 1)


def test_released_of_a_measure_nobody_approved_is_refused(office: Office) -> None:
    assert released("tally.seen", office.scope()) == Amount(Decimal(0), 0)
    with pytest.raises(MeasureNotApproved):
        released("tally.proposed@1", office.scope())
    with pytest.raises(LookupError):
        released("tally.proposed", office.scope())


def test_scope_that_ends_before_it_begins_is_refused(office: Office) -> None:
    with pytest.raises(Invalid):
        office.scope(first=date(2020, 3, 1))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2020-01-01", "2020-12-31", [("y", "2020-01-01", "2021-01-01")]),
        (
            "2020-01-23",
            "2020-02-29",
            [("d", "2020-01-23", "2020-02-01"), ("m", "2020-02-01", "2020-03-01")],
        ),
        ("2020-01-05", "2020-01-19", [("d", "2020-01-05", "2020-01-20")]),
        ("2020-01-05", "2020-01-05", [("d", "2020-01-05", "2020-01-06")]),
        ("2020-01-23", "2020-02-10", [("d", "2020-01-23", "2020-02-11")]),
        (
            "2018-11-23",
            "2020-02-10",
            [
                ("d", "2018-11-23", "2018-12-01"),
                ("m", "2018-12-01", "2019-01-01"),
                ("y", "2019-01-01", "2020-01-01"),
                ("m", "2020-01-01", "2020-02-01"),
                ("d", "2020-02-01", "2020-02-11"),
            ],
        ),
        (
            None,
            "2020-02-14",
            [
                ("y", None, "2020-01-01"),
                ("m", "2020-01-01", "2020-02-01"),
                ("d", "2020-02-01", "2020-02-15"),
            ],
        ),
        (
            "2020-02-02",
            None,
            [
                ("d", "2020-02-02", "2020-03-01"),
                ("m", "2020-03-01", "2021-01-01"),
                ("y", "2021-01-01", None),
            ],
        ),
        (None, None, [("y", None, None)]),
    ],
)
def test_spans_cover_a_period_with_whole_years_and_what_is_left_over(
    first: str | None, last: str | None, expected: list[Any]
) -> None:
    def day(text: str | None) -> date | None:
        return None if text is None else date.fromisoformat(text)

    ended = day(last)
    stop = ended and ended + timedelta(days=1)

    assert list(spans(day(first), stop)) == [Span(g, day(a), day(b)) for g, a, b in expected]


def test_rollups_hold_days_months_and_years_of_each_body(office: Office) -> None:
    office.counted(100, 250, on=date(2020, 2, 3))
    office.counted(50, on=date(2020, 2, 4))
    rollups.keep_up()

    rows = Rollup.objects.filter(version=version(CASH)).order_by("granularity", "start_on")
    assert [(r.granularity, str(r.start_on), r.amount, r.n) for r in rows] == [
        ("d", "2020-02-03", 350, 2),
        ("d", "2020-02-04", 50, 1),
        ("m", "2020-02-01", 400, 3),
        ("y", "2020-01-01", 400, 3),
    ]


def test_roll_up_beside_another_adds_nothing_twice(office: Office) -> None:
    office.counted(100, 200)
    upto = rollups.settled(STEPS)
    slow = version(CASH)
    totals = rollups._with_wider(rollups._daily(slow.measure, 0, upto))
    rollups.keep_up()

    assert rollups._add(slow, totals, 0, upto) is False
    assert value(slow, office.scope()) == Amount(Decimal("3.00"), 2)
    assert RollupMark.objects.get(version=slow).row == upto


def test_keep_up_with_nothing_new_moves_no_mark(office: Office) -> None:
    office.counted(100)

    measures = [one.measure for one in MeasureVersion.objects.all()]
    adding = [one for one in measures if one.adds_over_time and one.source is Source.STEPS]
    assert rollups.keep_up() == len(adding)
    assert rollups.keep_up() == 0
