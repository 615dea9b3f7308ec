"""Lists: filters from the address, chips, columns, views, ticks; files of exactly the same rows."""

import io
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from openpyxl import load_workbook  # noqa: TID253  -- the file is read as a reader would

import make
from heli.core.access.models import User
from heli.core.acts import Invalid, Policy, anyone, signed_in
from heli.shell.models import SavedView
from heli.shell.tables import (
    Bulk,
    Choice,
    Column,
    Days,
    Empty,
    Listing,
    Search,
    State,
    Table,
    View,
    chosen,
)
from shell.conftest import Ask


pytestmark = pytest.mark.django_db

ACCOUNTS = Table(
    code="tests.accounts",
    title="Accounts",
    columns=(
        Column("name", "Name", "username", sort="username", link=lambda u: f"/u/{u.pk}/"),
        Column("mail", "Mail", "email", sort="email"),
        Column("state", "State", lambda u: State("on" if u.is_active else "off"), show="state"),
        Column("joined", "Joined", "joined_at", show="moment", shown=False),
    ),
    filters=(
        Search("q", "Search", fields=("username", "email")),
        Choice("active", "Active", field="is_active", choices=((True, "yes"), (False, "no"))),
        Days("joined", "Joined", field="joined_at", moment=True),
    ),
    views=(View("Active ones", "active=True"),),
    sort="name",
    size=3,
    bulk=(Bulk("Do", "shell:gallery"),),
    totals=lambda rows: {"mail": rows.count()},
    empty=Empty("Nobody yet"),
)


@pytest.fixture
def users() -> list[User]:
    """Four accounts, one of them closed."""
    return [
        User.objects.create(
            username=f"u{n}",
            password="!",
            email=f"{'x' if n % 2 else '='}{n}@a.cn",
            is_active=n != 2,
        )
        for n in range(4)
    ]


@pytest.fixture
def listing(ask: Ask) -> Callable[[str], Listing]:
    """A list as an address asks for it."""
    return lambda query: Listing(ACCOUNTS, ask(f"/accounts/{query}"), User.objects.all())


def shown(listing: Listing) -> list[str]:
    return [line.cells[0].text for line in listing.lines]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["u0", "u1", "u2"]),
        ("?sort=-name", ["u3", "u2", "u1"]),
        ("?sort=state", ["u0", "u1", "u2"]),
        ("?sort=password", ["u0", "u1", "u2"]),
        ("?q=u1", ["u1"]),
        ("?q=U1 a.cn", ["u1"]),
        ("?q=u1 nowhere", []),
        ("?q=%00", ["u0", "u1", "u2"]),
        ("?active=False", ["u2"]),
        ("?active=nonsense", ["u0", "u1", "u2"]),
        ("?active=True&active=False&q=u2", ["u2"]),
        ("?joined_from=2999-01-01", []),
        ("?joined_to=２９９９年1月1日", ["u0", "u1", "u2"]),
    ],
)
def test_address_says_which_rows(
    users: list[User], listing: Callable[[str], Listing], query: str, names: list[str]
) -> None:
    assert shown(listing(query)) == names


def test_filter_that_is_wrong_is_said_and_does_not_filter(
    users: list[User], listing: Callable[[str], Listing]
) -> None:
    impossible, reversed_ = (
        listing("?joined_from=2026-02-30"),
        listing("?joined_from=2026-02-02&joined_to=2026-02-01"),
    )

    assert (len(impossible.wrong), len(shown(impossible))) == (1, 3)
    assert (len(reversed_.wrong), len(shown(reversed_))) == (1, 3)


def test_chip_takes_its_filter_off_and_nothing_else(listing: Callable[[str], Listing]) -> None:
    chips = listing("?q=u&active=True&sort=-name&after=x").chips

    assert [(chip.label, chip.text, url) for chip, url in chips] == [
        ("Search", "u", "/accounts/?active=True&sort=-name"),
        ("Active", "yes", "/accounts/?q=u&sort=-name"),
    ]


def test_heading_turns_the_order(listing: Callable[[str], Listing]) -> None:
    heads = listing("?sort=name").head

    assert [(h.column.code, h.url, h.sorted) for h in heads] == [
        ("name", "/accounts/?sort=-name", "ascending"),
        ("mail", "/accounts/?sort=mail", ""),
        ("state", "", ""),
    ]


def test_columns_are_as_chosen(users: list[User], listing: Callable[[str], Listing]) -> None:
    assert [c.code for c in listing("?column=joined&column=name").columns] == ["name", "joined"]
    assert [c.code for c in listing("?column=password").columns] == ["name", "mail", "state"]


