"""A browser that clears its storage whole (R21): whoever had things waiting is told how many, and what to do."""

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

import make
from browser import test_offline
from browser.test_offline import DELIVER, hand_in, leave, listed, ready, titles, write
from heli.core.access.actions import revoke_devices
from heli.core.access.models import Device
from heli.core.acts import SYSTEM
from make_advice import Office


pytestmark = pytest.mark.django_db(transaction=True)
here, phone = test_offline.here, test_offline.phone
STORAGE = "indexeddb,cache_storage,service_workers,local_storage"
"""What browsers evict together. Cookies stay."""
TELLS = "[data-lost]"


def evict(page: Page) -> None:
    """Clear what the browser keeps for this site, as it does when the phone is full."""
    origin = "/".join(page.url.split("/")[:3])
    page.goto(origin + "/")
    asked = {"origin": origin, "storageTypes": STORAGE}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", asked)


def cookies_of(page: Page) -> dict[str, Mapping[str, object]]:
    """The cookies of the field face that remember what was not delivered."""
    known = {one["name"]: one for one in page.context.cookies([page.url, origin_of(page)])}
    return {name: one for name, one in known.items() if name.startswith("heli_field_")}


def origin_of(page: Page) -> str:
    return "/".join(page.url.split("/")[:3]) + "/field/"


def keep(page: Page, office: Office, *titles: str) -> None:
    """Drafts: nothing delivers them while a test looks."""
    for title in titles:
        write(page, office, title=title)
        expect(page.locator("[data-kept]")).to_have_text(re.compile("^Kept"))


def test_what_an_evicting_browser_took_is_said_until_it_was_read(
    phone: Page,
    here: Office,
) -> None:
    keep(phone, here, "路灯", "井盖")
    evict(phone)
    phone.goto(origin_of(phone))

    told = phone.locator(TELLS)
    expect(told).to_be_visible()
    expect(told).to_contain_text(
        re.compile(r"Not delivered when they were last counted \(.+\): 2\.")
    )
    ready(phone)
    phone.reload()
    expect(told).to_be_visible()
    phone.get_by_role("button", name="I have taken note").click()
    expect(told).to_be_hidden()
    phone.reload()
    ready(phone)
    expect(told).to_be_hidden()
    assert cookies_of(phone) == {}


def test_what_is_lost_twice_before_it_was_read_is_added_up(
    phone: Page,
    here: Office,
) -> None:
    for n in (1, 2):
        keep(phone, here, f"路灯{n}")
        evict(phone)
        phone.goto(origin_of(phone))
        expect(phone.locator(TELLS)).to_contain_text(re.compile(rf": {n}\."))
        ready(phone)


def test_the_cookie_tells_a_number_and_a_moment_and_nothing_of_anybody(
    phone: Page,
    here: Office,
) -> None:
    keep(phone, here, "路灯", "井盖")
    kept = cookies_of(phone)["heli_field_left"]
    assert re.fullmatch(r"2\.\d{13}", str(kept["value"]))
    assert (kept["sameSite"], kept["path"]) == ("Strict", "/field/")
    assert float(str(kept["expires"])) > 0


def test_what_was_delivered_before_is_not_missed(
    phone: Page,
    here: Office,
) -> None:
    phone.context.set_offline(True)
    write(phone, here)
    hand_in(phone)
    assert listed(phone, "waiting") == ["路灯"]
    phone.context.set_offline(False)
    phone.wait_for_selector("[data-list=delivered]:not([hidden])")
    assert titles() == ["路灯"]
    assert cookies_of(phone) == {}
    evict(phone)
    phone.goto(origin_of(phone))
    ready(phone)
    expect(phone.locator(TELLS)).to_be_hidden()


def test_who_signs_out_all_the_same_was_told_and_is_not_told_again(
    phone: Page,
    here: Office,
) -> None:
    keep(phone, here, "路灯", "井盖")
    leave(phone, "accept")
    phone.wait_for_url(re.compile(r"//[^/]+/$"))
    assert cookies_of(phone) == {}


def test_a_phone_that_was_told_to_forget_misses_nothing(
    phone: Page,
    here: Office,
) -> None:
    keep(phone, here, "路灯", "井盖")
    assert "heli_field_left" in cookies_of(phone)
    revoke_devices(list(Device.objects.all()), by=SYSTEM, at=make.AT)
    assert phone.evaluate(DELIVER) == "revoked"
    assert cookies_of(phone) == {}


def test_a_new_phone_is_told_nothing_and_chinese_readers_read_chinese(
    phone: Page,
    here: Office,
) -> None:
    expect(phone.locator(TELLS)).to_be_hidden()
    keep(phone, here, "路灯", "井盖")
    origin = origin_of(phone).removesuffix("field/")
    phone.context.add_cookies([{"name": "django_language", "value": "zh-hans", "url": origin}])
    evict(phone)
    phone.goto(origin_of(phone))
    expect(phone.locator(TELLS)).to_contain_text(re.compile(r"2 项"))
