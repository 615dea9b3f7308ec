"""Components that are kept: never for another reader, another language or another word."""

from typing import Any

import pytest
from django.template import Context, RequestContext, Template
from django.test import Client
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, override

import make
from heli.core.acts import ANONYMOUS
from heli.core.parties.models import Party
from heli.shell import kept
from heli.shell.components import plain_component
from heli.shell.tables import Column, Listing, Table
from heli.shell.tables.filters import Choice
from shell.conftest import Ask


pytestmark = pytest.mark.django_db
BOXES = Table(
    code="parties",
    title="Parties",
    columns=(Column("name", "Name", "name"),),
    filters=(Choice("box", "Box", field="kind", choices=[("a", "A"), ("b", "B")]),),
)


def shown(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_a_safe_word_and_the_same_word_unsafe_are_two() -> None:
    drawn = [shown("{% #state label=w %}", w=w) for w in (SafeString("<b>"), "<b>", "<b>")]

    assert ["&lt;b&gt;" in html for html in drawn] == [False, True, True]


def test_true_and_one_are_two() -> None:
    drawn = [shown('{% #button label="x" data-n=n %}', n=n) for n in (1, True, 1)]

    assert ['data-n="1"' in html for html in drawn] == [True, False, True]


def test_a_button_leads_where_it_is_told_and_is_kept_once() -> None:
    before = len(kept._kept)
    told = ["/one/", "/two/?a=1&b='", "", "/one/"]
    drawn = [shown('{% #button label="Leads" href=to %}', to=to) for to in told]

    assert ['href="/one/"' in html for html in drawn] == [True, False, False, True]
    assert 'href="/two/?a=1&amp;b=&#x27;"' in drawn[1]
    assert "<button" in drawn[2]
    assert not any(kept.ADDRESS in html for html in drawn)
    assert len(kept._kept) == before + 2


def test_what_stands_above_a_list_is_kept_for_an_address_with_its_own_token_and_way_back(
    ask: Ask,
) -> None:
    source = Template("{% #filter_bar bar=listing.bar here=request.get_full_path %}")
    pages = []
    for n, query in enumerate(("box=a", "box=a&after=x", "box=b")):
        request: Any = ask(f"/list/?{query}")
        request.actor = make.actor(who=make.person(f"林{n}"))
        request.META["CSRF_COOKIE"] = str(n) * 32
        listing = Listing(BOXES, request, Party.objects.all())
        pages.append(source.render(RequestContext(request, {"listing": listing})))
    before = len(kept._kept)
    request.actor = ANONYMOUS
    anonymous = source.render(RequestContext(request, {"listing": listing}))

    assert ['value="a" selected' in page for page in pages] == [True, True, False]
    assert ['name="next" value="/list/?box=a&amp;after=x"' in page for page in pages] == [
        False,
        True,
        False,
    ]
    assert not any(kept.TOKEN in page or kept.ADDRESS in page for page in pages)
    assert 'name="next"' in pages[2]
    assert 'name="next"' not in anonymous
    assert len(kept._kept) == before + 1


def test_words_follow_the_language() -> None:
    word = gettext_lazy("Apply")
    with override("zh-hans"):
        chinese = plain_component("state", label=word)
    with override("en"):
        english = plain_component("state", label=word)

    assert ("Apply" in english, "Apply" in chinese) == (True, False)


def test_each_reader_gets_their_own_token_and_name(ask: Ask) -> None:
    source = Template("{% #account %}{% #display %}")
    pages = []
    for who in (make.person("林一"), make.person("王二")):
        request: Any = ask("/")
        request.actor = make.actor(who=who)
        request.META["CSRF_COOKIE"] = str(len(pages)) * 32
        pages.append(source.render(RequestContext(request)))

    assert [("林一" in page, "王二" in page) for page in pages] == [(True, False), (False, True)]
    assert [kept.TOKEN in page for page in pages] == [False, False]
    assert [page.count('name="csrfmiddlewaretoken" value="') for page in pages] == [2, 2]


def test_forms_that_are_kept_are_taken(ask: Ask) -> None:
    browser = Client(enforce_csrf_checks=True)
    for size in ("large", "elder"):
        page = browser.get("/").content.decode()
        token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        posted = {"size": size, "csrfmiddlewaretoken": token}

        answer = browser.post("/preferences/", posted, headers={"Referer": "http://testserver/?a"})

        assert (answer.status_code, answer.headers["Location"]) == (302, "http://testserver/?a")
    assert 'data-size="elder"' in browser.get("/").content.decode()


def test_from_another_site_preferences_lead_to_our_first_page() -> None:
    answer = Client().post("/preferences/", {}, headers={"Referer": "https://elsewhere.example/"})

    assert answer.headers["Location"] == "/"


def test_what_is_more_than_words_is_drawn_anew() -> None:
    class Word:
        n = 0

        def __str__(self) -> str:
            Word.n += 1
            return f"word {Word.n}"

    drawn = [shown("{% #state label=w %}", w=Word()) for _ in range(2)]

    assert ["word 1" in drawn[0], "word 2" in drawn[1]] == [True, True]


def test_when_too_much_is_kept_it_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_CHARACTERS", 1000)

    drawn = [plain_component("state", label=f"{n} {n % 2}") for n in range(40)]

    assert len(kept._kept) < 20
    assert [f"</span>{n} {n % 2}</span>" in html for n, html in enumerate(drawn)] == [True] * 40
    assert plain_component("state", label="0 0") == drawn[0]


def test_a_list_made_anew_for_each_reader_offers_the_same_choices() -> None:
    # A key by identity, made anew at each request, would keep a sheet for every page ever drawn.
    offered = [
        Choice("body", "Body", field="org_id", choices=[(1, "甲"), (2, "乙")]).marked([], ANONYMOUS)
        for _request in range(2)
    ]

    assert offered[0] is offered[1]
