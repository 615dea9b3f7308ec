"""A phone without room (R21): whoever enters something is told before leaving, and nothing is lost in silence."""

import pytest
from playwright.sync_api import Dialog, expect

from browser.test_field_grid import here, phone_of, photo  # noqa: F401  -- fixtures
from browser.test_offline import hand_in, listed
from heli.loops.grid.models import Report
from make_grid import Centre


pytestmark = pytest.mark.django_db(transaction=True)


FULL = """() => {
  IDBObjectStore.prototype.putBefore = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
EMPTIED = "() => { IDBObjectStore.prototype.put = IDBObjectStore.prototype.putBefore; }"
"""The browser answers as it does when the disk is full."""


def test_without_room_it_is_said_and_what_was_typed_stays_until_there_is_some(
    here: Centre,  # noqa: F811  -- the fixtures
    phone_of: object,  # noqa: F811  -- the same
    photo: str,  # noqa: F811  -- the same
) -> None:
    page = phone_of(here.worker)  # type: ignore[operator]  # a fixture that opens phones
    page.context.set_offline(True)
    page.get_by_role("link", name="上报").first.click()
    page.wait_for_selector("form[data-offline=ready]")
    page.evaluate(FULL)
    page.fill("#id_text", "墙边有垃圾")
    page.fill("#id_place", "墙边")
    expect(page.locator("[data-no-room]")).to_be_visible()
    page.set_input_files("#id_near", photo)
    page.locator(".form-actions .button-primary").click()
    expect(page.locator("[data-no-room]")).to_be_visible()
    expect(page.locator("#id_text")).to_have_value("墙边有垃圾")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.evaluate("location.assign('/field/')")
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]

    page.evaluate(EMPTIED)
    hand_in(page)
    assert listed(page, "waiting") == ["墙边"]
    page.context.set_offline(False)
    page.wait_for_selector("[data-list=delivered]:not([hidden])")
    assert Report.objects.get().text == "墙边有垃圾"
