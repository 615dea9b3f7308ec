"""How a text begins, and one of many: every letter counts, and SQLite finds it in an index."""

from collections.abc import Collection

import pytest
from django.db import connection

from heli.core.flow.models import Step
from heli.core.places.models import Area


@pytest.fixture
def areas(db: None) -> None:
    """Four whose numbers begin alike, and one that does not."""
    for code in ("ab%1", "ab%", "ab_2", "AB%3", "b"):
        Area.objects.create(kind="grid", code=code, name=code, since="2020-01-01")


@pytest.mark.usefixtures("areas")
@pytest.mark.parametrize(
    ("begins", "found"),
    [
        ("ab%", ["ab%", "ab%1"]),
        ("ab_", ["ab_2"]),
        ("AB", ["AB%3"]),
        ("", ["AB%3", "ab%", "ab%1", "ab_2", "b"]),
        ("abc", []),
    ],
)
def test_each_letter_stands_for_itself(begins: str, found: list[str]) -> None:
    codes = Area.objects.filter(code__begins=begins).values_list("code", flat=True)

    assert sorted(codes) == found


@pytest.mark.usefixtures("areas")
@pytest.mark.parametrize(
    ("many", "found"),
    [
        (["ab%", "AB%3", "nobody"], ["AB%3", "ab%"]),
        ({'b","', "b\\", "'b'", "b"}, ["b"]),
        ([str(n) for n in range(40_000)], []),
        ([], []),
    ],
)
def test_one_of_many_is_one_of_them(many: Collection[str], found: list[str]) -> None:
    codes = Area.objects.filter(code__among=many).values_list("code", flat=True)

    assert sorted(codes) == found


@pytest.mark.usefixtures("areas")
def test_what_goes_on_with_a_rare_sign_begins_so_too() -> None:
    Area.objects.create(kind="grid", code="甲\U0001f300", name="甲", since="2020-01-01")

    assert Area.objects.filter(code__begins="甲").count() == 1


@pytest.mark.django_db
@pytest.mark.both_databases
def test_sqlite_searches_its_index() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL decides by the size of the table")

    for asked in ({"path__begins": "/1/"}, {"path__among": ["/1/", "/2/"]}):
        plan = Area.objects.filter(**asked).order_by().explain()

        assert "USING INDEX" in plan or "USING COVERING INDEX" in plan


@pytest.mark.django_db
@pytest.mark.both_databases
def test_what_nearly_all_have_in_common_is_not_what_sqlite_looks_for() -> None:
    """Of a million steps nearly all answer no other: those of an entry are found by the entry."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL knows how many have none")

    plan = Step.objects.filter(entry=1, tag__in=["a", "b"], reverses__isnull=True).explain()

    assert "(entry_id=?" in plan, plan
