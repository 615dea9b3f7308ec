"""The rarer acts of the desk, through its pages: force, exclusion, split, transfer, help, appeal, days, figures."""

from datetime import timedelta
from re import findall
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import make
from browse import client_of, send, text
from heli.core.acts import SYSTEM
from heli.core.flow.models import Entry
from heli.core.measures.actions import approve_measure, sync_measures
from heli.core.measures.patterns import pattern_of
from heli.core.measures.queries import figures_of, version_of
from heli.loops.briefs.queries.briefs import latest
from heli.loops.grid.actions.dispatching import ask_assistance
from heli.loops.grid.actions.summaries import expect_summaries
from heli.loops.grid.enums import Stage, Tag
from heli.loops.grid.measures import MEASURES
from heli.loops.grid.queries.related import appeals_of, assists_of, parts_of
from heli.loops.grid.queries.separation import open_assists
from heli.loops.grid.tasks import watch
from heli.shell import clock
from loops.grid.deskwork import HERE, decide, do, now, page, photo
from make_grid import Centre, centre


pytestmark = pytest.mark.django_db


@pytest.fixture
def here(tmp_path: Any, settings: Any) -> Any:
    """A centre whose moment is now."""
    settings.HELI_DATA = tmp_path
    with time_machine.travel(make.AT, tick=False):
        yield centre()


def test_a_case_that_twice_could_not_be_checked_is_closed_by_the_leader_alone(here: Centre) -> None:
    entry = here.handled(patrol=True)
    do(here.checker, entry, "check", result="unable", note="大门锁着")
    assert "two checks" in text(do(here.head, entry, "force", expect=409, note="进不去"))
    do(here.checker, entry, "check", result="unable", note="还是锁着")
    do(here.head, entry, "force", note="进不去")
    decide(here.head, entry, yes=True, expect=403, note="可以")
    decide(here.leader, entry, yes=True, note="同意强制结案", reply="已处理。")
    assert (entry.state, entry.counted.get(Tag.FORCED)) == (Stage.CLOSED, 1)
    assert Tag.CLOSED not in entry.counted


def test_help_and_appeals_are_listed_for_those_whom_they_concern(here: Centre) -> None:
    entry = here.dispatched(patrol=True)
    ask_assistance(entry, unit=here.lamps, note="需要照明", by=here.dispatcher, at=clock.now())
    url = reverse("grid:helps")
    for who, sees in ((here.clerk, True), (here.lamp_head, True), (here.handler, False)):
        assert (entry.title in text(client_of(who).get(url))) is sees
    assert "Nobody appealed yet" in text(client_of(here.clerk).get(reverse("grid:appeals")))


def test_a_rating_is_left_out_by_the_leader_and_that_is_counted(here: Centre) -> None:
    entry = here.closed()
    report = entry.reports.get()
    said = {"report": report.uid, "contacted": "on", "solved": "no", "satisfaction": "dissatisfied"}
    do(here.unit_head, entry, "visit", expect=403, **said)
    do(here.clerk, entry, "visit", note="说还有", **said)
    do(here.unit_head, entry, "exclude", report=report.uid, note="反映的是别处")
    decide(here.head, entry, yes=True, expect=403)
    decide(here.leader, entry, yes=True, note="属实")
    assert entry.counted[Tag.EXCLUDED] == 1
    visits = entry.steps.filter(tag=Tag.VISITED, sign=1, reversed_by__isnull=True)
    assert [step.facts["valid"] for step in visits] == [False]


def test_a_case_is_split_and_closes_with_its_parts(here: Centre) -> None:
    entry = here.registered(patrol=True)
    do(here.dispatcher, entry, "split", expect=403, parts="垃圾\n路面")
    assert "two to ten" in text(do(here.clerk, entry, "split", expect=409, parts="垃圾"))
    closing = reverse("grid:step", args=[entry.uid, "finish_split"])
    assert closing not in page(here.clerk, entry)
    do(here.clerk, entry, "split", parts="垃圾\n路面")
    assert closing in page(here.clerk, entry)
    parts = list(parts_of(entry))
    assert [one.title.rpartition(" ")[2] for one in parts] == ["垃圾", "路面"]
    assert parts[0].code in page(here.clerk, entry)
    do(here.clerk, entry, "finish_split", expect=409, usual="0")
    for part in parts:
        do(here.clerk, now(part), "void", note="已随手清理", usual="0")
    do(here.clerk, entry, "finish_split", usual="0")
    assert entry.state == Stage.CLOSED


