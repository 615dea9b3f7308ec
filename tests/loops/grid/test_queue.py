"""The queue among many cases: read off an index in few queries, its counts kept and never made by a page."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from re import findall, search
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import make
from browse import client_of, text
from heli.core.acts import Actor, Prepared
from heli.core.flow.models import Entry
from heli.loops.grid import tasks
from heli.loops.grid.actions.stepping import refresh
from heli.loops.grid.actions.watching import watch_cases
from heli.loops.grid.models import ON_THEIR_WAY, Case, Tally
from heli.loops.grid.queries.counts import kept_counts, recount_views, view, view_of
from heli.loops.grid.queries.tallies import OPEN_STATES, settle
from heli.loops.grid.tasks import AT_A_TIME, CHORES
from heli.loops.grid.web.desk.listing import Stretch
from heli.loops.grid.web.desk.tables import QUEUE
from heli.shell import clock
from heli.site.background import Round
from make_grid import Centre, centre


pytestmark = pytest.mark.django_db


@pytest.fixture
def here(tmp_path: Any, settings: Any) -> Iterator[Centre]:
    """A centre whose moment is now."""
    settings.HELI_DATA = tmp_path
    with time_machine.travel(make.AT, tick=False):
        yield centre()


def asked_for(who: Actor, address: str) -> tuple[str, list[str]]:
    """A page, and what it asked the database the second time it was looked at."""
    browser = client_of(who)
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = text(browser.get(address))
    return page, [one["sql"] for one in asked.captured_queries]


def numbers_on(page: str) -> list[str]:
    """The numbers of the cases on a page of the list, in order."""
    return findall(r'<tr data-map-key="[^"]+"><td class="number">([^<]+)<', page)


@pytest.mark.parametrize(
    "query", ["box=open", "box=late", "box=all", "state=reported&channel=portal", "state=archived"]
)
def test_a_page_of_the_queue_asks_the_same_for_few_cases_and_for_many(
    here: Centre, query: str
) -> None:
    here.reported()
    here.closed()
    url = f"{reverse('grid:cases')}?{query}"
    _page, few = asked_for(here.clerk, url)
    for n in range(6):
        here.reported(category="01037" if n % 2 else "06010")
    here.closed()
    page, many = asked_for(here.clerk, url)
    assert len(many) <= max(len(few), 9), many
    assert not [sql for sql in many if "COUNT(" in sql.upper()], page


def test_whatever_columns_are_chosen_the_page_asks_no_more(here: Centre) -> None:
    """Lists read only what they show: a column that needs more would ask for it row by row."""
    for n in range(3):
        here.reported(category="01037" if n % 2 else "06010")
    url = f"{reverse('grid:cases')}?box=open"
    _page, usual = asked_for(here.clerk, url)
    chosen = "".join(f"&column={column.code}" for column in QUEUE.columns)
    page, every = asked_for(here.clerk, url + chosen)
    assert page.count("<th ") >= len(QUEUE.columns)
    assert len(every) == len(usual), every


def test_the_inbox_tells_of_a_case_the_time_left_that_the_queue_tells(here: Centre) -> None:
    here.reported()
    queue = text(client_of(here.clerk).get(reverse("grid:cases") + "?box=open"))
    inbox = text(client_of(here.clerk).get(reverse("shell:desk")))
    left = findall(r'<span class="clock .*?<span class="number">.*?</span>', queue)
    assert len(set(left)) == 1, left
    assert left[0] in inbox


def test_the_index_of_cases_on_their_way_names_the_states_that_the_flow_has_open() -> None:
    assert sorted(map(str, ON_THEIR_WAY)) == sorted(OPEN_STATES)


def test_a_map_window_and_a_case_ask_little(here: Centre) -> None:
    entry = here.handled()
    for _n in range(4):
        here.reported()
    url = reverse("grid:cases_map") + "?box=open"
    browser = client_of(here.clerk)
    browser.get(url)
    with CaptureQueriesContext(connection) as asked:
        found = browser.get(url).json()["features"]
    assert {one["geometry"]["type"] for one in found} == {"Point"}
    assert len(asked) <= 6
    for who in (here.clerk, here.handler):
        _page, sql = asked_for(who, reverse("grid:case", args=[entry.uid]))
        assert not [one for one in sql if "COUNT(" in one.upper()]
        # Session, account and roles; the case with all that is asked about it; and one for each part.
        assert len(sql) <= 9, sql


def test_the_grids_around_the_cases_are_sent_once(here: Centre) -> None:
    url, browser = reverse("grid:grids_map"), client_of(here.clerk)
    first = browser.get(url)
    again = browser.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert "private" in first.headers["Cache-Control"]
    assert client_of(make.actor()).get(url).status_code == 403


def test_pages_follow_each_other_and_lead_back_with_what_is_not_due_at_the_end(
    here: Centre, monkeypatch: Any
) -> None:
    for n in range(5):
        here.reported(at=here.at - timedelta(minutes=n))
    for _n in range(2):
        here.closed()
    monkeypatch.setitem(QUEUE.__dict__, "size", 3)
    ordered = Case.objects.order_by("due_at", "entry_id").values_list("entry__code", "due_at")
    dated = [code for code, due in ordered if due]
    undated = [code for code, due in ordered if not due]
    browser = client_of(here.clerk)
    url, pages = reverse("grid:cases") + "?box=all", []
    while url:
        page = text(browser.get(url))
        pages.append(numbers_on(page))
        more = search(r'href="([^"]*)" rel="next"', page)
        assert len(pages) < 5
        url = unescape(more.group(1)) if more else ""
    assert [code for one in pages for code in one] == dated + undated
    back = search(r'href="([^"]*)" rel="prev"', page)
    assert back is not None
    assert numbers_on(text(browser.get(unescape(back.group(1))))) == pages[-2]


WALKS = {
    "box=all": "due",
    "box=all&sort=-due": "-due",
    "box=all&sort=reported": "reported",
    "box=all&sort=-reported": "-reported",
    "box=open": "due",
    "box=open&sort=-due": "-due",
    "state=reported": "due",
    "state=reported&state=closed&channel=portal": "due",
    "state=archived&state=closed&sort=-due": "-due",
    "box=soon&box=decide": "due",
}


@pytest.mark.parametrize("query", WALKS)
def test_a_walk_through_the_queue_meets_each_case_once_there_and_back(
    here: Centre, query: str, monkeypatch: Any
) -> None:
    """Several are due at the same moment, some never; whatever is asked for and however it is sorted."""
    for minutes in (0, 0, 0, 7, 7, 200, 900):
        here.reported(at=here.at - timedelta(minutes=minutes))
    for _n in range(3):
        here.patrolled()
        here.closed()
    expected = ordered_by(WALKS[query], shown_whole(here, query))
    monkeypatch.setitem(QUEUE.__dict__, "size", 2)

    there, last = walked(here, f"{reverse('grid:cases')}?{query}", "next")
    back, _first = walked(here, last, "prev")

    assert len(expected) > 2
    assert [code for page in there for code in page] == expected
    assert back == there[::-1]


def shown_whole(here: Centre, query: str) -> set[str]:
    """The cases that one page shows when it is long enough for all."""
    return set(numbers_on(text(client_of(here.clerk).get(f"{reverse('grid:cases')}?{query}"))))


def ordered_by(sort: str, codes: set[str]) -> list[str]:
    """These cases as the queue orders them: ties by their entry, what is not dated at the end."""
    field = "due_at" if sort.endswith("due") else "reported_at"
    rows = Case.objects.filter(entry__code__in=codes).values_list(field, "entry_id", "entry__code")
    down = sort.startswith("-")
    dated = sorted((one for one in rows if one[0]), reverse=down)
    undated = sorted((one for one in rows if not one[0]), key=lambda one: one[1], reverse=down)
    return [code for _moment, _key, code in (*dated, *undated)]


def walked(here: Centre, url: str, way: str) -> tuple[list[list[str]], str]:
    """The numbers on each page from ``url`` on, and the address of the last one."""
    browser, pages = client_of(here.clerk), []
    while True:
        page = text(browser.get(url))
        pages.append(numbers_on(page))
        assert len(pages) < 20
        more = search(rf'href="([^"]*)" rel="{way}"', page)
        if more is None:
            return pages, url
        url = unescape(more.group(1))


def test_a_further_page_is_one_stretch_of_an_index(here: Centre) -> None:
    """SQLite tells how it goes about it: it neither sorts nor looks at what lies before the edge."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL does not look at an index of five rows")
    for minutes in range(5):
        here.reported(at=here.at - timedelta(minutes=minutes))
    rows = Entry.objects.filter(
        Stretch("case__due_at", is_dated=True, down=False, is_beyond=True).rule()
    )
    keys = Prepared(rows.only("pk").order_by("case__due_at", "case__entry_id")[:2])
    edge = Case.objects.order_by("due_at", "entry_id")[1]
    with CaptureQueriesContext(connection) as asked:
        found = keys.cells(edge=edge.due_at, edge_key=edge.entry_id)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked.captured_queries[-1]['sql']}")
        plan = [line[3] for line in cursor.fetchall()]
    after = Case.objects.order_by("due_at", "entry_id").values_list("entry_id", flat=True)[2:4]
    assert found == [(key,) for key in after]
    assert any("(due_at,entry_id)>(?,?)" in line for line in plan), plan
    assert not [line for line in plan if "TEMP B-TREE" in line], plan


