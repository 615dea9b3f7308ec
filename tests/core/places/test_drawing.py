"""Outlines on their way to maps and to other systems; copies kept in memory, and their age."""

from datetime import date
from typing import Any

import pytest

import make
from heli.core.acts import SYSTEM
from heli.core.places import actions
from heli.core.places.indexing import atlas
from heli.core.places.models import Area, Edition
from heli.core.places.queries import drawn, grid_at, outline_feature, outline_on
from heli.kit.geo import Crs, Point
from heli.kit.geo.overlay import overlaps


pytestmark = pytest.mark.django_db
DAY = date(2020, 2, 10)


def grids() -> list[Area]:
    town = make.area(kind="town")
    return [
        make.area(town, kind="grid", name=f"{n}", geometry=make.outline(119.8 + 0.01 * n, 31.4))
        for n in range(3)
    ]


def test_areas_are_drawn_together_and_those_without_outline_left_out() -> None:
    found = drawn([*grids(), make.area(kind="grid")], on=DAY)

    assert [area.name for area, _shape in found] == ["0", "1", "2"]
    assert overlaps([shape for _area, shape in found]) == []


def test_an_outline_leaves_as_a_feature_in_the_system_that_is_asked_for() -> None:
    one = make.area(
        kind="grid", name="一格", code="01", geometry=make.outline(119.8, 31.4), since=DAY
    )
    outline = outline_on(one, DAY)
    assert outline is not None

    told, shifted = outline_feature(outline), outline_feature(outline, crs=Crs.GCJ02)

    assert told["properties"] == {
        "name": "一格",
        "code": "01",
        "kind": "grid",
        "crs": "wgs84",
        "since": "2020-02-10",
        "until": None,
    }
    assert told["geometry"] == outline.geometry
    assert shifted["properties"]["crs"] == "gcj02"  # type: ignore[index]
    assert shifted["geometry"] != told["geometry"]


def test_a_copy_is_good_until_areas_change(django_assert_num_queries: Any) -> None:
    one, *_others = grids()
    first = atlas()

    with django_assert_num_queries(1):
        assert atlas() is first
    actions.close_area(one, until=date(2020, 3, 1), by=SYSTEM, at=make.AT)

    assert atlas() is not first
    assert str(Edition.objects.get()) == str(atlas().edition)
    inside = Point(119.805, 31.405)
    assert grid_at(inside, on=date(2020, 2, 29)) == one
    assert grid_at(inside, on=date(2020, 3, 1)) is None


def test_only_the_copies_asked_for_lately_are_kept() -> None:
    one, *_others = grids()
    for year in range(2021, 2041):
        text = make.outline(119.8, 31.4, wide=0.005 if year % 2 else 0.01)
        actions.redraw_area(
            one, geometry=text, since=date(year, 1, 1), reason="年度调整", by=SYSTEM, at=make.AT
        )
    copy = atlas()

    for year in range(2020, 2041):
        found = copy.index("grid", date(year, 6, 1)).first_at(Point(119.808, 31.405))
        assert (found == one.pk) == (year % 2 == 0)

    assert len(copy.indexes) == 12
