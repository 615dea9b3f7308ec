"""A clerk notes what somebody says on the telephone: two pages, no script, one report."""

import re
from typing import Any

import pytest
import time_machine
from django.urls import reverse

import make
from browse import client_of, send, text
from heli.loops.grid.enums import Channel
from heli.loops.grid.models import Report
from heli.loops.grid.queries.numbers import digits_of
from loops.grid.deskwork import photo
from make_grid import LAT, LON, RUBBISH, Centre, centre


pytestmark = pytest.mark.django_db
SAID = {
    "channel": "phone",
    "text": "桥头有一堆垃圾，三天没人收",
    "category": RUBBISH,
    "place": "示例桥",
    "name": "示例阿姨",
    "phone": "13900000001",
}


@pytest.fixture
def here(tmp_path: Any, settings: Any) -> Any:
    """A centre whose moment is now."""
    settings.HELI_DATA = tmp_path
    with time_machine.travel(make.AT, tick=False):
        yield centre()


def sealed_in(page: str) -> str:
    found = re.search(r'name="noted" value="([^"]+)"', page)
    assert found, page
    return found[1]


def noted(here: Centre, **more: Any) -> str:
    """The first page filled in; returns the second one."""
    said = {key: value for key, value in {**SAID, **more}.items() if value is not None}
    answer = send(client_of(here.clerk), "grid:intake", here.call.uid, **said)
    assert answer.status_code == 200, text(answer)
    return text(answer)


def sent(here: Centre, page: str, **said: Any) -> str:
    """The second page sent; returns the one with the number."""
    answer = send(
        client_of(here.clerk), "grid:intake", here.call.uid, noted=sealed_in(page), **said
    )
    assert answer.status_code == 200, text(answer)
    return text(answer)


def test_a_call_is_noted_and_the_caller_is_told_a_number(here: Centre) -> None:
    page = noted(here, area=str(here.grid.uid))
    assert Report.objects.count() == 0
    assert "环卫所" in page
    assert "权责清单第1条" in page

    told = sent(here, page)
    report = Report.objects.get()
    assert report.number in told
    assert digits_of(report) in told
    assert (report.channel, report.entry.case.category) == (Channel.PHONE, RUBBISH)
    assert report.entry.area == here.grid
    assert report.recorded_by == here.person(here.clerk)
    assert report.wants_answer
    assert "13900000001" not in repr(list(Report.objects.values()))


def test_sent_twice_it_is_one_report(here: Centre) -> None:
    page = noted(here)
    first, again = sent(here, page), sent(here, page)
    assert Report.objects.count() == 1
    assert Report.objects.get().number in first
    assert Report.objects.get().number in again


def test_what_is_known_nearby_is_shown_before_sending_and_can_be_joined(here: Centre) -> None:
    known = here.reported(place="示例桥")
    where = {"lat": LAT / 1e6 + 0.0001, "lon": LON / 1e6}
    page = noted(here, **where)
    assert known.code in page
    told = sent(here, page, joins=str(known.uid))
    assert known.code in told
    mine = Report.objects.latest("pk")
    assert mine.entry == known
    assert mine.number != known.code
    assert digits_of(mine) in told


def test_without_a_position_the_cases_of_the_village_are_shown(here: Centre) -> None:
    known = here.reported(place="示例桥")
    assert known.code in noted(here, area=str(here.grid.uid))


def test_words_suggest_a_category_and_the_page_says_so(here: Centre) -> None:
    page = noted(here, category="", text="路灯不亮了", area=str(here.grid.uid))
    assert "by its words" in page
    assert "路灯所" in page


def test_a_note_can_be_changed_before_it_is_sent_and_keeps_its_photos(here: Centre) -> None:
    page = noted(here, photos=[photo()])
    clerk = client_of(here.clerk)
    back = text(send(clerk, "grid:intake", here.call.uid, noted=sealed_in(page), again="1"))
    assert "桥头有一堆垃圾" in back
    assert "Photos added: 1" in back
    said = {**SAID, "text": "", "noted": sealed_in(back)}
    page = text(send(clerk, "grid:intake", here.call.uid, **said))
    sent(here, page)
    assert Report.objects.get().photos.count() == 1


def test_a_note_without_a_place_or_without_words_is_asked_for_them(here: Centre) -> None:
    clerk = client_of(here.clerk)
    for missing in ("place", "text"):
        answer = send(clerk, "grid:intake", here.call.uid, **{**SAID, missing: ""})
        assert answer.status_code == 422, missing
    assert send(clerk, "grid:intake", here.call.uid, **{**SAID, "phone": "?"}).status_code == 422


def test_what_we_did_not_sign_begins_anew(here: Centre) -> None:
    page = noted(here)
    forged = sealed_in(page)[:-4] + "AAAA"
    answer = send(client_of(here.clerk), "grid:intake", here.call.uid, noted=forged)
    assert 'name="channel"' in text(answer)
    assert Report.objects.count() == 0


def test_only_clerks_note_reports(here: Centre) -> None:
    for who in (here.dispatcher, here.handler, here.unit_head, here.checker, here.leader):
        answer = client_of(who).get(reverse("grid:intake", args=[here.call.uid]))
        assert answer.status_code in (403, 404)


def test_while_it_is_typed_the_page_says_what_may_be_the_same(here: Centre) -> None:
    known = here.reported()
    url = reverse("grid:intake_near", args=[here.call.uid])
    query = {"category": RUBBISH, "lat": LAT / 1e6, "lon": LON / 1e6, "channel": "phone"}
    seen = text(client_of(here.clerk).get(url, query))
    assert known.code in seen
    assert "环卫所" in seen
    assert text(client_of(here.clerk).get(url, {"lat": "x"}))
