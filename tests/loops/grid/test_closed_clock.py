"""What a closed case shows of its clock: how it ended, and nothing that still asks for a deed."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

import make
from browse import client_of, text
from heli.core.flow.models import Entry
from heli.loops.grid.actions.checking import close_cases
from heli.loops.grid.queries.cases import case_of
from heli.loops.grid.queries.clocks import clocks_of
from heli.shell.moments import written
from make_grid import Centre, centre


pytestmark = pytest.mark.django_db
SOME_WEEKS = timedelta(days=20)


@pytest.fixture
def here(tmp_path: Any, settings: Any) -> Any:
    """A centre whose moment is now."""
    settings.HELI_DATA = tmp_path
    with time_machine.travel(make.AT, tick=False):
        yield centre()


def closed_after(here: Centre, more: timedelta) -> Entry:
    """A case that was closed so long after its limit had passed."""
    entry = here.checked()
    end = clocks_of(entry, at=here.at)["case"].deadline
    assert end is not None
    close_cases([entry], reply="已处理完毕。", by=here.clerk, at=end.at + more)
    return case_of(entry.uid)


def pages_of(here: Centre, entry: Entry) -> dict[str, str]:
    """Every page of the desk that shows the clock of a case."""
    browser = client_of(here.clerk)
    addresses = {
        "queue": f"{reverse('grid:cases')}?box=all",
        "preview": reverse("grid:case_preview", args=[entry.uid]),
    }
    return {name: text(browser.get(url)) for name, url in addresses.items()}


def test_a_case_closed_in_time_says_so_and_asks_for_nothing(here: Centre) -> None:
    entry = here.closed()
    with time_machine.travel(make.AT + SOME_WEEKS, tick=False):
        for name, page in pages_of(here, entry).items():
            assert "closed in time" in page, name
            assert "clock-over" not in page, name


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (timedelta(minutes=20), "closed 20 min late"),
        (timedelta(hours=3, minutes=40), "closed 3 h late"),
        (timedelta(days=2, hours=1), "closed 2 days 1 h late"),
    ],
)
def test_a_case_closed_late_says_by_how_much(here: Centre, late: timedelta, said: str) -> None:
    entry = closed_after(here, late)
    with time_machine.travel(make.AT + SOME_WEEKS, tick=False):
        for name, page in pages_of(here, entry).items():
            assert said in page, name
            assert "clock-over" not in page, name


def test_an_open_case_still_shows_what_it_is_late_for(here: Centre) -> None:
    entry = here.checked()
    with time_machine.travel(make.AT + SOME_WEEKS, tick=False):
        assert all("clock-over" in page for page in pages_of(here, entry).values())


def test_a_closed_case_is_no_urgent_point_on_the_map(here: Centre) -> None:
    closed, waits = here.closed(), here.checked()
    with time_machine.travel(make.AT + SOME_WEEKS, tick=False):
        points = client_of(here.clerk).get(f"{reverse('grid:cases_map')}?box=all").json()
    kinds = {one["properties"]["key"]: one["properties"]["state"] for one in points["features"]}
    assert (kinds[str(closed.uid)], kinds[str(waits.uid)]) == ("idle", "bad")


def test_until_when_reporters_are_to_be_asked_is_a_column_of_its_own(here: Centre) -> None:
    entry = here.closed()
    column = f"{reverse('grid:cases')}?box=all&column=number&column=ask_by"
    due = entry.case.due_at
    assert due is not None
    assert written(due) in text(client_of(here.clerk).get(column))
