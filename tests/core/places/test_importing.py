"""Areas out of files: read, looked at, confirmed; or refused with the row that is wrong."""

from datetime import date
from typing import Any

import pytest

import make
from core.places.packing import (
    GEOGRAPHIC,
    NATIONAL,
    POINTS,
    PROJECTED,
    TWO,
    feature,
    geojson,
    kml,
    shape_files,
    zipped,
)
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Invalid, NotAllowed
from heli.core.places import actions
from heli.core.places.importing import Unreadable, as_text, datum_in, read_areas
from heli.core.places.models import Area, AreaImport, Outline
from heli.core.places.queries import Judgement, grid_at, judge
from heli.kit.geo import Crs, Point, convert


pytestmark = pytest.mark.django_db
DAY = date(2020, 1, 1)
HERE = Point(119.805, 31.405)


def town() -> Area:
    outline = make.outline(119.8, 31.4, wide=0.03, high=0.01)
    return make.area(kind="town", name="示例镇", code="320282101", geometry=outline)


def kept(
    content: bytes, parent: Area | None = None, name: str = "g.geojson", **more: Any
) -> AreaImport:
    rows = as_text(read_areas(content, name=name))
    say = {"kind": "grid", "crs": "wgs84", "since": DAY, "file_name": name, "by": SYSTEM, **more}
    return actions.keep_import(parent or town(), rows=rows, at=make.AT, **say)


def confirm(draft: AreaImport, **more: Any) -> list[Area]:
    return actions.import_areas(
        draft, **{"reason": "首次划分", "by": SYSTEM, "at": make.AT, **more}
    )


def problems(judgement: Judgement) -> dict[int, list[str]]:
    return {
        one.row.number: [str(p) for p in one.problems] for one in judgement.rows if one.problems
    }


def warnings(judgement: Judgement) -> dict[int, list[str]]:
    return {
        one.row.number: [str(p) for p in one.warnings] for one in judgement.rows if one.warnings
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("grids.geojson", geojson([feature(*one) for one in TWO])),
        ("grids.kml", kml()),
        ("grids.zip", zipped(shape_files())),
        ("grids.ZIP", zipped(shape_files(encoding="gb18030"))),
    ],
)
def test_every_format_says_the_same(name: str, content: bytes) -> None:
    rows = read_areas(content, name=name)

    assert [(row.number, row.name) for row in rows] == [(1, "一格"), (2, "二格")]
    assert [row.code.zfill(2) for row in rows] == ["01", "02"]
    assert [row.geometry for row in rows] == [
        row.geometry for row in read_areas(geojson([feature(*one) for one in TWO]), name="x.json")
    ]


def test_nothing_is_written_before_it_is_confirmed_and_then_all_of_it() -> None:
    draft = kept(geojson([feature(*one) for one in TWO]))

    assert Area.objects.filter(kind="grid").count() == 0
    assert judge(draft).may_go
    made = confirm(draft)
    assert [(a.name, a.code, a.parent, a.since) for a in made] == [
        ("一格", "01", draft.parent, DAY),
        ("二格", "02", draft.parent, DAY),
    ]
    assert grid_at(HERE, on=DAY) == made[0]
    assert str(AreaImport.objects.get()) == "g.geojson"
    with pytest.raises(actions.AlreadyImported):
        confirm(draft)


def test_a_known_code_is_redrawn_and_what_is_the_same_is_left_alone() -> None:
    around = town()
    confirm(kept(geojson([feature(*one) for one in TWO]), around))
    moved = geojson([feature("一格", "01", 119.8), feature("二格", "02", 119.82)])
    later = date(2020, 6, 1)
    draft = kept(moved, around, since=later)

    judged = judge(draft).rows
    assert [(one.area is not None, one.is_same) for one in judged] == [(True, True), (True, False)]
    (second,) = confirm(draft)

    assert Outline.objects.filter(area__code="01").count() == 1
    assert grid_at(Point(119.825, 31.405), on=later) == second
    assert grid_at(Point(119.825, 31.405), on=DAY) is None
    with pytest.raises(actions.NothingNew):
        confirm(kept(moved, around, since=date(2020, 7, 1)))


def test_the_row_that_is_wrong_is_named_and_no_row_is_imported() -> None:
    tie = {"type": "Polygon", "coordinates": [[[1, 1], [2, 2], [2, 1], [1, 2], [1, 1]]]}
    draft = kept(
        geojson(
            [
                feature("好格", "01", 119.8),
                feature("结格", "02", 119.81, geometry=tie),
                feature("", "03", 119.81),
                feature("重格", "04", 119.81),
                feature("复格", "04", 119.82),
                feature("飞格", "05", 119.82, said={"parent": "不存在的村"}),
                feature("空格", "06", 119.82, geometry=None),
                "不是要素",
            ]
        )
    )

    assert problems(judge(draft)) == {
        2: ["边界线自相交 (1.5, 1.5)"],
        3: ["缺少名称"],
        4: ["与另一行编码相同"],
        5: ["与另一行编码相同"],
        6: ["所属上级区域不存在"],
        7: ["这不是边界（应为 GeoJSON 的 Polygon 或 MultiPolygon）"],
        8: ["缺少名称", "这不是边界（应为 GeoJSON 的 Polygon 或 MultiPolygon）"],
    }
    with pytest.raises(actions.RowsAreWrong):
        confirm(draft)
    assert Area.objects.filter(kind="grid").count() == 0


def test_a_row_finds_the_area_it_lies_in_by_code_or_name() -> None:
    around = town()
    one, two = (make.area(around, kind="community", name=n, code=n) for n in ("甲村", "乙村"))
    draft = kept(
        geojson(
            [
                feature("一格", "01", 119.8, said={"上级": "甲村"}),
                feature("二格", "02", 119.81, said={"上级编码": "乙村"}),
                feature("三格", "03", 119.82),
            ]
        ),
        around,
    )

    assert [area.parent for area in confirm(draft)] == [one, two, around]


