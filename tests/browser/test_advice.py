"""Advice in a real browser: finished on every width, open to everybody, quick by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

import make
from browser.conftest import Open
from heli.core.access.models import User
from heli.core.acts import Actor
from heli.core.parties.models import Party
from heli.loops.advice.actions.editing import save_edit
from heli.loops.advice.enums import Stage
from heli.loops.advice.queries.issues import contents
from looks import barriers, follow, too_wide
from make_advice import Office, office


pytestmark = pytest.mark.django_db(transaction=True)
NARROW, WIDE = 360, 1280


@pytest.fixture
def here(transactional_db: None) -> Office:
    """An office with proposals at every stage."""
    found = office()
    found.approve_measures()
    return found


def account(actor: Actor) -> User:
    """The account of somebody."""
    party = Party.objects.get(pk=actor.party_id)
    return User.objects.filter(party=party).first() or make.user(party)


def expecting_refusals(page: Page) -> Page:
    """The same page in a window where an answer of 409 is no mistake."""
    browser = page.context.browser
    assert browser is not None
    window = browser.new_context(storage_state=page.context.storage_state())
    again = window.new_page()
    again.goto(page.url)
    return again


def at(name: str, *args: Any) -> str:
    """An address of advice."""
    return reverse(f"advice:{name}", args=args)


PAGES: list[tuple[str, Callable[[Office], tuple[Actor | None, str]]]] = [
    ("list", lambda o: (o.clerk, (o.received(), at("proposals"))[1])),
    ("empty list", lambda o: (o.clerk, at("proposals"))),
    ("proposal", lambda o: (o.clerk, at("proposal", o.instructed(gist="请研究").uid))),
    ("proposal of its author", lambda o: (o.author, at("proposal", o.instructed().uid))),
    ("mine", lambda o: (o.author, (o.received(), at("mine"))[1])),
    ("record", lambda o: (o.author, (o.recommended(), at("record"))[1])),
    ("open calls", lambda o: (o.author, at("open_calls"))),
    ("submit", lambda o: (o.author, at("submit", o.call.uid))),
    ("edit", lambda o: (o.editor, at("edit", o.in_edit().uid))),
    ("calls", lambda o: (o.clerk, at("calls"))),
    ("new call", lambda o: (o.clerk, at("new_call"))),
    ("upload", lambda o: (o.clerk, at("upload", o.call.uid))),
    ("issues", lambda o: (o.clerk, (o.issue(o.approved()), at("issues"))[1])),
    ("builder", lambda o: (o.clerk, at("issue", (o.approved(), o.issue(o.approved()))[1].uid))),
    ("released", lambda o: (o.clerk, at("issue", o.released(o.approved()).uid))),
    ("register", lambda o: (o.clerk, (o.instructed(), at("instructions"))[1])),
    ("closed register", lambda o: (o.editor, at("instructions"))),
    ("instruct", lambda o: (o.clerk, at("instruct", o.recommended().uid))),
    ("report", lambda o: (o.clerk, (o.received(), at("report"))[1])),
    ("portal", lambda o: (None, (o.released(o.approved()), at("released"))[1])),
    ("portal issue", lambda o: (None, at("released_issue", o.released(o.approved()).uid))),
]


@pytest.mark.parametrize(("name", "make_page"), PAGES, ids=[name for name, _make in PAGES])
def test_every_page_is_open_to_everybody_and_fits_a_phone(
    here: Office, open_page: Open, name: str, make_page: Any
) -> None:
    who, path = make_page(here)
    user = account(who) if who else None

    wide = open_page(path, who=user, width=WIDE)
    narrow = open_page(path, who=user, width=NARROW, language="en", theme="dark")

    assert barriers(wide) == []
    assert barriers(narrow) == []
    assert (too_wide(wide), too_wide(narrow)) == (0, 0)


def test_a_proposal_is_written_by_keyboard_and_shows_what_is_like_it(
    here: Office, open_page: Open
) -> None:
    here.received("关于社区食堂服务的建议")
    page = open_page(at("submit", here.call.uid), who=account(here.author))

    page.locator("#id_title").press_sequentially("关于社区食堂延伸服务的建议")
    expect(page.locator("#similar")).to_contain_text("关于社区食堂服务的建议")
    page.locator("#id_body").fill("建议由街道牵头，公布服务时间。")
    page.locator("#id_is_original").check()
    page.locator("#id_is_original").press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("关于社区食堂延伸服务的建议")
    assert here.states() == [Stage.RECEIVED, Stage.RECEIVED]


def test_proposals_are_accepted_by_keyboard_and_taken_back_by_one_click(
    here: Office, open_page: Open
) -> None:
    here.received("甲")
    here.received("乙")
    page = open_page(at("proposals"), who=account(here.clerk))

    for key in ("j", "x", "j", "x", "e"):
        page.keyboard.press(key)
    expect(page.locator("[data-toast]")).to_contain_text("2 篇")
    assert here.states() == [Stage.SCREENED, Stage.SCREENED]

    page.locator("[data-toast]").get_by_role("button", name="撤销").click()
    expect(page.locator("[data-toast]")).to_contain_text("已撤销")
    assert here.states() == [Stage.RECEIVED, Stage.RECEIVED]


def test_counts_that_come_after_the_page_give_nobody_the_focus(
    here: Office, open_page: Open
) -> None:
    here.received()
    page = open_page(at("proposals"), who=account(here.clerk))

    expect(page.locator(".views-count").first).to_have_text("1")
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")

    assert page.evaluate("document.activeElement === document.body")


def test_two_editors_at_once_both_keep_their_text(here: Office, open_page: Open) -> None:
    proposal = here.in_edit("原题")
    page = expecting_refusals(open_page(at("edit", proposal.uid), who=account(here.editor)))
    save_edit(
        proposal, base=1, title="原题", body="别人先存的文字", by=here.other_editor, at=here.at
    )

    page.locator("#id_body").fill("我写的文字")
    page.get_by_role("button", name="保存", exact=True).click()

    expect(page.locator(".advice-clash")).to_contain_text("别人先存的文字")
    expect(page.locator("#id_body")).to_have_value("我写的文字")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("h1")).to_have_text("原题")


def test_an_issue_is_ordered_without_javascript(here: Office, open_page: Open) -> None:
    issue = here.issue(here.approved("甲"), here.approved("乙"))
    page = open_page(at("issue", issue.uid), who=account(here.clerk), js=False)

    follow(page, page.get_by_role("button", name="上移"))

    assert [item.proposal.title for item in contents(issue)] == ["乙", "甲"]
