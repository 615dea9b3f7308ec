"""What scripts add: parts exchanged in place, drafts kept, proofs beside the text."""

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Open


pytestmark = pytest.mark.django_db(transaction=True)


def test_filter_exchanges_the_list_alone_and_the_address_follows(open_page: Open) -> None:
    page = open_page("/desk/", language="en")
    page.evaluate("window.sameDocument = true")

    page.locator("[data-search]").first.fill("canteen")
    page.locator("[data-search]").first.press("Enter")
    page.locator(".chip").wait_for()

    assert page.url.endswith("/desk/?q=canteen")
    assert page.evaluate("window.sameDocument") is True

    page.locator(".chip").click()
    page.locator(".chip").wait_for(state="detached")
    assert page.url.endswith("/desk/")
    assert page.evaluate("window.sameDocument") is True


def test_back_goes_to_the_list_before(open_page: Open) -> None:
    page = open_page("/desk/")
    page.locator("[data-search]").first.fill("canteen")
    page.locator("[data-search]").first.press("Enter")
    page.locator(".chip").wait_for()

    page.go_back()

    page.locator(".chip").wait_for(state="detached")
    assert page.url.endswith("/desk/")


def test_list_is_filtered_without_scripts(open_page: Open) -> None:
    page = open_page("/desk/", js=False)

    page.locator("[data-search]").first.fill("canteen")
    page.locator("[data-search]").first.press("Enter")

    expect(page.locator(".chip")).to_have_count(1)
    assert "q=canteen" in page.url


def test_draft_is_sent_by_itself_and_said_to_be_kept(open_page: Open) -> None:
    page = open_page("/desk/gallery/", language="en")
    form = page.locator("form[data-autosave]").first
    form.evaluate("f => { f.dataset.autosave = '/offline/'; }")

    form.locator("#id_title").fill("On canteens")

    expect(form.locator("[data-autosave-mark]")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))


def test_figure_opens_its_proof_in_place_and_escape_goes_back(open_page: Open) -> None:
    page = open_page("/desk/gallery/")
    page.evaluate(
        """() => {
        const place = document.createElement('div');
        place.dataset.proofPlace = '';
        document.querySelector('main').prepend(place);
        document.querySelector('#c-figure a.figure').href = location.pathname; }"""
    )
    chip = page.locator("#c-figure a.figure").first

    chip.focus()
    page.keyboard.press("Enter")
    page.locator("[data-proof-place] [data-proof-panel]").wait_for()

    assert page.evaluate("document.activeElement.matches('[data-proof-place] h2')")
    page.keyboard.press("Escape")
    assert chip.evaluate("e => e === document.activeElement")


def test_long_text_says_how_much_of_it_still_fits(open_page: Open) -> None:
    page = open_page("/desk/gallery/")
    box = page.locator("#id_text")

    box.fill("建" * 3001)

    assert page.locator("#id_text + .field-count").inner_text() == "3001 / 3000"
    assert "field-count-over" in (
        page.locator("#id_text + .field-count").get_attribute("class") or ""
    )


def test_form_that_is_sent_again_with_other_entries_says_so(open_page: Open) -> None:
    page = open_page("/desk/gallery/", language="en")
    page.evaluate("document.addEventListener('submit', event => event.preventDefault())")
    form = page.locator("form[data-autosave]").first
    mark = form.locator("input[name=form_changed]")

    for _time in range(2):
        form.evaluate("f => f.requestSubmit()")
        expect(mark).to_have_count(0)
    form.locator("#id_title").fill("On canteens")
    form.evaluate("f => f.requestSubmit()")
    expect(mark).to_have_count(1)
    form.evaluate("f => f.requestSubmit()")
    expect(mark).to_have_count(1)
