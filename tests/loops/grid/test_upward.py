"""A case is handed up as a file and its answers are taken in by number: once, and row by row."""

import json
import re
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import make
from browse import client_of, downloaded, send, text
from heli.core.flow.models import Entry
from heli.loops.grid.enums import Stage, Verb
from loops.grid.deskwork import decide, do, now
from make_grid import Centre, centre


pytestmark = pytest.mark.django_db


@pytest.fixture
def here(tmp_path: Any, settings: Any) -> Any:
    """A centre whose moment is now."""
    settings.HELI_DATA = tmp_path
    with time_machine.travel(make.AT, tick=False):
        yield centre()


def passed_up(here: Centre, number: str = "") -> Entry:
    """A case that the town has no power over."""
    entry = here.signed()
    said = {"body": "县交通局", "letter": "示函〔2020〕3号", "note": "县道不归镇管"}
    do(here.unit_head, entry, "transfer", **said)
    decide(here.head, entry, yes=True, number=number)
    assert entry.state == Stage.TRANSFERRED
    return now(entry)


def json_of(*cases: dict[str, Any]) -> SimpleUploadedFile:
    return SimpleUploadedFile("回传.json", json.dumps({"cases": cases}).encode())


def csv_of(*rows: str) -> SimpleUploadedFile:
    head = "编号,上级编号,状态,答复"
    return SimpleUploadedFile("回传.csv", "\n".join([head, *rows]).encode())


def looked_at(here: Centre, file: Any) -> str:
    answer = send(client_of(here.clerk), "grid:upward_answers", here.call.uid, file=file)
    assert answer.status_code == 200, text(answer)
    return text(answer)


def taken_in(here: Centre, page: str) -> Any:
    found = re.search(r'name="sealed" value="([^"]+)"', page)
    assert found, page
    return send(client_of(here.clerk), "grid:upward_take_in", here.call.uid, sealed=found[1])


def test_a_case_goes_up_with_both_numbers_and_without_its_reporter(here: Centre) -> None:
    entry = passed_up(here, "12345-777")
    other = here.reported()
    url = reverse("grid:upward", args=[here.call.uid])
    clerk = client_of(here.clerk)
    told = clerk.get(url, {"format": "json"}).json()
    [case] = told["cases"]
    assert (case["number"], case["external_number"]) == (entry.code, "12345-777")
    assert (case["body"], case["letter"]) == ("县交通局", "示函〔2020〕3号")
    rows = downloaded(clerk.get(url, {"format": "xlsx"}))
    assert rows[1][:2] == [entry.code, "12345-777"]
    everything = json.dumps(told, ensure_ascii=False) + repr(rows) + text(clerk.get(url))
    for secret in ("13800000000", "示例居民", other.code):
        assert secret not in everything
    assert clerk.get(url, {"format": "exe"}).status_code == 404


@pytest.mark.parametrize("by_number_here", [True, False])
def test_an_answer_finds_its_case_by_either_number_and_the_same_again_changes_nothing(
    here: Centre,
    by_number_here: bool,  # noqa: FBT001  -- one of two ways
) -> None:
    entry = passed_up(here, "12345-777")
    numbers = {"number": entry.code} if by_number_here else {"external_number": "12345-777"}
    row = {**numbers, "state": "done", "answer": "已由县局修复"}
    page = looked_at(here, json_of(row))
    assert now(entry).state == Stage.TRANSFERRED, "nothing before it is confirmed"
    assert taken_in(here, page).status_code == 302
    done = now(entry)
    assert done.state == Stage.HANDLED
    step = done.steps.get(verb=Verb.EXTERNAL_DONE)
    assert step.note == "已由县局修复"

    page = looked_at(here, json_of(row))
    assert "1 row is known already" in page
    assert 'name="sealed"' not in page
    assert done.steps.filter(verb=Verb.EXTERNAL_DONE).count() == 1


def test_a_number_from_above_is_kept_and_a_case_may_come_back(here: Centre) -> None:
    first, second = passed_up(here), passed_up(here)
    rows = (f"{first.code},SJ-1,已受理,", f"{second.code},SJ-2,退回,不属县管")
    assert taken_in(here, looked_at(here, csv_of(*rows))).status_code == 302
    assert (now(first).case.external_number, now(first).state) == ("SJ-1", Stage.TRANSFERRED)
    assert (now(second).case.external_number, now(second).state) == ("SJ-2", Stage.HANDLING)
    again = looked_at(here, csv_of(*rows))
    assert "2 rows are known already" in again


def test_each_row_that_cannot_be_taken_in_is_named_and_nothing_is(here: Centre) -> None:
    entry, other = passed_up(here, "SJ-1"), here.signed()
    page = looked_at(
        here,
        csv_of(
            f"{entry.code},SJ-1,办结,修好了",
            "999999-000000,,办结,修好了",
            f"{entry.code},SJ-9,办结,修好了",
            f"{other.code},,办结,修好了",
            f"{entry.code},SJ-1,不知道,",
            f"{entry.code},SJ-1,办结,",
            ",SJ-1,办结,修好了",
        ),
    )
    for row, why in (
        (3, "no case with this number"),
        (4, "another number"),
        (5, "not with a higher level"),
        (6, "no state"),
        (7, "answer is missing"),
        (8, "there twice"),
    ):
        assert re.search(rf"Row {row}</span>[^<]*{why}", page), (row, why)
    assert 'name="sealed"' not in page
    assert now(entry).state == Stage.TRANSFERRED


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("a.json", b"{"),
        SimpleUploadedFile("a.json", b"[" * 100_000),
        SimpleUploadedFile("a.json", b'{"cases": [1]}'),
        SimpleUploadedFile("a.json", b'{"cases": {}}'),
        SimpleUploadedFile("a.xlsx", b"PK\x03\x04broken"),
        SimpleUploadedFile("a.csv", b"x"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_in_words(here: Centre, file: Any) -> None:
    answer = send(client_of(here.clerk), "grid:upward_answers", here.call.uid, file=file)
    assert answer.status_code in (200, 422)
    assert 'name="sealed"' not in text(answer)


def test_the_file_that_went_up_comes_back_filled_in(here: Centre) -> None:
    entry = passed_up(here, "SJ-1")
    url = reverse("grid:upward", args=[here.call.uid])
    told = client_of(here.clerk).get(url, {"format": "json"}).json()
    told["cases"][0] |= {"state": "done", "answer": "已修复"}
    file = SimpleUploadedFile("回传.json", json.dumps(told).encode())
    assert taken_in(here, looked_at(here, file)).status_code == 302
    assert now(entry).state == Stage.HANDLED


def test_only_clerks_hand_up_and_take_in(here: Centre) -> None:
    for who in (here.handler, here.dispatcher, here.checker, here.leader):
        for page in ("upward", "upward_answers"):
            answer = client_of(who).get(reverse(f"grid:{page}", args=[here.call.uid]))
            assert answer.status_code in (403, 404)
