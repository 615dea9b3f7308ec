"""Records that belong together are written in their order, and know each other's keys."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

import make
from heli.core.journal.building import new
from heli.core.journal.together import insert_together
from heli.core.parties.models import Party
from heli.core.places.models import Area


pytestmark = pytest.mark.django_db


def family() -> list[Any]:
    """A town, a village in it, a body there, and one that has nothing to do with them."""
    town = new(Area, kind="town", name="示例镇")
    village = new(Area, kind="community", name="洋溪村", parent=town)
    return [
        town,
        village,
        new(Party, kind="org", name="网格组", area=village),
        new(Party, kind="org", name="别处", area=make.area()),
    ]


def test_they_are_written_with_the_keys_of_those_they_point_to(
    django_assert_num_queries: Any,
) -> None:
    made = family()

    with django_assert_num_queries(1 if connection.vendor == "postgresql" else len(made)):
        insert_together(made)

    read = [type(one).objects.get(pk=one.pk) for one in made]
    for kept, one in zip(read, made, strict=True):
        assert {**kept.__dict__, "_state": 0} == {**one.__dict__, "_state": 0}
    town, village, body, _other = read
    assert (village.parent, body.area) == (town, village)
    assert not any(one._state.adding for one in made)


def test_all_of_them_are_written_or_none() -> None:
    town, village, body, other = family()
    other.uid = body.uid

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_together([town, village, body, other])
    assert not Area.objects.filter(uid=town.uid).exists()


def test_the_same_kinds_may_point_elsewhere_the_next_time() -> None:
    for n in range(3):
        made = family()
        made[2].area = made[n % 2]
        insert_together(made)
        assert Party.objects.get(pk=made[2].pk).area == made[n % 2]
