"""Every page of advice answers those it is for; each button does what it says."""

from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

import make
from browse import client_of, downloaded, send, text
from heli.core.access.queries import actor_for
from heli.core.flow.models import Call, Entry
from heli.loops.advice import measures
from heli.loops.advice.actions.screening import screen_proposals
from heli.loops.advice.actions.submitting import draft_proposal
from heli.loops.advice.enums import IssueStage, Stage, Verb
from heli.loops.advice.queries.editors import editor_of
from heli.loops.advice.queries.proposals import for_staff, own
from heli.loops.advice.web.tables import own_for, proposals_for
from heli.shell.tables.paging import open_edge, order_of, page
from make_advice import TEXT, office


pytestmark = pytest.mark.django_db
DAY = make.TODAY.isoformat()


def test_calls_are_opened_changed_and_closed_from_their_page() -> None:
    here = office()
    browser = client_of(here.clerk)
    said = {"title": "专题征集", "about": "围绕示例", "closes_on": "2999-12-31", "max_chars": 800}

    send(browser, "advice:new_call", **said)
    call = Call.objects.get(title="专题征集")
    assert "专题征集" in text(browser.get(reverse("advice:calls")))
    assert "2999-12-31" in text(browser.get(reverse("advice:change_call", args=[call.uid])))

    send(
        browser, "advice:change_call", call.uid, **{**said, "title": "改过的征集", "closes_on": ""}
    )
    call.refresh_from_db()
    assert (call.title, call.is_standing) == ("改过的征集", True)
    assert "改过的征集" in text(client_of(here.author).get(reverse("advice:open_calls")))

    send(browser, "advice:close_call", call.uid)
    assert "改过的征集" not in text(client_of(here.author).get(reverse("advice:open_calls")))


def test_a_periodical_is_founded_and_its_first_issue_begun() -> None:
    here = office()
    browser = client_of(here.clerk)

    send(
        browser,
        "advice:new_periodical",
        name="新要报",
        copies=10,
        issues_before=5,
        issues_this_year=1,
    )
    periodical = Call.objects.get(title="新要报")
    answer = send(browser, "advice:begin_issue", periodical.uid)

    issue = Entry.objects.get(call=periodical)
    assert answer.url == reverse("advice:issue", args=[issue.uid])
    assert "新要报" in text(browser.get(reverse("advice:issues")))


def test_members_do_not_open_calls() -> None:
    here = office()

    assert client_of(here.author).get(reverse("advice:new_call")).status_code == 404
    calls = reverse("advice:calls")
    assert reverse("advice:new_call") in text(client_of(here.clerk).get(calls))
    assert reverse("advice:new_call") not in text(client_of(here.editor).get(calls))
    assert send(client_of(here.author), "advice:close_call", here.call.uid).status_code == 404


@pytest.mark.parametrize(
    ("verb", "said", "state"),
    [
        (Verb.ACCEPT, {}, Stage.SCREENED),
        (Verb.KEEP, {}, Stage.KEPT),
        (Verb.RETURN, {"note": "请补充"}, Stage.RETURNED),
        (Verb.REJECT, {"note": "已实施"}, Stage.REJECTED),
        (Verb.TRANSFER, {"note": "转民政"}, Stage.TRANSFERRED),
    ],
)
def test_each_decision_is_taken_from_the_page(verb: str, said: Any, state: str) -> None:
    here = office()
    proposal = here.received()

    answer = send(client_of(here.clerk), "advice:step", proposal.uid, verb, **said)

    assert answer.url == reverse("advice:proposal", args=[proposal.uid])
    assert here.states() == [state]


