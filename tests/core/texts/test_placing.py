from datetime import date

import pytest

import make
from core.texts import samples
from core.texts.samples import SAY
from heli.core.texts import placing, writing
from heli.core.texts.models import Doc, Placement


pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(db: None) -> Doc:
    return samples.create(make.federation(), title="建言专报第1期", **SAY)


def item(issue: Doc, name: str) -> Doc:
    return samples.create(issue.org, title=name, **SAY)


def titles(issue: Doc) -> list[tuple[int, str]]:
    return [(one.position, one.item.title) for one in placing.contents_of(issue)]


def test_what_is_put_in_comes_last_or_where_it_is_said(issue: Doc) -> None:
    for name, position in (
        ("甲", None),
        ("乙", None),
        ("丙", 1),
        ("丁", 2),
        ("戊", 99),
        ("己", -5),
    ):
        samples.place(issue, item=item(issue, name), position=position, **SAY)

    assert titles(issue) == [(1, "己"), (2, "丙"), (3, "丁"), (4, "甲"), (5, "乙"), (6, "戊")]


def test_a_text_stands_once_in_an_issue(issue: Doc) -> None:
    text = item(issue, "甲")
    samples.place(issue, item=text, **SAY)

    with pytest.raises(placing.AlreadyThere):
        samples.place(issue, item=text, **SAY)

    other = samples.create(issue.org, title="建言专报第2期", **SAY)
    samples.place(other, item=text, **SAY)
    assert Placement.objects.count() == 2


def test_contents_get_another_order(issue: Doc) -> None:
    placed = [samples.place(issue, item=item(issue, name), **SAY) for name in "甲乙丙"]

    samples.arrange(issue, order=[placed[2], placed[0], placed[1]], **SAY)

    assert titles(issue) == [(1, "丙"), (2, "甲"), (3, "乙")]


def test_an_order_of_other_texts_is_refused(issue: Doc) -> None:
    placed = [samples.place(issue, item=item(issue, name), **SAY) for name in "甲乙"]

    for order in (placed[:1], [placed[0], placed[0]], [*placed, placed[0]], []):
        with pytest.raises(placing.NotThere):
            samples.arrange(issue, order=order, **SAY)
    assert titles(issue) == [(1, "甲"), (2, "乙")]


def test_what_is_taken_out_leaves_no_gap(issue: Doc) -> None:
    placed = [samples.place(issue, item=item(issue, name), **SAY) for name in "甲乙丙"]

    samples.take_out(placed[1], **SAY)

    assert titles(issue) == [(1, "甲"), (2, "丙")]
    with pytest.raises(placing.NotThere):
        samples.take_out(Placement(pk=placed[1].pk, issue=issue, item=placed[1].item), **SAY)


def test_a_closed_issue_keeps_its_contents(issue: Doc) -> None:
    placed = samples.place(issue, item=item(issue, "甲"), **SAY)
    samples.freeze(Doc.objects.get(pk=issue.pk), **SAY)

    for change in (
        lambda: samples.place(issue, item=item(issue, "乙"), **SAY),
        lambda: samples.arrange(issue, order=[placed], **SAY),
        lambda: samples.take_out(placed, **SAY),
    ):
        with pytest.raises(writing.Frozen):
            change()
    assert titles(issue) == [(1, "甲")]


def test_an_appearance_in_a_newspaper_is_in_no_issue(issue: Doc) -> None:
    paper = make.federation("示例日报")

    seen = samples.appear(item(issue, "甲"), outlet=paper, on=date(2020, 2, 9), **SAY)

    assert (seen.issue, seen.outlet, seen.published_on) == (None, paper, date(2020, 2, 9))
    with pytest.raises(placing.NotThere):
        samples.take_out(seen, **SAY)
    assert titles(issue) == []
