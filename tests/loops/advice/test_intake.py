"""How proposals arrive and are screened."""

from datetime import UTC, date, datetime, timedelta

import pytest

import make
from heli.core.acts import ANONYMOUS, SYSTEM, Invalid, NotAllowed
from heli.core.flow.actions import undo_steps
from heli.core.flow.engine import Closed, Missing, NotFromHere
from heli.core.flow.models import Entry
from heli.core.texts.classified import Classified
from heli.core.texts.writing import Outdated
from heli.loops.advice import measures
from heli.loops.advice.actions.authors import SharesDoNotAddUp
from heli.loops.advice.actions.calling import close_call
from heli.loops.advice.actions.revising import NothingWritten, TooLong
from heli.loops.advice.actions.screening import (
    MergedIntoItself,
    NotADecision,
    NothingToMergeInto,
    screen_proposals,
)
from heli.loops.advice.actions.submitting import (
    NotOriginal,
    NotYourBody,
    Paper,
    draft_proposal,
    hand_in_draft,
    resubmit_proposal,
    rewrite_proposal,
    submit_proposal,
    withdraw_proposal,
)
from heli.loops.advice.enums import Stage, Verb
from heli.loops.advice.policies import see_proposal, submit_to
from heli.loops.advice.queries.people import Credit, bodies_of, credits_of, myself
from heli.loops.advice.queries.texts import authors_text
from make_advice import TEXT, office


pytestmark = pytest.mark.django_db


def test_submit_proposal_receives_it_with_the_next_number_of_the_year() -> None:
    here = office()

    first, second = here.received(), here.received()

    assert (first.state, first.code, second.code) == (Stage.RECEIVED, "2020-0001", "2020-0002")
    assert first.party_id == here.author.party_id
    assert first.org == here.society


def test_submit_proposal_for_a_body_one_does_not_belong_to_is_refused() -> None:
    here = office()

    with pytest.raises(NotYourBody):
        here.received(org=make.society(here.body))


def test_submit_proposal_by_somebody_outside_the_federation_is_refused() -> None:
    here = office()

    with pytest.raises(NotAllowed):
        here.received(by=here.stranger())


def test_submit_proposal_takes_at_most_what_the_call_takes_and_counts_no_spaces() -> None:
    here = office(max_chars=20)

    assert here.received(body="一" * 19 + " \n 二").state == Stage.RECEIVED
    with pytest.raises(TooLong) as refused:
        here.received(body="一" * 21)
    assert refused.value.params == {"length": 21, "most": 20}


def test_submit_proposal_without_text_is_refused() -> None:
    with pytest.raises(NothingWritten):
        office().received(body="  \n ")


def test_submit_proposal_without_the_statement_of_originality_is_refused() -> None:
    with pytest.raises(NotOriginal):
        office().received(paper=Paper(is_original=False))


@pytest.mark.parametrize(
    "text",
    [
        "机密★10年\n正文",
        "密级：秘密\n正文",
        "絕密★",
        "正文\n秘密\n",
        "机 密".replace(" ", "") + "☆",
    ],
)
def test_submit_proposal_with_the_mark_of_a_state_secret_is_refused_and_nothing_is_kept(
    text: str,
) -> None:
    here = office()

    with pytest.raises(Classified):
        here.received(body=text)

    assert not Entry.objects.filter(call=here.call).exists()


def test_submit_proposal_about_secrecy_as_a_matter_is_no_secret() -> None:
    assert (
        office().received(body="建议加强商业秘密保护，完善机密文件管理培训。").state
        == Stage.RECEIVED
    )


def test_submit_proposal_to_a_closed_call_is_refused() -> None:
    here = office()
    close_call(here.call, by=here.clerk, at=here.at)

    with pytest.raises(Closed):
        here.received()


