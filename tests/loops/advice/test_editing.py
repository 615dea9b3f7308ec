"""Editing beside the author's text, up to sign-off."""

import pytest

from heli.core.acts import NotAllowed, Refusal
from heli.core.flow.engine import Missing, NotFromHere
from heli.core.flow.queries import inbox
from heli.core.texts.classified import Classified
from heli.core.texts.writing import Outdated
from heli.loops.advice import measures
from heli.loops.advice.actions.editing import (
    EditorSignsOff,
    NotAnEditor,
    TextTooLong,
    approve_proposals,
    ask_author,
    assign_editor,
    finish_editing,
    save_edit,
    send_back,
)
from heli.loops.advice.actions.revising import NothingWritten
from heli.loops.advice.actions.submitting import answer_question
from heli.loops.advice.enums import Stage
from heli.loops.advice.queries.editors import editor_of
from heli.loops.advice.queries.texts import authors_text, edited_text, newest_text
from make_advice import TEXT, office


pytestmark = pytest.mark.django_db


def test_assign_editor_puts_the_proposal_into_the_editors_inbox() -> None:
    here = office()

    proposal = here.in_edit()

    assert proposal.state == Stage.IN_EDIT
    assert editor_of(proposal) == here.person(here.editor)
    assert list(inbox(here.editor)) == [proposal]
    assert list(inbox(here.other_editor)) == []


def test_assign_editor_again_hands_the_proposal_over() -> None:
    here = office()
    proposal = here.in_edit()

    assign_editor([proposal], editor=here.person(here.other_editor), by=here.clerk, at=here.at)

    assert editor_of(proposal) == here.person(here.other_editor)
    assert list(inbox(here.editor)) == []


def test_assign_editor_to_somebody_who_does_not_edit_is_refused() -> None:
    here = office()

    with pytest.raises(NotAnEditor):
        assign_editor([here.in_edit()], editor=here.person(here.author), by=here.clerk, at=here.at)


def test_save_edit_keeps_the_authors_text_beside_it() -> None:
    here = office()
    proposal = here.in_edit("原题")

    save_edit(proposal, base=1, title="新题", body="编辑后的正文", by=here.editor, at=here.at)

    assert authors_text(proposal).body == TEXT
    assert (newest_text(proposal).title, newest_text(proposal).body) == ("新题", "编辑后的正文")
    assert proposal.title == "新题"


def test_save_edit_without_a_change_writes_nothing() -> None:
    here = office()
    proposal = here.in_edit("原题")

    save_edit(proposal, base=1, title="原题", body=TEXT, by=here.editor, at=here.at)

    assert newest_text(proposal).n == 1


def test_two_editors_at_once_both_keep_their_text() -> None:
    here = office()
    proposal = here.in_edit("原题")
    save_edit(proposal, base=1, title="原题", body="先存的", by=here.editor, at=here.at)

    with pytest.raises(Outdated) as refused:
        save_edit(proposal, base=1, title="原题", body="后存的", by=here.other_editor, at=here.at)

    assert refused.value.theirs.body == "先存的"
    assert refused.value.mine == "后存的"
    assert newest_text(proposal).body == "先存的"


def test_save_edit_by_the_author_is_refused_once_it_is_with_the_editors() -> None:
    here = office()

    with pytest.raises(NotAllowed):
        save_edit(here.in_edit(), base=1, title="题", body="改", by=here.author, at=here.at)


def test_save_edit_with_a_secret_mark_is_refused_and_keeps_the_old_text() -> None:
    here = office()
    proposal = here.in_edit()

    with pytest.raises(Classified):
        save_edit(proposal, base=1, title="题", body="秘密★\n正文", by=here.editor, at=here.at)

    assert newest_text(proposal).body == TEXT


@pytest.mark.parametrize(
    ("body", "refusal"), [(" \n", NothingWritten), ("字" * 20_001, TextTooLong)]
)
def test_save_edit_keeps_an_item_of_a_bulletin(body: str, refusal: type[Refusal]) -> None:
    here = office()

    with pytest.raises(refusal):
        save_edit(here.in_edit(), base=1, title="题", body=body, by=here.editor, at=here.at)


def test_assign_editor_to_the_one_who_has_it_changes_nobody() -> None:
    here = office()
    proposal = here.in_edit()

    assign_editor([proposal], editor=here.person(here.editor), by=here.clerk, at=here.at)

    assert editor_of(proposal) == here.person(here.editor)


def test_ask_author_waits_until_the_author_answers() -> None:
    here = office()
    proposal = here.in_edit()

    ask_author(proposal, note="数据来自哪里？", by=here.editor, at=here.at)
    assert list(inbox(here.author)) == [proposal]
    with pytest.raises(NotAllowed):
        answer_question(proposal, note="不知道", by=here.member(), at=here.at)

    answer_question(proposal, note="来自年鉴。", by=here.author, at=here.at)
    assert proposal.state == Stage.IN_EDIT


def test_finish_editing_counts_once_even_when_it_is_sent_back() -> None:
    here = office()
    proposal = here.edited()
    assert here.count(measures.EDITED) == 1

    with pytest.raises(Missing):
        send_back(proposal, note="", by=here.signer, at=here.at)
    send_back(proposal, note="请压缩篇幅", by=here.signer, at=here.at)
    finish_editing(proposal, base=2, title="短题", body="短文", by=here.editor, at=here.at)

    assert here.count(measures.EDITED) == 1
    revision = edited_text(proposal)
    assert revision is not None
    assert revision.body == "短文"


def test_finish_editing_without_having_taken_it_up_is_refused() -> None:
    here = office()

    with pytest.raises(NotFromHere):
        finish_editing(here.received(), base=1, title="题", body="文", by=here.editor, at=here.at)


def test_approve_proposals_is_for_signers_and_not_for_who_edited() -> None:
    here = office()
    proposal = here.edited()

    with pytest.raises(NotAllowed):
        approve_proposals([proposal], by=here.editor, at=here.at)
    approve_proposals([proposal], by=here.signer, at=here.at)

    assert proposal.state == Stage.APPROVED


def test_approve_proposals_refuses_the_signer_who_edited_it() -> None:
    here = office()
    proposal = here.edited()
    both = here.both_editor_and_signer()
    save_edit(proposal, base=2, title=proposal.title, body="改过", by=both, at=here.at)

    with pytest.raises(EditorSignsOff):
        approve_proposals([proposal], by=both, at=here.at)
