"""The gallery, seen as people see it: every look, both languages, small and large, keys only."""

from typing import Any

import pytest

from browser.conftest import Open
from heli.shell.redline import redline
from looks import barriers, follow, too_wide


LOOKS = {
    "light": {"theme": "light"},
    "dark": {"theme": "dark"},
    "elder": {"theme": "light", "size": "elder"},
}
# The gallery shows some landmarks twice, beside those of the page itself.
REPEATED = {"landmark-unique", "landmark-complementary-is-top-level"}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("look", sorted(LOOKS))
def test_gallery_has_no_barriers_that_axe_sees(open_page: Open, look: str, language: str) -> None:
    page = open_page("/desk/gallery/", language=language, **LOOKS[look])

    assert [one for one in barriers(page) if one[0] not in REPEATED] == []


@pytest.mark.parametrize("look", sorted(LOOKS))
@pytest.mark.parametrize("path", ["/desk/gallery/", "/offline/", "/account/login/"])
def test_phone_needs_no_sideways_scrolling(open_page: Open, path: str, look: str) -> None:
    who = ... if path.startswith("/desk/") else None
    page = open_page(path, width=360, who=who, **LOOKS[look])

    assert too_wide(page) == 0


TARGETS = """[...document.querySelectorAll('a, button, summary, input, select, textarea')]
  .filter(e => e.checkVisibility() && !e.matches('.figure, .skip_link, p a, li p a, dd a, .error_summary a'))
  .map(e => [e.closest('label') ?? e, e])
  .map(([box, e]) => [e.outerHTML.slice(0, 90), Math.round(box.getBoundingClientRect().height)])
"""


def small(page: Any, least: int) -> list[tuple[str, int]]:
    return [(html, height) for html, height in page.evaluate(TARGETS) if height < least]


def test_targets_of_the_desk_are_24_pixels_and_more(open_page: Open) -> None:
    assert small(open_page("/desk/gallery/"), 24) == []


def test_targets_for_older_people_are_60_pixels_and_text_is_18(open_page: Open) -> None:
    page = open_page("/desk/gallery/", size="elder")

    assert small(page, 60) == []
    sizes = page.evaluate(
        """[...document.querySelectorAll('main p, main td, main th, main dd, main dt, main label, main a, main button')]
        .filter(e => e.checkVisibility() && e.innerText.trim())
        .map(e => parseFloat(getComputedStyle(e).fontSize))"""
    )
    assert min(sizes) >= 18


def test_keys_move_tick_and_show_their_list(open_page: Open) -> None:
    page = open_page("/desk/gallery/", language="en")

    for key in ("j", "j", "x", "Shift+J", "k"):
        page.keyboard.press(key)
    ticked = page.evaluate(
        "[...document.querySelectorAll('[data-row]')].map(r => r.querySelector('input').checked)"
    )
    assert ticked == [False, True, True, False, False, False, False, False]
    assert page.locator("[data-bulk-count]").inner_text() == "2 ticked"
    assert page.locator("[data-row][aria-current]").count() == 1

    page.keyboard.press("?")
    assert page.locator("#key-help").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#key-help").is_hidden()


def test_keys_sleep_in_a_field_and_while_chinese_is_composed(open_page: Open) -> None:
    page = open_page("/desk/gallery/")

    page.locator("#id_title").focus()
    page.keyboard.type("jx?")
    page.locator("#id_title").blur()
    page.evaluate(
        """document.body.dispatchEvent(new KeyboardEvent('keydown',
        {code: 'KeyJ', keyCode: 229, isComposing: true, bubbles: true}))"""
    )

    assert page.locator("#id_title").input_value() == "jx?"
    assert page.locator("[data-row][aria-current]").count() == 0


def test_keys_can_be_turned_off(open_page: Open) -> None:
    page = open_page("/desk/gallery/")
    page.evaluate("document.body.dataset.keys = 'off'")

    page.keyboard.press("j")

    assert page.locator("[data-row][aria-current]").count() == 0


def test_confirm_opens_over_the_page_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page("/desk/gallery/")
    page.evaluate("document.getElementById('confirm-example').close()")
    opener = page.locator("[data-dialog=confirm-example]")

    opener.click()
    assert page.evaluate("document.getElementById('confirm-example').matches(':modal')")
    page.keyboard.press("Escape")

    assert opener.evaluate("e => e === document.activeElement")


def test_redline_turns_to_two_columns(open_page: Open) -> None:
    page = open_page("/desk/gallery/")
    first = page.locator("#c-redline .redline").first

    first.locator("[data-redline-toggle]").click()

    assert "redline-side" in (first.get_attribute("class") or "")
    assert first.locator("del:visible").count() == redline("1127", "1123").removed // 4


def test_look_and_language_can_be_changed_without_scripts(open_page: Open) -> None:
    page = open_page("/desk/gallery/", js=False)

    page.locator(".display summary").click()
    follow(page, page.locator("button[name=language][value=en]"))
    page.locator(".display summary").click()
    follow(page, page.locator("button[name=theme][value=dark]"))

    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("data-theme")) == ("en", "dark")
    assert page.locator("h1").first.inner_text() == "Components"


def test_menu_folds_on_a_phone_and_opens_without_scripts(open_page: Open) -> None:
    page = open_page("/desk/gallery/", width=360, js=False)
    assert page.locator("#nav").is_hidden()

    page.locator(".bar-menu").click()

    assert page.locator("#nav").is_visible()
    page.locator(".nav-close").click()
    assert page.locator("#nav").is_hidden()


def test_a_kind_of_work_left_open_in_the_menu_is_open_on_the_next_page(open_page: Open) -> None:
    page = open_page("/desk/gallery/")
    first = page.locator(".nav-group").first
    assert first.locator(".nav-item").first.is_hidden()

    first.locator("summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.cookie.includes('heli_nav=')")
    page.reload()

    assert page.locator(".nav-group").first.locator(".nav-item").first.is_visible()


def test_wrong_form_without_scripts_keeps_what_was_typed(open_page: Open) -> None:
    page = open_page("/account/login/", who=None, js=False)

    page.locator("input[name=login]").fill("nobody")
    page.locator("input[name=password]").fill("wrong")
    follow(page, page.locator("main button[type=submit]"))

    assert page.locator(".error_summary").is_visible()
    assert page.locator("input[name=login]").input_value() == "nobody"


def test_print_has_no_menus_repeats_the_head_and_ends_with_a_signature(open_page: Open) -> None:
    page = open_page("/desk/gallery/", width=360)
    page.emulate_media(media="print")

    for part in (".bar", "#nav", ".filter_bar", ".pager", ".bulk", ".table-tick"):
        assert page.locator(part).first.is_hidden()
    shown = "e => getComputedStyle(e).display"
    assert page.locator(".table thead").first.evaluate(shown) == "table-header-group"
    assert page.locator(".table tbody td:not(.table-tick)").first.evaluate(shown) == "table-cell"
    assert page.locator(".signature").is_visible()


def test_a_name_between_many_columns_is_not_pressed_into_one_character_a_line(
    open_page: Open,
) -> None:
    page = open_page("/desk/gallery/")
    cells = "<td>1</td>" * 30
    width = page.evaluate(
        """cells => {
          const at = document.querySelector('main');
          const row = `<tr><td>禾塘社区第一网格</td>${cells}</tr>`;
          at.innerHTML = `<div class="table-scroll"><table class="table">${row}</table></div>`;
          return at.querySelector('td').getBoundingClientRect().width;
        }""",
        cells,
    )

    assert width >= 8 * 14
