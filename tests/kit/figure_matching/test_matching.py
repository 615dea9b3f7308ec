"""A figure in a text finds its measure, and never one that counts something else."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from heli.kit.figure_matching import Fit, Match, MeasureFace, Sense, best, match
from heli.kit.reading import Reading, Role, read


RECEIVED = MeasureFace("advice.received", "收到建议", "篇", words=("咨政建议",), value=Decimal(56))
EDITED = MeasureFace("advice.edited", "编审稿件", "篇", value=Decimal(46))
ISSUES = MeasureFace("advice.issues", "呈报要报", "期", value=Decimal(4))
SHIFTS = MeasureFace("posts.shifts", "下沉社区", "人次", value=Decimal(23))
GIFTS = MeasureFace("giving.received", "捐款", "万元", value=Decimal("1127.3"))


def the(text: str, figure: str) -> Reading:
    return next(r for r in read(text) if r.text == figure)


def offered(text: str, figure: str, *faces: MeasureFace, **more: object) -> list[Match]:
    return match(the(text, figure), faces, around=text, **more)  # type: ignore[arg-type]


def test_match_supported_where_the_record_says_the_same() -> None:
    [found] = offered("共收到咨政建议56篇。", "56篇", RECEIVED)

    assert (found.sense, found.gap) == (Sense.SUPPORTED, 0)
    assert found.bindable


def test_match_contradicted_tells_how_far_the_record_is_away() -> None:
    [found] = offered("编审稿件47篇。", "47篇", EDITED)

    assert (found.sense, found.gap) == (Sense.CONTRADICTED, Decimal(-1))
    assert not found.bindable


def test_match_more_on_record_than_stated_gives_a_positive_gap() -> None:
    [found] = offered("编审稿件40篇。", "40篇", EDITED)

    assert found.gap == 6


def test_match_participations_are_never_persons() -> None:
    [found] = offered("共派出23名同志下沉社区。", "23名", SHIFTS)

    assert found.sense is Sense.TYPE_MISMATCH
    assert [r.point for r in found.reasons if not r.agrees] == [Fit.COUNTING]


def test_match_issues_are_never_articles() -> None:
    [found] = offered("呈报要报4篇。", "4篇", ISSUES)

    assert found.sense is Sense.TYPE_MISMATCH


def test_match_money_is_no_count() -> None:
    [found] = offered("捐款1127笔。", "1127笔", GIFTS)

    assert found.sense is Sense.TYPE_MISMATCH


def test_match_ten_thousands_are_converted_and_may_be_cut_off() -> None:
    [found] = offered("捐款合计1127万元。", "1127万元", GIFTS)

    assert found.sense is Sense.SUPPORTED


@pytest.mark.parametrize(
    ("value", "sense"),
    [
        (Decimal(530), Sense.SUPPORTED),
        (Decimal(590), Sense.WEAK),
        (Decimal(600), Sense.CONTRADICTED),
        (Decimal(500), Sense.CONTRADICTED),
    ],
)
def test_match_over_five_hundred_is_expected_near_it(value: Decimal, sense: Sense) -> None:
    face = MeasureFace("advice.received", "收到建议", "条", value=value)

    [found] = offered("收到建议500余条。", "500余条", face)

    assert found.sense is sense


def test_match_at_least_is_weak_far_above() -> None:
    near = MeasureFace("a", "走访农户", "户", value=Decimal(105))
    far = MeasureFace("b", "走访农户", "户", value=Decimal(300))

    found = offered("走访农户100户以上。", "100户以上", far, near)

    assert [(m.face.code, m.sense) for m in found] == [("a", Sense.SUPPORTED), ("b", Sense.WEAK)]


def test_match_vague_words_are_borne_out_by_any_value_in_them() -> None:
    face = MeasureFace("a", "公益讲座", "场", value=Decimal(90))

    [found] = offered("举办公益讲座数十场。", "数十场", face)

    assert found.sense is Sense.SUPPORTED


def test_match_without_value_is_no_record() -> None:
    face = MeasureFace("advice.received", "收到建议", "篇")

    [found] = offered("收到建议56篇。", "56篇", face)

    assert (found.sense, found.gap) == (Sense.NO_RECORD, None)


def test_match_other_days_have_no_record() -> None:
    face = MeasureFace(
        "advice.received", "收到建议", "篇",
        since=datetime.date(2020, 1, 1), until=datetime.date(2020, 1, 31), value=Decimal(56),
    )  # fmt: skip
    march = datetime.date(2020, 3, 1), datetime.date(2020, 3, 31)

    [found] = offered("收到建议56篇。", "56篇", face, period=march)

    assert found.sense is Sense.NO_RECORD


def test_match_nothing_shared_is_not_offered() -> None:
    assert offered("慰问困难群众56户。", "56户", RECEIVED) == []


def test_match_equal_number_with_other_words_is_weak_only() -> None:
    [found] = offered("征集图片56篇。", "56篇", RECEIVED)

    assert found.sense is Sense.WEAK


@pytest.mark.parametrize("role", [Role.NAME, Role.STRUCTURE, Role.REFERENCE])
def test_match_leaves_out_what_is_no_figure(role: Role) -> None:
    reading = replace(the("收到建议56篇。", "56篇"), role=role)

    assert match(reading, [RECEIVED]) == []


def test_match_a_rate_is_no_total() -> None:
    reading = replace(the("收到建议56篇。", "56篇"), per="期", what="建议")

    [found] = match(reading, [RECEIVED])

    assert found.sense is Sense.NO_RECORD


def test_match_whom_it_is_of_puts_the_right_scope_first() -> None:
    text = "市杂文学会收到建议56篇。"
    mine = MeasureFace("z", "收到建议", "篇", scope=("市杂文学会",), value=Decimal(56))
    other = MeasureFace("a", "收到建议", "篇", scope=("水利协会",), value=Decimal(56))

    found = offered(text, "56篇", other, mine)

    assert [m.face.code for m in found] == ["z", "a"]
    assert best(found) == found[0]


def test_best_decides_nothing_between_equals() -> None:
    twin = MeasureFace("advice.twin", "收到建议", "篇", words=("咨政建议",), value=Decimal(56))

    assert best(offered("收到咨政建议56篇。", "56篇", RECEIVED, twin)) is None


def test_best_of_nothing_bindable_is_none() -> None:
    assert best(offered("编审稿件47篇。", "47篇", EDITED)) is None


def test_best_of_one_is_that_one() -> None:
    found = offered("收到咨政建议56篇。", "56篇", RECEIVED)

    assert best(found) == found[0]


MASKS = MeasureFace(
    "giving.delivered",
    "发放物资",
    "只",
    words=("口罩",),
    deeds=("发放", "送达"),
    value=Decimal(30000),
)


def clause(text: str, figure: str, *faces: MeasureFace, sentence: str = "") -> list[Match]:
    return match(the(sentence or text, figure), faces, around=text, sentence=sentence)


def test_match_the_verb_tells_measures_of_one_thing_apart() -> None:
    bought = replace(MASKS, code="giving.bought", deeds=("购买", "采购"))

    found = clause("向社区发放口罩3万只", "3万只", bought, MASKS)

    assert [(m.face.code, m.sense) for m in found] == [
        ("giving.delivered", Sense.SUPPORTED),
        ("giving.bought", Sense.WEAK),
    ]


def test_match_a_verb_of_another_clause_bears_out_and_never_denies() -> None:
    sentence = "向社区发放酒精200瓶，口罩3万只。"
    other = replace(MASKS, value=Decimal(20000))

    [found] = clause("口罩3万只", "3万只", MASKS, sentence=sentence)

    assert found.sense is Sense.SUPPORTED
    assert clause("口罩3万只", "3万只", other, sentence=sentence) == []


def test_match_traditional_script_finds_the_same() -> None:
    [found] = clause("向社區發放口罩3萬隻", "3萬隻", MASKS)

    assert found.sense is Sense.SUPPORTED


@pytest.mark.parametrize(
    ("text", "figure", "denies"),
    [
        ("发放口罩2.9万只", "2.9万只", True),
        ("发放口罩5000只", "5000只", False),
        ("累计发放口罩5000只", "5000只", True),
        ("发放口罩4万只", "4万只", True),
        ("其中发放口罩2.9万只", "2.9万只", False),
    ],
)
def test_match_a_share_is_no_wrong_total(text: str, figure: str, *, denies: bool) -> None:
    [found] = clause(text, figure, MASKS)

    assert (found.sense, found.denies) == (Sense.CONTRADICTED, denies)


@pytest.mark.parametrize(
    ("whose", "is_same"),
    [
        ("", True),
        ("市社科联", True),
        ("某市社科联党组", True),
        ("智库工作部党支部", True),
        ("邻市县委统战部", False),
        ("市轩辕文化研究会", False),
    ],
)
def test_match_another_body_is_not_denied(whose: str, *, is_same: bool) -> None:
    face = replace(MASKS, scope=("某市社会科学界联合会",))
    reading = replace(the("发放口罩4万只", "4万只"), subject=whose)

    [found] = match(reading, [face], around="发放口罩4万只")

    assert found.denies is is_same
