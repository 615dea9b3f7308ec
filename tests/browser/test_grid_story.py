"""The whole story in browsers: from a phone without a network to a case that is opened again once."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

import make
from browser.conftest import Open
from browser.test_field_grid import SQUARE, delivered, phone_of  # noqa: F401  -- a fixture
from browser.test_offline import account, go, hand_in, listed
from heli.core.acts import SYSTEM, Actor
from heli.core.flow.models import Entry
from heli.core.places.actions import redraw_area
from heli.loops.grid.enums import Stage, Tag
from heli.loops.grid.models import Report
from heli.loops.grid.queries.cases import case_of
from heli.loops.grid.queries.clocks import clocks_of
from heli.shell import clock
from make_grid import LAT, LON, Centre, centre
from shell.field.offhand import picture


pytestmark = pytest.mark.django_db(transaction=True)


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
def album(tmp_path: Path) -> list[str]:
    """Photos that differ from each other."""
    found = []
    for light in range(40, 240, 20):
        path = tmp_path / f"IMG_{light}.jpg"
        path.write_bytes(picture(light))
        found.append(str(path))
    return found


def show(page: Page, field: str, photo: str) -> None:
    page.set_input_files(f"#id_{field}", photo)
    expect(page.locator(f"[data-photos={field}] img")).to_have_count(1)


def stands(page: Page) -> None:
    page.wait_for_selector("form[data-offline=ready]")
    page.get_by_role("button", name="使用当前位置").click()
    expect(page.locator("[data-says]")).to_contain_text("±8 m")


class Desk:
    """Somebody at a desk, with a browser of their own."""

    def __init__(self, open_page: Open, who: Actor) -> None:
        self.page = open_page(reverse("grid:cases"), who=account(who), language="en")
        self.base = self.page.url.partition("/desk/")[0]

    def step(self, entry: Entry, name: str, **said: str) -> None:
        """Take a step by its form."""
        self.page.goto(self.base + reverse(f"grid:{name}" if name in ("merge", "decide") else "grid:step", args=[entry.uid] if name in ("merge", "decide") else [entry.uid, name]))  # fmt: skip
        for field, value in said.items():
            box = self.page.locator(f"[name={field}]").first
            if box.get_attribute("type") == "radio":
                self.page.check(f"[name={field}][value='{value}']")
            elif box.evaluate("one => one.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)
        with self.page.expect_navigation():
            self.page.click("main form .button-primary")
        assert "error_summary" not in self.page.content(), self.page.inner_text("main")


def reported_by_a_resident(open_page: Open, here: Centre) -> Page:
    """A resident's report of the same, from a phone; the receipt stays open."""
    page = open_page(f"/report/{here.call.uid}/", who=None, width=360, language="zh-hans")
    page.fill("#id_text", "墙边有一堆垃圾，很臭")
    page.get_by_role("button", name="继续").click()
    page.wait_for_selector("#id_lat", state="attached")
    for name, value in (("lat", LAT / 1e6 + 0.0001), ("lon", LON / 1e6)):
        page.evaluate("([id, v]) => { document.getElementById(id).value = v }", [f"id_{name}", str(value)])  # fmt: skip
    page.fill("#id_place", "墙边")
    page.get_by_role("button", name="继续").click()
    page.fill("#id_phone", "13900000001")
    page.get_by_role("button", name="提交").click()
    page.get_by_role("link", name="查看进度").click()
    return page


