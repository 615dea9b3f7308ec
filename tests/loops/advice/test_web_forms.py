"""The forms of advice: what stays typed, what is refused and how, what one click does."""

import io

import pytest
from django.urls import reverse

import make
from browse import client_of, downloaded, send, text
from heli.core.flow.models import Entry
from heli.loops.advice import measures
from heli.loops.advice.actions.editing import save_edit
from heli.loops.advice.actions.submitting import draft_proposal
from heli.loops.advice.enums import Stage
from heli.loops.advice.queries.people import credits_of
from heli.loops.advice.queries.texts import newest_text
from heli.shell.forms import issue_key
from make_advice import TEXT, office


pytestmark = pytest.mark.django_db


def test_a_proposal_is_handed_in_once_however_often_the_form_is_sent() -> None:
    here = office()
    browser = client_of(here.author)
    said = {
        "form_key": issue_key(),
        "org": here.society.pk,
        "title": "关于示例的建议",
        "body": TEXT,
        "secrecy": "internal",
        "is_original": "on",
    }
    page = reverse("advice:submit", args=[here.call.uid])

    answers = [browser.post(page, said), browser.post(page, said)]

    assert [a.status_code for a in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert here.count(measures.RECEIVED) == 1


def test_what_was_typed_stays_when_the_text_is_refused() -> None:
    here = office(max_chars=10)
    said = {
        "org": here.society.pk,
        "title": "关于示例的建议",
        "body": "这一篇超过了十个字的限制",
        "secrecy": "internal",
        "is_original": "on",
    }

    answer = send(client_of(here.author), "advice:submit", here.call.uid, **said)

    assert answer.status_code == 422
    assert "this call takes at most 10" in text(answer)
    assert "这一篇超过了十个字的限制" in text(answer)


def test_a_classified_text_is_refused_with_instructions() -> None:
    here = office()
    said = {
        "org": here.society.pk,
        "title": "关于示例的建议",
        "body": "机密★5年\n正文",
        "secrecy": "internal",
        "is_original": "on",
    }

    answer = send(client_of(here.author), "advice:submit", here.call.uid, **said)

    assert answer.status_code == 422
    assert "classified system" in text(answer)
    assert not Entry.objects.filter(call=here.call).exists()


def test_while_one_writes_earlier_proposals_are_shown_as_far_as_one_may_know() -> None:
    here = office()
    here.received("关于社区食堂的建议")
    page = reverse("advice:similar", args=[here.call.uid])
    asked = {"title": "关于办好社区食堂的建议"}

    own = text(client_of(here.author).get(page, asked))
    others = text(client_of(here.member()).get(page, asked))

    assert "关于社区食堂的建议" in own
    assert "关于社区食堂的建议" not in others
    assert "still with the office" in others


def test_two_editors_at_once_see_both_texts_and_lose_none() -> None:
    here = office()
    proposal = here.in_edit("原题")
    browser = client_of(here.other_editor)
    save_edit(proposal, base=1, title="原题", body="先存的文字", by=here.editor, at=here.at)

    answer = send(browser, "advice:edit", proposal.uid, base=1, title="原题", body="后写的文字")

    page = text(answer)
    assert answer.status_code == 409
    assert "先存的文字" in page
    assert ">\n后写的文字</textarea>" in page
    assert 'name="base" value="2"' in page
    again = send(browser, "advice:edit", proposal.uid, base=2, title="原题", body="合在一起")
    assert (again.status_code, newest_text(proposal).body) == (302, "合在一起")


def test_editing_is_finished_from_its_page() -> None:
    here = office()
    proposal = here.in_edit()

    send(
        client_of(here.editor),
        "advice:edit",
        proposal.uid,
        base=1,
        title="新题",
        body="编好的正文",
        finish="1",
    )

    assert here.states() == [Stage.EDITED]
    assert here.count(measures.EDITED) == 1


@pytest.mark.parametrize(
    ("typed", "status", "names"),
    [
        ("示例甲", 302, ["示例甲"]),
        ("示例甲 60\n示例乙，４０％", 302, ["示例甲", "示例乙"]),
        ("示例甲\n示例乙", 422, []),
        ("示例甲 60\n示例乙 60", 422, []),
    ],
)
def test_authors_are_typed_one_to_a_line(typed: str, status: int, names: list[str]) -> None:
    here = office(max_chars=0)
    said = {
        "org": here.society.pk,
        "title": "关于示例的建议",
        "body": TEXT,
        "authors": typed,
        "secrecy": "public",
        "is_original": "on",
    }

    answer = send(client_of(here.liaison), "advice:submit", here.call.uid, **said)

    assert answer.status_code == status
    found = [credits_of(entry) for entry in Entry.objects.filter(call=here.call)]
    assert [credit.name for credits_ in found for credit in credits_] == names


def test_a_draft_is_continued_and_handed_in_from_its_page() -> None:
    here = office()
    draft = draft_proposal(
        here.call, org=here.society, title="草稿", body="", by=here.author, at=here.at
    )
    browser = client_of(here.author)

    send(browser, "advice:write", draft.uid, base=1, title="草稿", body="写了一半", draft="1")
    draft.refresh_from_db()
    assert draft.state == Stage.DRAFT
    send(browser, "advice:write", draft.uid, base=2, title="成稿", body=TEXT)

    draft.refresh_from_db()
    assert (draft.state, draft.title) == (Stage.RECEIVED, "成稿")


def test_a_scan_of_an_instruction_is_refused_and_nothing_is_registered() -> None:
    here = office()
    proposal = here.recommended()
    scan = io.BytesIO(b"\xff\xd8\xff\xe0 scan")
    scan.name = "批示.jpg"
    said = {
        "given_by": "示例市分管领导",
        "level": "provincial",
        "rank": "deputy",
        "nature": "forwarded",
        "gist": "请研究",
        "on": make.TODAY.isoformat(),
        "scan": scan,
    }

    answer = send(client_of(here.clerk), "advice:instruct", proposal.uid, **said)

    assert answer.status_code == 422
    assert "not stored here" in text(answer)
    assert here.count(measures.INSTRUCTIONS) == 0


def test_the_report_is_the_measures_broken_down() -> None:
    here = office()
    here.approve_measures()
    here.recommended()
    here.received()
    browser = client_of(here.clerk)

    answer = browser.get(
        reverse("advice:report"), {"from": "2020-01-01", "to": "2020-12-31", "format": "xlsx"}
    )

    rows = downloaded(answer)[1:]
    assert rows == [[here.society.name, 2, 1, 1, 0, 0], ["Total", 2, 1, 1, 0, 0]]


def test_the_report_waits_until_somebody_answered_for_the_definitions() -> None:
    here = office()

    answer = client_of(here.clerk).get(reverse("advice:report"))

    assert answer.status_code == 409
    assert "has not been approved yet" in text(answer)


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ("2020-02-30", "2020-03-01", "2020-02-30 does not exist"),
        ("2020-03-02", "2020-03-01", "lies before the first one"),
        ("", "2020-03-01", "required"),
    ],
)
def test_an_impossible_period_is_said_and_keeps_the_page(first: str, last: str, says: str) -> None:
    here = office()
    here.approve_measures()

    answer = client_of(here.clerk).get(reverse("advice:report"), {"from": first, "to": last})

    assert (answer.status_code, says in text(answer)) == (422, True)


