"""Records by the hundred: as they were made, in their order, with their keys."""

from typing import Any

import pytest

import make
from heli.core.journal import inserting
from heli.core.journal.building import new
from heli.core.parties.models import Party


pytestmark = pytest.mark.django_db
NAMES = ["示例甲", 'it\'s "quoted" \\ %s', "", "𠮷\n　Ａ", "null", "{}"]


def test_what_is_made_by_value_is_what_the_model_makes() -> None:
    said: dict[str, Any] = {"kind": "org", "name": "示例甲", "is_example": True}
    made, usual = new(Party, **said), Party(**said)

    assert {**made.__dict__, "uid": 0, "_state": 0} == {**usual.__dict__, "uid": 0, "_state": 0}
    assert made.uid != new(Party, **said).uid


def test_who_is_named_by_a_key_is_read_when_asked_for() -> None:
    area = make.area()
    made = new(Party, kind="org", name="示例甲", area_id=area.pk)

    assert made.area == area
    assert new(Party, kind="org", name="示例甲").area is None


def test_many_are_written_in_their_order_and_know_their_keys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inserting, "AT_ONCE", 4)
    made = [new(Party, kind="person", name=name, is_erased=name == "") for name in NAMES]

    inserting.insert_many(made)

    assert [one.pk for one in made] == sorted(one.pk for one in made)
    read = Party.objects.in_bulk([one.pk for one in made])
    for one in made:
        assert {**read[one.pk].__dict__, "_state": 0} == {**one.__dict__, "_state": 0}


def test_for_an_empty_list_nothing_is_asked(django_assert_num_queries: Any) -> None:
    """A batch of an import has no gifts where all its rows were there already."""
    with django_assert_num_queries(0):
        inserting.insert_many([])
