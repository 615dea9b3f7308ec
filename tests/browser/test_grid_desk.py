"""The queue by keyboard, in a real browser: twenty cases, counted key by key; and every page fits a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

import make
from browser.conftest import Open
from heli.core.flow.models import Entry
from heli.loops.grid.enums import Stage
from heli.shell import clock
from looks import barriers, follow, too_wide
from make_grid import RUBBISH, Centre, centre


pytestmark = pytest.mark.django_db(transaction=True)
MOST_KEYS = 80


@pytest.fixture
def here(transactional_db: None) -> Centre:
    """A centre whose people work today."""
    found = centre()
    found.at = clock.now()
    return found


def reported() -> int:
    return Entry.objects.filter(flow__startswith="grid.case@", state=Stage.REPORTED).count()


def test_twenty_cases_are_taken_up_by_at_most_eighty_keys(open_page: Open, here: Centre) -> None:
    for n in range(20):
        here.reported(place=f"示例路{n}号")
    who = make.user(here.person(here.clerk))
    page = open_page(reverse("grid:cases") + "?state=reported", who=who)
    keys = 0

    def press(key: str) -> None:
        nonlocal keys
        keys += 1
        page.keyboard.press(key)

    for _ in range(10):
        press("j")
        with page.expect_navigation():
            press("e")
    assert reported() == 10
    press("j")
    page.wait_for_selector("[data-preview-pane] h2")
    for _ in range(9):
        press("Shift+J")
    with page.expect_navigation():
        press("e")
    assert (reported(), keys <= MOST_KEYS) == (0, True)
    with page.expect_navigation():
        page.keyboard.press("z")
    assert reported() == 10


@pytest.mark.parametrize("width", [360, 1280])
def test_the_queue_is_two_keys_away_though_its_menu_is_folded(
    open_page: Open, here: Centre, width: int
) -> None:
    page = open_page(reverse("shell:desk"), who=make.user(here.person(here.clerk)), width=width)

    with page.expect_navigation():
        page.keyboard.press("g")
        page.keyboard.press("q")

    assert page.url.split("?")[0].endswith(reverse("grid:cases"))


def test_a_report_is_noted_with_what_may_be_the_same_beside_it(
    open_page: Open, here: Centre
) -> None:
    known = here.reported(place="示例桥")
    who = make.user(here.person(here.clerk))
    page = open_page(reverse("grid:intake", args=[here.call.uid]), who=who, language="en")
    page.fill("[name=text]", "桥头有一堆垃圾")
    page.fill("input.sift", "垃圾 暴露")
    assert page.eval_on_selector("[name=category]", "one => one.value") == RUBBISH
    page.select_option("[name=area]", str(here.grid.uid))
    page.wait_for_selector(f"[data-suggest-pane] >> text={known.code}")
    assert page.locator("[data-suggest-pane] >> text=环卫所").count() == 1
    _fits(page)
    follow(page, page.locator("main form .button-primary"))
    page.check(f"[name=joins][value='{known.uid}']")
    _fits(page)
    follow(page, page.locator("main form .button-primary"))
    assert known.code in page.inner_text("main")
    assert known.reports.count() == 2


@pytest.mark.parametrize("width", [360, 1280])
def test_who_notes_a_report_passes_the_map_before_going_on(
    open_page: Open, here: Centre, width: int
) -> None:
    who = make.user(here.person(here.clerk))
    page = open_page(reverse("grid:intake", args=[here.call.uid]), who=who, width=width)
    page.wait_for_selector("[data-map-canvas]:not([hidden])")
    boxes = [
        page.locator(f"main form {part}").bounding_box()
        for part in ("[name=text]", "[data-map-canvas]", ".form-actions .button-primary")
    ]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == 3, boxes
    assert tops == sorted(tops)
    _fits(page)


def test_the_pages_of_the_desk_fit_a_phone_and_keep_nobody_out(
    open_page: Open, here: Centre
) -> None:
    entry = here.dispatched(patrol=True)
    who = make.user(here.person(here.clerk))
    page = open_page(reverse("grid:cases"), who=who, width=360)
    for url in (
        reverse("grid:cases") + "?box=open",
        reverse("grid:case", args=[entry.uid]),
        reverse("grid:step", args=[entry.uid, "category_back"]),
        reverse("grid:days"),
        reverse("grid:intake", args=[here.call.uid]),
    ):
        page.goto(page.url.partition("/desk/")[0] + url)
        _fits(page)


def _fits(page: Page) -> None:
    assert (page.url, barriers(page), too_wide(page)) == (page.url, [], 0)


def test_a_limit_and_its_clock_stand_in_columns_of_their_own(open_page: Open, here: Centre) -> None:
    who = make.user(here.person(here.head))
    page = open_page(reverse("grid:keep_limits", args=[here.call.uid]), who=who)

    line = page.locator(".grid-limits tbody tr").first
    most, clock_ = (line.locator(what).bounding_box() for what in ("input", "select"))
    assert most is not None
    assert clock_ is not None
    assert clock_["x"] >= most["x"] + most["width"]
    assert abs(clock_["y"] - most["y"]) < most["height"]
