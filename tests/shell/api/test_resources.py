"""What programs read and send: their own policies' worth, in pages, once, in their language."""

from typing import Any

import pytest

import make
import make_advice
import make_api
from heli.core.access.enums import Role
from heli.core.flow.models import Entry
from heli.core.measures.queries import Scope, value, version_of
from heli.loops.briefs.actions import publish_brief
from security.records import _sealed, published_brief


pytestmark = pytest.mark.django_db
MEASURES, RECORDS, REGISTER = "measures:read", "records:read", "register:read"
PROBLEM = "application/problem+json"


@pytest.fixture
def office() -> make_advice.Office:
    made = make_advice.office()
    made.approve_measures()
    return made


def said(office: make_advice.Office, **more: Any) -> dict[str, Any]:
    """A proposal as another system hands it in."""
    return {
        "org": str(office.society.uid),
        "title": "关于示例事项的建议",
        "body": make_advice.TEXT,
        "authors": [{"name": "示例甲"}],
        "is_original": True,
        **more,
    }


def test_value_parts_and_records_agree(office: make_advice.Office) -> None:
    for _ in range(3):
        office.received()
    program = make_api.program(office.body, MEASURES, role=Role.CLERK)
    asked = {"org": office.body.uid, "from": "2020-01-01", "to": "2020-12-31"}

    told = program.get("/measures/advice.received/value", asked).json()
    parts = program.get("/measures/advice.received/parts", asked).json()["items"]
    first = program.get("/measures/advice.received/records", {**asked, "limit": 2})
    rest = program.get(first.json()["next"].partition("/api/v1")[2])

    really = value(version_of("advice.received"), Scope(org=office.body))
    assert (told["value"], told["records"]) == (str(really.value), 3)
    assert sum(int(part["value"]) for part in parts) == 3
    assert first.headers["Link"] == f'<{first.json()["next"]}>; rel="next"'
    rows = first.json()["items"] + rest.json()["items"]
    assert len({row["uid"] for row in rows}) == 3
    assert rest.json()["next"] is None


def test_outsider_reads_what_the_public_may(office: make_advice.Office) -> None:
    for _ in range(2):
        office.received()
    outsider = make_api.program(make.federation(), MEASURES, role=Role.CLERK)
    asked = {"org": office.body.uid}

    few = outsider.get("/measures/advice.received/value", asked).json()
    records = outsider.get("/measures/advice.received/records", asked)
    office.received()
    more = outsider.get("/measures/advice.received/value", asked).json()

    assert (few["value"], few["records"], few["is_hidden"]) == (None, None, True)
    assert (more["value"], more["is_hidden"]) == ("3", False)
    assert (records.status_code, records.headers["Content-Type"]) == (403, PROBLEM)


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"from": "2020-02-02", "to": "2020-02-01"}, 422),
        ({"from": "9999-12-31"}, 422),
        ({"from": "yesterday"}, 422),
        ({"org": "00000000-0000-7000-8000-000000000000"}, 404),
        ({"area": "00000000-0000-7000-8000-000000000000"}, 404),
    ],
)
def test_scope_that_cannot_be_is_refused(
    office: make_advice.Office, more: dict[str, str], status: int
) -> None:
    program = make_api.program(office.body, MEASURES, role=Role.CLERK)

    asked = {"org": str(office.body.uid), **more}
    answer = program.get("/measures/advice.received/value", asked)

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)


def test_entries_are_those_the_program_may_see_page_by_page(office: make_advice.Office) -> None:
    made = [office.received() for _ in range(3)]
    clerk = make_api.program(office.body, RECORDS, role=Role.CLERK)
    stranger = make_api.program(make.federation(), RECORDS, role=Role.CLERK)

    first = clerk.get("/entries", {"flow": "advice.proposal", "limit": 2}).json()
    rest = clerk.get(first["next"].partition("/api/v1")[2]).json()

    found = [row["uid"] for row in first["items"] + rest["items"]]
    assert found == [str(entry.uid) for entry in reversed(made)]
    assert stranger.get("/entries").json() == {"items": [], "next": None}
    assert stranger.get(f"/entries/{made[0].uid}").status_code == 404
    steps = clerk.get(f"/entries/{made[0].uid}/steps").json()["items"]
    assert [step["verb"] for step in steps] == [s.verb for s in made[0].steps.order_by("seq")]


def test_no_name_of_a_person_is_told(office: make_advice.Office) -> None:
    entry = office.received()
    clerk = make_api.program(office.body, RECORDS, role=Role.CLERK)

    bodies = [
        clerk.get(path).content.decode() for path in ("/entries", f"/entries/{entry.uid}/steps")
    ]

    assert office.author.name not in "".join(bodies)


@pytest.mark.parametrize("after", ["x", "////", "W10", "eyJhIjoxfQ"])
def test_there_is_no_page_after_an_edge_that_is_none(
    office: make_advice.Office, after: str
) -> None:
    clerk = make_api.program(office.body, RECORDS)

    assert clerk.get("/entries", {"after": after}).status_code == 404


def test_proposal_sent_twice_is_one(office: make_advice.Office) -> None:
    program = make_api.program(office.society, "advice:write", RECORDS)
    path = f"/calls/{office.call.uid}/proposals"
    before = Entry.objects.count()

    first = program.post(path, said(office), Idempotency_Key="a-1")
    again = program.post(path, said(office), Idempotency_Key="a-1")
    other = program.post(path, said(office, title="另一件"), Idempotency_Key="a-1")

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 409)
    assert first.json() == again.json()
    assert other.json()["code"] == "key_reused"
    assert Entry.objects.count() == before + 1