def test_a_case_passes_upwards_and_comes_back_handled(here: Centre) -> None:
    entry = here.signed(patrol=True)
    said = {"body": "示例县水利局", "letter": "镇函3号", "note": "镇里无权处理"}
    do(here.handler, entry, "transfer", expect=403, **said)
    do(here.unit_head, entry, "transfer", **said)
    seen = text(client_of(here.head).get(reverse("grid:decide", args=[entry.uid])))
    assert "示例县水利局" in seen
    decide(here.unit_head, entry, yes=True, expect=403)
    decide(here.head, entry, yes=True, number="SJ-7")
    assert (entry.state, now(entry).case.external_number) == (Stage.TRANSFERRED, "SJ-7")
    do(here.clerk, entry, "result", done="yes", note="县里已修好")
    assert entry.state == Stage.HANDLED


def test_another_unit_helps_before_it_is_handled(here: Centre) -> None:
    entry = here.signed(patrol=True)
    asked = {"unit": here.lamps.pk, "note": "需要照明"}
    assert send(client_of(here.handler), "grid:ask_help", entry.uid, **asked).status_code == 403
    assert send(client_of(here.dispatcher), "grid:ask_help", entry.uid, **asked).status_code == 302
    help_ = assists_of(entry).get()
    said = {"note": "已清理", "after": [photo()], **HERE}
    assert "another unit" in text(do(here.unit_head, entry, "handle", expect=409, **said))
    url = reverse("grid:beside", args=[help_.uid])
    assert "需要照明" in text(client_of(here.lamp_head).get(url))
    assert client_of(here.handler).get(url).status_code == 404
    send(client_of(here.lamp_head), "grid:beside_step", help_.uid, "take")
    answer = send(client_of(here.lamp_head), "grid:beside_step", help_.uid, "finish", note="已照明")
    assert (answer.status_code, open_assists(entry)) == (302, False)
    do(here.unit_head, entry, "handle", after=[photo(60)], note="已清理", **HERE)
    assert entry.state == Stage.HANDLED


def test_an_appeal_goes_through_three_people_and_puts_the_record_right(here: Centre) -> None:
    entry = here.signed(patrol=True)
    unit = client_of(here.unit_head)
    assert send(unit, "grid:ask_appeal", entry.uid, note="没有超时").status_code == 409
    with time_machine.travel(make.AT + timedelta(days=2), tick=False):
        unit = client_of(here.unit_head)
        watch(clock.now())
        assert now(entry).counted[Tag.HANDLE_LAPSED] == 1
        assert send(unit, "grid:ask_appeal", entry.uid, note="大雪封路").status_code == 302
        made = appeals_of(entry).get()
        step = ("grid:beside_step", made.uid)
        assert send(unit, *step, "review", note="自己看").status_code == 403
        assert send(client_of(here.leader), *step, "uphold", note="快").status_code == 409
        for who, verb in ((here.clerk, "review"), (here.head, "consider"), (here.leader, "uphold")):
            assert send(client_of(who), *step, verb, note="属实").status_code == 302
        assert made.title in text(unit.get(reverse("grid:beside", args=[made.uid])))
    late = entry.steps.filter(tag=Tag.HANDLE_LAPSED, sign=1, reversed_by__isnull=True)
    assert [one.facts["on_time"] for one in late] == [True]