def test_submit_proposal_by_the_liaison_names_the_author_of_the_body() -> None:
    here = office()

    proposal = here.received(by=here.liaison, authors=[Credit("示例作者", 100)])

    assert proposal.party.name == "示例作者"
    assert see_proposal.check(here.liaison, proposal)


def test_co_authors_see_the_proposal_and_share_the_credit() -> None:
    here = office()
    colleague = make.person("示例同事", org=here.society)
    authors = [Credit(here.author.name, 60), Credit("示例同事", 40)]

    proposal = here.received(authors=authors)

    assert credits_of(proposal) == authors
    assert see_proposal.check(make.actor(over=here.society, who=colleague), proposal)


@pytest.mark.parametrize("shares", [(60, 30), (100, 0), (50, 51)])
def test_shares_that_do_not_make_a_whole_are_refused(shares: tuple[int, int]) -> None:
    here = office()
    first, second = shares

    with pytest.raises(SharesDoNotAddUp):
        here.received(authors=[Credit(here.author.name, first), Credit("示例同事", second)])


@pytest.mark.parametrize("names", [("示例同事", "示例同事"), ("示例同事", "")])
def test_authors_are_named_each_once(names: tuple[str, str]) -> None:
    here = office()

    with pytest.raises(Invalid):
        here.received(authors=[Credit(name, 50) for name in names])


def test_a_draft_is_seen_by_its_author_alone_until_it_is_handed_in() -> None:
    here = office()
    draft = draft_proposal(
        here.call, org=here.society, title="草稿", body="", by=here.author, at=here.at
    )

    assert draft.code == ""
    assert see_proposal.check(here.author, draft)
    assert not see_proposal.check(here.clerk, draft)
    assert not see_proposal.check(here.member(), draft)

    hand_in_draft(draft, base=1, title="成稿", body=TEXT, by=here.author, at=here.at)
    assert (draft.state, draft.title, draft.code) == (Stage.RECEIVED, "成稿", "2020-0001")
    assert see_proposal.check(here.clerk, draft)


def test_two_who_write_on_one_draft_are_told_apart() -> None:
    here = office()
    draft = draft_proposal(
        here.call, org=here.society, title="草稿", body="一", by=here.author, at=here.at
    )
    rewrite_proposal(draft, base=1, title="草稿", body="二", by=here.liaison, at=here.at)

    with pytest.raises(Outdated) as refused:
        rewrite_proposal(draft, base=1, title="草稿", body="三", by=here.author, at=here.at)

    assert refused.value.theirs.body == "二"


def test_withdraw_proposal_is_for_its_author_and_can_be_taken_back() -> None:
    here = office()
    proposal = here.received()

    with pytest.raises(NotAllowed):
        withdraw_proposal(proposal, by=here.member(), at=here.at)
    step = withdraw_proposal(proposal, by=here.author, at=here.at)
    undo_steps([step], by=here.author, at=here.at)

    proposal.refresh_from_db()
    assert proposal.state == Stage.RECEIVED


def test_screen_proposals_decides_on_several_at_once_and_is_taken_back_at_once() -> None:
    here = office()
    proposals = [here.received(), here.received()]

    steps = screen_proposals(proposals, decision=Verb.ACCEPT, by=here.editor, at=here.at)
    assert [p.state for p in proposals] == [Stage.SCREENED, Stage.SCREENED]

    undo_steps(steps, by=here.editor, at=here.at)
    states = Entry.objects.filter(call=here.call).values_list("state", flat=True)
    assert list(states) == [Stage.RECEIVED, Stage.RECEIVED]
    assert here.count(measures.SCREENED) == 0


def test_screen_proposals_does_nothing_by_half() -> None:
    here = office()
    fresh, done = here.received(), here.in_edit()

    with pytest.raises(NotFromHere):
        screen_proposals([fresh, done], decision=Verb.ACCEPT, by=here.editor, at=here.at)

    fresh.refresh_from_db()
    assert fresh.state == Stage.RECEIVED


