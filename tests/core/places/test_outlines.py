"""Redrawn, split and merged: what holds from a day on, and what held before."""

import json
from datetime import date
from typing import Any

import pytest

import make
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Invalid, NotAllowed
from heli.core.journal.queries import history
from heli.core.journal.refs import name_of
from heli.core.places import actions
from heli.core.places.models import Area, Outline, Succession
from heli.core.places.queries import (
    areas_at,
    grid_at,
    history_of,
    locator,
    outline_on,
    successions_of,
)
from heli.kit.geo import Crs, Point, convert


pytestmark = pytest.mark.django_db
BEFORE, DAY, AFTER = date(2019, 12, 31), date(2020, 1, 1), date(2020, 1, 2)
SAY = {"by": SYSTEM, "at": make.AT, "since": DAY, "reason": "网格调整"}
WEST, EAST = Point(119.802, 31.405), Point(119.808, 31.405)


def town() -> Area:
    return make.area(
        kind="town", name="示例镇", geometry=make.outline(119.75, 31.35, wide=0.1, high=0.1)
    )


def grid(parent: Area | None = None, west: float = 119.8, **more: str) -> Area:
    more = {"geometry": make.outline(west, 31.4), **more}
    return make.area(parent or town(), kind="grid", **more)


def test_a_point_lies_in_its_grid_and_in_everything_around_it() -> None:
    around = town()
    first, second = grid(around), grid(around, west=119.81)

    assert grid_at(WEST, on=DAY) == first
    assert grid_at(Point(119.81, 31.405), on=DAY) == second
    assert grid_at(Point(119.7, 31.405), on=DAY) is None
    assert areas_at(WEST, on=DAY) == [around, first]
    assert areas_at(Point(119.76, 31.36), on=DAY) == [around]


def test_a_point_from_an_online_map_is_found_where_it_really_lies() -> None:
    around = town()
    first, _second = grid(around), grid(around, west=119.81)
    for crs in Crs:
        told = convert(EAST, Crs.WGS84, crs)

        assert grid_at(told, on=DAY, crs=crs) == first
    assert grid_at(convert(EAST, Crs.WGS84, Crs.BD09), on=DAY) != first


def test_an_outline_may_be_handed_in_in_another_reference_system() -> None:
    shifted = json.loads(make.outline(119.8, 31.4))
    ring = [convert(Point(*pair), Crs.WGS84, Crs.GCJ02) for pair in shifted["coordinates"][0]]
    text = json.dumps({"type": "Polygon", "coordinates": [[list(p) for p in ring]]})
    made = make.area(town(), kind="grid", geometry=text, crs=Crs.GCJ02)

    kept = Outline.objects.get(area=made)

    assert kept.crs == Crs.GCJ02
    assert kept.geometry["coordinates"][0][0] == [round(ring[0].lon, 7), round(ring[0].lat, 7)]
    assert grid_at(WEST, on=DAY) == made


def test_a_redrawn_grid_keeps_its_old_outline_until_the_day_before() -> None:
    one = grid()
    actions.redraw_area(one, geometry=make.outline(119.82, 31.4), **SAY)
    moved = Point(119.825, 31.405)

    assert (grid_at(WEST, on=BEFORE), grid_at(WEST, on=DAY)) == (one, None)
    assert (grid_at(moved, on=BEFORE), grid_at(moved, on=DAY)) == (None, one)
    assert [o.reason for o in history_of(one)] == ["网格调整", ""]
    assert outline_on(one, BEFORE) == history_of(one)[1]
    assert str(history_of(one)[0]) == f"{one.pk} 2020-01-01–"
    (entry,) = [e for e in history(name_of(one)) if e.act == "places.area.redraw"]
    assert entry.said["reason"] == "网格调整"
    assert list(entry.said["geometry"]) == ["$sha256"]


def test_an_area_is_redrawn_only_after_its_last_change_and_with_a_reason() -> None:
    one = grid()
    text = make.outline(119.82, 31.4)
    actions.redraw_area(one, geometry=text, **SAY)

    for wrong in ({"since": DAY}, {"since": BEFORE}):
        with pytest.raises(actions.NotThen):
            actions.redraw_area(one, geometry=text, **{**SAY, **wrong})
    with pytest.raises(actions.NoReason):
        actions.redraw_area(one, geometry=text, **{**SAY, "reason": " "})
    young = grid(since=AFTER)
    with pytest.raises(actions.NotThen):
        actions.redraw_area(young, geometry=text, **SAY)
    assert Outline.objects.filter(area=one).count() == 2


def test_a_split_grid_ends_and_its_parts_begin() -> None:
    one = grid()
    parts = [
        actions.Part("东格", make.outline(119.805, 31.4, wide=0.005), code="02"),
        actions.Part("西格", make.outline(119.8, 31.4, wide=0.005), code="01"),
    ]

    east, west = actions.split_area(one, parts=parts, **SAY)

    assert [(g.name, g.code, g.kind, g.parent) for g in (east, west)] == [
        ("东格", "02", "grid", one.parent),
        ("西格", "01", "grid", one.parent),
    ]
    assert (grid_at(EAST, on=BEFORE), grid_at(EAST, on=DAY)) == (one, east)
    assert (grid_at(WEST, on=BEFORE), grid_at(WEST, on=AFTER)) == (one, west)
    assert [(s.change, s.after) for s in successions_of(one)] == [("split", east), ("split", west)]
    assert successions_of(west)[0].before == one
    with pytest.raises(actions.NotThen):
        actions.split_area(one, parts=parts, **SAY)


