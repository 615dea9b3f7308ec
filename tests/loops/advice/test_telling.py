"""Authors are told what happened to their proposals; the office chooses its words on the rest."""

import pytest

import make
from heli.core.acts import NotAllowed
from heli.core.acts.background import find_task
from heli.core.flow.models import Entry, Step
from heli.core.notices.models import Message
from heli.core.notices.queries import inbox_of
from heli.loops.advice.actions.following import tell_author
from heli.loops.advice.actions.screening import screen_proposals
from heli.loops.advice.actions.telling import notify_authors
from heli.loops.advice.enums import Verb
from heli.loops.advice.queries.people import Credit
from heli.loops.advice.receivers import TOLD
from make_advice import Office, office


pytestmark = pytest.mark.django_db


def tell(proposal: Entry, verb: str) -> None:
    """What the worker does after a step."""
    step = Step.objects.filter(entry=proposal, verb=verb).latest("seq")
    find_task("advice.tell_returned")(step=str(step.uid), at=make.AT)


def heard(here: Office) -> list[tuple[str, str]]:
    """What the author finds in the inbox."""
    found = inbox_of(here.person(here.author))
    return [(one.message.subject, one.message.body) for one in found]


def test_an_author_hears_that_a_proposal_was_returned_and_why() -> None:
    here = office()
    proposal = here.received("一件建议")
    screen_proposals(
        [proposal], decision=Verb.RETURN, note="请补充数据", by=here.editor, at=here.at
    )

    tell(proposal, Verb.RETURN)
    tell(proposal, Verb.RETURN)

    assert heard(here) == [("“一件建议”：退回作者", "请补充数据")]


def test_notes_of_the_office_do_not_reach_the_author() -> None:
    here = office()
    proposal = here.received("一件建议")
    screen_proposals(
        [proposal], decision=Verb.ACCEPT, note="作者与某部门熟", by=here.editor, at=here.at
    )

    tell(proposal, Verb.ACCEPT)

    assert heard(here) == [("“一件建议”：采编", "")]


def test_one_is_not_told_of_what_one_did_oneself() -> None:
    here = office()
    proposal = here.received()

    tell(proposal, Verb.SUBMIT)

    assert heard(here) == []


def test_co_authors_hear_too() -> None:
    here = office()
    colleague = make.person("示例同事", org=here.society)
    proposal = here.received(authors=[Credit(here.author.name, 50), Credit("示例同事", 50)])
    screen_proposals([proposal], decision=Verb.ACCEPT, by=here.editor, at=here.at)

    tell(proposal, Verb.ACCEPT)

    assert inbox_of(colleague).count() == 1


def test_nobody_is_told_of_instructions_but_in_the_words_of_the_office() -> None:
    here = office()
    proposal = here.instructed(gist="请研究")

    assert "instructed" not in TOLD
    tell_author(proposal, note="建议受到重视。", by=here.clerk, at=here.at)
    tell(proposal, Verb.TELL_AUTHOR)

    assert [body for _subject, body in heard(here)] == ["建议受到重视。"]


def test_notify_authors_is_for_the_system_alone() -> None:
    here = office()
    proposal = here.received()
    step = Step.objects.filter(entry=proposal).latest("seq")

    with pytest.raises(NotAllowed):
        notify_authors(proposal, step=step, link="", by=here.clerk, at=here.at)

    assert not Message.objects.exists()
