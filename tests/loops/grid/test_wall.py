"""The wall: a screen is let in by its code and put out again; it shows one area, and nobody's name."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import make
import make_grid
from browse import client_of, send, text
from heli.core.access.enums import Role
from heli.core.access.models import Screen
from heli.core.acts import SYSTEM, Actor
from heli.core.measures.actions import sync_measures
from heli.loops.grid.models import Case
from heli.loops.grid.queries import wall as queries
from heli.loops.grid.web import wall
from make_grid import Centre


pytestmark = pytest.mark.django_db
WORDS = "王大妈家门口的垃圾"
PHONE = "13912345678"


@pytest.fixture
def centre() -> Iterator[Centre]:
    """A centre, some minutes after its moment; nothing was drawn before."""
    made = make_grid.centre()
    sync_measures(by=SYSTEM, at=make.AT)
    wall.forget()
    with time_machine.travel(made.at + timedelta(minutes=5), tick=False):
        yield made


def admin_of(centre: Centre) -> Actor:
    """Who keeps the screens of the town."""
    return make.actor(Role.ORG_ADMIN, over=centre.town)


def address(centre: Centre, rest: str = "") -> str:
    """The wall of the town."""
    return f"/wall/{centre.area.uid}/{rest}"


def hung(centre: Centre, at: datetime) -> queries.Wall:
    """What hangs on the wall of the town at a moment, counted then."""
    counted = queries.counted_of(centre.call, centre.area, at=at)
    return queries.wall_of(centre.call, centre.area, at=at, counted=counted)


def code_on(screen: Client, centre: Centre) -> str:
    """What a screen shows that is not let in."""
    return "".join(re.findall(r"<span>(\w{3})</span>", text(screen.get(address(centre)))))


def paired(centre: Centre) -> Client:
    """A screen that shows the wall of the town."""
    screen = Client()
    send(
        client_of(admin_of(centre)), "shell:pair_screen", code=code_on(screen, centre), name="大厅"
    )
    assert screen.get(address(centre)).status_code == 302
    return screen


def test_a_screen_that_is_not_paired_shows_its_code_and_nothing_else(centre: Centre) -> None:
    centre.registered()
    screen = Client()

    page = text(screen.get(address(centre)))

    assert re.search(r"<span>\w{3}</span>", page)
    assert "data-wall" not in page
    assert "暴露垃圾" not in page
    assert screen.get(address(centre, "board/")).status_code == 403
    assert screen.get(address(centre, "map.json")).status_code == 403


def test_an_administrator_lets_a_screen_in_by_its_code(centre: Centre) -> None:
    centre.registered()
    screen = paired(centre)

    page = text(screen.get(address(centre)))

    assert "暴露垃圾" in page
    assert "第3网格" in page
    found = Screen.objects.get()
    assert (found.name, found.area, found.org) == ("大厅", centre.area, centre.town)
    assert found.digest not in screen.cookies["heli_screen"].value
    assert screen.cookies["heli_screen"]["httponly"]


def test_nothing_private_hangs_on_the_wall(centre: Centre) -> None:
    who = make_grid.Contact(name="王秀英", phone=PHONE)
    centre.registered(text=WORDS, contact=who)
    centre.registered(text="两家为了宅基地吵架", category="L2-01", contact=who)
    screen = paired(centre)

    told = text(screen.get(address(centre))) + text(screen.get(address(centre, "map.json")))

    for secret in (WORDS, PHONE, "王秀英", "宅基地", "邻里纠纷", "网格员甲"):
        assert secret not in told
    assert "31.34," in told.replace("31.34]", "31.34,")


def test_a_screen_that_was_put_out_shows_a_code_again(centre: Centre) -> None:
    screen = paired(centre)
    assert screen.get(address(centre, "board/")).status_code == 200

    send(client_of(admin_of(centre)), "shell:revoke_screen", Screen.objects.get().uid)

    assert screen.get(address(centre, "board/")).status_code == 403
    assert "data-wall" not in text(screen.get(address(centre)))


def test_a_screen_sees_the_wall_it_was_paired_with_alone(centre: Centre) -> None:
    other = make_grid.centre()
    screen = paired(centre)

    assert screen.get(address(other, "board/")).status_code == 403
    assert "data-wall" not in text(screen.get(address(other)))
    community = centre.grid.parent
    assert community is not None
    assert screen.get(f"/wall/{community.uid}/board/").status_code == 403


def test_a_code_is_good_for_some_minutes_and_for_one_screen(centre: Centre) -> None:
    old, admin = Client(), client_of(admin_of(centre))
    code = code_on(old, centre)
    with time_machine.travel(centre.at + timedelta(minutes=30), tick=False):
        late = send(admin, "shell:pair_screen", code=code, name="大厅")
        assert late.status_code == 422
        assert code_on(old, centre) != code

    fresh = Client()
    code = code_on(fresh, centre)
    assert send(admin, "shell:pair_screen", code=code, name="大厅").status_code == 302
    assert send(admin, "shell:pair_screen", code=code, name="又一个").status_code == 422
    # Another one that shows the wall's address gets another code, and is not let in by this one.
    assert code_on(Client(), centre) != code


def test_codes_are_not_tried_out(centre: Centre) -> None:
    admin = client_of(admin_of(centre))
    tried = [send(admin, "shell:pair_screen", code="ABC DEF GHJ", name="x") for _n in range(11)]

    assert {answer.status_code for answer in tried[:10]} == {422}
    assert tried[10].status_code == 429
    good = send(admin, "shell:pair_screen", code=code_on(Client(), centre), name="x")
    assert good.status_code == 429
    assert not Screen.objects.exists()


def test_the_administrator_of_another_town_cannot_let_it_in(centre: Centre) -> None:
    stranger = client_of(admin_of(make_grid.centre()))
    code = code_on(Client(), centre)

    assert send(stranger, "shell:pair_screen", code=code, name="x").status_code == 422
    clerk = client_of(centre.clerk)
    assert send(clerk, "shell:pair_screen", code=code, name="x").status_code == 403


def test_while_nothing_changes_the_answer_is_a_few_bytes(centre: Centre) -> None:
    screen = paired(centre)
    first = screen.get(address(centre, "board/"))
    again = screen.get(address(centre, "board/"), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    centre.registered()
    wall.forget()
    changed = screen.get(address(centre, "board/"), headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "暴露垃圾" in text(changed)


def test_what_is_counted_over_everything_open_is_counted_once_a_minute(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The latest are told at once; that tens of thousands are one more may wait, and its moment is said."""
    monkeypatch.setattr(wall, "KEPT_SECONDS", -1)
    monkeypatch.setattr(wall, "DRAWN_SECONDS", 61)
    centre.registered()
    screen = paired(centre)

    def told() -> tuple[int, int, int]:
        board = text(screen.get(address(centre, "board/")))
        latest, clocks = board.partition('class="wall-right"')[2], board.partition("wall-clocks")[2]
        numbers = re.findall(r"<dd>(\d+)</dd>", clocks.partition("</dl>")[0])
        return latest.count("wall-open"), sum(map(int, numbers)), board.count("10:05")

    before = told()
    centre.registered()
    with time_machine.travel(centre.at + timedelta(minutes=6), tick=False):
        after = told()
        wall.forget()
        anew = told()

    assert (before[1], after[1], anew[1]) == (1, 1, 2)
    assert after[0] == anew[0] > before[0]
    assert after[2] >= 2
    assert anew[2] == 0


