"""Calls and periodicals: opened, changed and closed by the clerk."""

from datetime import timedelta

import pytest

import make
from heli.core.acts import Invalid, NotAllowed
from heli.loops.advice.actions.calling import (
    EndsBeforeItBegins,
    change_call,
    close_call,
    open_call,
    open_periodical,
)
from heli.loops.advice.actions.issuing import open_issue, place_item
from heli.loops.advice.queries.issues import contents
from make_advice import office


pytestmark = pytest.mark.django_db


def test_open_call_is_for_the_clerk_of_the_body() -> None:
    here = office()

    for stranger in (here.editor, here.author, here.stranger()):
        with pytest.raises(NotAllowed):
            open_call(here.body, title="一个征集", by=stranger, at=here.at)
    call = open_call(here.body, title="一个征集", by=here.clerk, at=here.at)

    assert (call.is_standing, call.settings["max_chars"]) == (True, 1500)


def test_a_call_ends_after_it_begins() -> None:
    here = office()

    with pytest.raises(EndsBeforeItBegins):
        open_call(here.body, title="征集", closes_at=here.at, by=here.clerk, at=here.at)
    with pytest.raises(EndsBeforeItBegins):
        change_call(
            here.call,
            title="征集",
            about="",
            closes_at=here.call.opens_at,
            max_chars=0,
            by=here.clerk,
            at=here.at,
        )


def test_change_call_keeps_what_came_in() -> None:
    here = office()
    here.received()
    ends = here.at + timedelta(days=10)

    call = change_call(
        here.call,
        title="专题征集",
        about="围绕示例",
        closes_at=ends,
        max_chars=800,
        rule_pack="by_class@1",
        by=here.clerk,
        at=here.at,
    )

    assert (call.title, call.is_standing, call.closes_at) == ("专题征集", False, ends)
    assert call.settings == {"about": "围绕示例", "max_chars": 800, "rule_pack": "by_class@1"}
    assert len(here.states()) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"title": " "}, {"title": "长" * 101}, {"max_chars": -1}, {"rule_pack": "none@9"}],
)
def test_a_call_that_cannot_be_kept_is_refused(wrong: dict[str, object]) -> None:
    here = office()

    with pytest.raises(Invalid):
        open_call(here.body, **{"title": "征集", **wrong}, by=here.clerk, at=here.at)  # type: ignore[arg-type]


def test_close_call_twice_keeps_the_first_moment() -> None:
    here = office()

    close_call(here.call, by=here.clerk, at=here.at)
    close_call(here.call, by=here.clerk, at=here.at + timedelta(days=1))

    assert here.call.closed_at == here.at


def test_two_periodicals_of_one_body_count_their_issues_apart() -> None:
    here = office()
    other = open_periodical(here.body, name="另一要报", by=here.clerk, at=here.at)
    here.released(here.approved())

    issue = open_issue(other, by=here.clerk, at=here.at)
    place_item(issue, proposal=here.approved(), by=here.clerk, at=here.at)
    issue = here.release(issue)

    assert issue.title == "《另一要报》第1期（总第1期）"
    assert len(contents(issue)) == 1


def test_a_periodical_goes_on_where_it_was_kept_on_paper() -> None:
    here = office()
    here.periodical = open_periodical(
        here.body, name="老要报", issues_before=120, issues_this_year=7, by=here.clerk, at=make.AT
    )

    assert here.released(here.approved()).code == "第8期（总第121期）"