def test_an_issue_is_built_checked_signed_and_released_from_its_page() -> None:
    here = office()
    first, second = here.approved("甲"), here.approved("乙")
    issue = here.issue(first, second)
    clerk = client_of(here.clerk)
    lines = list(issue.doc.contents.order_by("position"))  # type: ignore[union-attr]

    send(clerk, "advice:move_item_up", issue.uid, lines[1].uid)
    page = text(clerk.get(reverse("advice:issue", args=[issue.uid])))
    assert page.index(">乙<") < page.index(">甲<")

    send(client_of(here.checker), "advice:issue_step", issue.uid, "check")
    send(client_of(here.signer), "advice:issue_step", issue.uid, "sign")
    send(clerk, "advice:issue_step", issue.uid, "release", on=make.TODAY.isoformat())

    issue.refresh_from_db()
    assert issue.code == "第1期（总第208期）"
    assert here.count(measures.ISSUES) == 1


def test_the_files_of_an_issue_are_for_the_office() -> None:
    here = office()
    issue = here.released(here.approved())

    for name in ("issue_word", "issue_pdf"):
        page = reverse(f"advice:{name}", args=[issue.uid])
        assert client_of(here.author).get(page).status_code == 404
    word = client_of(here.clerk).get(reverse("advice:issue_word", args=[issue.uid]))
    assert word.content[:2] == b"PK"


def upload(content: bytes, name: str) -> io.BytesIO:
    """A file as a browser sends it."""
    file = io.BytesIO(content)
    file.name = name
    return file


def test_a_file_beside_a_proposal_is_for_those_who_may_read_it() -> None:
    here = office()
    proposal = here.received()
    file = upload("调查数据".encode(), "数据.txt")

    send(client_of(here.author), "advice:attach", proposal.uid, file=file)

    page = client_of(here.editor).get(reverse("advice:proposal", args=[proposal.uid]))
    (shown,) = page.context["files"]
    answer = client_of(here.editor).get(shown["url"])
    assert b"".join(answer.streaming_content).decode() == "调查数据"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert client_of(here.member()).get(shown["url"]).status_code == 404
    other = reverse("advice:file", args=[here.received().uid, shown["url"].split("/")[-2]])
    assert client_of(here.editor).get(other).status_code == 404


def test_a_classified_file_is_refused() -> None:
    here = office()
    proposal = here.received()
    file = upload("机密★10年\n正文".encode(), "数据.txt")

    answer = send(client_of(here.author), "advice:attach", proposal.uid, file=file)

    assert (answer.status_code, "classified system" in text(answer)) == (422, True)


def test_files_are_added_by_authors_while_the_text_is_theirs_and_by_the_office() -> None:
    here = office()
    proposal = here.edited()
    page = reverse("advice:attach", args=[proposal.uid])

    assert client_of(here.author).get(page).status_code == 403
    assert client_of(here.editor).get(page).status_code == 200
    assert client_of(here.member()).get(page).status_code == 404


def test_a_proposal_is_no_archive() -> None:
    here = office()
    proposal = here.received()
    for n in range(11):
        file = upload(f"第{n}份".encode(), f"{n}.txt")
        answer = send(client_of(here.author), "advice:attach", proposal.uid, file=file)

    assert (answer.status_code, "at most 10 files" in text(answer)) == (422, True)
