"""What different readers are told of one proposal."""

import pytest

from heli.core.flow.models import Entry
from heli.loops.advice.actions.editing import ask_author
from heli.loops.advice.actions.following import note_follow_up
from heli.loops.advice.actions.registering import register_adoption
from heli.loops.advice.actions.screening import screen_proposals
from heli.loops.advice.actions.submitting import draft_proposal
from heli.loops.advice.enums import AdoptionForm, Level, Stage, Verb
from heli.loops.advice.policies import read_released, see_proposal
from heli.loops.advice.queries.proposals import label_for, merged_into
from heli.loops.advice.queries.similar import earlier_like
from heli.loops.advice.queries.texts import authors_text, edited_text, newest_text, text_of
from heli.loops.advice.queries.timeline import Reach, timeline
from make_advice import TEXT, office


pytestmark = pytest.mark.django_db


def test_the_history_is_told_as_far_as_each_reader_may_know() -> None:
    here = office()
    item = here.instructed(gist="请研究")
    register_adoption(
        item,
        adopted_by="示例市委",
        level=Level.CITY,
        form=AdoptionForm.IDEA,
        by=here.clerk,
        at=here.at,
    )
    note_follow_up(item, note="列入计划", by=here.clerk, at=here.at)

    verbs = {
        name: [one.step.verb for one in timeline(item, actor)]
        for name, actor in (("clerk", here.clerk), ("editor", here.editor), ("author", here.author))
    }

    ways = ["submit", "accept", "take_up", "finish_editing", "approve", "recommend"]
    assert verbs["clerk"] == [*ways, "instruct", "adopt_also", "follow_up"]
    assert verbs["editor"] == [*ways, "adopt_also", "follow_up"]
    assert verbs["author"] == [*ways[:4], "recommend", "adopt_also"]


def test_what_a_step_says_depends_on_who_reads() -> None:
    here = office()
    item = here.instructed(gist="请研究", given_by="示例市领导")

    office_reads = {one.step.verb: one for one in timeline(item, here.clerk)}
    author_reads = {one.step.verb: one for one in timeline(item, here.author)}

    assert office_reads["instruct"].note == "示例市领导 · 转办 · 请研究"
    assert office_reads["instruct"].reach is Reach.REGISTER
    assert "示例办公厅" in office_reads["recommend"].note
    assert author_reads["recommend"].note == ""
    assert author_reads["take_up"].who == ""
    assert office_reads["take_up"].who == here.clerk.name


def test_a_question_and_a_reason_reach_the_author_and_other_notes_do_not() -> None:
    here = office()
    asked = here.in_edit()
    ask_author(asked, note="数据来自哪里？", by=here.editor, at=here.at)
    accepted = here.received()
    screen_proposals([accepted], decision=Verb.ACCEPT, note="内部意见", by=here.editor, at=here.at)

    assert timeline(asked, here.author)[-1].note == "数据来自哪里？"
    assert timeline(accepted, here.author)[-1].note == ""
    assert timeline(accepted, here.editor)[-1].note == "内部意见"


def test_where_a_proposal_stands_is_said_in_three_ways() -> None:
    here = office()
    item = here.instructed()

    assert str(label_for(here.clerk, item, is_staff=True)) == "获批示"
    assert str(label_for(here.editor, item, is_staff=True)) == "已推荐"
    assert str(label_for(here.author, item, is_staff=False)) == "已推荐"


def test_the_history_names_the_issue_an_item_stands_in() -> None:
    here = office()
    item = here.approved()
    here.released(item)

    told = timeline(item, here.author)[-1]

    assert (told.note, told.reach) == ("《示例要报》第1期（总第208期）", Reach.PUBLIC)


def test_an_entry_without_a_text_has_none() -> None:
    with pytest.raises(LookupError):
        text_of(Entry())


def test_a_draft_has_one_text_and_no_edited_one() -> None:
    here = office()
    draft = draft_proposal(
        here.call, org=here.society, title="草稿", body="一半", by=here.author, at=here.at
    )

    assert authors_text(draft) == newest_text(draft)
    assert edited_text(draft) is None


def test_similar_proposals_are_shown_as_far_as_one_may_know() -> None:
    here = office()
    inside = here.received("关于社区食堂的建议")
    out = here.approved("关于社区食堂补贴的建议")
    here.released(out)
    draft_proposal(
        here.call,
        org=here.society,
        title="关于社区食堂的草稿",
        body=TEXT,
        by=here.author,
        at=here.at,
    )
    title = "关于社区食堂的建议"

    staff = earlier_like(here.call, here.editor, title=title)
    member = earlier_like(here.call, here.member(), title=title)

    assert (staff[0].proposal, staff[0].percent) == (inside, 100)
    assert {one.title for one in staff} == {"关于社区食堂的建议", "关于社区食堂补贴的建议"}
    assert [(one.proposal, one.title) for one in member] == [
        (None, ""),
        (None, "关于社区食堂补贴的建议"),
    ]
    assert earlier_like(here.call, here.editor, title=title, but=inside)[0].proposal == out
    assert earlier_like(here.call, here.editor, title="，。！") == []


def test_what_was_merged_into_a_proposal_is_listed_while_it_stands() -> None:
    here = office()
    kept, merged = here.received(), here.received()
    screen_proposals([merged], decision=Verb.MERGE, into=kept, by=here.editor, at=here.at)

    assert list(merged_into(kept)) == [merged]
    assert merged.state == Stage.MERGED
    assert not see_proposal.check(here.member(), merged)
    assert not read_released.check(here.clerk, merged)