def test_a_grid_is_found_by_words_of_its_name(here: Centre) -> None:
    entry = here.reported()
    url = reverse("grid:cases")
    assert entry.code in text(client_of(here.clerk).get(f"{url}?grid=第3网格"))
    assert entry.code in text(client_of(here.clerk).get(f"{url}?grid={here.grid.pk}"))
    assert entry.code not in text(client_of(here.clerk).get(f"{url}?grid=第4网格"))


def test_a_count_is_never_older_than_five_seconds_while_the_worker_runs(here: Centre) -> None:
    """The worker's own round, second by second: each act is in the counts before five have passed."""
    views = {
        "reported": {"state": ["reported"], "around": [[here.town.pk], []]},
        "late": {"open": True, "due_within": 0, "around": [[here.town.pk], []]},
    }
    counting = [one for one in CHORES if one[0] == "grid.recount_views"]
    background = Round(counting)
    with time_machine.travel(make.AT, tick=False) as moment:
        kept = {name: view(asked) for name, asked in views.items()}
        kept_counts(kept, at=clock.now())
        background.do()
        for _n in range(3):
            here.reported(at=clock.now())
            for _second in range(5):
                moment.shift(timedelta(seconds=1))
                background.do()
            real = view_of(views["reported"], at=clock.now()).count()
            assert kept_counts(kept, at=clock.now())["reported"] == real
        assert kept_counts(kept, at=clock.now())["late"] == 0
        moment.shift(timedelta(hours=3))
        kept_counts(kept, at=clock.now())
        background.do()
        late = view_of(views["late"], at=clock.now()).count()
        assert kept_counts(kept, at=clock.now())["late"] == late > 0