def test_what_one_web_process_drew_the_others_show_until_something_happens(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[datetime] = []

    def noted(*args: Any, at: datetime, **more: Any) -> queries.Wall:
        drawn.append(at)
        return queries.wall_of(*args, at=at, **more)

    monkeypatch.setattr(wall, "wall_of", noted)
    monkeypatch.setattr(wall, "KEPT_SECONDS", -1)
    screen, other = paired(centre), dict[Any, Any]()
    one = screen.get(address(centre, "board/"))

    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(wall, "_kept", other)
        assert screen.get(address(centre, "board/"))["ETag"] == one["ETag"]
        assert len(drawn) == 1
        centre.registered()
        changed = screen.get(address(centre, "board/"))
    assert len(drawn) == 2
    assert screen.get(address(centre, "board/"))["ETag"] == changed["ETag"] != one["ETag"]
    assert len(drawn) == 2


def test_the_first_to_be_due_are_told_first_and_those_without_a_date_last(centre: Centre) -> None:
    late, undated, soon = centre.registered(), centre.registered(), centre.reported()
    for entry, due in (
        (late, centre.later(hours=-1)),
        (undated, None),
        (soon, centre.later(hours=1)),
    ):
        Case.objects.filter(entry=entry).update(due_at=due)

    def told(most: int) -> list[int]:
        return [one.pk for one in queries.open_cases(centre.call, centre.area, most)]

    assert told(9) == [late.pk, soon.pk, undated.pk]
    assert told(2) == [late.pk, soon.pk]


def test_the_map_is_asked_for_when_its_points_are_others(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wall, "KEPT_SECONDS", -1)
    screen = paired(centre)

    def points() -> str:
        board = text(screen.get(address(centre, "board/")))
        return board.partition('data-wall-points="')[2].partition('"')[0]

    none = points()
    centre.reported()
    one = points()
    centre.registered()
    assert points() == points() != one != none
    assert f'"{points()}"' == screen.get(address(centre, "map.json"))["ETag"]


def test_the_wall_says_how_old_its_data_are_and_lives_without_scripts(centre: Centre) -> None:
    screen = paired(centre)
    screen.cookies["django_language"] = "en"

    page = text(screen.get(address(centre)))

    assert "Data as of" in page
    assert "what you see is old" in page
    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in page


def test_the_figures_of_the_wall_are_those_of_the_measures(centre: Centre) -> None:
    centre.closed()
    centre.registered()
    late = centre.signed()
    with time_machine.travel(centre.at + timedelta(days=3), tick=False):
        found = hung(centre, centre.later(days=3))

    assert [one.n for one in found.counted.funnel] == [3, 3, 3, 2, 1, 1, 1]
    assert {row.state: row.n for row in found.counted.clocks} == {
        "bad": 2,
        "warn": 0,
        "open": 0,
        "idle": 0,
    }
    assert found.due[0].label in {late.title, "暴露垃圾 · 第3网格"}
    assert [(row.label, row.n) for row in found.counted.places] == [("洋溪村", 2)]


def test_the_outlines_are_sent_once_and_stay_while_cases_come_and_go(centre: Centre) -> None:
    """Two thousand outlines are megabytes: fifty screens do not fetch them again for every case."""
    screen = paired(centre)
    around = screen.get(address(centre, "map.json"), {"around": "1"})
    points = screen.get(address(centre, "map.json"))
    assert around.status_code == points.status_code == 200
    assert f'"a{centre.area.pk}"' not in text(points)
    assert "?around=1" in text(screen.get(address(centre)))

    centre.registered()
    wall.forget()
    held = {"If-None-Match": around["ETag"]}
    assert screen.get(address(centre, "map.json"), {"around": "1"}, headers=held).status_code == 304
    held = {"If-None-Match": points["ETag"]}
    assert screen.get(address(centre, "map.json"), headers=held).status_code == 200
    assert Client().get(address(centre, "map.json"), {"around": "1"}).status_code == 403


def test_the_wall_of_many_open_cases_is_counted_by_the_database(centre: Centre) -> None:
    for _n in range(3):
        centre.reported()
    with CaptureQueriesContext(connection) as few:
        hung(centre, centre.at)
    for _n in range(6):
        centre.registered()
    with CaptureQueriesContext(connection) as many:
        found = hung(centre, centre.at)
    assert len(many) <= len(few)
    assert sum(row.n for row in found.counted.clocks) == 9


def test_the_latest_are_looked_for_further_back_until_there_are_enough(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other desks write too: the last of this one lie behind what they wrote."""
    told = centre.reported()
    for _n in range(3):
        centre.registered()
    whole = hung(centre, centre.at).latest

    monkeypatch.setattr(queries, "NEAREST", 1)
    assert hung(centre, centre.at).latest == whole
    assert told.title in {row.label for row in whole}
    monkeypatch.setattr(queries, "FURTHEST", 1)
    assert len(hung(centre, centre.at).latest) <= 1
