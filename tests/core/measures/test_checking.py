"""Figures held against each other."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

import make
from core.measures.samples import ITEMS, SEEN, TOUCHED, Office, rewrite, version, where, write
from heli.core.access.enums import Role
from heli.core.acts import NotAllowed
from heli.core.measures import actions, checking, refusals
from heli.core.measures.checking import Rule, register_rule
from heli.core.measures.enums import CheckKind, Verdict
from heli.core.measures.models import Check, Figure
from heli.core.measures.phrases import SENTENCES, in_words, sentence
from heli.core.measures.queries import checks_of, said
from heli.core.measures.relations import judge
from heli.core.measures.spec import Measure
from heli.core.texts.models import Revision
from heli.kit.interval import Interval
from heli.kit.wording import asserts


def read(*wordings: str) -> list[Interval]:
    return [asserts(wording) for wording in wordings]


@pytest.mark.parametrize(
    ("kind", "wordings", "verdict", "gap"),
    [
        # A sum as printed in a report: the parts make 1123, the text says 1127.
        (CheckKind.SUM, ("1127万元", "1000万元", "100万元", "23万元"), Verdict.RESIDUAL, "40000"),
        (CheckKind.SUM, ("104.6万元", "4.6万元", "100万元"), Verdict.HOLDS, "0"),
        (CheckKind.SUM, ("60604元", "38354元"), Verdict.RESIDUAL, "22250"),
        (CheckKind.SUM, ("23名", "21名", "3名"), Verdict.CONTRADICTS, "1"),
        (CheckKind.SUM, ("5900余万元", "4000余万元", "1900万元"), Verdict.HOLDS, "0"),
        (CheckKind.COMPOSITION, ("8人", "2人", "2人", "4人"), Verdict.HOLDS, "0"),
        (CheckKind.COMPOSITION, ("9人", "2人", "2人", "4人"), Verdict.CONTRADICTS, "1"),
        (CheckKind.PART, ("138名", "33名"), Verdict.HOLDS, "0"),
        (CheckKind.PART, ("5900余万元", "4000余万元"), Verdict.HOLDS, "0"),
        (CheckKind.PART, ("33名", "138名"), Verdict.CONTRADICTS, "105"),
        (CheckKind.FUNNEL, ("56篇", "47篇", "39篇", "7次"), Verdict.HOLDS, "0"),
        (CheckKind.FUNNEL, ("56篇", "47篇", "49篇"), Verdict.CONTRADICTS, "2"),
        (CheckKind.RATIO, ("60%", "26名", "43名"), Verdict.HOLDS, "0"),
        (CheckKind.RATIO, ("60%", "23名", "38名"), Verdict.HOLDS, "0"),
        (CheckKind.RATIO, ("61%", "23名", "38名"), Verdict.HOLDS, "0"),
        (CheckKind.RATIO, ("62%", "23名", "38名"), Verdict.CONTRADICTS, "0"),
        (CheckKind.RATIO, ("超60%", "23名", "38名"), Verdict.HOLDS, "0"),
        (CheckKind.RATIO, ("60%", "23名", "0名"), Verdict.UNCHECKED, "0"),
        (CheckKind.RATIO, ("60%", "23名"), Verdict.UNCHECKED, "0"),
        (CheckKind.DUPLICATE, ("7万册", "70000册"), Verdict.HOLDS, "0"),
        (CheckKind.DUPLICATE, ("7万册", "70000册", "6万余册"), Verdict.CONTRADICTS, "0"),
    ],
)
def test_judge_finds_what_a_reader_would(
    kind: CheckKind, wordings: tuple[str, ...], verdict: Verdict, gap: str
) -> None:
    found = judge(kind, read(*wordings))

    assert (found.verdict, found.gap) == (verdict, Decimal(gap))


def test_judge_of_parts_that_claim_to_be_all_calls_a_rest_a_contradiction() -> None:
    found = judge(CheckKind.SUM, read("1127万元", "1000万元", "100万元"), is_complete=True)

    assert (found.verdict, found.message) == (Verdict.CONTRADICTS, "sum_short")


def test_judge_of_open_ended_parts_cannot_fall_short() -> None:
    many = Interval(Decimal(5), None)

    assert judge(CheckKind.SUM, [Interval.exactly(9), many]).verdict == Verdict.HOLDS
    assert judge(CheckKind.SUM, [Interval.exactly(3), many]).verdict == Verdict.CONTRADICTS
    assert judge(CheckKind.PART, [many, Interval.exactly(99)]).verdict == Verdict.HOLDS
    share = [Interval.exactly(50), many, Interval.exactly(10)]
    assert judge(CheckKind.RATIO, share).verdict == Verdict.UNCHECKED


def test_judge_of_a_number_nobody_read_is_not_done() -> None:
    assert judge(CheckKind.SUM, [Interval.exactly(9), None]).verdict == Verdict.UNCHECKED
    assert judge(CheckKind.SUM, read("9人")).verdict == Verdict.UNCHECKED


@pytest.mark.parametrize(
    ("gap", "chinese", "english"),
    [
        ("40000", "4万", "40,000"),
        ("22250", "22250", "22,250"),
        ("0", "0", "0"),
        ("120000000", "1.2亿", "120,000,000"),
    ],
)
def test_gap_is_worded_as_its_reader_writes(gap: str, chinese: str, english: str) -> None:
    with translation.override("zh-hans"):
        assert in_words(Decimal(gap)) == chinese
    with translation.override("en"):
        assert in_words(Decimal(gap)) == english


BODY = "合计1127万元:甲1000万元、乙100万元、丙23万元。"


@pytest.fixture
def text(office: Office) -> Revision:
    return write(office.root, BODY)


def claim(office: Office, text: Revision, words: str) -> Figure:
    return actions.claim_figure(
        text,
        **where(text, words),
        source="示例办公室",
        asserted=asserts(words),
        unit="元",
        by=office.editor(),
        at=make.AT,
    )


def related(office: Office, text: Revision, **more: Any) -> Check:
    figures = [claim(office, text, w) for w in ("1127万元", "1000万元", "100万元", "23万元")]
    return actions.relate_figures(
        text, kind=CheckKind.SUM, related=figures, by=office.editor(), at=make.AT, **more
    )


def test_relate_checks_at_once_and_says_what_is_not_itemised(
    office: Office, text: Revision
) -> None:
    check = related(office, text)

    assert (check.verdict, check.gap, check.is_open) == (Verdict.RESIDUAL, "40000", True)
    with translation.override("zh-hans"):
        assert said(check) == "未列明4万元:各项合计1123万元,总数为1127万元。"
    with translation.override("en"):
        assert said(check).startswith("40,000 元 are not itemised")


def test_relate_of_figures_of_another_text_is_refused(office: Office, text: Revision) -> None:
    stranger = claim(office, write(office.root, "5元"), "5元")
    ours = claim(office, text, "23万元")

    for figures in ([ours, stranger], [ours]):
        with pytest.raises(refusals.WrongFigures):
            actions.relate_figures(
                text, kind=CheckKind.SUM, related=figures, by=office.editor(), at=make.AT
            )


def test_waive_is_sealed_with_its_reason_and_ends_when_the_finding_changes(
    office: Office, text: Revision
) -> None:
    check = related(office, text)
    checker = make.actor(Role.CHECKER, over=office.root)

    actions.waive_check(check, reason="另有4万元物资", by=checker, at=make.AT)
    actions.run_checks(text, by=checker, at=make.AT)
    assert [(c.is_open, c.reason) for c in checks_of(text)] == [(False, "另有4万元物资")]

    actions.claim_figure(
        text,
        **where(text, "23万元"),
        source="示例办公室",
        asserted=asserts("24万元"),
        unit="元",
        by=office.editor(),
        at=make.AT,
    )
    actions.run_checks(text, by=checker, at=make.AT)
    assert [(c.is_open, c.reason, c.gap) for c in checks_of(text)] == [(True, "", "30000")]


def test_waive_without_a_reason_or_a_need_is_refused(office: Office, text: Revision) -> None:
    check = related(office, text)
    checker = make.actor(Role.CHECKER, over=office.root)

    with pytest.raises(refusals.ReasonMissing):
        actions.waive_check(check, reason="", by=checker, at=make.AT)
    actions.waive_check(check, reason="另有物资", by=checker, at=make.AT)
    with pytest.raises(refusals.NothingToWaive):
        actions.waive_check(Check.objects.get(), reason="再说", by=checker, at=make.AT)


def test_waive_by_the_one_who_wrote_is_not_allowed(office: Office, text: Revision) -> None:
    with pytest.raises(NotAllowed):
        actions.waive_check(related(office, text), reason="无妨", by=office.editor(), at=make.AT)


def test_drop_takes_a_stated_relation_back(office: Office, text: Revision) -> None:
    actions.drop_check(related(office, text), by=office.editor(), at=make.AT)

    assert list(checks_of(text)) == []


def test_run_checks_drops_relations_whose_figures_are_gone(office: Office, text: Revision) -> None:
    related(office, text)
    figure = text.figures.get(quote="23万元")

    actions.unbind_figure(figure, by=office.editor(), at=make.AT)
    actions.run_checks(text, by=office.editor(), at=make.AT)

    assert list(checks_of(text)) == []


def bind(office: Office, text: Revision, words: str, measure: Measure, nth: int = 0) -> Figure:
    return actions.bind_figure(
        text,
        **where(text, words, nth),
        measure=version(measure),
        scope=office.scope(),
        by=office.editor(),
        at=make.AT,
    )


def test_run_checks_holds_measures_against_each_other_as_loops_declare(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_rules", {})
    register_rule(
        Rule("tally.funnel", CheckKind.FUNNEL, ("tally.seen", "tally.items", "tally.touched"), "x")
    )
    register_rule(Rule("tally.part", CheckKind.PART, ("tally.seen", "tally.large"), "x"))
    text = write(office.root, "看见5次,其中3篇;又,6篇。")
    bind(office, text, "5次", SEEN)
    bind(office, text, "3篇", ITEMS)
    bind(office, text, "6篇", TOUCHED)

    actions.run_checks(text, by=office.editor(), at=make.AT)
    found = [(c.kind, c.rule, c.verdict) for c in checks_of(text)]
    assert found == [("funnel", "tally.funnel", Verdict.CONTRADICTS)]

    newer = rewrite(text, "看见5次。")
    actions.carry_figures(newer, source=text, by=office.editor(), at=make.AT)
    actions.run_checks(newer, by=office.editor(), at=make.AT)
    assert list(checks_of(newer)) == []


def test_run_checks_finds_the_same_fact_with_two_numbers(office: Office) -> None:
    text = write(office.root, "收到7篇。总之,收到8篇。")
    bind(office, text, "7篇", ITEMS)
    bind(office, text, "8篇", ITEMS)

    actions.run_checks(text, by=office.editor(), at=make.AT)
    (check,) = checks_of(text)
    assert (check.kind, check.rule, check.verdict) == (
        "duplicate",
        "same:tally.items",
        "contradicts",
    )

    actions.classify_figure(text, **where(text, "8篇"), by=office.editor(), at=make.AT)
    actions.run_checks(text, by=office.editor(), at=make.AT)
    assert list(checks_of(text)) == []


def test_every_finding_has_its_sentence() -> None:
    facts = dict.fromkeys(
        [
            "whole",
            "parts",
            "part",
            "gap",
            "unit",
            "steps",
            "before",
            "after",
            "share",
            "count",
            "base",
            "possible",
            "figures",
            "one",
            "other",
        ],
        "1",
    )

    assert all(sentence(message, facts) for message in SENTENCES)
    assert sentence("", {}) != ""