def test_screen_proposals_of_another_federation_is_refused() -> None:
    here = office()

    with pytest.raises(NotAllowed):
        screen_proposals(
            [here.received()], decision=Verb.REJECT, note="无", by=here.stranger(), at=here.at
        )


@pytest.mark.parametrize("decision", [Verb.RETURN, Verb.REJECT, Verb.TRANSFER])
def test_a_decision_against_a_proposal_needs_a_reason(decision: str) -> None:
    here = office()

    with pytest.raises(Missing):
        screen_proposals([here.received()], decision=decision, by=here.editor, at=here.at)


def test_a_returned_proposal_comes_back_and_still_counts_as_received_once() -> None:
    here = office()
    proposal = here.received()
    screen_proposals(
        [proposal], decision=Verb.RETURN, note="请补充数据", by=here.editor, at=here.at
    )

    resubmit_proposal(
        proposal, base=1, title=proposal.title, body="补充后的正文", by=here.author, at=here.at
    )

    assert proposal.state == Stage.RECEIVED
    assert authors_text(proposal).body == "补充后的正文"
    assert here.count(measures.RECEIVED) == 1


def test_merged_proposal_still_counts_once_as_received() -> None:
    here = office()
    kept, merged = here.received(), here.received()

    screen_proposals([merged], decision=Verb.MERGE, into=kept, by=here.editor, at=here.at)

    assert (merged.state, merged.merged_into) == (Stage.MERGED, kept)
    assert see_proposal.check(here.author, merged)
    assert here.count(measures.RECEIVED) == 2
    assert here.count(measures.MERGED) == 1


def test_screening_knows_six_decisions() -> None:
    here = office()

    with pytest.raises(NotADecision):
        screen_proposals([here.received()], decision="burn", by=here.editor, at=here.at)


def test_visitors_submit_nothing() -> None:
    here = office()

    assert not submit_to.check(ANONYMOUS, here.call)
    with pytest.raises(LookupError):
        myself(ANONYMOUS)
    assert set(bodies_of(SYSTEM, here.call)) == {here.body, here.society}


def test_a_proposal_is_not_merged_into_itself_or_into_one_that_ended() -> None:
    here = office()
    one, other = here.received(), here.received()
    screen_proposals([other], decision=Verb.REJECT, note="重复", by=here.editor, at=here.at)

    with pytest.raises(MergedIntoItself):
        screen_proposals([one], decision=Verb.MERGE, into=one, by=here.editor, at=here.at)
    with pytest.raises(NothingToMergeInto):
        screen_proposals([one], decision=Verb.MERGE, into=other, by=here.editor, at=here.at)


def test_screening_is_on_time_within_three_workdays() -> None:
    # Received on Thursday 6 February 2020: in time until Tuesday the 11th.
    here = office()
    here.at = datetime(2020, 2, 20, 2, tzinfo=UTC)
    thursday = date(2020, 2, 6)
    in_time, late = here.received(on=thursday), here.received(on=thursday)
    tuesday = thursday + timedelta(days=5)

    screen_proposals([in_time], decision=Verb.ACCEPT, on=tuesday, by=here.clerk, at=here.at)
    screen_proposals(
        [late], decision=Verb.ACCEPT, on=tuesday + timedelta(days=1), by=here.clerk, at=here.at
    )

    assert here.count(measures.SCREENED_ON_TIME) == 1
    assert here.count(measures.SCREENED) == 2
    assert here.count(measures.ON_TIME_TRIAGE_RATE) == 50


def test_submitting_twice_under_one_key_receives_once() -> None:
    here = office()
    said = {"org": here.society, "title": "一件事", "body": TEXT, "by": here.author, "at": here.at}

    first = submit_proposal.once("a-key")(here.call, **said)
    second = submit_proposal.once("a-key")(here.call, **said)

    assert first == second
    assert Entry.objects.filter(call=here.call).count() == 1
