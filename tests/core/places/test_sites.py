"""Named places: windows, nearness, positions as they were said."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

import make
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Invalid, NotAllowed
from heli.core.places import actions
from heli.core.places.models import Site, located
from heli.core.places.queries import nearest, nearest_areas, nearest_sites, sites_in
from heli.kit.geo import Box, Crs, Point, metres_between


pytestmark = pytest.mark.django_db
DAY = date(2020, 2, 10)
HERE = Point(119.8, 31.4)


def test_a_site_keeps_its_position_as_it_was_said() -> None:
    one = make.site(lon="119.8046", lat="31.3978", crs=Crs.GCJ02, kind="office", name="村委会")

    assert one.as_said == (119.8046, 31.3978)
    assert one.point is not None
    assert 100 < metres_between(one.point, one.as_said) < 1000
    assert str(one) == "村委会"


@pytest.mark.parametrize(
    ("lon", "lat"),
    [("x", "31"), ("nan", "31"), ("inf", "31"), ("31.4", "119.8"), ("40500000", "1"), ("", "")],
)
def test_what_is_no_position_is_refused(lon: str, lat: str) -> None:
    with pytest.raises(Invalid):
        make.site(lon=lon, lat=lat)
    assert Site.objects.count() == 0


def test_a_site_needs_a_name_a_known_kind_and_a_position() -> None:
    for wrong in ({"name": " "}, {"kind": "castle"}):
        with pytest.raises(Invalid):
            actions.add_site(
                None, **{"name": "站", "lon": "119", "lat": "31", **wrong}, by=SYSTEM, at=make.AT
            )
    with pytest.raises(IntegrityError), transaction.atomic():
        Site.objects.create(name="站", **located(None))


def test_a_position_is_corrected_with_a_reason_and_a_site_is_closed() -> None:
    one = make.site(lon="119.8", lat="31.4", since=DAY)

    with pytest.raises(Invalid):
        actions.move_site(one, lon="119.81", lat="31.4", reason="", by=SYSTEM, at=make.AT)
    actions.move_site(one, lon="119.81", lat="31.4", reason="量错了", by=SYSTEM, at=make.AT)
    assert Site.objects.get().point == (119.81, 31.4)
    with pytest.raises(Invalid):
        actions.close_site(one, until=date(2019, 1, 1), by=SYSTEM, at=make.AT)
    actions.close_site(one, until=date(2020, 3, 1), by=SYSTEM, at=make.AT)
    window = Box(119, 31, 120, 32)
    assert list(sites_in(window, on=DAY)) == [one]
    assert list(sites_in(window, on=date(2020, 3, 1))) == []


def test_a_window_shows_what_lies_in_it_borders_included() -> None:
    spots = [f"{119.80 + 0.01 * i:.2f}" for i in range(5)]
    sites = [make.site(lon=lon, lat="31.4") for lon in spots]

    assert list(sites_in(Box(119.81, 31.39, 119.83, 31.4), on=DAY)) == sites[1:4]
    assert list(sites_in(Box(119.811, 31.39, 119.829, 31.4), on=DAY)) == sites[2:3]
    assert list(sites_in(Box(73, 3, 136, 54), on=DAY)) == sites
    assert list(sites_in(Box(119.81, 31.41, 119.83, 31.42), on=DAY)) == []


def test_the_nearest_come_first_wherever_they_are() -> None:
    far = [make.site(lon=lon, lat="31.4") for lon in ("119.801", "119.82", "120.9", "135.0", "2.3")]

    found = nearest_sites(HERE, on=DAY)

    assert [one.what for one in found] == far
    assert [round(one.metres / 1000, 1) for one in found][:3] == [0.1, 1.9, 104.4]
    assert [one.what for one in nearest_sites(HERE, on=DAY, count=2)] == far[:2]
    assert nearest_sites(HERE, on=DAY, kind="venue") == []
    near = nearest(Site.objects.all(), HERE, within_metres=2_000)
    assert [one.what for one in near] == far[:2]


def test_the_nearest_grids_are_found_from_outside() -> None:
    town = make.area(kind="town")
    grids = [
        make.area(town, kind="grid", geometry=make.outline(119.8 + 0.01 * i, 31.4))
        for i in range(4)
    ]

    found = nearest_areas(Point(119.815, 31.405), on=DAY, count=3)

    assert found[0].what == grids[1]
    assert found[0].metres == 0
    assert {found[1].what, found[2].what} == {grids[0], grids[2]}
    west = nearest_areas(Point(119.79, 31.405), on=DAY)
    assert [one.what for one in west] == grids
    assert west[0].metres == pytest.approx(949, abs=2)


def test_clerks_keep_sites_and_members_do_not() -> None:
    city = make.federation()
    say = {"name": "站", "lon": "119.8", "lat": "31.4", "at": make.AT}

    made = actions.add_site(None, **say, by=make.actor(Role.CLERK, over=city))
    with pytest.raises(NotAllowed):
        actions.add_site(None, **say, by=make.actor(over=city))
    with pytest.raises(NotAllowed):
        actions.close_site(made, until=DAY, by=make.actor(over=city), at=make.AT)
