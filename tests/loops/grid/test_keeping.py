"""Keeping a centre: its responsibility list, its limits and rules, its usual answers; and who changed them."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import make
from browse import client_of, downloaded, send, text
from heli.core.acts import Invalid
from heli.core.flow.models import Call
from heli.loops.grid.actions.desks import ChangedMeanwhile, configure_desk, rules_mark
from heli.loops.grid.models import Responsibility
from heli.loops.grid.queries.answers import answers_for
from heli.loops.grid.queries.clocks import clocks_of
from heli.loops.grid.queries.office import STAGE_LIMITS, office_of
from heli.loops.grid.queries.responsibility import gaps, overlaps
from heli.loops.grid.queries.routing import route_of
from heli.loops.grid.web.desk.keeping.forms import STAGES
from heli.shell import clock
from loops.grid.deskwork import now
from make_grid import LAMP, Centre, centre


pytestmark = pytest.mark.django_db
HEAD = ["事项代码", "立案条件", "区域", "责任单位", "协办单位", "依据"]


@pytest.fixture
def here(tmp_path: Any, settings: Any) -> Any:
    """A centre whose moment is now."""
    settings.HELI_DATA = tmp_path
    with time_machine.travel(make.AT, tick=False):
        yield centre()


def csv_of(*rows: list[str]) -> SimpleUploadedFile:
    lines = "\n".join(",".join(row) for row in [HEAD, *rows])
    return SimpleUploadedFile("清单.csv", lines.encode(), content_type="text/csv")


def xlsx_of(*rows: list[str]) -> SimpleUploadedFile:
    from openpyxl import Workbook

    book, file = Workbook(), io.BytesIO()
    for row in [HEAD, *rows]:
        book.active.append(row)
    book.save(file)
    return SimpleUploadedFile("清单.xlsx", file.getvalue())


def looked_at(here: Centre, file: Any, **more: Any) -> str:
    said = {"file": file, "since": "2020-02-11", **more}
    answer = send(client_of(here.head), "grid:keep_upload", here.call.uid, **said)
    assert answer.status_code == 200, text(answer)
    return text(answer)


def taken_over(here: Centre, page: str) -> None:
    found = re.search(r'name="sealed" value="([^"]+)"', page)
    assert found, page
    answer = send(client_of(here.head), "grid:keep_take_over", here.call.uid, sealed=found[1])
    assert answer.status_code == 302, text(answer)


@pytest.mark.parametrize("written", [csv_of, xlsx_of])
def test_a_list_is_looked_at_and_then_taken_over_from_a_day_on(here: Centre, written: Any) -> None:
    rows = [
        ["06", "", "", "环卫所", "", "权责清单第1条"],
        ["01", "", "", "环卫所", "路灯所", "新清单第2条"],
        [LAMP, "", "第3网格", "路灯所", "", "新清单第3条"],
    ]
    before = Responsibility.objects.count()
    page = looked_at(here, written(*rows))
    assert Responsibility.objects.count() == before
    assert "新清单第2条" in page
    taken_over(here, page)

    entry = here.registered(category=LAMP)
    assert route_of(entry, on=make.TODAY).unit == here.lamps  # type: ignore[union-attr]
    day = make.TODAY + timedelta(days=1)
    found = route_of(entry, on=day)
    assert found is not None
    assert (found.unit, found.line.basis) == (here.lamps, "新清单第3条")
    kept = Responsibility.objects.get(category="06")
    assert kept.until is None, "what says the same stays"
    ended = Responsibility.objects.get(category="01", until__isnull=False)
    assert (ended.unit, ended.until) == (here.lamps, day)
    assert overlaps(here.call, on=make.TODAY) == []


def test_what_is_not_in_a_whole_list_ends(here: Centre) -> None:
    taken_over(
        here, looked_at(here, csv_of(["01", "", "", "路灯所", "", "权责清单第2条"]), whole="on")
    )
    assert Responsibility.objects.get(category="06").until is not None
    assert Responsibility.objects.get(category="01").until is None


def test_each_row_that_cannot_be_used_is_named_and_nothing_is_taken_over(here: Centre) -> None:
    page = looked_at(
        here,
        csv_of(
            ["06", "", "", "环卫所", "", ""],
            ["99999", "", "", "环卫所", "", ""],
            ["01", "", "没有的村", "路灯所", "", ""],
            ["01", "", "第3网格", "没有的所", "", ""],
            ["06", "", "", "路灯所", "", ""],
        ),
    )
    for row, why in ((3, "99999"), (4, "没有的村"), (5, "没有的所"), (6, "there twice")):
        assert re.search(rf"Row {row}</span>[^<]*{why}", page), (row, why)
    assert 'name="sealed"' not in page
    found = send(client_of(here.head), "grid:keep_take_over", here.call.uid, sealed="forged")
    assert found.status_code in (409, 422)
    assert Responsibility.objects.count() == 2


def test_a_file_that_is_no_list_is_refused_in_words(here: Centre) -> None:
    for file in (
        SimpleUploadedFile("照片.jpg", b"\xff\xd8\xff\xe0" + bytes(100)),
        SimpleUploadedFile("空.csv", b""),
        SimpleUploadedFile("清单.xlsx", b"PK\x03\x04broken"),
    ):
        said = {"file": file, "since": "2020-02-11"}
        answer = send(client_of(here.head), "grid:keep_upload", here.call.uid, **said)
        assert answer.status_code in (200, 422), file.name
        assert 'name="sealed"' not in text(answer)


def test_the_list_is_downloaded_as_it_is_uploaded(here: Centre) -> None:
    url = reverse("grid:keep_list", args=[here.call.uid])
    rows = downloaded(client_of(here.head).get(url, {"format": "xlsx"}))
    assert rows[0] == ["category", "condition", "area", "unit", "assists", "basis"]
    assert ["06", "环卫所"] in [[row[0], row[3]] for row in rows]
    file = SimpleUploadedFile(
        "清单.csv", "\n".join(",".join(str(c or "") for c in row) for row in rows).encode()
    )
    page = looked_at(here, file, whole="on")
    assert re.search(r'End: <strong class="number">0<', page)


def test_lines_are_added_and_ended_by_hand_and_gaps_are_named(here: Centre) -> None:
    names = {gap.code for gap in gaps(here.call, on=make.TODAY)}
    assert LAMP not in names
    assert names, "categories of other groups have nobody"
    said = {"category": "", "unit": str(here.cleaning.uid), "basis": "兜底", "since": "2020-02-10"}
    assert send(client_of(here.head), "grid:keep_add", here.call.uid, **said).status_code == 302
    assert gaps(here.call, on=make.TODAY) == []
    line = Responsibility.objects.get(category="")
    ended = send(client_of(here.head), "grid:keep_end", here.call.uid, line.uid, until="2020-03-01")
    assert ended.status_code == 302
    assert gaps(here.call, on=make.TODAY + timedelta(days=30))
    page = text(client_of(here.head).get(reverse("grid:keep", args=[here.call.uid])))
    assert "Line of the list ended" in page
    assert here.person(here.head).name in page


def test_what_a_list_says_is_never_taken_for_markup(here: Centre) -> None:
    basis = "<img src=x>第8条"
    said = {"category": "06010", "unit": str(here.cleaning.uid), "basis": basis}
    send(client_of(here.head), "grid:keep_add", here.call.uid, **said, since="2020-02-10")
    entry = here.registered()
    page = client_of(here.dispatcher).get(reverse("grid:step", args=[entry.uid, "dispatch"]))
    assert "第8条" in text(page)
    for one in (page, client_of(here.head).get(reverse("grid:keep_list", args=[here.call.uid]))):
        assert "<img src=x>" not in text(one)


def test_a_centre_sets_its_own_limits_and_they_hold_from_the_next_case_on(here: Centre) -> None:
    early = here.handled(patrol=True)
    before = clocks_of(early, at=clock.now())["check"].deadline
    said = {"base": rules_mark(here.call)}
    for code in STAGES:
        limit = STAGE_LIMITS[code]
        said |= {f"{code}_n": str(limit.n), f"{code}_clock": limit.clock.value}
    said |= {"check_n": "1", "check_clock": "urgent_hour", "sign_n": "0.5"}
    answer = send(client_of(here.head), "grid:keep_limits", here.call.uid, **said)
    assert answer.status_code == 302, text(answer)
    here.call.refresh_from_db()
    assert {code for code, _n, _by in office_of(here.call).limits} == {"check", "sign"}
    late = here.handled(patrol=True)
    assert clocks_of(now(early), at=clock.now())["check"].deadline == before
    found = clocks_of(late, at=clock.now())["check"].deadline
    assert found is not None
    assert found.at == clock.now() + timedelta(hours=1)


def test_two_who_change_the_rules_at_once_are_told(here: Centre) -> None:
    mine = rules_mark(here.call)
    configure_desk(here.call, rules={"crowd": 3}, by=here.head, at=here.at)
    with pytest.raises(ChangedMeanwhile):
        configure_desk(here.call, rules={"crowd": 9}, base=mine, by=here.leader, at=here.at)
    assert office_of(Call.objects.get(pk=here.call.pk)).crowd == 3


def test_rules_that_could_not_be_read_again_are_refused(here: Centre) -> None:
    for rules in (
        {"limits": [["check", "-1", "work_hour"]]},
        {"limits": [["check", "1", "moon"]]},
        {"limits": [["nap", "1", "work_hour"]]},
        {"windows": [["8", "x"]]},
        {"unknown": 1},
    ):
        with pytest.raises(Invalid):
            configure_desk(here.call, rules=rules, by=here.head, at=here.at)
    assert office_of(Call.objects.get(pk=here.call.pk)).limits == ()


def test_the_rules_are_set_on_their_page(here: Centre) -> None:
    url = reverse("grid:keep_rules", args=[here.call.uid])
    form = client_of(here.head).get(url).context["form"]
    said = {name: form[name].value() for name in form.fields if name != "form_key"}
    said |= {"small": "on", "windows": "9:00-12:00\n13:30-17:30", "crowd": "4", "verify_first": []}
    said["unit_confirms"] = "on"
    answer = send(client_of(here.head), "grid:keep_rules", here.call.uid, **said)
    assert answer.status_code == 422, "an hour has two digits"
    said["windows"] = "09:00-12:00\n13:30-17:30"
    answer = send(client_of(here.head), "grid:keep_rules", here.call.uid, **said)
    assert answer.status_code == 302, text(answer)
    office = office_of(Call.objects.get(pk=here.call.pk))
    assert (office.small, office.crowd, office.verify_first) == (True, 4, ())
    assert office.windows == (("09:00", "12:00"), ("13:30", "17:30"))


def test_usual_answers_are_kept_and_taken_off(here: Centre) -> None:
    said = {"label": "已清运", "step": "close", "text": "垃圾已清运，谢谢。"}
    assert send(client_of(here.head), "grid:keep_answers", here.call.uid, **said).status_code == 302
    call = Call.objects.get(pk=here.call.pk)
    assert answers_for(call, "close")[0] == ("已清运", "垃圾已清运，谢谢。")
    assert ("已清运", "垃圾已清运，谢谢。") not in answers_for(call, "void")
    page = text(client_of(here.head).get(reverse("grid:keep_answers", args=[here.call.uid])))
    assert "已清运" in page
    gone = send(client_of(here.head), "grid:keep_drop", here.call.uid, label="已清运", step="close")
    assert gone.status_code == 302
    assert office_of(Call.objects.get(pk=here.call.pk)).answers == ()
    again = send(client_of(here.head), "grid:keep_drop", here.call.uid, label="x", step="close")
    assert again.status_code == 422


def test_only_the_head_the_leader_and_administrators_keep_a_centre(here: Centre) -> None:
    for who in (here.clerk, here.dispatcher, here.checker, here.handler, here.unit_head):
        for page in ("keep", "keep_list", "keep_rules", "keep_upload", "keep_answers"):
            answer = client_of(who).get(reverse(f"grid:{page}", args=[here.call.uid]))
            assert answer.status_code in (403, 404), (who.name, page)