def test_an_area_is_not_imported_into_a_smaller_one() -> None:
    draft = kept(geojson([feature("村", "01", 119.8)]), make.area(kind="grid"), kind="community")

    assert problems(judge(draft)) == {1: ["不能划入这一级区域之下"]}


def test_what_was_drawn_that_day_is_not_drawn_again() -> None:
    around = town()
    confirm(kept(geojson([feature("一格", "01", 119.8)]), around))

    draft = kept(geojson([feature("一格", "01", 119.81)]), around)

    assert problems(judge(draft)) == {1: ["当天已重新划定过边界"]}


def test_exchanged_axes_and_another_datum_are_said_and_left_to_a_person() -> None:
    around = town()
    turned = feature("一格", "01", 119.8)
    turned["geometry"]["coordinates"] = [[[y, x] for x, y in turned["geometry"]["coordinates"][0]]]
    shifted = feature("二格", "02", 119.8)
    shifted["geometry"]["coordinates"] = [
        [list(convert(Point(x, y), Crs.WGS84, Crs.GCJ02)) for x, y in corners]
        for corners in shifted["geometry"]["coordinates"]
    ]

    draft = kept(geojson([turned, shifted, feature("三格", "03", 119.82)]), around)

    assert problems(judge(draft)) == {1: ["经度与纬度颠倒：经度应在前 (31.4, 119.8)"]}
    assert warnings(judge(draft)) == {
        2: ["坐标疑似 GCJ-02（网络地图坐标）：按此解读则位置相符"],
    }
    assert (judge(draft).wrong, judge(draft).doubtful) == (1, 1)


def test_grids_that_lie_over_each_other_are_said() -> None:
    draft = kept(geojson([feature("一格", "01", 119.8), feature("二格", "02", 119.805)]))

    assert list(warnings(judge(draft))) == [1, 2]
    assert "第 2 行" in warnings(judge(draft))[1][0]


HOSTILE: dict[str, tuple[str, bytes]] = {
    "an unknown ending": ("grids.exe", b"MZ"),
    "no json": ("g.json", b"{"),
    "no utf-8": ("g.json", b"\xff\xfe"),
    "too deep": ("g.json", b"[" * 200_000),
    "not a collection": ("g.json", b"[1, 2]"),
    "an empty collection": ("g.json", geojson([])),
    "too many features": ("g.json", geojson([{}] * 5_001)),
    "no xml": ("g.kml", b"<kml"),
    "other xml": ("g.kml", b"<svg/>"),
    "an entity": ("g.kml", b'<!DOCTYPE a [<!ENTITY b "c">]><kml>&b;</kml>'),
    "no zip": ("g.zip", b"PK\x03\x04nothing"),
    "no shapefile": ("g.zip", zipped({"readme.txt": b"x"})),
    "a bomb": ("g.zip", zipped({"grids.shp": b"\0" * 30_000_000, "grids.dbf": b""})),
    "a way out": ("g.zip", zipped({"../grids.shp": b"", "grids.dbf": b""})),
    "an absolute path": ("g.zip", zipped({"/etc/grids.shp": b"", "grids.dbf": b""})),
    "a drive": ("g.zip", zipped({"C:\\grids.shp": b"", "grids.dbf": b""})),
    "a link": ("g.zip", zipped({"grids.shp": b"/etc/passwd"}, links=["grids.shp"])),
    "two shapefiles": ("g.zip", zipped(shape_files() | {"other.shp": b"x"})),
    "too many files": ("g.zip", zipped({f"{n}.txt": b"" for n in range(41)})),
    "metres": ("g.zip", zipped(shape_files(prj=PROJECTED))),
    "points": ("g.zip", zipped(shape_files(kind=POINTS))),
    "half a shapefile": ("g.zip", zipped(shape_files() | {"grids.shp": b"\0" * 90})),
    "a broken table": ("g.zip", zipped(shape_files() | {"grids.dbf": b"\3" * 40})),
    "too large": ("g.json", b" " * (20 * 1024 * 1024 + 1)),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(what: str) -> None:
    name, content = HOSTILE[what]

    with pytest.raises(Unreadable) as refused:
        read_areas(content, name=name)

    assert name in str(refused.value)
    assert refused.value.status == 422


def test_a_file_may_name_its_own_reference_system() -> None:
    assert datum_in(zipped(shape_files(prj=NATIONAL)), name="g.zip") == "cgcs2000"
    assert datum_in(zipped(shape_files(prj=GEOGRAPHIC)), name="g.zip") == "wgs84"
    assert datum_in(zipped(shape_files(prj="")), name="g.zip") == ""
    assert datum_in(kml(), name="g.kml") == "wgs84"
    assert datum_in(b"", name="g.json") == ""


def test_an_import_is_confirmed_by_administrators_with_a_reason() -> None:
    city = make.federation()
    draft = kept(geojson([feature("一格", "01", 119.8)]))

    for who in (make.actor(Role.CLERK, over=city), make.actor(over=city)):
        with pytest.raises(NotAllowed):
            confirm(draft, by=who)
    with pytest.raises(actions.NoReason):
        confirm(draft, reason=" ")
    with pytest.raises(Invalid):
        kept(geojson([feature("一格", "01", 119.8)]), kind="planet")
    with pytest.raises(Invalid):
        kept(geojson([feature("一格", "01", 119.8)]), crs="moon")
    assert len(confirm(draft, by=make.actor(Role.ORG_ADMIN, over=city))) == 1
