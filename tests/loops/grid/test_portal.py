"""A resident at the portal: reports, joins, follows, rates, opens again; and what nobody sees."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from heli.core.files.store import read
from heli.loops.grid.actions.screening import show_case
from heli.loops.grid.enums import Satisfaction, Stage, Verb
from heli.loops.grid.models import Case, Photo, Report
from heli.loops.grid.queries.cases import case_of
from heli.loops.grid.queries.numbers import digits_of
from heli.loops.grid.web.portal.passes import pass_for
from make_grid import LAT, LON, RUBBISH, Centre, centre


pytestmark = pytest.mark.django_db
PHONE = "13912345678"
WORDS = "王大妈家门口路边垃圾没人扫"


@pytest.fixture
def here() -> Iterator[Centre]:
    """A centre, some minutes after its moment."""
    made = centre()
    with time_machine.travel(made.at + timedelta(minutes=5)):
        yield made


def photo() -> SimpleUploadedFile:
    """What a phone takes: with the place and the device in it."""
    picture, exif, out = Image.new("RGB", (64, 48), "green"), Image.Exif(), BytesIO()
    exif[0x010F] = "SecretPhone"
    picture.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("IMG.jpg", out.getvalue(), "image/jpeg")


class Resident:
    """Somebody with a browser that runs no scripts: sends back what stands in the page."""

    def __init__(self, centre: Centre) -> None:
        self.client, self.url = Client(), f"/report/{centre.call.uid}/"
        self.page = self.client.get(self.url)

    def send(self, **said: Any) -> HttpResponse:
        """Fill in the screen and send it."""
        self.sent = {**hidden(self.page), **said}
        self.page = self.client.post(self.url, self.sent)
        return self.page

    def again(self) -> HttpResponse:
        """The same request once more, as a bad network does."""
        return self.client.post(self.url, self.sent)


def hidden(page: HttpResponse) -> dict[str, str]:
    body = page.content.decode()
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', body))
    return {name: value for name, value in found.items() if name not in ("lat", "lon", "by_map")}


def text_of(page: HttpResponse) -> str:
    return page.content.decode()


def test_report_in_three_screens_without_scripts_names_the_unit_and_keeps_no_exif(
    here: Centre,
) -> None:
    resident = Resident(here)
    resident.send(photos=photo(), text=WORDS)
    resident.send(area=str(here.grid.uid), place="示例路口")
    assert "环卫所" in text_of(resident.page)
    assert f'<option value="{RUBBISH}" selected>' in text_of(resident.page)
    answer = resident.send(category=RUBBISH, phone=PHONE)

    made = Report.objects.get()
    assert answer.status_code == 302
    receipt = resident.client.get(answer["Location"])
    assert made.number in text_of(receipt)
    assert digits_of(made) in text_of(receipt)
    assert made.entry.area == here.grid
    assert made.wants_answer
    kept = b"".join(read(Photo.objects.get().file.blob))
    assert b"SecretPhone" not in kept


def test_report_sent_twice_is_one_and_without_a_number_is_anonymous(here: Centre) -> None:
    resident = Resident(here)
    resident.send(text=WORDS)
    resident.send(area=str(here.grid.uid))
    first = resident.send()
    second = resident.again()

    assert first.status_code == second.status_code == 302
    made = Report.objects.get()
    assert made.reporter is None
    assert not made.wants_answer


def test_report_with_nothing_said_or_nowhere_is_asked_again_and_keeps_what_was_typed(
    here: Centre,
) -> None:
    resident = Resident(here)
    assert resident.send(text="").status_code == 422
    resident.send(text=WORDS)
    assert resident.send(place="").status_code == 422
    resident.send(area=str(here.grid.uid))
    page = resident.send(category=RUBBISH, phone="打我电话")

    assert page.status_code == 422
    assert "打我电话" in text_of(page)
    assert WORDS in text_of(page)
    assert not Report.objects.exists()


def test_the_last_screen_reads_back_the_village_and_the_words_for_the_place(here: Centre) -> None:
    resident = Resident(here)
    assert "只加照片也可以" in text_of(resident.page)
    resident.send(text=WORDS)
    assert "有一项即可" in text_of(resident.page)

    page = text_of(resident.send(area=str(here.grid.uid), place="村口小卖部旁"))

    assert f"{here.grid.name} · 村口小卖部旁" in page


def test_report_with_an_altered_page_starts_afresh(here: Centre) -> None:
    resident = Resident(here)
    resident.send(text=WORDS)
    page = resident.send(carried="x" + hidden(resident.page)["carried"], area=str(here.grid.uid))

    assert WORDS not in text_of(page)
    assert not Report.objects.exists()


def test_me_too_shows_public_cases_only_and_joins_the_one_there_is(here: Centre) -> None:
    shown, private = here.registered(), here.reported(private=True)
    resident = Resident(here)
    resident.send(text=WORDS)
    page = resident.send(lat=LAT / 1e6, lon=LON / 1e6)
    assert str(shown.uid) in text_of(page)
    assert str(private.uid) not in text_of(page)
    assert "第1次看到" not in text_of(page)

    resident.send(joins=str(private.uid))
    resident.page = page
    resident.send(joins=str(shown.uid))
    resident.send()

    assert Report.objects.filter(entry=shown).count() == 2
    assert Report.objects.filter(entry=private).count() == 1


def test_what_was_reported_is_listed_without_words_names_or_exact_positions(here: Centre) -> None:
    here.closed(text=WORDS, lat=LAT + 37)
    hidden_one = here.reported(text="私下的事")
    private = here.registered(text="家里的矛盾")
    show_case(private, public=True, private=True, by=here.clerk, at=here.at)
    client, base = Client(), f"/reported/{here.call.uid}/"

    page, points = text_of(client.get(base)), text_of(client.get(base + "map.json"))

    for secret in (WORDS, "13800000000", "示例居民", hidden_one.code, private.code, "示例路口"):
        assert secret not in page + points
    assert str((LAT + 37) / 1e6) not in points
    assert "fewer than 3" in page or "少于3" in page


def test_track_by_number_and_digits_rate_and_open_again_once(here: Centre) -> None:
    entry = here.closed()
    made = Report.objects.get(entry=entry)
    client = Client()
    wrong = client.post("/track/", {"number": made.number, "digits": "0000x"})
    found = client.post("/track/", {"number": made.number, "digits": digits_of(made)})
    assert wrong.status_code == 404
    url = found["Location"]
    page = text_of(client.get(url))
    assert "已处理完毕，感谢反映。" in page
    assert "13800000000" not in page

    rate = client.get(url + "rate/")
    said = {"solved": "no", "satisfaction": Satisfaction.DISSATISFIED}
    sent = {**hidden(rate), **said}
    assert client.post(url + "rate/", sent).status_code == 302
    assert client.post(url + "rate/", sent).status_code == 302
    assert entry.steps.filter(verb=Verb.VISIT).count() == 1

    note = {**hidden(client.get(url + "reopen/")), "note": "还是有垃圾"}
    assert client.post(url + "reopen/", note).status_code == 302
    assert case_of(entry.uid).state == Stage.HANDLING
    again = {**hidden(client.get(url + "reopen/")), "note": "再来"}
    assert client.post(url + "reopen/", again).status_code in (403, 409, 422)


def test_an_altered_or_old_pass_opens_nothing(here: Centre) -> None:
    made = here.report()
    token = pass_for(made)
    client = Client()
    for place in range(0, len(token), 7):
        flipped = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert client.get(f"/track/{flipped}/").status_code == 404, place
    assert client.get(f"/track/{token}/receipt/").status_code == 200
    with time_machine.travel(here.later(hours=2)):
        assert client.get(f"/track/{token}/").status_code == 404


def test_a_closed_centre_takes_no_reports(here: Centre) -> None:
    here.call.closed_at = here.at
    here.call.save()
    assert Client().get(f"/report/{here.call.uid}/").status_code == 404
    assert Client().get(f"/reported/{here.call.uid}/map.json").status_code == 404
    assert not Case.objects.exists()