def test_a_case_from_the_lane_to_its_second_hearing(
    open_page: Open,
    here: Centre,
    phone_of: object,  # noqa: F811  -- the fixture
    album: list[str],
) -> None:
    # A grid worker reports without a network; it reaches the queue once.
    phone = phone_of(here.worker)  # type: ignore[operator]  # a fixture that opens phones
    phone.context.set_offline(True)
    phone.get_by_role("link", name="上报").first.click()
    stands(phone)
    show(phone, "near", album[0])
    show(phone, "far", album[1])
    phone.select_option("#id_category", "06010")
    phone.fill("#id_text", "墙边有垃圾")
    hand_in(phone)
    assert (listed(phone, "waiting"), Report.objects.count()) == (["墙边有垃圾"], 0)
    phone.context.set_offline(False)
    phone.wait_for_selector("[data-list=delivered]:not([hidden])")
    double = case_of(Report.objects.get().entry.uid)

    # A resident reported the same; the desk merges both, has it looked at, and registers it.
    receipt = reported_by_a_resident(open_page, here)
    entry = case_of(Report.objects.latest("pk").entry.uid)
    clerk = Desk(open_page, here.clerk)
    clerk.step(double, "merge", into=entry.code, usual="0")
    assert case_of(double.uid).merged_into == entry
    clerk.step(entry, "verify", assignee=str(here.worker.party_id))
    go(phone, f"/field/grid/tasks/{entry.uid}/find/")
    stands(phone)
    phone.check("[name=finding][value=exists]")
    show(phone, "photos", album[8])
    delivered(phone)
    clerk.step(entry, "register", category="06010")

    # It goes where the list says, comes back once, and that is decided.
    dispatcher = Desk(open_page, here.dispatcher)
    dispatcher.step(entry, "dispatch")
    assert case_of(entry.uid).org == here.cleaning
    unit = Desk(open_page, here.unit_head)
    unit.step(entry, "return", reason="not_our_duty", note="不归我们", basis="第9条")
    dispatcher.step(entry, "decide", granted="no", note="按清单由你单位处理")
    begun = clocks_of(case_of(entry.uid), at=clock.now())["handle"].deadline

    # Handled with a pair of photos on a phone, refused by the checker, and done again on the same clock.
    hand = phone_of(here.unit_head)  # type: ignore[operator]  # the same
    checker = phone_of(here.checker)  # type: ignore[operator]  # the same
    go(hand, f"/field/grid/tasks/{entry.uid}/sign/")
    hand.wait_for_selector("form[data-offline=ready]")
    delivered(hand)
    handle(hand, entry, album[2:4])
    check(checker, entry, "fail", album[4], note="还有一袋")
    assert case_of(entry.uid).state == Stage.HANDLING
    assert clocks_of(case_of(entry.uid), at=clock.now())["handle"].deadline == begun
    handle(hand, entry, album[5:7])
    check(checker, entry, "pass", album[7])

    # Closed with an answer to both; rated, and opened again once.
    clerk.step(entry, "close", usual="0")
    assert case_of(entry.uid).state == Stage.CLOSED
    receipt.reload()
    rated_and_opened_again(receipt)
    again = case_of(entry.uid)
    assert (again.state, again.counted.get(Tag.REOPENED)) == (Stage.HANDLING, 1)
    assert Tag.CLOSED not in again.counted
    assert case_of(double.uid).reports.count() == 1


def handle(page: Page, entry: Entry, photos: list[str]) -> None:
    """Show how it looked before and looks now."""
    go(page, f"/field/grid/tasks/{entry.uid}/handle/")
    stands(page)
    page.fill("#id_note", "已清理")
    show(page, "before", photos[0])
    show(page, "after", photos[1])
    delivered(page)
    assert case_of(entry.uid).state == Stage.HANDLED


def check(page: Page, entry: Entry, result: str, photo: str, note: str = "") -> None:
    """Look on the spot."""
    go(page, f"/field/grid/tasks/{entry.uid}/check/")
    stands(page)
    page.check(f"[name=result][value={result}]")
    page.fill("#id_note", note)
    show(page, "photos", photo)
    delivered(page)


def rated_and_opened_again(receipt: Page) -> None:
    """The resident says that it is not solved, and once that it must go on."""
    receipt.click("main a[href$='/rate/']")
    receipt.check("[name=solved][value=no]")
    receipt.check("[name=satisfaction][value=dissatisfied]")
    receipt.click("main form .button-primary")
    expect(receipt.locator("main a[href$='/rate/']")).to_have_count(0)
    receipt.click("main a[href$='/reopen/']")
    receipt.fill("[name=note]", "墙角还有一袋垃圾")
    receipt.click("main form .button-primary")
    receipt.wait_for_selector(".timeline")
    expect(receipt.locator("main a[href$='/reopen/']")).to_have_count(0)
