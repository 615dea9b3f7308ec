"""What every page must pass: nobody is kept out, nothing sticks out.

A page that was just gone to may still have no element at all; so each of these waits until it was
read whole, and :func:`follow` until the next one was.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page


def barriers(page: Page) -> list[tuple[str, str]]:
    """What keeps somebody out, by axe: the rule, and the element that breaks it."""
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    return [(one["id"], node["html"][:160]) for one in found for node in one["nodes"]]


def too_wide(page: Page) -> int:
    """By how many pixels a page must be pushed sideways."""
    page.wait_for_load_state()
    return max(0, int(page.evaluate("document.documentElement.scrollWidth - innerWidth")))


def follow(page: Page, what: Locator) -> None:
    """Click what leads to another page, until that has been read whole."""
    with page.expect_event("load"):
        what.click()
