"""A grid worker with a phone: reports from the lane, handles, checks; with and without a network."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import make
from browser.conftest import Open
from browser.test_offline import account, go, hand_in, listed, ready
from heli.core.acts import SYSTEM, Actor
from heli.core.places.actions import redraw_area
from heli.loops.grid.enums import Stage
from heli.loops.grid.models import Photo, Report
from heli.loops.grid.queries.cases import case_of
from looks import barriers, too_wide
from make_grid import LAT, LON, Centre, centre
from shell.field.offhand import picture


pytestmark = pytest.mark.django_db(transaction=True)
SQUARE = [[119.95, 31.33], [119.97, 31.33], [119.97, 31.35], [119.95, 31.35], [119.95, 31.33]]
HERE = {"latitude": LAT / 1e6, "longitude": LON / 1e6, "accuracy": 8}


@pytest.fixture
def here(transactional_db: None) -> Centre:
    """A centre at work this minute, its grid drawn."""
    found = centre()
    found.at = datetime.now(UTC) - timedelta(minutes=10)
    shape = json.dumps({"type": "Polygon", "coordinates": [SQUARE]})
    redraw_area(
        found.grid, geometry=shape, since=make.LONG_AGO, reason="首次绘制", by=SYSTEM, at=make.AT
    )
    return found


@pytest.fixture
def photo(tmp_path: Path) -> str:
    """A photo in the phone's album."""
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(picture())
    return str(path)


@pytest.fixture
def phone_of(browser: Browser, open_page: Open) -> Iterator[object]:
    """``phone_of(who)``: their phone, the field face opened once, standing at the matter."""
    contexts = []

    def open_(who: Actor) -> Page:
        first = open_page("/field/offline/", who=account(who), width=360)
        context = browser.new_context(
            viewport={"width": 360, "height": 780},
            storage_state=first.context.storage_state(),
            geolocation=HERE,
            permissions=["geolocation"],
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(first.url.replace("offline/", ""))
        ready(page)
        page.wait_for_function(
            "async () => (await import('/static/shell/js/offline/carry.js')).takenAt()"
        )
        return page

    yield open_
    for context in contexts:
        context.close()


def delivered(page: Page) -> None:
    """Hand the form in, and wait until nothing waits any more."""
    page.locator(".form-actions .button-primary").click()
    page.wait_for_url(re.compile("/field/(outbox/.*)?$"))
    go(page, "/field/outbox/")
    page.wait_for_selector("[data-drawn]")
    page.wait_for_selector("[data-list=waiting][hidden]", state="attached")
    assert listed(page, "returned") == []


def test_a_report_made_offline_with_photo_and_position_reaches_the_queue_once(
    here: Centre, phone_of: object, photo: str
) -> None:
    page = phone_of(here.worker)  # type: ignore[operator]  # a fixture that opens phones
    page.context.set_offline(True)

    page.get_by_role("link", name="上报").first.click()
    page.wait_for_selector("form[data-offline=ready]")
    page.get_by_role("button", name="使用当前位置").click()
    expect(page.locator("[data-says]")).to_have_text("第3网格 · ±8 m")
    page.set_input_files("#id_near", photo)
    expect(page.locator("[data-photos=near] img")).to_have_count(1)
    page.select_option("#id_category", "06010")
    page.fill("#id_text", "墙边有垃圾")
    hand_in(page)
    assert (listed(page, "waiting"), Report.objects.count()) == (["墙边有垃圾"], 0)

    page.context.set_offline(False)
    page.wait_for_selector("[data-list=delivered]:not([hidden])")

    report = Report.objects.get()
    assert (report.text, report.entry.area, report.lat, report.lon) == (
        "墙边有垃圾",
        here.grid,
        LAT,
        LON,
    )
    assert list(Photo.objects.values_list("kind", "file__blob__mime")) == [("near", "image/jpeg")]


def test_a_case_is_signed_for_handled_and_checked_on_phones(
    here: Centre, phone_of: object, photo: str
) -> None:
    entry = here.dispatched()
    unit = phone_of(here.unit_head)  # type: ignore[operator]  # the same
    unit.get_by_text(entry.code).click()
    unit.get_by_role("link", name="签收").click()
    unit.wait_for_selector("form[data-offline=ready]")
    delivered(unit)
    go(unit, f"/field/grid/tasks/{entry.uid}/handle/")
    unit.wait_for_selector("form[data-offline=ready]")
    unit.get_by_role("button", name="使用当前位置").click()
    expect(unit.locator("[data-says]")).to_contain_text("±8 m")
    unit.fill("#id_note", "已清理")
    unit.locator(".form-actions .button-primary").click()
    # Without the photo after it stays where it is.
    expect(unit.locator("form[data-offline=ready]")).to_be_visible()
    unit.set_input_files("#id_after", photo)
    expect(unit.locator("[data-photos=after] img")).to_have_count(1)
    delivered(unit)
    assert case_of(entry.uid).state == Stage.HANDLED

    checker = phone_of(here.checker)  # type: ignore[operator]  # the same
    go(checker, f"/field/grid/tasks/{entry.uid}/check/")
    checker.wait_for_selector("form[data-offline=ready]")
    checker.get_by_role("button", name="使用当前位置").click()
    checker.get_by_label("已处理好").check()
    checker.set_input_files("#id_photos", photo)
    expect(checker.locator("[data-photos=photos] img")).to_have_count(1)
    delivered(checker)
    assert case_of(entry.uid).state == Stage.CHECKED


def test_a_task_handled_by_another_meanwhile_is_shown_as_a_conflict(
    here: Centre, phone_of: object, photo: str
) -> None:
    entry = here.handled()
    page = phone_of(here.checker)  # type: ignore[operator]  # the same
    page.context.set_offline(True)
    go(page, f"/field/grid/tasks/{entry.uid}/check/")
    page.wait_for_selector("form[data-offline=ready]")
    page.get_by_label("已处理好").check()
    page.fill("#id_note", "看过了")
    page.set_input_files("#id_photos", photo)
    expect(page.locator("[data-photos=photos] img")).to_have_count(1)
    hand_in(page)
    here.check(case_of(entry.uid))

    page.context.set_offline(False)
    page.wait_for_selector("[data-list=returned]:not([hidden])")

    expect(page.locator("[data-list=returned] [data-conflict]")).to_be_visible()
    page.get_by_text("修改").click()
    expect(page.locator("#id_note")).to_have_value("看过了")
    expect(page.locator("[data-photos=photos] img")).to_have_count(1)


def test_every_page_is_open_to_everybody_and_fits_a_phone(here: Centre, open_page: Open) -> None:
    entry, handled = here.signed(), here.handled()
    pages = [
        (here.worker, "/field/"),
        (here.worker, "/field/grid/report/"),
        (here.unit_head, "/field/grid/tasks/"),
        (here.unit_head, f"/field/grid/tasks/{entry.uid}/"),
        (here.unit_head, f"/field/grid/tasks/{entry.uid}/handle/"),
        (here.checker, f"/field/grid/tasks/{handled.uid}/check/"),
    ]
    for who, path in pages:
        wide = open_page(path, who=account(who), width=1280)
        narrow = open_page(path, who=account(who), width=360, language="en", theme="dark")
        elder = open_page(path, who=account(who), width=360, size="elder")
        for page in (wide, narrow, elder):
            assert (path, barriers(page)) == (path, [])
            assert too_wide(page) == 0
