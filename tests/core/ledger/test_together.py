"""R18: goods moved by many at once. And what else many do to a ledger at the same time."""

import random
from collections import Counter

import pytest
from django.db import connection
from django.db.models import Sum

import make
from core.together import FULL, at_once
from heli.core.ledger import actions, refusals
from heli.core.ledger.checking import verify_ledger
from heli.core.ledger.drafts import move
from heli.core.ledger.enums import AccountKind
from heli.core.ledger.models import Account, Balance, Posting, Transaction
from heli.core.ledger.queries import balance
from make_ledger import SAY, Warehouse, account, item


pytestmark = pytest.mark.django_db(transaction=True)
TOLD = (refusals.NotEnough, refusals.AlreadyReversed, refusals.IsReversal)


def workers() -> int:
    """32 of them, or what a shared PostgreSQL has connections for."""
    return 32 if FULL or connection.vendor == "sqlite" else 16


def test_r18_goods_moved_at_once_are_neither_lost_nor_doubled() -> None:
    house = Warehouse()
    items = [item(f"物资{n}") for n in range(10)]
    places = [house.stock, house.transit, house.channel, account(house.org, "stock", name="二号库")]
    for of in items:
        for place in places:
            house.receive(20, of, target=place, tag="")
    moves = 1_000 if FULL else 6

    def work(number: int) -> Counter[str]:
        dice, told, mine = random.Random(number), Counter[str](), []  # noqa: S311  -- repeatable chance
        for _n in range(moves):
            try:
                if mine and dice.random() < 0.15:
                    house.reverse(dice.choice(mine))
                    told["reversed"] += 1
                    continue
                lines = ()
                for of in dice.sample(items, dice.randint(1, 3)):
                    source, target = dice.sample(places, 2)
                    lines += move(of, dice.randint(1, 30), source=source, target=target)
                mine.append(house.post(*lines))
                told["posted"] += 1
            except TOLD:
                told["refused"] += 1
        return told

    outcomes = at_once(workers(), work)

    assert [one for one in outcomes if not isinstance(one, Counter)] == []
    told = sum(outcomes, Counter())
    assert told.total() == workers() * moves
    assert min(told["posted"], told["refused"], told["reversed"]) > 0
    before = len(items) * len(places)
    assert Transaction.objects.count() == before + told["posted"] + told["reversed"]
    for of in items:
        assert sum(balance(place, of) for place in places) == 20 * len(places)
        assert Posting.objects.filter(item=of).aggregate(off=Sum("quantity"))["off"] == 0
    assert not Balance.objects.filter(is_guarded=True, amount__lt=0).exists()
    assert list(verify_ledger()) == []


def test_the_last_piece_goes_to_one_of_many_and_the_others_are_told() -> None:
    house, masks = Warehouse(), item()
    house.receive(1, masks)

    outcomes = at_once(8, lambda _number: house.deliver(1, masks))

    assert sum(isinstance(one, Transaction) for one in outcomes) == 1
    assert sum(isinstance(one, refusals.NotEnough) for one in outcomes) == 7
    assert balance(house.stock, masks) == 0


def test_a_transaction_is_reversed_once_whoever_tries() -> None:
    house, masks = Warehouse(), item()
    made = house.receive(5, masks)

    outcomes = at_once(8, lambda _number: house.reverse(made))

    assert sum(isinstance(one, Transaction) for one in outcomes) == 1
    assert sum(isinstance(one, refusals.AlreadyReversed) for one in outcomes) == 7
    assert balance(house.stock, masks) == 0


def test_an_account_asked_for_at_once_is_opened_once() -> None:
    org = make.federation()

    def find(_number: int) -> Account:
        return actions.open_account(org, kind="stock", name="一号库", **SAY)

    assert len({one.pk for one in at_once(8, find)}) == 1
    assert Account.objects.get().kind == AccountKind.STOCK
