"""Casework on the phone: who sees which task, and that what is delivered is the same as at a desk."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import make
from browse import client_of, text
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Actor
from heli.core.places.actions import redraw_area
from heli.loops.grid.enums import Stage
from heli.loops.grid.models import Case, Photo, Report
from heli.loops.grid.queries.cases import case_of
from heli.loops.grid.queries.outdoors import my_grids, tasks
from make_grid import LAT, LON, RUBBISH, Centre, centre
from shell.field.offhand import Phone, operation, picture


pytestmark = pytest.mark.django_db(transaction=True)
SQUARE = [[119.95, 31.33], [119.97, 31.33], [119.97, 31.35], [119.95, 31.35], [119.95, 31.33]]


@pytest.fixture
def here(tmp_path: Any, settings: Any) -> Centre:
    """A centre whose moment is now."""
    settings.HELI_DATA = tmp_path
    with time_machine.travel(make.AT, tick=False):
        return centre()


@pytest.fixture(autouse=True)
def monday() -> Any:
    """The day of the centre."""
    with time_machine.travel(make.AT + timedelta(minutes=30), tick=False):
        yield


def phone_of(who: Actor) -> Phone:
    return Phone(client_of(who))


def steps_of(who: Actor) -> list[tuple[str, ...]]:
    return [task.steps for task in tasks(who)]


def said(**more: Any) -> dict[str, list[str]]:
    position = {"lat": str(LAT / 1e6), "lon": str(LON / 1e6), "accuracy": "8"}
    return {name: [str(value)] for name, value in {**position, **more}.items()}


def test_a_report_from_patrol_keeps_photos_position_and_the_hour_it_was_made(here: Centre) -> None:
    phone = phone_of(here.worker)
    near, far = phone.upload(picture()), phone.upload(picture(60))
    one = operation(
        "",
        name="grid.report",
        said=said(category=RUBBISH, text="墙边有垃圾", area=here.grid.uid),
        files={"near": [near], "far": [far]},
    )

    (outcome,) = phone.deliver(one)

    report = Report.objects.get()
    assert (outcome["state"], report.number in outcome["text"]) == ("delivered", True)
    assert (report.channel, report.text, report.made_at) == (
        "patrol",
        "墙边有垃圾",
        make.AT - timedelta(minutes=2),
    )
    assert (report.entry.area, report.entry.party_id) == (here.grid, here.worker.party_id)
    kinds = Photo.objects.order_by("pk").values_list("kind", "lat", "lon")
    assert list(kinds) == [("near", LAT, LON), ("far", LAT, LON)]


def test_a_report_asks_each_thing_once(here: Centre) -> None:
    phone = phone_of(here.worker)
    for n in range(3):
        one = operation("", name="grid.report", said=said(category=RUBBISH, text=f"墙边{n}"))
        with CaptureQueriesContext(connection) as asked:
            (outcome,) = phone.deliver(one)
        assert outcome["state"] == "delivered"
    sql = [found["sql"] for found in asked.captured_queries]
    # Who acts, two; the centre with what the act asks about it; where it lies and its number; five rows are written.
    assert len([one for one in sql if "flow_call" in one.partition("WHERE")[0]]) == 1, sql
    assert len([one for one in sql if one.startswith(("SELECT", "INSERT", "WITH"))]) <= 11, sql


def test_the_same_report_again_is_one_even_when_its_photos_are_gone(here: Centre) -> None:
    phone = phone_of(here.worker)
    one = operation(
        "",
        name="grid.report",
        said=said(category=RUBBISH, text="墙边有垃圾"),
        files={"near": [phone.upload(picture())]},
    )

    first, second = phone.deliver(one), phone.deliver(one)

    assert first == second
    assert (Report.objects.count(), Case.objects.count(), Photo.objects.count()) == (1, 1, 1)


def test_a_report_without_place_or_words_comes_back_and_says_what_is_missing(here: Centre) -> None:
    bare = operation("", name="grid.report", said={"category": [RUBBISH]})
    placeless = operation("", name="grid.report", said={"text": ["垃圾"]})

    outcomes = phone_of(here.worker).deliver(bare, placeless)

    assert [one["code"] for one in outcomes] == ["nothing_said", "no_place"]


def test_each_sees_the_steps_that_are_theirs(here: Centre) -> None:
    here.dispatched()

    assert steps_of(here.handler) == [("sign",)]
    assert [steps_of(who) for who in (here.checker, here.worker, here.clerk)] == [[], [], []]
    assert steps_of(make.actor(Role.LIAISON)) == []


def test_a_case_is_signed_for_and_handled_on_the_phone_in_one_delivery(here: Centre) -> None:
    entry = here.dispatched()
    phone = phone_of(here.unit_head)
    after = phone.upload(picture())
    sign = operation("", name="grid.sign", subject=str(entry.uid), said={})
    handle = operation(
        "",
        name="grid.handle",
        subject=str(entry.uid),
        said=said(note="已清理"),
        files={"after": [after]},
    )

    assert phone.states(sign, handle) == ["delivered", "delivered"]
    assert case_of(entry.uid).state == Stage.HANDLED
    assert steps_of(here.checker) == [("check",)]


def test_handling_without_a_photo_comes_back_and_leaves_the_case_where_it_was(
    here: Centre,
) -> None:
    entry = here.signed()
    bare = operation("", name="grid.handle", subject=str(entry.uid), said=said(note="已清理"))

    (outcome,) = phone_of(here.unit_head).deliver(bare)

    assert outcome["sentence"].endswith("Photos after: Show how it looks now.")
    assert case_of(entry.uid).state == Stage.HANDLING


def test_a_check_that_somebody_else_made_first_comes_back_as_a_conflict(here: Centre) -> None:
    entry = here.handled()
    phone = phone_of(here.checker)
    late = operation(
        "",
        name="grid.check",
        subject=str(entry.uid),
        said=said(result="pass"),
        files={"photos": [phone.upload(picture())]},
    )
    here.check(case_of(entry.uid))

    (outcome,) = phone.deliver(late)

    assert (outcome["state"], outcome["conflict"]) == ("returned", True)
    assert case_of(entry.uid).state == Stage.CHECKED


def test_nobody_takes_a_step_on_a_case_of_others(here: Centre) -> None:
    entry = here.dispatched()
    stranger = phone_of(make.actor(Role.LIAISON))

    (outcome,) = stranger.deliver(operation("", name="grid.sign", subject=str(entry.uid), said={}))

    assert (outcome["state"], outcome["code"]) == ("returned", "gone")
    assert stranger.client.get(f"/field/grid/tasks/{entry.uid}/").status_code == 404
    assert case_of(entry.uid).state == Stage.DISPATCHED


def test_the_pack_holds_my_tasks_with_their_forms_and_nobody_elses(here: Centre) -> None:
    entry = here.dispatched()

    mine = client_of(here.handler).get("/field/pack/").json()["pages"]
    others = client_of(make.actor(Role.LIAISON)).get("/field/pack/").json()["pages"]

    assert reverse("grid:field_step", args=[entry.uid, "sign"]) in mine
    assert [page for page in others if str(entry.uid) in page] == []


def test_every_page_of_the_pack_is_there_and_may_be_kept(here: Centre) -> None:
    here.dispatched()
    here.handled()
    for who in (here.worker, here.handler, here.unit_head, here.checker):
        client = client_of(who)
        for page in client.get("/field/pack/").json()["pages"]:
            answer = client.get(page)
            assert (page, answer.status_code, answer.headers.get("Heli-Carry")) == (page, 200, "1")


def test_my_grids_are_on_board_as_outlines(here: Centre) -> None:
    shape = {"type": "Polygon", "coordinates": [SQUARE]}
    redraw_area(
        here.grid,
        geometry=json.dumps(shape),
        since=make.LONG_AGO,
        reason="首次绘制",
        by=SYSTEM,
        at=make.AT,
    )

    (area,) = client_of(here.worker).get("/field/grid/outlines/").json()["areas"]

    assert (area["name"], area["shape"]["type"]) == ("第3网格", "Polygon")
    assert list(my_grids(here.worker, on=make.TODAY)) == [here.grid]
    assert client_of(here.handler).get("/field/grid/outlines/").json() == {"areas": []}


def test_the_plain_form_reports_once_however_often_it_is_sent(here: Centre) -> None:
    client = client_of(here.worker)
    page = text(client.get("/field/grid/report/"))
    key = page.split('name="form_key" value="')[1].split('"')[0]
    form = {"form_key": key, "text": "墙边有垃圾", "place": "示例路口", "category": RUBBISH}

    answers = [client.post("/field/grid/report/", form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Report.objects.count() == 1


def test_who_works_at_a_desk_has_no_tasks_outdoors_and_reports_nothing(here: Centre) -> None:
    member = client_of(make.actor())

    assert member.get("/field/grid/report/").status_code == 403
    assert "第3网格" not in text(member.get("/field/"))
    assert "第3网格" in text(client_of(here.worker).get("/field/"))
