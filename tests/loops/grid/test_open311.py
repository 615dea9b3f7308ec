"""GeoReport v2 as the specification has it: every resource in both tongues, every error, no person."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from defusedxml.ElementTree import fromstring
from django.http import HttpResponse
from django.test import Client
from django.utils.dateparse import parse_datetime

import make
import make_api
import make_grid
from heli.core.flow.models import Entry
from heli.loops.grid.actions.screening import Sorting, record_finding, register_cases, verify_case
from heli.loops.grid.enums import Finding
from heli.loops.grid.models import Report
from heli.loops.grid.queries.cases import case_of
from heli.loops.grid.queries.open311 import OPEN, status_of
from heli.loops.grid.queries.packs import shipped


pytestmark = pytest.mark.django_db
BASE = "/open311/v2/"
TONGUES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
FORM = "application/x-www-form-urlencoded"
ELEMENTS = [
    "service_request_id",
    "status",
    "status_notes",
    "service_name",
    "service_code",
    "description",
    "agency_responsible",
    "service_notice",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "address",
    "address_id",
    "zipcode",
    "lat",
    "long",
    "media_url",
]


@pytest.fixture(autouse=True)
def then() -> Any:
    """The day of the acts: lists show the last ninety days."""
    with time_machine.travel(make.AT + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def centre() -> make_grid.Centre:
    return make_grid.centre()


@pytest.fixture
def key(centre: make_grid.Centre) -> str:
    return make_api.key(centre.town, "open311:write")[1]


def get(path: str, **query: Any) -> Any:
    return Client(raise_request_exception=False).get(BASE + path, query)


def post(path: str, said: dict[str, Any], **headers: str) -> HttpResponse:
    body = urlencode(said, doseq=True)
    return Client(raise_request_exception=False, enforce_csrf_checks=True).post(
        BASE + path,
        body,
        content_type=FORM,
        headers={k.replace("_", "-"): v for k, v in headers.items()},
    )


def said(key: str, **more: Any) -> dict[str, Any]:
    return {
        "api_key": key,
        "service_code": make_grid.RUBBISH,
        "lat": "31.340012",
        "long": "119.960034",
        "description": "路口有垃圾 & <b>很多</b>",
        "first_name": "丽",
        "last_name": "示",
        "phone": "13912345678",
        "email": "li@example.org",
        "device_id": "DEVICE-77",
        **more,
    }


def public(centre: make_grid.Centre) -> Entry:
    """A case that the desk has looked at and shows."""
    entry = centre.patrolled()
    register_cases([entry], sorting=Sorting(public=True), by=centre.clerk, at=centre.at)
    return entry


def rows_of(answer: Any) -> list[dict[str, str | None]]:
    """The members of a list, in either tongue."""
    if answer.headers["Content-Type"] == TONGUES["json"]:
        return list(json.loads(answer.content))
    return [{e.tag: e.text for e in one} for one in fromstring(answer.content)]


@pytest.mark.parametrize("form", TONGUES)
@pytest.mark.parametrize(
    "path", ["discovery", "services", f"services/{make_grid.RUBBISH}", "requests"]
)
def test_every_resource_speaks_both_tongues(centre: make_grid.Centre, path: str, form: str) -> None:
    answer = get(f"{path}.{form}")

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, TONGUES[form])
    if form == "xml":
        assert answer.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
        fromstring(answer.content)
    else:
        json.loads(answer.content)


def test_discovery_says_all_that_is_required() -> None:
    found = json.loads(get("discovery.json").content)

    assert set(found) == {"changeset", "contact", "key_service", "endpoints"}
    assert all(found.values())
    [endpoint] = found["endpoints"]
    assert set(endpoint) == {"specification", "url", "changeset", "type", "formats"}
    changed = parse_datetime(endpoint["changeset"])
    assert changed is not None
    assert changed.tzinfo is not None
    xml = fromstring(get("discovery.xml").content)
    assert [e.text for e in xml.findall("endpoints/endpoint/formats/format")] == [
        "text/xml",
        "application/json",
    ]


def test_services_are_the_categories_but_for_private_ones(centre: make_grid.Centre) -> None:
    found = rows_of(get("services.xml"))

    known = {one.code for one in shipped()["town@1"].categories if not one.private}
    assert {row["service_code"] for row in found} == known
    assert {row["type"] for row in found} == {"realtime"}
    assert {row["metadata"] for row in found} <= {"true", "false"}


def test_definition_asks_for_the_condition(centre: make_grid.Centre) -> None:
    found = json.loads(get(f"services/{make_grid.LID}.json").content)

    [asked] = found["attributes"]
    assert (found["service_code"], asked["code"], asked["datatype"]) == (
        make_grid.LID,
        "condition",
        "singlevaluelist",
    )
    assert len(asked["values"]) > 1


@pytest.mark.parametrize("form", TONGUES)
def test_public_case_is_listed_with_every_element(centre: make_grid.Centre, form: str) -> None:
    entry = public(centre)
    centre.reported()

    [row] = rows_of(get(f"requests.{form}"))
    [one] = rows_of(get(f"requests/{entry.code}.{form}"))

    assert list(row) == ELEMENTS
    assert row == one
    assert (row["status"], row["service_code"]) == ("open", make_grid.RUBBISH)
    assert (row["lat"], row["long"]) == ("31.3400", "119.9600")
    for name in ("requested_datetime", "updated_datetime"):
        moment = parse_datetime(row[name] or "")
        assert moment is not None
        assert moment.tzinfo is not None


def test_empty_list_is_a_list(centre: make_grid.Centre) -> None:
    assert json.loads(get("requests.json").content) == []
    assert get("requests.xml").content.endswith(b"<service_requests />")


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ({}, 1),
        ({"status": "open"}, 1),
        ({"status": "closed"}, 0),
        ({"status": "open,closed"}, 1),
        ({"status": ""}, 1),
        ({"service_code": make_grid.RUBBISH}, 1),
        ({"service_code": f"x,{make_grid.RUBBISH}"}, 1),
        ({"service_code": make_grid.LAMP}, 0),
        ({"start_date": "2020-02-10T00:00:00Z"}, 1),
        ({"start_date": "2020-02-11T00:00:00Z", "end_date": "2020-02-12T00:00:00Z"}, 0),
        ({"start_date": "2019-01-01", "end_date": "2020-03-30"}, 1),
        ({"end_date": "2020-02-10T09:59:00+08:00"}, 0),
        ({"lat": "31.34", "long": "119.96", "radius": "50"}, 1),
        ({"lat": "31.35", "long": "119.96", "radius": "50"}, 0),
        ({"bbox": "119.9,31.3,120.0,31.4"}, 1),
        ({"bbox": "118,31.3,119,31.4"}, 0),
        ({"page": "2"}, 0),
        ({"page": "1", "page_size": "1"}, 1),
        ({"updated_after": "2020-02-09T00:00:00Z"}, 1),
        ({"updated_after": "2020-02-11T00:00:00Z"}, 0),
    ],
)
def test_filters(centre: make_grid.Centre, query: dict[str, str], n: int) -> None:
    public(centre)

    assert len(rows_of(get("requests.json", **query))) == n


def test_numbers_override_every_other_filter(centre: make_grid.Centre) -> None:
    entry = public(centre)

    rows = rows_of(
        get("requests.json", service_request_id=f"{entry.code},nothing", status="closed")
    )

    assert [row["service_request_id"] for row in rows] == [entry.code]


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("services/nothing", {}, 404),
        ("requests/nothing", {}, 404),
        ("tokens/nothing", {}, 404),
        ("services", {"jurisdiction_id": "elsewhere"}, 404),
        ("requests", {"status": "maybe"}, 400),
        ("requests", {"start_date": "yesterday"}, 400),
        ("requests", {"start_date": "2020-02-30"}, 400),
        ("requests", {"bbox": "1,2,3"}, 400),
        ("requests", {"bbox": "nan,nan,nan,nan"}, 400),
        ("requests", {"lat": "91", "long": "0"}, 400),
        ("requests", {"page": "-1"}, 400),
        ("requests", {"page_size": "1e9"}, 400),
        ("nowhere", {}, 404),
    ],
)
@pytest.mark.parametrize("form", TONGUES)
def test_errors_have_their_status_and_their_shape(
    centre: make_grid.Centre, path: str, query: dict[str, str], status: int, form: str
) -> None:
    answer = get(f"{path}.{form}", **query)

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, TONGUES[form])
    [row] = rows_of(answer)
    assert (row["code"], set(row)) == (str(status), {"code", "description"})
    assert row["description"]


def test_other_tongues_are_not_spoken(centre: make_grid.Centre) -> None:
    assert get("services.html").status_code == 404


def test_several_desks_ask_which_one(centre: make_grid.Centre) -> None:
    other = make_grid.centre()

    assert get("services.json").status_code == 400
    assert get("services.json", jurisdiction_id=other.town.uid).status_code == 200


@pytest.mark.parametrize("form", TONGUES)
def test_report_gets_a_number_and_is_seen_by_its_sender_only(
    centre: make_grid.Centre, key: str, form: str
) -> None:
    [row] = rows_of(post(f"requests.{form}", said(key)))

    report = Report.objects.get()
    assert row["service_request_id"] == report.number
    assert report.entry.area == centre.area
    assert (report.lat, report.lon) == (31_340_012, 119_960_034)
    assert get(f"requests/{report.number}.json").status_code == 404
    [own] = rows_of(get(f"requests/{report.number}.json", api_key=key))
    assert own["service_request_id"] == report.number
    [token] = rows_of(get(f"tokens/{report.uid}.{form}"))
    assert token == {"service_request_id": report.number, "token": str(report.uid)}


def test_same_report_again_is_one_report(centre: make_grid.Centre, key: str) -> None:
    first = post("requests.json", said(key))
    again = post("requests.json", said(key))
    other = post("requests.json", said(key), X_Idempotency_Key="2")
    changed = post("requests.json", said(key, description="另一处"), X_Idempotency_Key="2")

    assert first.content == again.content
    assert other.content != first.content
    assert changed.status_code == 400
    assert Report.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"api_key": ""}, 403),
        ({"api_key": "heli_aaaaaaaa_wrong"}, 403),
        ({"service_code": ""}, 400),
        ({"service_code": "nothing"}, 404),
        ({"lat": ""}, 400),
        ({"lat": "", "long": ""}, 400),
        ({"lat": "inf"}, 400),
        ({"lat": "", "long": "", "address_id": "nothing"}, 400),
        ({"description": "长" * 4001}, 400),
        ({"description": "\x00"}, 400),
        ({"jurisdiction_id": "elsewhere"}, 404),
    ],
)
@pytest.mark.parametrize("form", TONGUES)
def test_report_that_cannot_be_taken(
    centre: make_grid.Centre, key: str, changes: dict[str, str], status: int, form: str
) -> None:
    answer = post(f"requests.{form}", said(key, **changes))

    assert (answer.status_code, [r["code"] for r in rows_of(answer)]) == (status, [str(status)])
    assert Report.objects.count() == 0


def test_key_for_something_else_reports_nothing(centre: make_grid.Centre) -> None:
    other = make_api.key(centre.town, "records:read")[1]

    assert post("requests.json", said(other)).status_code == 403


def test_place_may_be_words_or_an_area(centre: make_grid.Centre, key: str) -> None:
    words = {"lat": "", "long": "", "address_string": "示例村口"}
    area = {"lat": "", "long": "", "address_id": str(centre.grid.uid)}

    answers = [post("requests.json", said(key, **place)).status_code for place in (words, area)]

    assert answers == [200, 200]


def test_xml_that_is_sent_is_not_read(centre: make_grid.Centre, key: str) -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">'
        '<!ENTITY y "&x;&x;">]><requests><api_key>&y;</api_key></requests>'
    )

    answer = Client().post(f"{BASE}requests.xml", bomb, content_type="text/xml")

    assert answer.status_code == 403
    assert b"root:" not in answer.content


def test_picture_of_a_report_is_not_fetched_and_no_device_is_kept(
    centre: make_grid.Centre, key: str
) -> None:
    post("requests.json", said(key, media_url="http://169.254.169.254/latest"))

    report = Report.objects.get()
    assert report.photos.count() == 0
    assert "DEVICE-77" not in report.text + json.dumps(report.consents)


def test_no_byte_tells_of_a_person(centre: make_grid.Centre, key: str) -> None:
    post("requests.json", said(key))
    entry = public(centre)
    centre.report(text="我家在三号楼，电话13800000000")
    paths = ("requests", f"requests/{entry.code}", "servicerequestupdates", "services")
    queries: list[dict[str, str]] = [{}, {"api_key": key}]

    told = "".join(
        get(f"{p}.{f}", **q).content.decode() for p in paths for f in TONGUES for q in queries
    )

    secret = [
        "13912345678",
        "13800000000",
        "li@example.org",
        "示例居民",
        "三号楼",
        "很多",
        "示例路口",
    ]
    names = [a.name for a in (centre.clerk, centre.worker, centre.checker)]
    assert [word for word in [*secret, *names] if word in told] == []


def test_status_is_the_same_by_every_door(centre: make_grid.Centre) -> None:
    entry = centre.closed(patrol=True)
    entry.case.is_public = True
    entry.case.save(update_fields=["is_public"])

    [row] = rows_of(get("requests.json", service_request_id=entry.code))

    fresh = Entry.objects.get(pk=entry.pk)
    assert (row["status"], status_of(fresh), fresh.state in OPEN) == ("closed", "closed", False)
    assert row["updated_datetime"] == fresh.closed_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_updates_are_exchanged_both_ways(centre: make_grid.Centre, key: str) -> None:
    post("requests.json", said(key))
    report = Report.objects.get()
    entry = case_of(report.entry.uid)
    verify_case(entry, assignee=centre.person(centre.checker), by=centre.clerk, at=centre.at)
    record_finding(entry, finding=Finding.EXISTS, by=centre.checker, at=centre.at)
    register_cases([entry], sorting=Sorting(), by=centre.clerk, at=centre.at)
    more = {
        "api_key": key,
        "service_request_id": report.number,
        "update_id": "77",
        "status": "OPEN",
        "updated_datetime": "2020-02-10T10:30:00+08:00",
        "description": "还在那里",
    }

    told = rows_of(get("servicerequestupdates.xml", api_key=key))
    first = post("servicerequestupdates.json", more)
    again = post("servicerequestupdates.json", more)

    assert {row["service_request_id"] for row in told} == {report.number}
    assert {row["status"] for row in told} == {"OPEN"}
    assert (first.status_code, first.content) == (200, again.content)
    assert Report.objects.filter(entry=report.entry).count() == 2
    assert "还在那里" in Report.objects.order_by("-pk")[0].text


def test_stranger_updates_nothing(centre: make_grid.Centre, key: str) -> None:
    post("requests.json", said(key))
    other = make_api.key(centre.town, "open311:write", name="别的系统")[1]
    more = {"service_request_id": Report.objects.get().number, "update_id": "1", "status": "OPEN"}

    answers = [post("servicerequestupdates.json", {**more, "api_key": k}) for k in (other, "")]

    assert [answer.status_code for answer in answers] == [404, 403]
    assert rows_of(get("servicerequestupdates.json", api_key=other)) == []
