"""The screens of read texts: given, marked, spoken about, taken along; closed to others."""

import io
import json
import re
from datetime import date

import docx  # noqa: TID253  -- a test of the report
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook  # noqa: TID253  -- a test of the report

import make
from heli.core.access.enums import Role
from heli.core.acts import Actor, find_task
from heli.core.parties.models import Party
from heli.loops.briefs.models import ReadText, Stage
from heli.shell.forms import issue_key
from kit.extraction.making import docx_of
from loops.briefs.offices import Office


BODY = "收到来信5封，其中答复来信3封。走访学会12家，走访农户21户、商户4户，合计27户。"
LIST = reverse("briefs:readings")


def client_of(actor: Actor) -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    user = make.user(Party.objects.get(pk=actor.party_id))
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def client(office: Office) -> Client:
    return client_of(office.editor)


def give(client: Client, office: Office, **said: object) -> str:
    said = {"org": office.org.pk, "body": BODY, "form_key": issue_key(), **said}
    answer = client.post(LIST, said, secure=True)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def shown(client: Client, url: str) -> str:
    answer = client.get(url, secure=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_pasted_text_is_marked_by_word_and_glyph(client: Client, office: Office) -> None:
    office.receive(5, answered=3)

    page = shown(client, give(client, office, first="2020-01-01", last="2020-02-29"))

    said = re.findall(
        r'id="t\d+"[^>]*>([^<]+)&#8288;<span class="reading-glyph" aria-hidden="true">(.)</span>',
        page,
    )
    assert said == [
        ("5封", "✓"),
        ("3封", "✓"),
        ("12家", "○"),
        ("21户", "?"),
        ("4户", "?"),
        ("27户", "?"),
    ]
    assert "未列明 2 户" in page


def test_title_is_the_first_line_unless_given(client: Client, office: Office) -> None:
    give(client, office, body="\n  来信通报 \n" + BODY)

    assert ReadText.objects.get().title == "来信通报"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("通报.txt", BODY.encode("gb18030")),
        ("通报.docx", docx_of(BODY)),
        ("通报.html", f"<html><body><p>{BODY}</p></body></html>".encode()),
    ],
)
def test_uploaded_file_is_read_at_once(
    client: Client, office: Office, name: str, content: bytes
) -> None:
    give(client, office, body="", file=SimpleUploadedFile(name, content))

    text = ReadText.objects.get()
    assert (text.stage, text.title, text.body.strip()) == (Stage.READ, "通报", BODY)


def test_pdf_is_read_in_the_background_with_progress(client: Client, office: Office) -> None:
    pdf = SimpleUploadedFile("扫描.pdf", b"%PDF-1.4 nothing")
    url = give(client, office, body="", file=pdf)
    text = ReadText.objects.get()

    assert "hx-get" in shown(client, url)
    assert "hx-get" in shown(client, url + "progress/")
    find_task("briefs.read")(text=str(text.uid), at=make.AT)
    assert client.get(url + "progress/", secure=True).headers["HX-Redirect"] == url
    assert "PDF 已损坏" in shown(client, url)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"body": ""}, "请粘贴"),
        ({"body": "", "file": SimpleUploadedFile("a.docx", b"PK\x03\x04 broken")}, "文件已损坏"),
        ({"first": "2020-03-01", "last": "2020-01-01"}, "核对"),
    ],
)
def test_what_cannot_be_read_is_told_at_the_form(
    client: Client, office: Office, said: dict[str, object], says: str
) -> None:
    answer = client.post(
        LIST, {"org": office.org.pk, "body": BODY, "form_key": issue_key(), **said}, secure=True
    )

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert ReadText.objects.count() == 0