def test_every_case_stands_in_the_line_where_it_belongs(here: Centre) -> None:
    entry = here.reported()
    settle()
    here.dispatched(category="01037")
    here.closed()
    settle()
    here.reported(channel="phone", by=here.clerk)
    settle()
    lines: Counter[tuple[str, int]] = Counter()
    for one in Tally.objects.filter(n__gt=0):
        lines[one.state, one.unit_id] += one.n
    assert lines == Counter(Entry.objects.filter(case__isnull=False).values_list("state", "org_id"))
    assert Case.objects.get(entry=entry).tally.n >= 1
    assert not Case.objects.filter(is_counted=False).exists()
    assert settle() == 0


def test_a_case_touched_while_it_is_counted_is_counted_again(here: Centre) -> None:
    entry = here.registered()
    stale = Case.objects.get(entry=entry)
    settle()
    before = Case.objects.get(entry=entry).tally_id
    # An act that read the case before it was counted writes nothing of where it was counted.
    entry.case = stale
    refresh(entry, at=here.at)
    assert Case.objects.get(entry=entry).tally_id == before
    settle()
    assert sum(Tally.objects.values_list("n", flat=True)) == Case.objects.count()


def test_when_many_limits_pass_at_once_they_are_marked_a_few_at_a_time(
    here: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite nobody else writes while an act goes on: after a night it must not be one long act."""
    sizes: list[int] = []

    def watched(some: list[Entry], *, by: Actor, at: datetime) -> None:
        sizes.append(len(some))
        watch_cases(some, by=by, at=at)

    monkeypatch.setattr(tasks, "watch_cases", watched)
    for _n in range(AT_A_TIME + 2):
        here.dispatched()
    late = here.at + timedelta(days=4)
    assert tasks.watch(late) == AT_A_TIME + 2
    assert sizes == [AT_A_TIME, 2]
    assert tasks.watch(late) == 0, "all of them were marked"


def test_counts_of_a_view_agree_with_its_cases(here: Centre) -> None:
    here.reported()
    here.handled()
    here.closed()
    around = [[here.town.pk], []]
    views: dict[str, dict[str, Any]] = {
        "open": {"open": True, "around": around},
        "all": {"around": around},
        "portal": {"channel": ["portal"], "group": ["06"], "around": around},
        "unit": {"around": [[], [here.cleaning.pk]]},
        "soon": {"open": True, "due_from": 0, "due_within": 4 * 3600, "around": around},
    }
    kept = {name: view(asked) for name, asked in views.items()}
    kept_counts(kept, at=here.at)
    recount_views(here.at)
    assert kept_counts(kept, at=here.at) == {
        name: view_of(asked, at=here.at).count() for name, asked in views.items()
    }
