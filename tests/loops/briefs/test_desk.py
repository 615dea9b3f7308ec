"""The desk: writing, classifying and sealing through its doors, with and without scripts."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import make
from heli.core.access.enums import Role
from heli.core.access.models import User
from heli.core.acts import Actor
from heli.core.measures.queries import figures_of
from heli.core.parties.models import Party
from heli.loops.briefs.queries.briefs import latest
from heli.shell.forms import issue_key
from loops.briefs.offices import Office


BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SignIn = Callable[[Actor], Client]


@pytest.fixture(autouse=True)
def plain_http(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def sign_in() -> SignIn:
    """A client signed in as an actor."""

    def as_(actor: Actor) -> Client:
        party = Party.objects.get(pk=actor.party_id)
        user = User.objects.filter(party=party).first() or make.user(party)
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    return as_


def post(client: Client, name: str, *args: Any, live: bool = False, **fields: Any) -> Any:
    headers = {"X-Part": "live"} if live else {}
    data = {"form_key": issue_key(), **fields}
    return client.post(reverse(f"briefs:{name}", args=args), data, headers=headers)


def test_only_an_editor_is_offered_to_start_a_brief(office: Office, sign_in: SignIn) -> None:
    begin = reverse("briefs:start")

    assert f'href="{begin}"' in sign_in(office.editor).get(reverse("briefs:list")).content.decode()
    assert begin not in sign_in(office.signer).get(reverse("briefs:list")).content.decode()


def test_whoever_works_for_no_body_has_no_briefs_in_the_menu(
    office: Office, sign_in: SignIn
) -> None:
    worker = make.actor(Role.FRONTLINE, over=office.org)
    line = f'href="{reverse("briefs:readings")}"'

    assert line in sign_in(office.editor).get(reverse("shell:desk")).content.decode()
    assert line not in sign_in(worker).get(reverse("shell:desk")).content.decode()


def test_brief_page_lists_the_numbers_of_a_draft(office: Office, sign_in: SignIn) -> None:
    office.receive(5)
    brief = office.brief("截至2月29日，收到来信5封。")

    page = sign_in(office.editor).get(reverse("briefs:brief", args=[brief.uid]))

    shown = page.context["sheet"]
    assert [(g.code, [n.text for n in g.numbers]) for g in shown.groups] == [
        ("open", ["5封"]),
        ("suggested", ["2月29日"]),
    ]
    assert [c.choice for c in shown.groups[0].numbers[0].fitting] == ["bind:test.letters_read@1"]


def test_the_text_begins_in_its_box_where_it_begins(office: Office, sign_in: SignIn) -> None:
    brief = office.brief("收到来信5封。")

    page = sign_in(office.editor).get(reverse("briefs:brief", args=[brief.uid])).content.decode()

    # What stands before it in the box moves every mark, and is saved with it.
    assert re.search("<textarea id=.brief-text.[^>]*>收到来信5封。</textarea>", page)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_one_brief_and_for_three(
    office: Office, sign_in: SignIn, rows: int, django_assert_num_queries: Any
) -> None:
    for _n in range(rows):
        office.brief("收到来信若干。")
    client = sign_in(office.editor)
    client.get(reverse("briefs:list"))

    with django_assert_num_queries(QUERIES_OF_LIST):
        page = client.get(reverse("briefs:list"))

    assert len(page.context["listing"].lines) == rows


QUERIES_OF_LIST = 4


def test_brief_of_another_body_does_not_exist(office: Office, sign_in: SignIn) -> None:
    brief = office.brief("收到来信若干。")
    stranger = make.actor(Role.EDITOR, over=make.federation("示例县社会科学界联合会"))

    page = sign_in(stranger).get(reverse("briefs:brief", args=[brief.uid]))

    assert page.status_code == 404


def test_save_by_the_editor_answers_with_the_live_parts(office: Office, sign_in: SignIn) -> None:
    brief = office.brief("收到来信若干。")

    answer = post(
        sign_in(office.editor),
        "save",
        brief.uid,
        live=True,
        title="来信简报",
        body="收到来信５封。",
        base=1,
    )

    assert (answer.status_code, answer["X-Revision"]) == (200, "2")
    assert latest(brief).body == "收到来信5封。"
    assert answer.context["rewritten"] is False


def test_save_of_two_editors_keeps_what_both_typed(office: Office, sign_in: SignIn) -> None:
    brief = office.brief("收到来信若干。")
    other = make.actor(Role.EDITOR, over=office.org)
    post(sign_in(other), "save", brief.uid, title="来信简报", body="收到来信甲。", base=1)

    page = post(
        sign_in(office.editor), "save", brief.uid, title="来信简报", body="收到来信乙。", base=1
    )

    assert page.status_code == 409
    assert page.context["text"] == {"title": "来信简报", "body": "收到来信乙。", "base": 2}
    assert "收到来信乙。" in page.content.decode()
    assert not page.context["refusal"].diff.is_same


def test_save_of_a_ten_megabyte_paste_is_refused_and_stays_on_the_page(
    office: Office, sign_in: SignIn
) -> None:
    brief = office.brief("收到来信若干。")
    paste = "信" * 3_400_000

    page = post(sign_in(office.editor), "save", brief.uid, title="来信简报", body=paste, base=1)

    assert (page.status_code, page.context["text"]["body"]) == (422, paste)
    assert latest(brief).body == "收到来信若干。"


def test_save_with_an_empty_title_keeps_the_text(office: Office, sign_in: SignIn) -> None:
    brief = office.brief("收到来信若干。")

    page = post(sign_in(office.editor), "save", brief.uid, title=" ", body="新的正文", base=1)

    assert (page.status_code, page.context["text"]["body"]) == (422, "新的正文")


def test_classify_binds_and_comes_back_to_the_number(office: Office, sign_in: SignIn) -> None:
    office.receive(5)
    brief = office.brief("收到来信5封。")

    answer = post(
        sign_in(office.editor),
        "classify",
        brief.uid,
        choice="bind:test.letters_read@1",
        start=4,
        end=6,
        base=1,
    )

    assert answer["Location"] == f"/desk/briefs/{brief.uid}/#n4"
    assert [f.quote for f in figures_of(latest(brief))] == ["5封"]


def test_classify_sent_twice_is_one_act(office: Office, sign_in: SignIn) -> None:
    brief = office.brief("收到来信5封。")
    client, key = sign_in(office.editor), issue_key()
    fields = {"choice": "structural", "start": 4, "end": 6, "base": 1, "form_key": key}

    answers = [
        client.post(reverse("briefs:classify", args=[brief.uid]), fields).status_code
        for _n in range(2)
    ]

    assert answers == [302, 302]
    assert figures_of(latest(brief)).count() == 1


@pytest.mark.parametrize("role", [Role.CHECKER, Role.SIGNER])
def test_classify_is_refused_to_those_who_do_not_write(
    office: Office, sign_in: SignIn, role: Role
) -> None:
    brief = office.brief("收到来信5封。")
    who = make.actor(role, over=office.org)

    answer = post(sign_in(who), "classify", brief.uid, choice="structural", start=4, end=6, base=1)

    assert answer.status_code == 403
    assert list(figures_of(latest(brief))) == []


def test_confirm_and_release_through_their_doors(office: Office, sign_in: SignIn) -> None:
    brief = office.brief("截至2月29日，收到来信若干。")
    client = sign_in(office.editor)

    post(client, "confirm", brief.uid, places=["2"], base=1)
    assert [f.quote for f in figures_of(latest(brief))] == ["2月29日"]
    post(client, "release", brief.uid, start=2, base=1)

    assert list(figures_of(latest(brief))) == []


def test_number_page_keeps_who_states_it(office: Office, sign_in: SignIn) -> None:
    brief = office.brief("媒体报道40余篇。")
    client = sign_in(office.editor)
    url = reverse("briefs:number", args=[brief.uid, 4])

    asked = client.get(url)
    answer = client.post(
        url,
        {
            "form_key": issue_key(),
            "source": "示例日报编辑部",
            "as_of": "2020年2月9日",
            "end": asked.context["form"]["end"].value(),
            "base": 1,
        },
    )

    figure = figures_of(latest(brief)).get()
    assert (answer.status_code, figure.source, str(figure.as_of)) == (
        302,
        "示例日报编辑部",
        "2020-02-09",
    )


def test_palette_shows_the_value_and_its_wordings_and_inserts_it(
    office: Office, sign_in: SignIn
) -> None:
    office.receive(5)
    brief = office.brief("收到来信。")
    client = sign_in(office.editor)
    asked = {"measure": "test.letters_read@1", "first": "2020-02-01", "last": "2020-02-29"}

    page = client.get(reverse("briefs:palette", args=[brief.uid]), asked)
    assert [w.words for w in page.context["wordings"]] == ["5封"]
    post(client, "insert", brief.uid, **asked, style="exact", caret=4, base=1)

    assert latest(brief).body == "收到来信5封。"


def test_figure_page_shows_definition_and_records(office: Office, sign_in: SignIn) -> None:
    office.receive(5)
    brief = office.brief("收到来信5封。")
    office.bind(brief, "5封", "test.letters_read")
    figure = figures_of(latest(brief)).get()

    page = sign_in(office.checker).get(reverse("briefs:figure", args=[brief.uid, figure.uid]))

    assert (page.context["measure"].prose, len(page.context["page"].rows)) == (
        "收到来信，每封一次。",
        5,
    )


def test_review_and_seal_through_their_doors(office: Office, sign_in: SignIn) -> None:
    office.receive(5, answered=3)
    brief = office.brief("收到来信5封，答复3封。")
    office.bind(brief, "5封", "test.letters_read")
    office.bind(brief, "3封", "test.letters_answered")
    checker, signer = sign_in(office.checker), sign_in(office.signer)

    post(sign_in(office.editor), "submit", brief.uid)
    post(checker, "return", brief.uid, note="请写明时段")
    post(sign_in(office.editor), "submit", brief.uid)
    post(checker, "approve", brief.uid, revision=1)
    post(signer, "seal", brief.uid)
    post(signer, "publish", brief.uid)

    brief.refresh_from_db()
    assert (brief.state, [s.verb for s in brief.steps.order_by("seq")]) == (
        "sealed",
        ["start", "submit", "return", "submit", "approve", "seal", "publish"],
    )


def test_seal_of_an_unfinished_brief_lists_what_is_missing_with_its_place(
    office: Office, sign_in: SignIn
) -> None:
    brief = office.approve(office.brief("收到来信5封。"))

    page = post(sign_in(office.signer), "seal", brief.uid)

    assert page.status_code == 409
    assert [m.url for m in page.context["refusal"].missing] == ["#n4"]
    assert 'id="n4"' in page.content.decode()


@pytest.mark.parametrize("form", ["docx", "heli"])
def test_files_of_a_sealed_brief(office: Office, sign_in: SignIn, form: str) -> None:
    brief = office.sealed()

    answer = sign_in(office.editor).get(reverse("briefs:desk_file", args=[brief.uid, form]))

    assert (answer.status_code, brief.code in answer["Content-Disposition"]) == (200, True)


def test_files_of_a_draft_do_not_exist(office: Office, sign_in: SignIn) -> None:
    brief = office.brief("收到来信若干。")

    answer = sign_in(office.editor).get(reverse("briefs:desk_file", args=[brief.uid, "docx"]))

    assert answer.status_code == 404
