"""Where one is: every page of giving at the desk marks the line of the menu that it belongs to."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import security
from heli.loops.giving.web.menus import MENU
from security.doors import Way, ways_in
from security.records import RECORDS
from security.world import World


pytestmark = pytest.mark.django_db
MATRIX = tomllib.loads((Path(security.__file__).parent / "matrix.toml").read_text())
CURRENT = re.compile(r'<a class="nav-item" href="([^"]*)"[^>]* aria-current="page"')
# What has a register of its own is found there; everything else belongs to a campaign.
REGISTERS = ("gifts", "pledges", "needs", "deliveries", "stock", "imports", "statements")


def ways_of_giving() -> Iterator[Way]:
    return (way for way in ways_in() if way.route.startswith("desk/giving/"))


def line_of(way: Way) -> str:
    """The line of the menu that a page belongs to."""
    first = way.route.removeprefix("desk/giving/").partition("/")[0]
    return reverse(f"giving:{first if first in REGISTERS else 'campaigns'}")


def test_every_address_lies_below_a_line_of_the_menu() -> None:
    lines = {reverse(one.url_name) for one in MENU if one.face == "desk"}

    assert {line_of(way) for way in ways_of_giving()} == lines
    assert [
        way.route for way in ways_of_giving() if not f"/{way.route}".startswith(line_of(way))
    ] == []


def test_every_page_marks_its_line_and_no_other() -> None:
    world = World.made()
    browser, own, seen = world.clients["org_admin"], world.bodies["own"], {}

    for way in ways_of_giving():
        said = MATRIX.get(way.name, {})
        if "GET" in said.get("methods", ["GET"]):
            record = RECORDS[said["record"]](own) if "record" in said else None
            if (shown := page(browser, way.url(record))) is not None:
                seen[way.name] = (CURRENT.findall(shown), [line_of(way)])

    assert {name: marked for name, (marked, line) in seen.items() if marked != line} == {}
    assert {"giving:close", "giving:sale", "giving:payment_back", "giving:bank_aside"} <= set(seen)


def page(browser: Client, url: str) -> str | None:
    """What a page says; None for a file, or a piece of a page."""
    answer = browser.get(url)
    is_page = answer.status_code == 200 and "html" in answer["Content-Type"]
    return answer.content.decode() if is_page else None