def test_a_proposal_is_merged_by_the_number_of_the_other() -> None:
    here = office()
    kept, merged = here.received(), here.received()
    browser = client_of(here.clerk)
    page = reverse("advice:step", args=[merged.uid, Verb.MERGE])

    assert browser.get(page).status_code == 200
    wrong = send(browser, "advice:step", merged.uid, Verb.MERGE, into="2020-9999")
    assert (wrong.status_code, "no proposal with the number" in text(wrong)) == (422, True)
    send(browser, "advice:step", merged.uid, Verb.MERGE, into=kept.code)

    merged.refresh_from_db()
    assert merged.merged_into == kept
    answer = text(client_of(here.author).get(reverse("advice:proposal", args=[merged.uid])))
    assert f"goes on as part of {kept.code}" in answer


def test_ticked_proposals_are_merged_assigned_and_signed_off() -> None:
    here = office()
    kept, merged = here.received(), here.received()
    browser, rows = client_of(here.clerk), [str(here.edited().uid), str(here.edited().uid)]

    send(browser, "advice:merge_many", row=[str(merged.uid)], asked="1", into=kept.code)
    send(browser, "advice:accept_many", row=[str(kept.uid)], next="https://elsewhere.example/")
    send(
        browser,
        "advice:assign_many",
        row=[str(kept.uid)],
        asked="1",
        editor=here.other_editor.party_id,
    )
    send(client_of(here.signer), "advice:approve_many", row=rows)

    assert here.states() == [Stage.IN_EDIT, Stage.MERGED, Stage.APPROVED, Stage.APPROVED]
    assert editor_of(kept) == here.person(here.other_editor)


def test_after_a_bulk_act_one_never_lands_elsewhere() -> None:
    here = office()
    row = [str(here.received().uid)]

    answer = send(
        client_of(here.clerk), "advice:accept_many", row=row, next="https://elsewhere.example/"
    )

    assert answer.url == reverse("advice:proposals")


def test_an_editor_is_assigned_from_the_page() -> None:
    here = office()
    proposal = here.received()
    browser = client_of(here.clerk)
    send(browser, "advice:step", proposal.uid, Verb.ACCEPT)

    assert browser.get(reverse("advice:assign", args=[proposal.uid])).status_code == 200
    send(browser, "advice:assign", proposal.uid, editor=here.editor.party_id)

    assert here.states() == [Stage.IN_EDIT]


def test_a_question_goes_to_the_author_and_its_answer_back() -> None:
    here = office()
    proposal = here.in_edit()

    send(client_of(here.editor), "advice:step", proposal.uid, Verb.ASK, note="数据来自哪里？")
    page = text(client_of(here.author).get(reverse("advice:proposal", args=[proposal.uid])))
    assert "数据来自哪里？" in page
    send(client_of(here.author), "advice:step", proposal.uid, Verb.ANSWER, note="来自年鉴。")

    assert here.states() == [Stage.IN_EDIT]


def test_a_step_that_does_not_exist_is_not_found() -> None:
    here = office()
    proposal = here.received()

    assert send(client_of(here.clerk), "advice:step", proposal.uid, "burn").status_code == 404
    accept = reverse("advice:step", args=[proposal.uid, Verb.ACCEPT])
    assert client_of(here.clerk).get(accept).status_code == 404


def test_the_registers_are_written_from_the_page_of_a_proposal() -> None:
    here = office()
    item, place = here.approved("受推荐的建议"), here.office("示例市委办公厅")
    browser = client_of(here.clerk)

    send(browser, "advice:recommend", item.uid, office=place.pk, channel="paper", on="2999-01-01")
    assert here.count(measures.RECOMMENDED) == 0
    send(browser, "advice:recommend", item.uid, office=place.pk, channel="paper", on=DAY)
    send(
        browser, "advice:adopt", item.uid, adopted_by="示例市委", level="city", form="whole", on=DAY
    )
    send(
        browser,
        "advice:instruct",
        item.uid,
        given_by="示例市领导",
        level="city",
        rank="head",
        nature="study",
        on=DAY,
    )

    counts = [
        here.count(m) for m in (measures.RECOMMENDED, measures.ADOPTED, measures.INSTRUCTIONS)
    ]
    assert counts == [1, 1, 1]
    for name in ("recommendations", "adoptions", "instructions"):
        page = reverse(f"advice:{name}")
        assert "受推荐的建议" in text(browser.get(page))
        assert len(downloaded(browser.get(page, {"format": "xlsx"}))) == 2