def content(response: HttpResponseBase) -> bytes:
    with closing(response):
        return b"".join(response)  # type: ignore[arg-type]


def test_workbook_has_exactly_the_filtered_rows(
    users: list[User], listing: Callable[[str], Listing]
) -> None:
    response = listing("?format=xlsx&active=True&sort=-name").respond("unused.html")

    sheet = load_workbook(io.BytesIO(content(response))).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Name", "Mail", "State"],
        ["u3", "x3@a.cn", "on"],
        ["u1", "x1@a.cn", "on"],
        ["u0", "=0@a.cn", "on"],
        [None, 3, None],
    ]
    assert sheet["B4"].data_type == "s"


def test_csv_has_exactly_the_filtered_rows_guarded(
    users: list[User], listing: Callable[[str], Listing]
) -> None:
    response = listing("?format=csv&active=True").respond("unused.html")

    assert content(response).decode() == (
        "\ufeffName,Mail,State\r\nu0,'=0@a.cn,on\r\nu1,x1@a.cn,on\r\nu3,x3@a.cn,on\r\n"
    )
    assert response.headers["Content-Disposition"] == 'attachment; filename="Accounts.csv"'


@pytest.mark.parametrize("many", [1, 3])
def test_list_page_costs_the_same_for_one_row_and_three(
    ask: Ask, many: int, django_assert_num_queries: Any
) -> None:
    for n in range(many):
        User.objects.create(username=f"u{n}", password="!")
    request = ask("/accounts/")

    with django_assert_num_queries(2):  # the page, and its total
        text = Listing(ACCOUNTS, request, User.objects.all()).respond("shell/list_page.html")

    assert text.content.decode().count("data-row") == many + 1


def test_empty_list_says_what_it_is_for(ask: Ask) -> None:
    text = Listing(ACCOUNTS, ask("/accounts/"), User.objects.none()).respond("shell/list_page.html")

    assert "Nobody yet" in text.content.decode()


def test_counts_of_views_come_only_when_asked_for(
    users: list[User], listing: Callable[[str], Listing]
) -> None:
    assert [view.number for view in listing("").views] == [""]
    assert [view.number for view in listing("?counts=1").views] == ["3"]


def test_ticked_rows_are_those_the_reader_may_see(users: list[User], ask: Ask) -> None:
    ids = [str(users[1].pk), str(users[0].pk)]

    assert chosen(ask("/", {"row": ids}), User.objects.all()) == [users[1], users[0]]
    for wrong in ([], [str(users[2].pk)], ["x"], ids * 600 + [str(n) for n in range(2000)]):
        with pytest.raises(Invalid):
            chosen(ask("/", {"row": wrong}), User.objects.filter(is_active=True))


@pytest.fixture
def client() -> Client:
    """Somebody with an account."""
    client = Client()
    client.force_login(make.user(), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def keep(client: Client, name: str, query: str) -> int:
    posted = {"name": name, "table": ACCOUNTS.code, "query": query, "next": "/health/"}
    return client.post("/desk/views/", posted).status_code


def test_view_is_kept_replaced_and_forgotten(client: Client) -> None:
    keep(client, "Mine", "q=a")
    keep(client, "Ｍine ", "q=c")
    keep(client, "Mine", "q=b")
    keep(client, "", "q=b")

    views = SavedView.objects.order_by("pk")
    assert [(v.name, v.query) for v in views] == [("Mine", "q=b"), ("Ｍine", "q=c")]
    client.post(f"/desk/views/{views[0].pk}/forget/")
    assert [v.name for v in SavedView.objects.all()] == ["Ｍine"]


def test_view_of_somebody_else_is_not_there(client: Client) -> None:
    view = SavedView.objects.create(user=make.user(), table="t", name="Theirs", query="")

    assert client.post(f"/desk/views/{view.pk}/forget/").status_code == 404
    assert SavedView.objects.filter(pk=view.pk).exists()


@pytest.mark.parametrize(("policy", "offered"), [(None, True), (anyone, True), (signed_in, False)])
def test_an_empty_list_offers_only_what_the_reader_may_begin(
    ask: Ask, policy: Policy[Any] | None, *, offered: bool
) -> None:
    begin = Empty("Nobody yet", "", ("Add one", "shell:gallery"), policy)
    table = replace(ACCOUNTS, empty=begin)

    page = Listing(table, ask("/accounts/"), User.objects.all()).respond("shell/list_page.html")

    assert ("Add one" in page.content.decode()) == offered
