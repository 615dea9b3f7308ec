"""Reading texts in a real browser: the five seeds with the right marks, keys, a dropped file."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import make
from heli.core.access.models import User
from heli.core.parties.models import Party
from looks import too_wide
from loops.briefs.offices import Office, office as new_office


SHARED = Path(os.environ.get("HELI_SHARED", Path(__file__).parents[2].parent / "shared"))
SHOTS = os.environ.get("SHOTS")
BODY = "收到来信5封，其中答复来信3封。走访学会12家，走访农户21户、商户4户，合计27户。培训420人，其中女性460人。"
Open = Callable[..., Page]


@pytest.fixture
def office(transactional_db: None) -> Office:
    return new_office()


@pytest.fixture
def editor(office: Office) -> User:
    return make.user(Party.objects.get(pk=office.editor.party_id))


def shoot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def give(page: Page, body: str) -> None:
    page.fill("textarea[name=body]", body)
    page.click("form.form button[type=submit]")
    page.wait_for_url("**/desk/reading/*-*/**")


SEEDS = {
    "000": [("8人", "consistent"), ("3篇", "consistent"), ("500余条", "unmatched")],
    "001": [("56篇", "consistent"), ("23名", "consistent"), ("60%", "asked")],
    "002": [("1127萬元", "asked"), ("104.6萬元", "consistent"), ("500把", "unmatched")],
    "003": [("138名", "consistent"), ("196万只", "asked"), ("233个", "unmatched")],
    "004": [("7万册", "asked"), ("2场", "consistent"), ("12家", "unmatched")],
}


@pytest.mark.parametrize("seed", sorted(SEEDS))
def test_seed_is_read_with_its_marks(open_page: Open, editor: User, seed: str) -> None:
    found = sorted((SHARED / "seeds").glob(f"{seed}_*.txt"))
    if not found:
        pytest.skip(f"the seed texts are not at {SHARED}; set HELI_SHARED")
    page = open_page("/desk/reading/", who=editor, language="zh-hans")

    give(page, found[0].read_text("utf-8"))

    for words, mark in SEEDS[seed]:
        chip = page.locator(".reading-paper .reading-mark", has_text=words).first
        expect(chip).to_have_class(f"reading-mark reading-{mark}")
    if seed == "002":
        expect(page.locator("#checks")).to_contain_text("未列明 4 万元")
    if seed == "001":
        expect(page.locator("#checks")).to_contain_text("21名 + 2名 = 23名")


@pytest.mark.parametrize("width", [360, 1280])
def test_page_fits_and_marks_say_more_than_colour(
    open_page: Open, office: Office, editor: User, width: int
) -> None:
    office.receive(5, answered=3)
    page = open_page("/desk/reading/", who=editor, language="zh-hans", width=width)
    shoot(page, f"reading-form-{width}")
    page.fill("input[name=first]", "2020-01-01")
    page.fill("input[name=last]", "2020-02-29")

    give(page, BODY)

    shoot(page, f"reading-text-{width}")
    glyphs = page.locator(".reading-paper .reading-glyph").all_text_contents()
    assert glyphs == ["✓", "✓", "○", "?", "?", "?", "✗", "✗"]
    assert too_wide(page) == 0


def test_figures_are_gone_through_by_keyboard(open_page: Open, editor: User) -> None:
    page = open_page("/desk/reading/", who=editor, language="zh-hans")
    give(page, BODY)
    first = page.locator("[data-figure]").first

    page.keyboard.press("j")
    expect(first).to_be_focused()
    page.keyboard.press("i")
    page.wait_for_url("**#f*")
    expect(page.locator("[data-figure]").first).to_contain_text("已忽略")
    expect(page.locator("[data-figure]").first).to_be_focused()

    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator("[data-figure]").nth(1)).to_contain_text("已采信")
    # The words come with the page, the keys with its scripts.
    page.wait_for_load_state()

    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("c")
    page.wait_for_url("**/figures/*/")
    shoot(page, "reading-correct")
    page.fill("input[name=what]", "答复来信")
    page.click("form.form button[type=submit]")
    expect(page.locator("[data-figure]").nth(1)).to_contain_text("已更正")


def test_file_is_dropped_on_the_form(open_page: Open, editor: User) -> None:
    page = open_page("/desk/reading/", who=editor, language="en")
    handed = page.evaluate_handle(
        """text => { const carried = new DataTransfer();
        carried.items.add(new File([text], "dropped.txt", {type: "text/plain"})); return carried; }""",
        BODY,
    )

    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": handed})
    page.click("form.form button[type=submit]")

    page.wait_for_url("**/desk/reading/*-*/**")
    expect(page.locator("h1")).to_have_text("dropped")
    expect(page.locator(".reading-paper .reading-mark")).to_have_count(8)


def test_everything_works_without_scripts(open_page: Open, editor: User) -> None:
    page = open_page("/desk/reading/", who=editor, language="zh-hans", js=False)
    give(page, BODY)

    page.locator("[data-figure]").nth(2).get_by_role("button", name="忽略").click()

    expect(page.locator("[data-figure]").nth(2)).to_contain_text("已忽略")
    page.get_by_role("link", name="起草简报").click()
    shoot(page, "reading-draft")
    page.fill("input[name=first]", "2020-01-01")
    page.fill("input[name=last]", "2020-02-29")
    page.click("form.form button[type=submit]")
    page.wait_for_url("**/desk/briefs/*-*/")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_a_figure_says_breaks_on_a_phone(
    open_page: Open, office: Office, editor: User, language: str
) -> None:
    page = open_page("/desk/reading/", who=editor, language=language, width=360)

    give(page, "统一战线成员捐款5900余万元，其中捐赠湖北4000余万元。")

    assert too_wide(page) == 0