@pytest.mark.parametrize(
    "parts",
    [
        [(119.8, 0.005), (119.806, 0.004)],
        [(119.8, 0.005), (119.804, 0.006)],
        [(119.8, 0.005), (119.805, 0.006)],
    ],
    ids=["a gap", "an overlap", "beyond the border"],
)
def test_parts_that_are_not_the_area_are_refused(parts: list[tuple[float, float]]) -> None:
    one = grid()
    said = [actions.Part(f"{w}", make.outline(w, 31.4, wide=wide)) for w, wide in parts]

    with pytest.raises(actions.NotTheWhole):
        actions.split_area(one, parts=said, **SAY)
    assert Area.objects.filter(kind="grid").count() == 1
    assert grid_at(WEST, on=DAY) == one


def test_what_is_not_drawn_is_one_part_or_holds_others_is_not_split() -> None:
    bare = make.area(kind="grid")
    halves = [
        actions.Part(n, make.outline(w, 31.4, wide=0.005))
        for n, w in (("甲", 119.8), ("乙", 119.805))
    ]
    one = grid()

    with pytest.raises(actions.NotDrawn):
        actions.split_area(bare, parts=halves, **SAY)
    with pytest.raises(Invalid):
        actions.split_area(one, parts=halves[:1], **SAY)
    with pytest.raises(actions.HasAreasInside):
        actions.split_area(one.parent, parts=halves, **SAY)


def test_merged_grids_end_and_one_begins() -> None:
    around = town()
    first, second = grid(around), grid(around, west=119.81)

    one = actions.merge_areas([first, second], name="合并格", code="09", **SAY)

    border = Point(119.81, 31.405)
    assert (grid_at(border, on=BEFORE), grid_at(border, on=DAY)) == (second, one)
    assert [(s.change, s.before) for s in successions_of(one)] == [
        ("merge", first),
        ("merge", second),
    ]
    assert str(Succession.objects.first()) == f"{first.pk} merge {one.pk}"
    assert outline_on(one, DAY).geometry["type"] == "Polygon"
    assert outline_on(first, DAY) is None


def test_only_neighbours_of_one_level_are_merged() -> None:
    around = town()
    first = grid(around)

    for wrong in ([first], [first, first], [first, around], [first, grid()]):
        with pytest.raises(actions.NotNeighbours):
            actions.merge_areas(wrong, name="合并格", **SAY)


def test_a_broken_outline_is_refused_in_words() -> None:
    tie = [[119.8, 31.4], [119.81, 31.41], [119.81, 31.4], [119.8, 31.41], [119.8, 31.4]]
    deep = "[" * 100_000
    wrong = {
        "{": "应为 GeoJSON 的 Polygon",
        deep: "应为 GeoJSON 的 Polygon",
        '{"type":"Polygon","coordinates":[[[NaN,1]]]}': "坐标不是一对数字(NaN)",
        json.dumps({"type": "Polygon", "coordinates": [tie]}): "边界线自相交(119.805, 31.405)",
        json.dumps({"type": "FeatureCollection", "features": []}): "应为 GeoJSON 的 Polygon",
        "x" * 8_000_001: "边界拐点过多",
    }

    for text, words in wrong.items():
        with pytest.raises(actions.BadOutline) as refused:
            make.area(geometry=text)
        assert words in str(refused.value)
    assert Area.objects.count() == 0


def test_a_feature_is_taken_for_its_outline() -> None:
    feature = {
        "type": "Feature",
        "properties": {},
        "geometry": json.loads(make.outline(119.8, 31.4)),
    }
    one = make.area(kind="grid", geometry=json.dumps(feature))
    other = make.area(
        kind="grid",
        geometry=json.dumps({"type": "FeatureCollection", "features": [feature]}),
    )

    assert outline_on(one, DAY).geometry == outline_on(other, DAY).geometry


def test_borders_are_changed_by_administrators_only() -> None:
    city = make.federation()
    one = grid()
    clerk, admin = make.actor(Role.CLERK, over=city), make.actor(Role.ORG_ADMIN, over=city)
    half = [
        actions.Part(n, make.outline(w, 31.4, wide=0.005))
        for n, w in (("甲", 119.8), ("乙", 119.805))
    ]
    text = make.outline(119.82, 31.4)

    for who in (clerk, make.actor(over=city)):
        say = {**SAY, "by": who}
        with pytest.raises(NotAllowed):
            actions.redraw_area(one, geometry=text, **say)
        with pytest.raises(NotAllowed):
            actions.split_area(one, parts=half, **say)
        with pytest.raises(NotAllowed):
            actions.merge_areas([one, grid()], name="合并", **say)
    assert actions.redraw_area(one, geometry=text, **{**SAY, "by": admin}).area == one


def test_many_points_of_a_day_ask_the_database_once(django_assert_num_queries: Any) -> None:
    around = town()
    keys = [grid(around, west=119.8 + 0.01 * i).pk for i in range(3)]
    find = locator(on=DAY)

    with django_assert_num_queries(1):
        find = locator(on=DAY)
        found = [find.at(Point(119.805 + 0.01 * i, 31.405)) for i in range(4)]

    assert found == [*keys, None]
