"""What people do to an office in a hurry: the same slip twice at once, one stock promised twice, a power cut."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.together import at_once
from heli.core.ledger.checking import verify_ledger
from heli.core.ledger.models import Transaction
from heli.core.parties.models import Party
from heli.loops.giving import measures, tasks
from heli.loops.giving.actions.needing import NotFree, enter_need, match_need
from heli.loops.giving.actions.receiving import LooksPosted, correct_gift
from heli.loops.giving.queries import checking
from heli.loops.giving.queries.needs import standings
from heli.loops.giving.queries.sources import sources_for
from loops.giving.lists import begin, given, run_to_the_end
from make_giving import giving


ROWS = 5


@pytest.mark.django_db(transaction=True)
def test_the_same_slip_posted_by_many_at_once_is_one_gift() -> None:
    house = giving()
    house.receive("甲", cash=100)

    outcomes = at_once(6, lambda _n: house.receive("王小明", cash=4600, voucher="渝-007"))

    assert sum(isinstance(one, Transaction) for one in outcomes) == 1
    assert sum(isinstance(one, LooksPosted) for one in outcomes) == 5
    assert list(verify_ledger()) == []


@pytest.mark.django_db(transaction=True)
def test_a_name_that_many_bring_at_once_is_one_donor() -> None:
    house = giving()
    house.receive("甲", cash=100)

    gifts = at_once(
        6, lambda n: house.receive("王小明", cash=100 + n, voucher=f"渝-{n}", is_meant=n % 2 == 0)
    )

    assert [one for one in gifts if not isinstance(one, Transaction)] == []
    assert Party.objects.filter(name="王小明").count() == 1


@pytest.mark.django_db(transaction=True)
def test_slips_corrected_and_posted_at_once_do_not_wait_in_a_circle() -> None:
    house = giving(capacity="receiving")
    wrong = [house.receive(f"甲{n}", cash=1000 + n) for n in range(3)]

    def post(n: int) -> Any:
        if n % 2:
            return house.receive(f"乙{n}", cash=500 + n)
        right = house.slip(f"丙{n}", cash=600 + n)
        said = {"reason": "写错", "slip": right, "by": house.clerk, "at": house.at}
        return correct_gift(wrong[n // 2], **said)

    outcomes = at_once(6, post)

    assert [one for one in outcomes if not isinstance(one, Transaction)] == []
    assert list(verify_ledger()) == []


@pytest.mark.django_db(transaction=True)
def test_one_stock_is_promised_once_however_many_ask() -> None:
    house = giving()
    does = {"by": house.clerk, "at": house.at}
    house.receive("甲", goods=(house.goods(1000),))
    needs = [
        enter_need(house.campaign, item=house.masks, quantity=Decimal(600), **does)
        for _n in range(4)
    ]
    [source] = sources_for(needs[0], today=house.at.date())

    def ask(n: int) -> Any:
        return match_need(needs[n], stock=source.stock, quantity=Decimal(600), **does)

    outcomes = at_once(4, ask)

    assert sum(isinstance(one, NotFree) for one in outcomes) == 3
    assert sum(one.matched for one in standings(needs)) == 600


@pytest.mark.django_db
@pytest.mark.parametrize("is_posted", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("row", range(ROWS))
def test_an_import_interrupted_at_any_row_posts_each_row_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: int, *, is_posted: bool
) -> None:
    monkeypatch.setattr(checking, "CHUNK", 1)
    house = giving()
    house.approve_measures()
    rows = [("2020-02-03", f"某{n}", 100 + n, None, None, None, f"{n:04}") for n in range(ROWS)]
    entry = given(house, rows, tmp_path)
    begin(house, entry, ROWS, "510")
    first, asked = tasks.post_batch, list[int]()

    class PowerCut:
        """Goes out once, at one row: before it was posted, or just after."""

        def once(self, key: str) -> Any:
            asked.append(1)
            self.key = key
            is_now = len(asked) == row + 1
            if is_now and not is_posted:
                raise KeyboardInterrupt
            return self.out if is_now else first.once(key)

        def out(self, *args: Any, **said: Any) -> Any:
            first.once(self.key)(*args, **said)
            raise KeyboardInterrupt

    monkeypatch.setattr(tasks, "post_batch", PowerCut())
    with pytest.raises(KeyboardInterrupt):
        run_to_the_end(house, entry)
    run_to_the_end(house, entry)

    assert entry.state == "done"
    assert house.count(measures.DONATIONS) == ROWS
    assert house.count(measures.CASH_RECEIVED) == 510
