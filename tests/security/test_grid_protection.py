"""Who reported is known to nobody who need not know: by no page, no filter, no file, no forged address.

S3 (oracles), S4 (files by their address), S29 (an anonymous crawl), S36 (altered addresses), and R16 at
the desk: several hands on one case.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlparse

import pytest
import time_machine
from django.core.signing import dumps
from django.test import Client
from django.urls import reverse

import make
from browse import client_of, send, text
from core.together import at_once
from heli.core.acts import SYSTEM, Refusal
from heli.core.files.store import path_of
from heli.core.flow.models import Step
from heli.loops.grid.actions.dispatching import dispatch_cases
from heli.loops.grid.actions.drafts import Contact
from heli.loops.grid.actions.reporters import anonymise, redact_report
from heli.loops.grid.actions.screening import show_case
from heli.loops.grid.enums import PhotoKind, Verb
from heli.loops.grid.models import Photo, Report
from heli.loops.grid.queries.cases import case_of
from heli.loops.grid.queries.numbers import digits_of
from heli.loops.grid.web.portal.carried import SALT as CARRIED
from heli.loops.grid.web.portal.passes import pass_for
from make_grid import LAT, LON, Centre, centre, shot


pytestmark = pytest.mark.django_db
NAME, PHONE = "沈百灵", "13987654321"
WORDS = "住在三号楼的邻居半夜倒垃圾"
DOORPLATE = "洋溪村河东88号门前"


@pytest.fixture
def here(tmp_path: Any, settings: Any) -> Any:
    """A centre whose moment is now."""
    settings.HELI_DATA = tmp_path
    with time_machine.travel(make.AT, tick=False):
        yield centre()


def told(here: Centre, **more: Any) -> Any:
    """A case whose reporter is somebody to be protected, with the unit now and on the public map."""
    said = {"contact": Contact(NAME, PHONE), "text": WORDS, "place": DOORPLATE}
    entry = here.dispatched(photos=(shot(PhotoKind.NEAR),), **{**said, **more})
    show_case(entry, public=True, private=False, by=here.clerk, at=here.at)
    return entry


def bodies(here: Centre) -> dict[str, Any]:
    """Everybody who works with cases and must not know reporters."""
    names = ("dispatcher", "head", "leader", "checker", "handler", "unit_head", "worker")
    return {name: getattr(here, name) for name in names}


def test_no_page_of_a_case_names_its_reporter_to_those_who_need_not_know(here: Centre) -> None:
    entry = told(here)
    pages = ["case", "case_preview", "ask_help", "ask_appeal", "decide"]
    steps = ("handle", "return", "extend", "suspend", "question", "check", "dispatch")
    for name, who in bodies(here).items():
        client = client_of(who)
        urls = [reverse(f"grid:{page}", args=[entry.uid]) for page in pages]
        urls += [reverse("grid:step", args=[entry.uid, step]) for step in steps]
        urls += [reverse("grid:cases") + "?box=all", "/desk/", "/field/", "/field/grid/tasks/"]
        urls += [f"/field/grid/tasks/{entry.uid}/", reverse("grid:cases") + "?box=all&format=xlsx"]
        for url in urls:
            answer = client.get(url)
            seen = b"".join(answer) if answer.streaming else answer.content
            assert PHONE.encode() not in seen, (name, url)
            assert NAME.encode() not in seen, (name, url)


@pytest.mark.parametrize(
    "query",
    [
        {"q": PHONE}, {"q": PHONE[:5]}, {"q": NAME}, {"q": "示例居民"}, {"q": WORDS[:4]},
        {"reporter": PHONE}, {"reports__reporter__vault__value": PHONE},
        {"entry__reports__text__contains": WORDS[:4]}, {"sort": "reports__reporter"},
        {"sort": "-reports__reporter__vault__value"}, {"sort": "reports__text"},
    ],
)  # fmt: skip
def test_no_filter_and_no_order_is_an_oracle_about_reporters(
    here: Centre, query: dict[str, str]
) -> None:
    told(here)
    here.dispatched()
    for who in (here.handler, here.checker, here.dispatcher, here.clerk):
        client, url = client_of(who), reverse("grid:cases")
        nonsense = {key: value[::-1] + "?" for key, value in query.items()}
        answers = [client.get(url, {"box": "all", **one}) for one in (query, nonsense)]
        assert [one.status_code for one in answers] == [answers[0].status_code] * 2
        rows = [re.findall(r"data-row[^>]*data-id=\"([^\"]+)\"|/desk/cases/([0-9a-f-]{36})/\"", text(one)) for one in answers]  # fmt: skip
        assert rows[0] == rows[1], query


def test_the_public_list_and_the_api_answer_no_question_about_reporters(here: Centre) -> None:
    told(here)
    base = f"/reported/{here.call.uid}/"
    plain = text(Client().get(base))
    for query in ({"q": PHONE}, {"state": PHONE}, {"reporter": PHONE}, {"sort": "phone"}):
        assert _without_keys(text(Client().get(base, query))) == _without_keys(plain), query
    for query in ({"phone": PHONE}, {"email": PHONE}, {"q": PHONE}, {"description": WORDS}):
        found = Client().get("/open311/v2/requests.json", query)
        assert found.content == Client().get("/open311/v2/requests.json").content, query


def _without_keys(page: str) -> str:
    page = re.sub(r'name="(form_key|csrfmiddlewaretoken)" value="[^"]*"', "", page)
    page = page.replace(' aria-current="true"', "")
    page = re.sub(r"[A-Za-z0-9]{64}", "", re.sub(r'nonce="[^"]*"', "", page))
    return re.sub(r"\?[^\"' ]*", "", page)


def test_a_photo_is_given_to_those_who_see_its_case_and_to_nobody_by_any_other_address(
    here: Centre,
) -> None:
    entry = told(here)
    photo = Photo.objects.filter(entry=entry).first()
    assert photo is not None
    url = reverse("grid:photo", args=[entry.uid, photo.uid])
    for who in (here.clerk, here.handler, here.unit_head):
        assert client_of(who).get(url).status_code == 200
    for who in (here.lamp_head, make.actor()):
        assert client_of(who).get(url).status_code == 404
    assert Client().get(url).status_code in (302, 404)

    other = here.dispatched()
    crossed = reverse("grid:photo", args=[other.uid, photo.uid])
    assert client_of(here.handler).get(crossed).status_code == 404

    sha = photo.file.blob.sha256
    assert path_of(sha).exists()
    for path in (
        f"/media/{sha}", f"/files/{sha}", f"/files/content/{sha[:2]}/{sha}",
        f"/static/{sha}", f"/static/../files/content/{sha[:2]}/{sha}", f"/media/{photo.file.uid}",
    ):  # fmt: skip
        assert Client().get(path).status_code == 404, path
        assert client_of(here.clerk).get(path).status_code == 404, path


def crawl(client: Client, *starts: str) -> Iterator[tuple[str, bytes]]:
    """Every page that a visitor reaches by following links, and what it says."""
    waiting = list(starts)
    seen: set[str] = set()
    while waiting and len(seen) < 400:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        answer = client.get(url, follow=True)
        said = b"".join(answer) if answer.streaming else answer.content
        yield url, said
        if "html" not in answer.get("Content-Type", ""):
            continue
        page = said.decode(errors="replace")
        for found in re.findall(r'(?:href|action|data-map-src|src)="([^"#]+)"', page):
            there = urlparse(urljoin(url, unescape(found)))
            outside = there.netloc or not there.path.startswith("/")
            if outside or there.path.startswith(("/static/", "/account/")):
                continue
            waiting.append(there.path + (f"?{there.query}" if there.query else ""))


def test_a_visitor_who_follows_every_link_reads_nobody_s_words_name_number_or_door(
    here: Centre,
) -> None:
    entry = told(here, lat=LAT + 37, lon=LON + 41)
    here.reported(contact=Contact(NAME, PHONE), text=WORDS, place=DOORPLATE)
    hidden = here.dispatched(contact=Contact(NAME, PHONE), text=WORDS, place=DOORPLATE)
    show_case(hidden, public=True, private=True, by=here.clerk, at=here.at)
    api = [f"/open311/v2/{one}.json" for one in ("discovery", "services", "requests")]
    starts = ["/", "/report/", "/reported/", "/track/", "/sitemap.xml", "/robots.txt"]
    starts += [*api, "/api/v1/openapi.json", "/open311/v2/servicerequestupdates.json"]
    pages = list(crawl(Client(), *starts))
    reached = {url for url, _said in pages}
    assert f"/reported/{here.call.uid}/" in reached
    assert any(entry.code.encode() in said for _url, said in pages), "the case itself is public"
    exact = (str((LAT + 37) / 1e6), str((LON + 41) / 1e6))
    for url, said in pages:
        for secret in (NAME, PHONE, WORDS, DOORPLATE, hidden.code, *exact):
            assert secret.encode() not in said, (url, secret)


def test_positions_near_homes_are_told_less_exactly(here: Centre) -> None:
    lane, home = told(here, lat=LAT + 437), told(here, lat=LAT + 437)
    home.case.group = "L2"
    home.case.save(update_fields=["group"])
    rows = {
        row["service_request_id"]: row for row in Client().get("/open311/v2/requests.json").json()
    }
    assert float(rows[lane.code]["lat"]) == round((LAT + 437) / 1e6, 4)
    assert float(rows[home.code]["lat"]) == round((LAT + 437) / 1e6, 3)


def test_an_address_with_any_letter_changed_opens_nothing(here: Centre) -> None:
    made = here.report()
    token = pass_for(made)
    forged = dumps(str(made.uid), salt="heli.grid.pass", key="another key")
    other_salt = dumps(str(made.uid), salt=CARRIED)
    for wrong in (forged, other_salt, token + "A", token[:-1], str(made.uid), "", "..", "%00"):
        assert Client().get(f"/track/{wrong}/receipt/").status_code == 404, wrong
    for place in range(len(token)):
        letter = "A" if token[place] != "A" else "B"
        flipped = token[:place] + letter + token[place + 1 :]
        assert Client().get(f"/track/{flipped}/").status_code == 404, place


def test_the_digits_of_a_receipt_are_not_guessed(here: Centre) -> None:
    made = here.report()
    right, client = digits_of(made), Client()
    guesses = [n for n in (f"{k:04d}" for k in range(40)) if n != right]
    answers = [client.post("/track/", {"number": made.number, "digits": n}) for n in guesses]
    assert not any(one.status_code == 302 for one in answers)
    late = client.post("/track/", {"number": made.number, "digits": right})
    assert late.status_code != 302, "after many wrong ones even the right ones rest"


def test_what_was_redacted_or_forgotten_is_in_no_page_and_no_message(here: Centre) -> None:
    entry = told(here)
    report = Report.objects.get(entry=entry)
    redact_report(entry, report=report, text="……", reason="其中有住址", by=here.clerk, at=here.at)
    for who in (here.clerk, here.handler, here.head):
        for page in ("case", "case_preview"):
            assert WORDS not in text(client_of(who).get(reverse(f"grid:{page}", args=[entry.uid])))
    forgotten = told(here)
    report = Report.objects.get(entry=forgotten)
    anonymise([report], by=SYSTEM, at=here.at)
    answer = send(
        client_of(here.clerk), "grid:reveal", forgotten.uid, report.uid, reason="核对地点"
    )
    assert PHONE not in text(answer)
    assert PHONE not in text(client_of(here.clerk).get(reverse("grid:case", args=[forgotten.uid])))


@pytest.mark.django_db(transaction=True)
def test_twelve_dispatchers_at_once_dispatch_a_case_once(tmp_path: Any, settings: Any) -> None:
    settings.HELI_DATA = tmp_path
    here = centre()
    entry = here.registered()

    def dispatch(_number: int) -> list[Step]:
        mine = case_of(entry.uid)
        return dispatch_cases([mine], by=here.dispatcher, at=here.at)

    outcomes = at_once(12, dispatch)
    won = [one for one in outcomes if isinstance(one, list)]
    lost = [one for one in outcomes if isinstance(one, Refusal)]
    assert (len(won), len(lost)) == (1, 11), outcomes
    assert {one.status for one in lost} == {409}
    assert Step.objects.filter(entry=entry, verb=Verb.DISPATCH).count() == 1
    assert case_of(entry.uid).counted["grid.dispatched"] == 1
