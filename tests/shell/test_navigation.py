"""The menu by kinds of work: what a page belongs to is open, and what somebody left open."""

from collections.abc import Iterator

import pytest
from django.db.models import Q

from heli.core.access.models import User
from heli.core.acts import Actor, Grant, policy
from heli.shell.navigation import FOLDS, Entry, Group, groups, menu, register
from heli.shell.requests import Request
from shell.conftest import Ask


@pytest.fixture
def menu_of_three(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A line by itself, and two kinds of work."""
    monkeypatch.setattr("heli.shell.navigation._entries", {})
    register(
        Entry("desk", "Inbox", "shell:desk", order=1),
        Entry("desk", "Proposals", "advice:proposals", order=2, group="Advice"),
        Entry("desk", "Issues", "advice:issues", order=3, group="Advice"),
        Entry("desk", "Gifts", "giving:gifts", order=4, group="Giving"),
    )
    yield
    monkeypatch.undo()
    register()


def open_in(request: Request) -> list[tuple[str, bool]]:
    return [(one.code, one.is_open) for one in groups("desk", request)]


def labels(group: Group) -> list[str]:
    return [str(line.label) for line in group.lines]


@pytest.mark.usefixtures("menu_of_three")
def test_lines_of_one_kind_of_work_stand_together(ask: Ask) -> None:
    inbox, advice, giving = groups("desk", ask("/desk/"))

    assert (inbox.label, labels(inbox)) == ("", ["Inbox"])
    assert (advice.label, labels(advice)) == ("Advice", ["Proposals", "Issues"])
    assert (giving.label, labels(giving)) == ("Giving", ["Gifts"])


@pytest.mark.usefixtures("menu_of_three")
def test_the_kind_of_work_of_the_page_is_open(ask: Ask) -> None:
    assert open_in(ask("/desk/advice/issues/"))[1:] == [("advice", True), ("giving", False)]


@pytest.mark.usefixtures("menu_of_three")
@pytest.mark.parametrize(
    ("left", "found"),
    [
        ("giving", {"advice", "giving"}),
        ("advice.giving", {"advice", "giving"}),
        ("", {"advice"}),
        ("nothing." * 900, {"advice"}),
    ],
)
def test_what_somebody_left_open_is_open_on_the_next_page(
    ask: Ask, left: str, found: set[str]
) -> None:
    request = ask("/desk/advice/issues/")
    request.COOKIES[FOLDS] = left

    assert {code for code, is_open in open_in(request) if is_open} == found


@policy(User, reason="nobody's")
def of_clerks(actor: Actor) -> Q:
    """What clerks may do, to accounts of their bodies."""
    return Q(party__in=actor.orgs("clerk"))


def test_a_line_that_leads_nowhere_whatever_there_is_stands_in_no_menu(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heli.shell.navigation._entries", {})
    register(Entry("desk", "Accounts", "shell:desk", policy=of_clerks))
    reader, clerk = ask("/desk/"), ask("/desk/")
    reader.actor = Actor("reader", party_id=1)
    clerk.actor = Actor("clerk", party_id=2, grants=(Grant("clerk", 3),))

    assert [line.label for line in menu("desk", clerk)] == ["Accounts"]
    assert list(menu("desk", reader)) == []
    monkeypatch.undo()
    register()
