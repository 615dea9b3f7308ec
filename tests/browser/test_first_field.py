"""Who comes to a page that is one form, writes at once."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

import make
from browser.conftest import Open
from heli.shell import clock
from make_grid import Centre, centre


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(transactional_db: None) -> Centre:
    """A centre whose people work today."""
    found = centre()
    found.at = clock.now()
    return found


def test_the_first_field_of_a_step_has_the_focus_unless_something_is_wrong(
    open_page: Open, here: Centre
) -> None:
    case = here.reported(place="示例路1号")
    who = make.user(here.person(here.clerk))
    page = open_page(reverse("grid:step", args=[case.uid, "refuse"]), who=who, language="en")
    first = page.locator("main form .field").first.locator("input, select, textarea")

    expect(first).to_be_focused()

    # The console tells of a 422, where a mistake of a script would be told: the page is what counts.
    page.route("**/refuse/", lambda route: route.fulfill(response=route.fetch(), status=200))
    page.locator("main form [type=submit]").click()
    expect(page.locator(".error_summary")).to_be_focused()


def test_signing_in_begins_with_the_name(open_page: Open) -> None:
    expect(open_page("/account/login/", who=None).locator("[name=login]")).to_be_focused()