def test_a_record_is_ones_own_and_whole_for_those_who_keep_the_registers() -> None:
    here = office(rule_pack="by_level@1")
    here.instructed(level="national", rank="head")
    person = here.person(here.author)

    own = text(client_of(here.author).get(reverse("advice:record")))
    whole = reverse("advice:record_of", args=[person.uid])
    seen = text(client_of(here.clerk).get(whole))

    assert ("15.00" in own, "15.00" in seen) == (False, True)
    for stranger in (here.author, here.editor, here.stranger()):
        assert client_of(stranger).get(whole).status_code == 404
    nobody = reverse("advice:record_of", args=[here.society.uid])
    assert client_of(here.clerk).get(nobody).status_code == 404


def test_those_who_have_not_written_yet_are_shown_the_way() -> None:
    here = office()
    browser = client_of(here.author)

    assert "No proposals yet" in text(browser.get(reverse("advice:record")))
    assert "You have not written a proposal yet" in text(browser.get(reverse("advice:proposals")))
    assert "No calls yet" in text(client_of(here.stranger()).get(reverse("advice:calls")))


@pytest.mark.parametrize(
    ("stage", "reader", "offers"),
    [
        (
            "received",
            "clerk",
            ["Accept for editing", "Return for more", "Merge into a similar one"],
        ),
        ("in_edit", "editor", ["Save the edit", "Ask the author"]),
        ("edited", "signer", ["Sign off", "Send back to the editor"]),
        ("approved", "clerk", ["Recommend to an office", "Register an instruction", "Close"]),
        ("received", "author", ["Withdraw"]),
        ("edited", "author", []),
    ],
)
def test_the_page_offers_what_its_reader_may_do(stage: str, reader: str, offers: list[str]) -> None:
    here = office()
    proposal = getattr(here, stage)()

    page = client_of(getattr(here, reader)).get(reverse("advice:proposal", args=[proposal.uid]))

    labels = [str(way["label"]) for way in page.context["ways"]]
    assert [label for label in offers if not any(label in known for known in labels)] == []
    assert bool(labels) == bool(offers)


def test_the_page_says_in_which_issue_an_item_stands() -> None:
    here = office()
    item = here.approved()
    here.released(item)

    page = text(client_of(here.author).get(reverse("advice:proposal", args=[item.uid])))

    assert "《示例要报》第1期（总第208期）" in page


def test_the_boxes_of_the_list_hold_what_they_say() -> None:
    here = office()
    here.at = here.at.replace(day=3)
    late, editing, out = (
        here.received("迟了的"),
        here.in_edit("编审中的"),
        here.recommended("推荐的"),
    )
    browser = client_of(here.editor)

    for value, wanted in (("late", late), ("editing", editing), ("out", out), ("waiting", late)):
        page = text(browser.get(reverse("advice:proposals"), {"box": value}))
        assert wanted.title in page