def test_key_of_one_program_says_nothing_about_anothers(office: make_advice.Office) -> None:
    path = f"/calls/{office.call.uid}/proposals"
    one = make_api.program(office.society, "advice:write")
    other = make_api.program(office.society, "advice:write", name="丙系统")

    first = one.post(path, said(office), Idempotency_Key="same")
    second = other.post(path, said(office), Idempotency_Key="same")

    assert first.json()["uid"] != second.json()["uid"]


def test_request_that_cannot_be_repeated_is_not_taken(office: make_advice.Office) -> None:
    program = make_api.program(office.society, "advice:write")

    answer = program.post(f"/calls/{office.call.uid}/proposals", said(office))

    assert (answer.status_code, answer.json()["code"]) == (400, "key_needed")


@pytest.mark.parametrize("field", ["state", "code", "party", "is_example", "at", "by"])
def test_no_field_is_taken_that_is_not_described(office: make_advice.Office, field: str) -> None:
    program = make_api.program(office.society, "advice:write")
    path = f"/calls/{office.call.uid}/proposals"

    answer = program.post(path, said(office, **{field: "x"}), Idempotency_Key="b")

    assert answer.status_code == 422


def test_call_of_others_is_absent(office: make_advice.Office) -> None:
    stranger = make_api.program(make.federation(), "advice:write", RECORDS)

    answer = stranger.post(f"/calls/{office.call.uid}/proposals", said(office), Idempotency_Key="c")

    assert answer.status_code == 404
    assert stranger.get(f"/calls/{office.call.uid}").status_code == 404


def test_refusal_speaks_the_language_that_is_asked_for(office: make_advice.Office) -> None:
    program = make_api.program(office.society, "advice:write")
    path, wrong = f"/calls/{office.call.uid}/proposals", said(office, is_original=False)

    english = program.post(path, wrong, Idempotency_Key="d", Accept_Language="en")
    chinese = program.post(path, wrong, Idempotency_Key="d", Accept_Language="zh-CN")

    assert (english.status_code, chinese.status_code) == (422, 422)
    assert english.json()["detail"].startswith("Please state")
    assert chinese.json()["detail"].startswith("请")
    assert english.json()["code"] == "not_original"


def test_what_did_not_change_is_not_sent_again(office: make_advice.Office) -> None:
    program = make_api.program(office.body, REGISTER)
    first = program.get("/bodies")

    again = program.get("/bodies", If_None_Match=first.headers["ETag"])
    make.society(office.body)
    changed = program.get("/bodies", If_None_Match=first.headers["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_register_is_read_by_name_and_day() -> None:
    town = make.area(kind="town", name="示例镇")
    grid = make.area(town, kind="grid", name="第一网格", since=make.TODAY)
    program = make_api.program(make.federation("示例镇人民政府"), REGISTER)

    bodies = program.get("/bodies", {"q": "示例镇"}).json()["items"]
    inside = program.get("/areas", {"parent": town.uid, "on": "2020-02-10"}).json()["items"]
    before = program.get("/areas", {"parent": town.uid, "on": "2020-02-09"}).json()["items"]

    assert [body["name"] for body in bodies] == ["示例镇人民政府"]
    assert ([area["uid"] for area in inside], before) == ([str(grid.uid)], [])
    assert program.get(f"/areas/{grid.uid}").json()["parent"] == str(town.uid)


def test_published_brief_tells_its_facts_to_anybody() -> None:
    nobody = make_api.Program("")
    code = published_brief(make.federation())["code"]

    facts = nobody.get(f"/briefs/{code}").json()
    verdict = nobody.get(f"/verify/{code}").json()

    assert [figure["words"] for figure in facts["figures"]] == ["3封"]
    assert (verdict["holds"], verdict["faults"]) == (True, [])
    assert [one["code"] for one in nobody.get("/briefs").json()["items"]] == [code]


def test_brief_that_is_not_published_tells_nothing() -> None:
    nobody, brief = make_api.Program(""), _sealed(make.federation())

    assert nobody.get(f"/briefs/{brief.code}").status_code == 404
    publish_brief(brief, by=make_advice.SYSTEM, at=make.AT)
    assert nobody.get(f"/briefs/{brief.code}").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nowhere", 404),
        ("DELETE", "/api/v1/measures", 401),
        ("GET", "/api/v1/measures/x/value", 401),
        ("GET", "/api/v1/entries?after=%00", 401),
        ("GET", "/api/v1/briefs?limit=%00", 400),
        ("POST", "/api/v1/briefs", 405),
    ],
)
def test_what_goes_wrong_is_told_as_a_problem(method: str, path: str, status: int) -> None:
    answer = make_api.Program("").client.generic(method, path)

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)


def test_head_is_get_without_a_body() -> None:
    answer = make_api.Program("").client.head("/api/v1/briefs")

    assert (answer.status_code, answer.content) == (200, b"")


def test_a_filter_whose_name_is_misspelt_does_not_give_everything(
    office: make_advice.Office,
) -> None:
    program = make_api.program(office.body, REGISTER, role=Role.CLERK)

    misspelt = program.get("/bodies", {"query": "学会"})

    assert (misspelt.status_code, misspelt.headers["Content-Type"]) == (422, PROBLEM)
    assert [one["field"] for one in misspelt.json()["errors"]] == ["query.query"]
    assert program.get("/bodies", {"q": "学会"}).status_code == 200


def test_a_misspelt_filter_is_refused_without_a_body_where_none_is_asked_for(
    office: make_advice.Office,
) -> None:
    program = make_api.program(office.body, REGISTER, role=Role.CLERK)
    headers = {"Authorization": f"Bearer {program.text}"}

    answer = program.client.head("/api/v1/bodies?query=x", headers=headers)

    assert (answer.status_code, answer.content) == (422, b"")
