"""The doors of advice: who gets in; and the list, whose ticked lines are one act."""

from typing import Any

import pytest
from django.urls import reverse

from browse import client_of, send, text
from heli.core.flow.models import Step
from heli.loops.advice.enums import Stage, Verb
from make_advice import TEXT, office


pytestmark = pytest.mark.django_db


def test_the_desk_asks_visitors_to_sign_in() -> None:
    here = office()
    proposal = here.received()

    for name, args in (("proposals", []), ("proposal", [proposal.uid]), ("instructions", [])):
        answer = client_of(None).get(reverse(f"advice:{name}", args=args))
        assert (answer.status_code, "login" in answer.url) == (302, True)


def test_a_proposal_is_hidden_from_other_members() -> None:
    here = office()
    page = reverse("advice:proposal", args=[here.received("一件内部的事").uid])

    assert client_of(here.author).get(page).status_code == 200
    assert client_of(here.editor).get(page).status_code == 200
    assert client_of(here.member()).get(page).status_code == 404
    assert client_of(here.stranger()).get(page).status_code == 404


def test_the_register_of_instructions_shows_nothing_to_members_and_editors() -> None:
    here = office()
    here.instructed("受到批示的建议", gist="请研究")
    page = reverse("advice:instructions")

    assert "请研究" in text(client_of(here.clerk).get(page))
    for stranger in (here.author, here.editor, here.member(), here.stranger()):
        assert "请研究" not in text(client_of(stranger).get(page))


def test_an_author_sees_neither_the_instruction_nor_the_state_it_led_to() -> None:
    here = office()
    proposal = here.instructed(gist="请研究", given_by="示例市主要领导")

    page = text(client_of(here.author).get(reverse("advice:proposal", args=[proposal.uid])))

    assert "Recommended" in page
    for secret in ("请研究", "示例市主要领导", "nstructed"):
        assert secret not in page


def test_an_editor_does_not_learn_from_the_list_that_there_was_an_instruction() -> None:
    here = office()
    proposal = here.instructed()
    browser = client_of(here.editor)

    listed = text(browser.get(reverse("advice:proposals"), {"state": "recommended"}))
    asked = text(browser.get(reverse("advice:proposals"), {"state": "instructed"}))

    seen = text(client_of(here.clerk).get(reverse("advice:proposals"), {"state": "instructed"}))
    assert (proposal.code in listed, proposal.code in seen) == (True, True)
    assert "Instructed" not in listed
    assert "Instructed" not in asked


def test_a_step_that_is_not_yours_is_refused_with_its_reason() -> None:
    here = office()
    proposal = here.edited()

    answer = send(client_of(here.editor), "advice:step", proposal.uid, Verb.APPROVE)

    assert answer.status_code == 403
    assert "only a signer of the issuing body" in text(answer)


def test_the_public_reads_titles_and_no_texts() -> None:
    here = office()
    issue = here.released(here.approved("公开的题目"))
    inside = here.issue(here.approved("未编发的题目"))
    visitor = client_of(None)

    page = text(visitor.get(reverse("advice:released_issue", args=[issue.uid])))

    assert "公开的题目" in page
    assert TEXT not in page
    assert visitor.get(reverse("advice:released_issue", args=[inside.uid])).status_code == 404
    assert "未编发的题目" not in text(visitor.get(reverse("advice:released")))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_for_three(
    rows: int, django_assert_num_queries: Any
) -> None:
    here = office()
    for _ in range(rows):
        here.received()
    browser = client_of(here.clerk)
    browser.get(reverse("advice:proposals"))

    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        assert browser.get(reverse("advice:proposals")).status_code == 200


QUERIES_OF_THE_LIST = 5
QUERIES_OF_A_PROPOSAL = 15
# Who asks (session, account with roles), the proposal, whether they may; then in one transaction
# (whose beginning and end are savepoints here): its steps, the move, the step, the entry.
STATEMENTS_OF_AN_ACT = 3 + 2 + 4