def test_an_issue_is_filled_described_and_dropped_from_its_page() -> None:
    here = office()
    item = here.approved("待编发的建议")
    issue = here.issue()
    browser = client_of(here.clerk)

    send(browser, "advice:place_item", issue.uid, item.uid, section="示例栏目")
    line = issue.doc.contents.get()  # type: ignore[union-attr]
    send(
        browser,
        "advice:describe_issue",
        issue.uid,
        note="供参阅",
        copies=9,
        editor="示例编",
        **{f"section-{line.uid}": "改过的栏目"},
    )
    page = text(browser.get(reverse("advice:issue", args=[issue.uid])))
    assert ("供参阅" in page, "改过的栏目" in page) == (True, True)
    wrong = send(browser, "advice:describe_issue", issue.uid, note="长" * 501)
    assert wrong.status_code == 422

    send(browser, "advice:move_item_down", issue.uid, line.uid)
    send(browser, "advice:take_item_out", issue.uid, line.uid)
    gone = send(browser, "advice:take_item_out", issue.uid, line.uid)
    assert (gone.status_code, "no longer stands" in text(gone)) == (409, True)
    assert browser.get(reverse("advice:issue_step", args=[issue.uid, "drop"])).status_code == 200
    send(browser, "advice:issue_step", issue.uid, "drop", note="本月不编")

    issue.refresh_from_db()
    assert issue.state == IssueStage.DROPPED
    assert send(browser, "advice:issue_step", issue.uid, "burn").status_code == 404


def test_the_pdf_of_an_issue_comes_as_a_file() -> None:
    here = office()
    issue = here.released(here.approved())

    answer = client_of(here.clerk).get(reverse("advice:issue_pdf", args=[issue.uid]))

    assert answer.content[:5] == b"%PDF-"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_first_page_of_the_portal_lists_the_latest_issues() -> None:
    here = office()
    here.released(here.approved())

    assert "《示例要报》第1期" in text(client_of(None).get("/"))


@pytest.mark.parametrize("descending", [False, True])
def test_drafts_stand_after_what_was_received_on_whatever_page(*, descending: bool) -> None:
    here = office()
    drafted = draft_proposal(
        here.call, org=here.society, title="草稿", body=TEXT, by=here.author, at=here.at
    )
    for _ in range(4):
        here.received()
    received = next(one for one in own_for(here.author).columns if one.code == "received")
    order = order_of(Entry, received.sort, descending=descending)

    at = page(own(here.author), order, size=2)
    there = list(at.rows)
    while at.after:
        at = page(own(here.author), order, size=2, after=at.after)
        there += at.rows

    assert (len(there), len(set(there)), there[-1]) == (5, 5, drafted)


def test_a_page_of_proposals_is_read_off_an_index() -> None:
    """SQLite tells how it goes about it: not even the proposals of one day are sorted."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL does not look at an index of five rows")
    here = office()
    table = proposals_for(here.clerk)
    received = next(one for one in table.columns if one.code == "received")
    order = order_of(Entry, received.sort, descending=True)
    for _ in range(3):
        here.received()

    first = page(for_staff(here.clerk), order, size=1)
    beyond = for_staff(here.clerk).filter(order.beyond(open_edge(first.after), backwards=False))

    for rows in (for_staff(here.clerk), beyond):
        plan = rows.order_by(*order.expressions(backwards=False))[:2].explain()
        assert "TEMP B-TREE" not in plan, plan
    assert beyond.count() == 2


def test_the_inbox_says_what_a_proposal_waits_for() -> None:
    here = office()
    here.approved("待刊发的建言")

    inbox = text(client_of(here.clerk).get(reverse("shell:desk")))

    assert "待刊发的建言" in inbox
    assert "To be put in an issue" in inbox
    assert "Signed off" in text(client_of(here.clerk).get(reverse("advice:proposals")))


def test_a_merged_proposal_is_a_link_for_those_who_can_open_it() -> None:
    here = office()
    elsewhere = make.society(here.body)
    other = actor_for(make.person(org=elsewhere), on=make.TODAY)
    kept = here.received("留下的建言")
    merged = here.received("并入的建言", org=elsewhere, by=other)
    screen_proposals([merged], decision=Verb.MERGE, into=kept, by=here.editor, at=here.at)
    door, page = (reverse("advice:proposal", args=[one.uid]) for one in (merged, kept))

    for who, opens in ((here.editor, True), (here.author, False)):
        shown = text(client_of(who).get(page))
        assert "并入的建言" in shown
        assert (f'href="{door}"' in shown) is opens
        assert (client_of(who).get(door).status_code == 200) is opens