def test_the_day_of_a_grid_is_checked_and_added_up(here: Centre) -> None:
    here.patrolled()
    expect_summaries(here.call, grids=[here.group], by=SYSTEM, at=here.at)
    day = Entry.objects.get(flow__startswith="grid.summary@")
    figures = {"points": 1, "places": 1, "steps": 1, "reported": 2}
    figures |= dict.fromkeys(("self_handled", "registered", "handled", "checked", "closed"), 0)
    worker = client_of(here.worker)
    assert send(worker, "grid:day", day.uid, **figures).status_code == 422
    assert send(client_of(here.clerk), "grid:day", day.uid, **figures, note="x").status_code == 403
    assert send(worker, "grid:day", day.uid, **figures, note="一件未录入").status_code == 302
    day.refresh_from_db()
    assert (day.answers["figures"]["reported"], day.answers["from_log"]["reported"]) == (2, 1)
    seen = text(client_of(here.clerk).get(reverse("grid:days")))
    assert "1 / 1" in seen
    assert client_of(here.handler).get(reverse("grid:days")).status_code == 403


def test_every_figure_opens_its_cases_and_the_bulletin_begins_with_them(here: Centre) -> None:
    sync_measures(by=SYSTEM, at=here.at)
    entry = here.handled(patrol=True)
    clerk = client_of(here.clerk)
    statistics = reverse("grid:statistics")
    assert "grid.monthly" not in text(clerk.get(statistics))
    assert "grid.monthly" in text(client_of(here.dispatcher).get(statistics))
    found = text(clerk.get(reverse("grid:figure", args=["handled"])))
    assert reverse("grid:case", args=[entry.uid]) in found
    none = text(
        client_of(here.handler).get(
            reverse("grid:figure", args=["handled"]) + f"?body={here.lamps.uid}"
        )
    )
    assert "环卫所" in none
    assert clerk.get(reverse("grid:figure", args=["nothing"])).status_code == 404
    started = client_of(here.dispatcher).get(
        reverse("briefs:start") + "?pattern=grid.monthly&first=2020-02-01&last=2020-02-10"
    )
    assert "[[grid.registered]]" in text(started)

    for measure in MEASURES:
        approve_measure(version_of(measure.id), by=here.leader, at=here.at)
    brief = send(
        client_of(here.dispatcher),
        "briefs:start",
        org=here.town.pk,
        title="月报",
        first="2020-02-01",
        last="2020-02-10",
        body=str(pattern_of("grid.monthly").body),
    )
    assert brief.status_code == 302, text(brief)
    figures = figures_of(latest(Entry.objects.get(flow__startswith="briefs.brief@")))
    assert figures.filter(version__isnull=False).count() == 13


def test_days_of_many_grids_ask_no_more_than_those_of_one(here: Centre) -> None:
    expect_summaries(here.call, grids=[here.group], by=SYSTEM, at=here.at)
    browser, url = client_of(here.clerk), reverse("grid:days")
    browser.get(url)
    with CaptureQueriesContext(connection) as one:
        browser.get(url)
    more = [make.society(here.town, f"第{n}网格组", subkind="grid") for n in range(20, 26)]
    expect_summaries(here.call, grids=more, by=SYSTEM, at=here.at)
    with CaptureQueriesContext(connection) as seven:
        page = text(browser.get(url))
    assert "0 / 7" in page
    assert len(findall(r'href="/desk/grid-days/[0-9a-f-]+/"', page)) == 7
    assert len(seven) == len(one)


def test_after_the_office_hour_the_day_that_just_ended_is_shown(here: Centre) -> None:
    expect_summaries(here.call, grids=[here.group], by=SYSTEM, at=here.at)
    with time_machine.travel(here.at + timedelta(hours=5), tick=False):
        page = text(client_of(here.clerk).get(reverse("grid:days")))
    assert "0 / 1" in page
    assert "2020-02-09 12:00 – 2020-02-10 12:00" in page


@pytest.mark.parametrize("asked", ["0001-01-01", "9999-12-31", "2020-02-30", "x"])
def test_a_day_that_no_calendar_of_the_office_knows_shows_the_present_one(
    here: Centre, asked: str
) -> None:
    expect_summaries(here.call, grids=[here.group], by=SYSTEM, at=here.at)
    answer = client_of(here.clerk).get(reverse("grid:days"), {"day": asked})
    assert answer.status_code == 200
    assert "2020-02-09 12:00 – 2020-02-10 12:00" in text(answer)