def test_a_page_and_an_act_ask_no_more_than_they_need(django_assert_num_queries: Any) -> None:
    here = office()
    proposals = [here.received() for _ in range(2)]
    browser = client_of(here.clerk)
    send(browser, "advice:step", proposals[0].uid, Verb.KEEP)
    page = reverse("advice:proposal", args=[proposals[1].uid])
    browser.get(page)

    with django_assert_num_queries(QUERIES_OF_A_PROPOSAL):
        assert browser.get(page).status_code == 200
    with django_assert_num_queries(STATEMENTS_OF_AN_ACT):
        assert send(browser, "advice:step", proposals[1].uid, Verb.KEEP).status_code == 302


def test_what_was_done_is_told_once_with_the_way_back_and_costs_no_write() -> None:
    here = office()
    proposal = here.received()
    browser = client_of(here.clerk)

    answer = send(browser, "advice:step", proposal.uid, Verb.KEEP)
    pages = [text(browser.get(answer.url)) for _ in range(2)]

    undo = reverse("advice:undo", args=[Step.objects.latest("pk").act])
    assert [undo in page for page in pages] == [True, False]
    assert "_messages" not in browser.session


def test_the_list_finds_words_of_the_text_in_either_script() -> None:
    here = office()
    wanted = here.received("关于养老服务的建议", body="建议发展社区食堂。")
    other = here.received("关于港口物流的建议", body="建议优化通关。")
    browser = client_of(here.clerk)

    for words in ("社区食堂", "社區食堂", wanted.code):
        page = text(browser.get(reverse("advice:proposals"), {"q": words}))
        assert (wanted.code in page, other.title in page) == (True, False)


def test_ticked_proposals_are_accepted_at_once_and_taken_back_at_once() -> None:
    here = office()
    proposals = [here.received(), here.received()]
    browser = client_of(here.clerk)

    answer = send(browser, "advice:accept_many", row=[str(p.uid) for p in proposals])
    assert answer.status_code == 302
    assert here.states() == [Stage.SCREENED, Stage.SCREENED]

    act = Step.objects.filter(verb=Verb.ACCEPT).values_list("act", flat=True).distinct().get()
    assert send(browser, "advice:undo", act).status_code == 302
    assert here.states() == [Stage.RECEIVED, Stage.RECEIVED]


def test_somebody_elses_act_is_not_taken_back() -> None:
    here = office()
    here.in_edit()
    act = Step.objects.get(verb=Verb.TAKE_UP).act

    answer = send(client_of(here.other_editor), "advice:undo", act)

    assert answer.status_code == 403
    assert here.states() == [Stage.IN_EDIT]


def test_an_act_that_never_was_is_not_found() -> None:
    here = office()

    answer = send(client_of(here.clerk), "advice:undo", "00000000-0000-4000-8000-000000000000")

    assert answer.status_code == 404


def test_ticked_proposals_are_returned_with_one_reason() -> None:
    here = office()
    rows = [str(here.received().uid), str(here.received().uid)]
    browser = client_of(here.clerk)

    asked = send(browser, "advice:return_many", row=rows)
    assert (asked.status_code, here.states()) == (200, [Stage.RECEIVED, Stage.RECEIVED])

    wrong = send(browser, "advice:return_many", row=rows, asked="1", note="")
    assert (wrong.status_code, here.states()) == (422, [Stage.RECEIVED, Stage.RECEIVED])

    send(browser, "advice:return_many", row=rows, asked="1", note="请补充数据")
    assert here.states() == [Stage.RETURNED, Stage.RETURNED]


def test_a_line_that_one_may_not_act_on_stops_the_whole_act() -> None:
    here, elsewhere = office(), office()
    mine, theirs = here.received(), elsewhere.received()

    answer = send(client_of(here.clerk), "advice:accept_many", row=[str(mine.uid), str(theirs.uid)])

    assert answer.status_code == 422
    assert here.states() + elsewhere.states() == [Stage.RECEIVED, Stage.RECEIVED]
