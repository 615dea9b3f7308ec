"""The desk through its pages: the whole way of a case, the queue, and who sees what of it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

import make
from browse import client_of, send, text
from heli.core.flow.models import Step
from heli.loops.grid.actions.visiting import rate, reopen_by_reporter
from heli.loops.grid.enums import Stage, Verb
from heli.loops.grid.queries.clocks import clocks_of
from heli.loops.grid.queries.counts import recount_views
from heli.loops.grid.queries.numbers import digits_of
from heli.shell import clock
from heli.shell.forms import issue_key
from loops.grid.deskwork import HERE, decide, do, now, page, photo
from make_grid import ANYBODY, Centre, centre


pytestmark = pytest.mark.django_db


@pytest.fixture
def here(tmp_path: Any, settings: Any) -> Any:
    """A centre whose moment is now."""
    settings.HELI_DATA = tmp_path
    with time_machine.travel(make.AT, tick=False):
        yield centre()


def test_a_case_goes_the_whole_way_through_the_pages(here: Centre) -> None:
    entry, double = here.reported(), here.reported(text="同一堆垃圾")
    worker = here.person(here.worker)
    do(here.clerk, entry, "verify", assignee=worker.pk)
    do(here.worker, entry, "find", finding="exists", note="在", photos=[photo()])
    do(here.clerk, entry, "register", category=entry.case.category, condition="", public="on")
    seen = text(client_of(here.clerk).get(reverse("grid:merge", args=[double.uid])))
    assert entry.code in seen
    merged = send(client_of(here.clerk), "grid:merge", double.uid, into=entry.code, usual="0")
    assert (merged.status_code, now(double).state) == (302, Stage.MERGED)

    do(here.dispatcher, entry, "dispatch")
    assert entry.org == here.cleaning
    do(here.unit_head, entry, "return", reason="not_our_duty", note="不归我们", basis="第9条")
    asked = text(client_of(here.dispatcher).get(reverse("grid:decide", args=[entry.uid])))
    assert "第9条" in asked
    decide(here.dispatcher, entry, yes=False, note="按清单由你单位处理")
    begun = clocks_of(entry, at=clock.now())["handle"].deadline

    do(here.handler, entry, "sign")
    do(here.handler, entry, "handle", note="已清理", before=[photo(90)], after=[photo()], **HERE)
    decide(here.unit_head, entry, yes=True)
    assert entry.state == Stage.HANDLED
    do(here.unit_head, entry, "check", expect=403, result="pass", photos=[photo()], **HERE)
    do(here.checker, entry, "check", result="fail", note="还有", photos=[photo(50)], **HERE)
    assert entry.state == Stage.HANDLING
    assert clocks_of(entry, at=clock.now())["handle"].deadline == begun

    do(
        here.unit_head,
        entry,
        "handle",
        note="又清理了",
        before=[photo(51)],
        after=[photo(201)],
        **HERE,
    )
    do(here.checker, entry, "check", result="pass", photos=[photo(202)], **HERE)
    do(here.clerk, entry, "close", usual="0")
    answered = Step.objects.filter(verb=Verb.REPLY, entry__in=[entry, double]).order_by("pk")
    assert entry.state == Stage.CLOSED
    assert {step.entry_id for step in answered} == {entry.pk, double.pk}

    report = entry.reports.get()
    said = {"report": report, "digits": digits_of(report), "by": ANYBODY, "at": clock.now()}
    rate(now(entry), solved=False, satisfaction="dissatisfied", **said)
    reopen_by_reporter(now(entry), note="还有垃圾", **said)
    assert "opened again by the reporter" in page(here.clerk, entry)


def test_a_place_that_is_called_as_its_grid_is_named_once(here: Centre) -> None:
    entry = here.reported(place=here.grid.name)
    assert f"{here.grid.name} · {here.grid.name}" not in page(here.clerk, entry)
    apart = here.reported(place="示例路口")
    assert f"示例路口 · {here.grid.name}" in page(here.clerk, apart)


def test_a_unit_sees_the_matter_and_never_who_reported_it(here: Centre) -> None:
    entry = here.dispatched()
    report = entry.reports.get()
    for who in (here.handler, here.unit_head, here.checker, here.leader, here.dispatcher):
        seen = page(who, entry)
        assert report.text in seen
        assert "示例居民" not in seen
        assert reverse("grid:reveal", args=[entry.uid, report.uid]) not in seen
        answer = send(client_of(who), "grid:reveal", entry.uid, report.uid, reason="想打电话")
        assert answer.status_code == 403
    assert client_of(here.lamp_head).get(reverse("grid:case", args=[entry.uid])).status_code == 404

    clerk = client_of(here.clerk)
    url = reverse("grid:case", args=[entry.uid])
    assert "13800000000" not in text(clerk.get(url))
    assert send(clerk, "grid:reveal", entry.uid, report.uid, reason="").status_code == 422
    assert send(clerk, "grid:reveal", entry.uid, report.uid, reason="核对地点").status_code == 302
    assert "13800000000" in text(clerk.get(url))
    with time_machine.travel(make.AT + timedelta(minutes=11), tick=False):
        assert "13800000000" not in text(clerk.get(url))


def test_what_is_blacked_out_or_hidden_is_gone_for_units(here: Centre) -> None:
    entry = here.dispatched(patrol=True)
    report, shot = entry.reports.get(), entry.case.entry.reports.get().photos.first()
    clerk = client_of(here.clerk)
    photo_url = reverse("grid:photo", args=[entry.uid, shot.uid])
    assert client_of(here.handler).get(photo_url).status_code == 200
    assert send(clerk, "grid:hide_photo", entry.uid, shot.uid, reason="有车牌号").status_code == 302
    assert client_of(here.handler).get(photo_url).status_code == 404
    assert clerk.get(photo_url).status_code == 200
    assert (
        send(
            clerk, "grid:redact", entry.uid, report.uid, text="……", reason="其中有姓名"
        ).status_code
        == 302
    )
    assert report.text not in page(here.handler, entry)
    answer = send(
        client_of(here.handler), "grid:redact", entry.uid, report.uid, text="x", reason="想改一下"
    )
    assert answer.status_code == 403


def test_the_queue_shows_each_their_cases_with_counts_that_were_kept(here: Centre) -> None:
    mine, other = here.dispatched(), here.reported(category="01037")
    clerk, handler = client_of(here.clerk), client_of(here.handler)
    assert clerk.get(reverse("grid:cases")).url.endswith("?box=open")
    url = reverse("grid:cases") + "?state=reported"
    assert other.code in text(clerk.get(url))
    assert '<span class="views-count number"></span>' in text(clerk.get(url))
    recount_views(clock.now())
    assert '<span class="views-count number">1</span>' in text(clerk.get(url))
    seen = text(handler.get(reverse("grid:cases") + "?box=all"))
    assert mine.code in seen
    assert other.code not in seen
    found = clerk.get(reverse("grid:cases_map") + "?box=open").json()["features"]
    assert {f["properties"]["label"] for f in found} == {mine.code, other.code}
    assert client_of(make.actor()).get(reverse("grid:cases")).status_code == 403


def test_reports_are_taken_up_and_dispatched_together_and_taken_back_at_once(here: Centre) -> None:
    seen, told = [here.patrolled() for _ in range(2)], here.reported()
    clerk, dispatcher = client_of(here.clerk), client_of(here.dispatcher)
    rows = [str(one.uid) for one in (*seen, told)]
    assert send(clerk, "grid:take_up_many", row=rows).status_code == 302
    assert [now(one).state for one in (*seen, told)] == ["registered", "registered", "verifying"]
    assert told.assignments.get(role="verifier").party == here.person(here.worker)

    answer = send(clerk, "grid:take_up_many", row=[str(here.reported().uid)])
    undo = Step.objects.filter(verb=Verb.VERIFY).order_by("-pk").first()
    key = issue_key()
    twice = [send(clerk, "grid:undo", undo.act, form_key=key) for _ in range(2)]
    assert [one.status_code for one in twice] == [302, 302]
    assert now(undo.entry).state == Stage.REPORTED
    assert not undo.entry.assignments.filter(state="active").exists()
    assert answer.status_code == 302

    assert send(clerk, "grid:dispatch_many", row=rows[:2]).status_code == 422
    assert send(dispatcher, "grid:dispatch_many", row=rows[:2]).status_code == 302
    assert {now(one).org for one in seen} == {here.cleaning}
    act = Step.objects.filter(verb=Verb.DISPATCH).first().act
    assert send(client_of(here.clerk), "grid:undo", act).status_code == 403
    assert send(dispatcher, "grid:undo", act).status_code == 302
    assert {now(one).state for one in seen} == {Stage.REGISTERED}


def test_several_are_closed_with_one_usual_answer(here: Centre) -> None:
    done = [here.checked(patrol=True) for _ in range(2)]
    rows = [str(one.uid) for one in done]
    clerk = client_of(here.clerk)
    asked = send(clerk, "grid:close_many", row=rows)
    assert asked.status_code == 200
    assert send(clerk, "grid:close_many", row=rows, asked="1", usual="").status_code == 422
    assert send(clerk, "grid:close_many", row=rows, asked="1", usual="0").status_code == 302
    assert {now(one).state for one in done} == {Stage.CLOSED}
