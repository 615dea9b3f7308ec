"""Issues: put together, checked, signed off, numbered and released."""

from datetime import UTC, date, datetime

import pytest

from heli.core.acts import Invalid, NotAllowed
from heli.core.flow.engine import NotFromHere
from heli.core.texts.placing import AlreadyThere
from heli.core.texts.writing import Frozen, refuse_frozen
from heli.loops.advice import measures
from heli.loops.advice.actions.editing import send_back
from heli.loops.advice.actions.issuing import (
    ChangedSinceSignOff,
    EmptyIssue,
    NotSignedOff,
    check_issue,
    describe_issue,
    drop_issue,
    move_item,
    place_item,
    release_issue,
    send_issue_back,
    sign_issue,
    take_item_out,
)
from heli.loops.advice.enums import IssueStage, Stage
from heli.loops.advice.policies import read_released, see_issue
from heli.loops.advice.queries.issues import contents, issue_of, placeable, released
from heli.loops.advice.queries.texts import text_of
from make_advice import office


pytestmark = pytest.mark.django_db


def test_release_issue_numbers_it_and_places_its_items() -> None:
    here = office()
    first, second = here.approved(), here.approved()

    issue = here.released(first, second)

    assert (issue.code, issue.state) == ("第1期（总第208期）", IssueStage.RELEASED)
    assert issue.title == "《示例要报》第1期（总第208期）"
    assert [first.state, second.state] == [Stage.ISSUED, Stage.ISSUED]
    assert here.count(measures.ISSUES) == 1
    assert issue_of(first) == issue


def test_the_number_restarts_each_year_and_the_running_number_goes_on() -> None:
    here = office()
    here.at = datetime(2021, 1, 10, 2, tzinfo=UTC)
    here.released(here.approved(), on=date(2020, 12, 30))

    second = here.released(here.approved(), on=date(2021, 1, 9))

    assert second.code == "第1期（总第209期）"


def test_an_item_that_was_recommended_on_its_own_stays_recommended() -> None:
    here = office()
    item = here.recommended()

    here.released(item)

    assert item.state == Stage.RECOMMENDED


def test_place_item_takes_only_what_is_signed_off_and_once() -> None:
    here = office()
    item = here.approved()
    issue = here.issue(item)

    with pytest.raises(NotSignedOff):
        place_item(issue, proposal=here.edited(), by=here.clerk, at=here.at)
    with pytest.raises((NotSignedOff, AlreadyThere)):
        place_item(issue, proposal=item, by=here.clerk, at=here.at)

    assert [line.proposal for line in contents(issue)] == [item]


def test_move_item_and_take_item_out_keep_the_order_without_gaps() -> None:
    here = office()
    a, b, c = here.approved(), here.approved(), here.approved()
    issue = here.issue(a, b, c)

    move_item(issue, placement=contents(issue)[2].placement, up=True, by=here.clerk, at=here.at)
    move_item(issue, placement=contents(issue)[0].placement, up=True, by=here.clerk, at=here.at)
    take_item_out(issue, placement=contents(issue)[0].placement, by=here.clerk, at=here.at)

    assert [(line.placement.position, line.proposal) for line in contents(issue)] == [
        (1, c),
        (2, b),
    ]
    assert list(placeable(here.periodical)) == [a]


def test_an_item_of_another_issue_is_not_moved() -> None:
    here = office()
    one, other = here.issue(here.approved()), here.issue(here.approved())

    with pytest.raises(Invalid):
        take_item_out(one, placement=contents(other)[0].placement, by=here.clerk, at=here.at)


def test_an_issue_without_items_is_not_checked() -> None:
    here = office()

    with pytest.raises(EmptyIssue):
        check_issue(here.issue(), by=here.checker, at=here.at)


def test_sign_issue_is_for_signers() -> None:
    here = office()
    issue = here.issue(here.approved())
    check_issue(issue, by=here.checker, at=here.at)

    with pytest.raises(NotAllowed):
        sign_issue(issue, by=here.clerk, at=here.at)
    sign_issue(issue, by=here.signer, at=here.at)

    assert issue.state == IssueStage.SIGNED


def test_release_issue_refuses_an_item_that_was_changed_after_it_was_placed() -> None:
    here = office()
    item = here.approved()
    issue = here.signed(item)
    send_back(item, note="再核一个数据", by=here.signer, at=here.at)
    here.finish_again(item)

    with pytest.raises(ChangedSinceSignOff):
        release_issue(issue, by=here.clerk, at=here.at)

    assert here.count(measures.ISSUES) == 0


def test_release_issue_before_sign_off_is_refused_and_gives_no_number() -> None:
    here = office()
    issue = here.issue(here.approved())

    with pytest.raises(NotFromHere):
        release_issue(issue, by=here.clerk, at=here.at)

    assert here.released(here.approved()).code == "第1期（总第208期）"


def test_a_released_issue_is_frozen() -> None:
    here = office()
    issue = here.released(here.approved())
    doc = text_of(issue)
    doc.refresh_from_db()

    with pytest.raises(NotAllowed):
        describe_issue(issue, note="改按语", by=here.clerk, at=here.at)
    with pytest.raises(Frozen):
        refuse_frozen(doc)


def test_an_issue_that_was_sent_back_can_be_changed_again() -> None:
    here = office()
    issue = here.signed(here.approved())

    send_issue_back(issue, note="换一篇", by=here.signer, at=here.at)

    assert issue.state == IssueStage.ASSEMBLING
    place_item(issue, proposal=here.approved(), by=here.clerk, at=here.at)
    assert len(contents(issue)) == 2


def test_the_note_of_an_issue_is_short() -> None:
    here = office()

    with pytest.raises(Invalid):
        describe_issue(here.issue(), note="长" * 501, by=here.clerk, at=here.at)


def test_drop_issue_frees_its_items() -> None:
    here = office()
    item = here.approved()
    issue = here.issue(item)

    drop_issue(issue, note="本月不编", by=here.clerk, at=here.at)

    assert list(placeable(here.periodical)) == [item]


def test_the_public_reads_the_contents_of_released_issues_only() -> None:
    here = office()
    out, inside = here.released(here.approved()), here.issue(here.approved())
    visitor = here.member()

    assert list(read_released.visible_to(visitor)) == [out]
    assert not see_issue.check(visitor, inside)
    assert list(released(here.body)) == [out]
