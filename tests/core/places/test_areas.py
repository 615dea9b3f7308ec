from datetime import date

import pytest

import make
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Invalid, NotAllowed
from heli.core.places import actions
from heli.core.places.models import Area
from heli.core.places.queries import ancestors, within


pytestmark = pytest.mark.django_db


def test_areas_nest_and_are_found_by_subtree() -> None:
    city = make.area(name="示例市")
    county = make.area(city, kind="county", name="示例县")
    grid = make.area(make.area(county, kind="town"), kind="grid")
    other = make.area(city, kind="county")

    assert set(within(county)) == {county, grid.parent, grid}
    assert other not in within(county)
    assert ancestors(grid) == [city, county, grid.parent]
    assert ancestors(city) == []
    assert str(city) == "示例市"


def test_an_area_is_not_taken_for_one_whose_number_begins_alike() -> None:
    roots = [make.area() for _ in range(11)]
    for root in roots:
        make.area(root, kind="county")

    assert [within(root).count() for root in roots] == [2] * 11


@pytest.mark.parametrize(
    ("above", "below"), [("city", "city"), ("grid", "community"), ("county", "province")]
)
def test_levels_are_not_turned_around(above: str, below: str) -> None:
    parent = make.area(kind=above)

    with pytest.raises(actions.WrongLevel):
        make.area(parent, kind=below)
    assert Area.objects.count() == 1


def test_an_area_without_name_or_of_an_unknown_kind_is_refused() -> None:
    for wrong in ({"name": " "}, {"kind": "planet"}):
        with pytest.raises(Invalid):
            actions.add_area(
                None, **{"kind": "city", "name": "示例市", **wrong}, by=SYSTEM, at=make.AT
            )


def test_a_redrawn_grid_is_valid_until_the_day_before() -> None:
    town = make.area(kind="town")
    old = make.area(town, kind="grid", since=date(2019, 1, 1))
    actions.close_area(old, until=date(2020, 1, 1), by=SYSTEM, at=make.AT)
    new = make.area(town, kind="grid", since=date(2020, 1, 1))

    assert set(within(town, on=date(2019, 12, 31))) == {town, old}
    assert set(within(town, on=date(2020, 1, 1))) == {town, new}
    with pytest.raises(Invalid):
        actions.close_area(new, until=date(2019, 1, 1), by=SYSTEM, at=make.AT)


def test_areas_are_kept_by_administrators() -> None:
    city = make.federation()

    made = actions.add_area(
        None, kind="city", name="示例市", by=make.actor(Role.ORG_ADMIN, over=city), at=make.AT
    )
    with pytest.raises(NotAllowed):
        actions.close_area(
            made, until=date(2021, 1, 1), by=make.actor(Role.CLERK, over=city), at=make.AT
        )
