"""The desk's screens of areas: looked at, imported, redrawn, split, merged; by those who may."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import make
from core.places.packing import TWO, feature, geojson
from heli.core.access.enums import Role
from heli.core.parties.models import Party
from heli.core.places.models import Area, AreaImport, Site
from heli.core.places.queries import grid_at
from heli.kit.geo import Point
from heli.shell.forms import issue_key


pytestmark = pytest.mark.django_db
SAY = {"since": "2026-01-01", "reason": "网格调整", "crs": "wgs84"}


def client_of(role: str = "") -> Client:
    who = make.actor(role, over=make.federation())
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(make.user(Party.objects.get(pk=who.party_id)))
    return client


@pytest.fixture
def admin() -> Client:
    return client_of(Role.ORG_ADMIN)


@pytest.fixture
def town() -> Area:
    outline = make.outline(119.8, 31.4, wide=0.03, high=0.01)
    return make.area(kind="town", name="示例镇", code="320999101", geometry=outline)


def grid(parent: Area, west: float = 119.8, name: str = "一格") -> Area:
    return make.area(parent, kind="grid", name=name, geometry=make.outline(west, 31.4))


def post(client: Client, path: str, **said: Any) -> Any:
    return client.post(path, {"form_key": issue_key(), **said})


def test_the_areas_are_a_tree_a_list_and_a_map(admin: Client, town: Area) -> None:
    one = grid(town)

    page = admin.get("/desk/places/").content.decode()
    drawn = admin.get("/desk/places/map/").json()

    assert f'href="/desk/places/{town.uid}/"' in page
    assert f'href="/desk/places/{one.uid}/"' in page
    (mark,) = drawn["features"]
    assert mark["properties"] == {
        "key": f"area-{one.uid}",
        "label": "一格",
        "note": "",
        "state": "open",
        "url": f"/desk/places/{one.uid}/",
        "at": [119.805, 31.405],
    }
    assert mark["geometry"] == json.loads(make.outline(119.8, 31.4))


def test_an_area_shows_what_lies_in_it_and_what_it_was(admin: Client, town: Area) -> None:
    one = grid(town)
    make.site(town, lon="119.815", lat="31.405", name="镇政府")
    post(admin, f"/desk/places/{one.uid}/redraw/", geometry=make.outline(119.81, 31.4), **SAY)

    page = admin.get(f"/desk/places/{one.uid}/").content.decode()
    around = admin.get(f"/desk/places/{town.uid}/map/").json()["features"]
    file = admin.get(f"/desk/places/{one.uid}/outline/")

    assert "网格调整" in page
    assert "2026-01-01" in page
    assert [f["properties"]["state"] for f in around] == ["around", "open", "idle"]
    assert file["Content-Type"] == "application/geo+json"
    assert file.json()["properties"]["since"] == "2026-01-01"
    assert grid_at(Point(119.815, 31.405), on=date(2025, 12, 31)) is None
    assert grid_at(Point(119.815, 31.405), on=date(2026, 1, 1)) == one


def test_an_area_without_outline_has_a_page_and_an_empty_file(admin: Client) -> None:
    bare = make.area(kind="town", name="未划镇")

    assert admin.get(f"/desk/places/{bare.uid}/").status_code == 200
    assert admin.get(f"/desk/places/{bare.uid}/outline/").json()["features"] == []
    assert admin.get("/desk/places/").status_code == 200


def test_a_wrong_outline_is_said_at_its_field(admin: Client, town: Area) -> None:
    answer = post(admin, f"/desk/places/{town.uid}/redraw/", geometry="{", **SAY)

    assert answer.status_code == 422
    assert "边界不可用" in answer.content.decode()


def test_areas_are_added_at_the_top_and_inside(admin: Client, town: Area) -> None:
    post(admin, "/desk/places/add/", kind="town", name="乙镇", crs="wgs84")
    inside = f"/desk/places/{town.uid}/add/"
    post(admin, inside, kind="grid", name="新格", crs="wgs84", geometry=make.outline(119.8, 31.4))

    assert Area.objects.get(name="乙镇").parent is None
    assert Area.objects.get(name="新格").parent == town
    assert post(admin, inside, kind="city", name="反", crs="wgs84").status_code == 422


def test_a_grid_is_split_along_a_line(admin: Client, town: Area) -> None:
    one = grid(town)
    path = f"/desk/places/{one.uid}/split/"
    line = "119.803, 31.39\n119.803，31.42"

    assert "一格" in admin.get(path).content.decode()
    for wrong in ({"line": "x"}, {"line": "119.8, 31.4"}, {"names": "只有一个"}):
        said = {"line": line, "names": "大\n小", **wrong}
        assert post(admin, path, **said, **SAY).status_code == 422
    answer = post(admin, path, line=line, names="大格, 02\n小格", **SAY)

    large, small = Area.objects.filter(since=date(2026, 1, 1)).order_by("pk")
    assert answer.headers["Location"] == f"/desk/places/{large.uid}/"
    assert (large.name, large.code, small.name, small.code) == ("大格", "02", "小格", "")
    assert grid_at(Point(119.801, 31.405), on=date(2026, 1, 1)) == small
    assert "大格" in admin.get(f"/desk/places/{one.uid}/").content.decode()


def test_grids_are_merged(admin: Client, town: Area) -> None:
    one, other = grid(town), grid(town, 119.81, "二格")
    path = f"/desk/places/{one.uid}/merge/"

    assert "二格" in admin.get(path).content.decode()
    post(admin, path, others=str(other.uid), name="合格", **SAY)

    assert grid_at(Point(119.815, 31.405), on=date(2026, 1, 1)) == Area.objects.get(name="合格")


def test_a_file_is_looked_at_and_then_confirmed(admin: Client, town: Area) -> None:
    file = SimpleUploadedFile("grids.geojson", geojson([feature(*one) for one in TWO]))
    say = {"kind": "grid", "parent": str(town.uid), "crs": "wgs84", "since": "2026-01-01"}

    answer = post(admin, "/desk/places/import/", file=file, **say)
    preview = answer.headers["Location"]
    page = admin.get(preview).content.decode()

    assert Area.objects.filter(kind="grid").count() == 0
    assert "一格" in page
    assert [f["properties"]["state"] for f in admin.get(f"{preview}map/").json()["features"]] == [
        "ok",
        "ok",
    ]
    assert (
        post(admin, preview, reason="首次划分").headers["Location"] == f"/desk/places/{town.uid}/"
    )
    assert Area.objects.filter(kind="grid", parent=town).count() == 2
    assert "此文件已导入" in admin.get(preview).content.decode()


def test_a_file_with_a_wrong_row_names_it_and_has_no_button(admin: Client) -> None:
    content = geojson([feature("好格", "01", 119.8), feature("", "02", 119.81)])
    file = SimpleUploadedFile("grids.geojson", content)
    say = {"kind": "grid", "crs": "wgs84", "since": "2026-01-01"}

    preview = post(admin, "/desk/places/import/", file=file, **say).headers["Location"]
    page = admin.get(preview).content.decode()

    assert "有误的行：1" in page
    assert "缺少名称" in page
    assert 'name="reason"' not in page
    assert post(admin, preview, reason="首次划分").status_code == 200
    assert Area.objects.count() == 0
    bad = SimpleUploadedFile("grids.exe", b"MZ")
    assert post(admin, "/desk/places/import/", file=bad, **say).status_code == 422
    assert AreaImport.objects.count() == 1


def test_sites_are_added_by_clerks(town: Area) -> None:
    clerk = client_of(Role.CLERK)
    said = {"name": "村站", "kind": "station", "lon": "119.81", "lat": "31.4", "crs": "gcj02"}

    post(clerk, f"/desk/places/{town.uid}/sites/add/", **said)
    post(clerk, "/desk/places/sites/add/", **said)
    assert post(clerk, "/desk/places/sites/add/", **{**said, "lon": "x"}).status_code == 422

    assert [site.area for site in Site.objects.order_by("pk")] == [town, None]
    page = clerk.get("/desk/places/sites/").content.decode()
    assert "119.810000, 31.400000" in page
    assert post(clerk, f"/desk/places/{town.uid}/redraw/", geometry="", **SAY).status_code == 403


def test_members_look_and_change_nothing(town: Area) -> None:
    member = client_of()

    page = member.get(f"/desk/places/{town.uid}/").content.decode()

    assert "/redraw/" not in page
    assert "/desk/places/import/" not in member.get("/desk/places/").content.decode()
    for path in ("add/", "import/", "sites/add/", f"{town.uid}/redraw/", f"{town.uid}/split/"):
        assert post(member, f"/desk/places/{path}", name="x", **SAY).status_code == 403
    assert Area.objects.count() == 1


def test_maps_leave_in_the_reference_system_of_the_tiles(
    admin: Client, town: Area, settings: Any
) -> None:
    settings.HELI_MAP = {
        "tiles": "https://tiles.example.org/{z}/{x}/{y}.png",
        "by": "GS(2026)1",
        "crs": "gcj02",
    }

    page = admin.get(f"/desk/places/{town.uid}/").content.decode()
    (mark,) = admin.get(f"/desk/places/{town.uid}/map/").json()["features"]

    assert 'data-map-by="GS(2026)1"' in page
    west = min(lon for lon, _lat in mark["geometry"]["coordinates"][0])
    assert 0.003 < west - 119.8 < 0.006


def test_an_empty_house_says_how_to_begin(admin: Client) -> None:
    assert "/desk/places/import/" in admin.get("/desk/places/").content.decode()