def test_say_goes_back_to_the_figure(client: Client, office: Office) -> None:
    url = give(client, office)
    start = BODY.index("12家")
    said = {"start": start, "verdict": "ignored", "form_key": issue_key()}

    answer = client.post(url + "say/", said, secure=True)

    assert answer.headers["Location"] == f"{url}#f{start}"
    assert "已忽略" in shown(client, url)
    assert (
        client.post(
            url + "say/", {**said, "form_key": issue_key(), "start": 1}, secure=True
        ).status_code
        == 422
    )
    assert client.post(url + "say/", {"start": "x"}, secure=True).status_code == 422


def test_correct_is_kept_and_exported(client: Client, office: Office) -> None:
    url = give(client, office)
    start = BODY.index("12家")
    page = url + f"figures/{start}/"
    assert "走访学会<mark>12家</mark>" in shown(client, page)
    row = {
        "start": start, "end": start + 3, "kind": "count", "role": "figure", "low": "12", "high": "12.5",
        "exactness": "exact", "unit": "家", "what": "学会", "subject": "", "form_key": issue_key(),
    }  # fmt: skip

    assert client.post(page, row, secure=True).headers["Location"] == f"{url}#f{start}"

    lines = client.get(url + "report.jsonl", secure=True).content.decode().splitlines()
    assert [(r["text"], r["low"], r["high"], r["what"]) for r in map(json.loads, lines)] == [
        ("12家", 12, 12.5, "学会")
    ]
    assert client.get(url + "report.txt", secure=True).content.decode() == BODY
    assert "没有读出" in shown(client, url + "figures/1/")


def test_report_as_word_and_as_workbook(client: Client, office: Office) -> None:
    url = give(client, office)

    word = docx.Document(io.BytesIO(client.get(url + "report.docx", secure=True).content))
    book = load_workbook(io.BytesIO(client.get(url + "report.xlsx", secure=True).content))

    figures = [row.cells[0].text for row in word.tables[1].rows][1:]
    assert figures == ["5封", "3封", "12家", "21户", "4户", "27户"]
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows][1:7] == figures
    assert any("未列明 2 户" in str(row[4]) for row in rows)
    assert client.get(url + "report.exe", secure=True).status_code == 404


def test_draft_leads_to_the_brief(client: Client, office: Office) -> None:
    url = give(client, office, day="2020-03-01")
    assert "2020" in shown(client, url + "draft/")
    said = {
        "title": "二月简报",
        "first": "2020-01-01",
        "last": "2020-02-29",
        "form_key": issue_key(),
    }

    answer = client.post(url + "draft/", said, secure=True)

    brief = ReadText.objects.get().brief
    assert brief is not None
    assert answer.headers["Location"] == reverse("briefs:brief", args=[brief.uid])
    assert answer.headers["Location"] in shown(client, url)


def queries_for(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        shown(client, LIST)
    return len(asked)


def test_list_of_three_costs_as_much_as_of_one(client: Client, office: Office) -> None:
    give(client, office)
    client.get(LIST, secure=True)  # which lines of the menu concern the reader is found out once
    one = queries_for(client)
    give(client, office)
    give(client, office)

    assert queries_for(client) == one
    assert shown(client, LIST).count("已读") == 3


@pytest.mark.parametrize("page", ["", "progress/", "draft/", "report.txt", "figures/4/"])
def test_others_find_nothing(client: Client, office: Office, page: str) -> None:
    url = give(client, office)
    stranger = client_of(make.actor(Role.EDITOR, over=make.federation("别处联合会")))

    assert stranger.get(url + page, secure=True).status_code == 404
    assert Client().get(url + page, secure=True).status_code in (302, 404)


def test_somebody_without_a_role_is_told_whom_to_ask(office: Office) -> None:
    page = shown(client_of(make.actor(over=office.org)), LIST)

    assert "<textarea" not in page
    assert "由单位工作人员" in page


def test_day_of_the_document_settles_the_year(client: Client, office: Office) -> None:
    give(client, office, body="2月7日开会，收到来信5封。", day="2020-03-01")

    text = ReadText.objects.get()
    assert (text.day, text.readings[0]["low"]) == (date(2020, 3, 1), 20200207)
