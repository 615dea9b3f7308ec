"""A resident with a phone: four screens, a receipt, the way of the report; large letters as well."""

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import make
from browser.conftest import Open
from browser.test_field_grid import SQUARE
from heli.core.acts import SYSTEM
from heli.core.places.actions import redraw_area
from heli.loops.grid.models import Photo, Report
from looks import barriers, follow, too_wide
from make_grid import Centre, centre
from shell.field.offhand import picture


pytestmark = pytest.mark.django_db(transaction=True)
NARROW = 360
SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def here(transactional_db: None) -> Centre:
    """A centre with a drawn grid and a case that anybody may see."""
    found = centre()
    shape = json.dumps({"type": "Polygon", "coordinates": [SQUARE]})
    redraw_area(
        found.grid, geometry=shape, since=make.LONG_AGO, reason="首次绘制", by=SYSTEM, at=make.AT
    )
    found.dispatched()
    return found


def fits(page: Page, name: str) -> None:
    """Nothing sticks out, nobody is kept out."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
    assert (name, barriers(page), too_wide(page)) == (name, [], 0)


def test_a_report_from_a_phone_with_large_letters_is_followed_to_its_unit(
    open_page: Open, here: Centre, tmp_path: Path
) -> None:
    photo = tmp_path / "IMG_1.jpg"
    photo.write_bytes(picture())
    page = open_page(
        f"/report/{here.call.uid}/", width=NARROW, who=None, size="elder", language="zh-hans"
    )
    fits(page, "what")
    page.locator("#id_photos").set_input_files(str(photo))
    page.locator("#id_text").fill("路边有一堆垃圾")
    follow(page, page.get_by_role("button", name="继续"))

    page.wait_for_selector("[data-map-ready]")
    fits(page, "where")
    page.locator(".map-canvas canvas").click(position={"x": 120, "y": 120})
    expect(page.locator("#id_lat")).not_to_have_value("")
    page.locator("#id_place").fill("村口")
    follow(page, page.get_by_role("button", name="继续"))

    fits(page, "send")
    expect(page.get_by_text("环卫所")).to_be_visible()
    follow(page, page.get_by_role("button", name="提交"))

    fits(page, "receipt")
    made = Report.objects.latest("pk")
    expect(page.get_by_text(made.number)).to_be_visible()
    assert made.entry.area == here.grid
    assert Photo.objects.filter(report=made).count() == 1
    follow(page, page.get_by_role("link", name="查看进度"))
    fits(page, "tracked")
    page.goto(page.url.partition("/track/")[0] + f"/reported/{here.call.uid}/")
    page.wait_for_selector("[data-map-ready]")
    fits(page, "reported")
