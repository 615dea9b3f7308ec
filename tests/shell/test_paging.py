"""Pages by their edge: every row once, forwards and backwards, whatever is empty or equal."""

from datetime import UTC, datetime, timedelta

import pytest

from heli.core.access.models import User
from heli.shell.tables.paging import Edge, Order, open_edge, order_of, page


pytestmark = pytest.mark.django_db
START = datetime(2020, 2, 1, tzinfo=UTC)


@pytest.fixture
def users() -> None:
    """Eleven accounts: some never signed in, some at the same moment."""
    for n in range(11):
        User.objects.create(
            username=f"u{n:02d}",
            password="!",
            last_login=None if n % 4 == 0 else START + timedelta(days=n // 2),
        )


def walk(order: Order, *, size: int) -> tuple[list[int], list[int]]:
    """The keys from front to back, and from the last page back to the front."""
    rows = User.objects.all()
    there, at = [], page(rows, order, size=size)
    there += [user.pk for user in at.rows]
    while at.after:
        at = page(rows, order, size=size, after=at.after)
        there += [user.pk for user in at.rows]
    back = [user.pk for user in at.rows]
    while at.before:
        at = page(rows, order, size=size, before=at.before)
        back = [user.pk for user in at.rows] + back
    return there, back


@pytest.mark.parametrize("size", [1, 2, 3, 5, 11, 50])
@pytest.mark.parametrize("field", ["username", "last_login", "pk"])
@pytest.mark.parametrize("descending", [False, True])
def test_walk_meets_every_row_once_in_order_both_ways(
    users: None, size: int, field: str, *, descending: bool
) -> None:
    order = order_of(User, field, descending=descending)

    there, back = walk(order, size=size)

    whole = User.objects.order_by(*order.expressions(backwards=False))
    assert there == [user.pk for user in whole]
    assert back == there


@pytest.mark.parametrize("descending", [False, True])
def test_ties_are_decided_by_what_the_order_names(users: None, *, descending: bool) -> None:
    User.objects.update(last_login=START)
    User.objects.filter(username="u10").update(username="a")
    order = Order("last_login", descending=descending, tie="username")

    there, back = walk(order, size=3)

    names = [User.objects.get(pk=pk).username for pk in there]
    assert names == sorted(names, reverse=descending)
    assert (len(there), back) == (11, there)


def test_empty_values_come_last_both_ways(users: None) -> None:
    for descending in (False, True):
        order = order_of(User, "last_login", descending=descending)
        rows = page(User.objects.all(), order, size=50).rows

        assert [user.last_login is None for user in rows] == [False] * 8 + [True] * 3


def test_page_says_which_rows_it_shows(users: None) -> None:
    order = order_of(User, "username", descending=False)
    first = page(User.objects.all(), order, size=4)
    second = page(User.objects.all(), order, size=4, after=first.after)
    third = page(User.objects.all(), order, size=4, after=second.after)
    again = page(User.objects.all(), order, size=4, before=third.before)

    assert [(p.first, p.last) for p in (first, second, third, again)] == [
        (1, 4),
        (5, 8),
        (9, 11),
        (5, 8),
    ]
    assert (first.before, third.after) == ("", "")


def test_page_is_one_query_without_counting(users: None, django_assert_num_queries: object) -> None:
    order = order_of(User, "last_login", descending=True)

    with django_assert_num_queries(1) as queries:  # type: ignore[operator]
        page(User.objects.all(), order, size=4)

    assert "COUNT" not in queries.captured_queries[0]["sql"]


@pytest.mark.parametrize("text", ["x", "!!!", "W10", "bnVsbA", "WzEsMiwzLDRd", "W1sidCJdLDFd" * 9])
def test_edge_that_is_none_shows_the_first_page(users: None, text: str) -> None:
    order = order_of(User, "username", descending=False)

    assert open_edge(text) is None
    assert page(User.objects.all(), order, size=4, after=text).first == 1


def test_edge_of_another_column_shows_the_first_page(users: None) -> None:
    order = order_of(User, "last_login", descending=False)
    other = Edge("no moment", "no key", 7).sealed()

    assert page(User.objects.all(), order, size=4, after=other).first == 1


def test_row_added_meanwhile_moves_nothing(users: None) -> None:
    order = order_of(User, "username", descending=False)
    first = page(User.objects.all(), order, size=4)
    User.objects.create(username="a-first", password="!")

    second = page(User.objects.all(), order, size=4, after=first.after)

    assert [user.username for user in second.rows] == ["u04", "u05", "u06", "u07"]
