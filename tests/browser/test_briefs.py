"""A brief from the first word to the seal, in a real browser, and its figures down to the records."""

from typing import Any

import pytest
from playwright.sync_api import expect

import make
from browser.conftest import Open
from heli.core.access.models import User
from heli.core.acts import Actor
from heli.core.measures.queries import figures_of
from heli.core.parties.models import Party
from heli.loops.briefs import actions
from heli.loops.briefs.queries.briefs import latest
from looks import barriers, follow, too_wide
from loops.briefs import offices


pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "一、来信\n截至2月29日，收到来信5封，答复3封。"


@pytest.fixture
def office(transactional_db: None) -> offices.Office:
    """A federation that received five letters and answered three."""
    found = offices.office()
    found.receive(5, answered=3)
    return found


def published(office: offices.Office) -> Any:
    brief = office.sealed_with(TEXT)
    actions.publish_brief(brief, by=office.signer, at=make.AT)
    return brief


def account(actor: Actor) -> User:
    party = Party.objects.get(pk=actor.party_id)
    return User.objects.filter(party=party).first() or make.user(party)


def test_brief_is_written_bound_by_keys_sealed_and_opened_to_its_records(
    office: offices.Office, open_page: Open
) -> None:
    brief = office.brief("")
    page = open_page(f"/desk/briefs/{brief.uid}/", who=account(office.editor))

    page.locator("#brief-text").fill(TEXT)
    expect(page.locator("[data-brief-saved]")).to_contain_text("已保存")
    expect(page.locator("#numbers [data-state=unbound]")).to_have_count(2)
    page.locator("#numbers-title").click()
    page.keyboard.press("j")
    page.keyboard.press("1")
    expect(page.locator("#numbers [data-state=bound]")).to_have_count(1)
    page.keyboard.press("1")
    expect(page.locator("#numbers [data-state=bound]")).to_have_count(2)
    page.get_by_role("button", name="确认所选").click()
    expect(page.locator("#numbers [data-state=structural]")).to_have_count(1)
    assert [f.quote for f in figures_of(latest(brief))] == ["2月29日", "5封", "3封"]
    page.get_by_role("button", name="送审").click()
    expect(page.locator(".page_head .state")).to_contain_text("审核中")

    page = open_page(f"/desk/briefs/{brief.uid}/", who=account(office.checker))
    page.get_by_role("button", name="通过").click()
    page = open_page(f"/desk/briefs/{brief.uid}/", who=account(office.signer))
    page.get_by_role("button", name="签发", exact=True).click()
    page.get_by_role("button", name="公开", exact=True).click()
    expect(page.get_by_role("link", name="公开页")).to_be_visible()

    brief.refresh_from_db()
    page = open_page(f"/briefs/{brief.code}/", who=None)
    page.locator("a.figure", has_text="5封").click()
    expect(page.locator("[data-proof-panel] .brief-records tbody tr")).to_have_count(5)
    page.keyboard.press("Escape")
    expect(page.locator("[data-proof-panel]")).to_have_count(0)
    assert page.evaluate("document.activeElement.textContent").startswith("5封")


def test_figure_opens_without_scripts(office: offices.Office, open_page: Open) -> None:
    brief = published(office)
    page = open_page(f"/briefs/{brief.code}/", who=None, js=False)

    follow(page, page.locator("a.figure", has_text="5封"))

    assert page.locator(".brief-records tbody tr").count() == 5


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_marks_break_their_lines_where_the_text_does(
    office: offices.Office, open_page: Open, language: str
) -> None:
    brief = office.brief("收到来信。")
    page = open_page(f"/desk/briefs/{brief.uid}/", who=account(office.editor), language=language)

    spoken = "e => e.closest('[lang]').lang"
    assert page.locator("[data-brief-marks]").evaluate(spoken) == page.locator(
        "#brief-text"
    ).evaluate(spoken)


def test_unsaved_words_come_back_after_the_page_was_lost(
    office: offices.Office, open_page: Open
) -> None:
    brief = office.brief("收到来信。")
    page = open_page(f"/desk/briefs/{brief.uid}/", who=account(office.editor))
    page.route("**/save/", lambda route: route.fulfill(status=204))
    page.locator("#brief-text").fill("收到来信许多。")
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto(page.url)

    page.get_by_role("button", name="恢复").click()

    expect(page.locator("#brief-text")).to_have_value("收到来信许多。")


def test_two_editors_see_what_the_other_wrote_and_lose_nothing(
    office: offices.Office, open_page: Open
) -> None:
    brief = office.brief("收到来信若干。")
    page = open_page(f"/desk/briefs/{brief.uid}/", who=account(office.editor))
    actions.save_brief(
        brief, title="来信简报", body="收到来信许多。", base=1, by=office.editor, at=make.AT
    )
    page.route("**/save/", answered_quietly)

    page.locator("#brief-text").fill("收到来信无数。")

    expect(page.locator("#refusal .redline")).to_be_visible()
    expect(page.locator("#brief-text")).to_have_value("收到来信无数。")


def answered_quietly(route: Any) -> None:
    """The server's answer, without the status that a browser would report as a mistake."""
    route.fulfill(response=route.fetch(), status=200)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_have_no_barriers_that_axe_sees(
    office: offices.Office, open_page: Open, width: int, theme: str
) -> None:
    draft = office.brief(TEXT + "媒体报道40余篇。")
    sealed = published(office)
    editor, signer = account(office.editor), account(office.signer)
    pages = [
        ("/desk/briefs/", editor),
        (f"/desk/briefs/{draft.uid}/", editor),
        (f"/desk/briefs/{draft.uid}/palette/", editor),
        (f"/desk/briefs/{sealed.uid}/", signer),
        ("/briefs/", None),
        (f"/briefs/{sealed.code}/", None),
        (f"/briefs/{sealed.code}/figures/1/", None),
        ("/verify/", None),
        (f"/verify/{sealed.code}/", None),
    ]

    found = {}
    for path, who in pages:
        page = open_page(path, who=who, width=width, theme=theme)
        found[path] = (barriers(page), too_wide(page))
        page.close()

    assert found == {path: ([], 0) for path, _who in pages}
