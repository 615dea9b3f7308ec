import pytest
from django.db import IntegrityError, transaction

import make
from core.texts import samples
from core.texts.samples import SAY
from core.together import at_once
from heli.core.texts import numbering, writing
from heli.core.texts.models import Doc, DocNumber


pytestmark = pytest.mark.django_db


def docs(n: int) -> list[Doc]:
    city = make.federation()
    return [samples.create(city, title=f"通知{i}", **SAY) for i in range(n)]


def test_numbers_follow_each_other_within_a_year_and_through_the_series() -> None:
    a, b, c = docs(3)

    given = [
        samples.number(doc, year=year, **SAY) for doc, year in ((a, 2019), (b, 2020), (c, 2020))
    ]

    assert [one.text for one in given] == [
        "示社联发〔2019〕1号",
        "示社联发〔2020〕1号",
        "示社联发〔2020〕2号",
    ]
    assert [one.running for one in given] == [1, 2, 3]


def test_the_number_of_an_issue_counts_through_the_whole_series() -> None:
    first, second = docs(2)
    samples.begin(first.org, year=2020, n=3, running=210, **SAY)

    issue = samples.number(second, year=2020, style=numbering.ISSUE, **SAY)

    assert issue.text == "第4期（总第211期）"
    with pytest.raises(numbering.SeriesHasBegun):
        samples.begin(first.org, year=2020, n=9, running=9, **SAY)


def test_a_document_has_one_number() -> None:
    [doc] = docs(1)
    samples.number(doc, year=2020, **SAY)

    with pytest.raises(numbering.AlreadyNumbered):
        samples.number(doc, year=2021, **SAY)

    assert DocNumber.objects.count() == 1


def test_a_refused_act_gives_its_number_back() -> None:
    a, b = docs(2)

    with pytest.raises(writing.Frozen):
        samples.number(a, year=2020, fail=True, **SAY)

    assert samples.number(b, year=2020, **SAY).n == 1


@pytest.mark.django_db(transaction=True)
def test_numbers_given_at_once_have_no_gap_and_no_twin() -> None:
    many = docs(12)

    outcomes = at_once(12, lambda i: samples.number(many[i], year=2020, **SAY))

    assert sorted(one.n for one in outcomes) == list(range(1, 13))
    assert sorted(one.running for one in outcomes) == list(range(1, 13))


def test_a_number_is_never_taken_away() -> None:
    [doc] = docs(1)
    samples.number(doc, year=2020, **SAY)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        DocNumber.objects.all()._raw_delete("default")
