"""Several transactions at once: all of them or none, some written while the next are thought."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any

import pytest
from django.db import connection

import make
from heli.core.acts import Actor, Derived, action, anyone
from heli.core.journal.queries import records_written_by
from heli.core.ledger import lists, refusals
from heli.core.ledger.checking import verify_ledger
from heli.core.ledger.drafts import Draft, move
from heli.core.ledger.models import Posting, Transaction
from heli.core.ledger.queries import balance
from heli.core.parties.models import Party
from make_ledger import SAY, Warehouse, item


pytestmark = pytest.mark.django_db


@action("sample.list.post", policy=anyone)
def _post(
    org: Party,
    *,
    drafts: Annotated[Sequence[Draft], Derived],
    meanwhile: Annotated[Callable[[], None], Derived],
    by: Actor,
    at: datetime,
) -> None:
    lists.post_many(drafts, by=by, at=at, meanwhile=meanwhile)


@pytest.fixture
def house(db: Any, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    monkeypatch.setattr(lists, "AT_ONCE", 2)
    return Warehouse()


def _received(house: Warehouse, *quantities: int, **said: Any) -> list[Draft]:
    between = {"source": house.donor, "target": house.stock, "tag": "sample.received"}
    return [
        Draft(org=house.org, kind="movement", lines=move(item(), n, **between), **said)
        for n in quantities
    ]


def test_a_list_is_written_as_its_transactions_one_by_one(house: Warehouse) -> None:
    while_writing: list[int] = []
    drafts = _received(house, 1, 2, 3, 4, 5)

    _post(
        house.org,
        drafts=drafts,
        meanwhile=lambda: while_writing.append(Transaction.objects.count()),
        **SAY,
    )

    assert while_writing == ([] if connection.vendor == "sqlite" else [5])
    assert balance(house.stock, item()) == 15
    lines = Posting.objects.order_by("pk").values_list("transaction", "n", "quantity")
    keys = Transaction.objects.order_by("pk").values_list("pk", flat=True)
    assert list(lines) == [
        line
        for key, n in zip(keys, (1, 2, 3, 4, 5), strict=True)
        for line in ((key, 1, -n), (key, 2, n))
    ]
    made = Transaction.objects.latest("pk")
    assert len(records_written_by(made.act)) == 15
    assert list(verify_ledger()) == []


def test_of_a_list_with_one_that_is_refused_nothing_is_written(house: Warehouse) -> None:
    tomorrow = _received(house, 6, effective_on=make.AT.date() + timedelta(days=2))
    leaves = Draft(
        org=house.org,
        kind="movement",
        lines=move(item(), 7, source=house.stock, target=house.recipient),
    )
    drafts = _received(house, 1, 2, 3)

    for wrong, refusal in ((tomorrow[0], refusals.InTheFuture), (leaves, refusals.NotEnough)):
        with pytest.raises(refusal):
            _post(house.org, drafts=[*drafts, wrong], meanwhile=list, **SAY)
        assert (Transaction.objects.count(), balance(house.stock, item())) == (0, 0)
    assert list(verify_ledger()) == []
