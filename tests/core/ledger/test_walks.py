"""Whatever is posted and taken back: every item makes zero, and what is left is what was posted."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from django.db.models import Sum
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

import make
from heli.core.ledger import refusals
from heli.core.ledger.checking import verify_ledger
from heli.core.ledger.drafts import move
from heli.core.ledger.models import Balance, Posting, Transaction
from heli.core.ledger.queries import balance, turnover
from make_ledger import Warehouse, item, lot, use


TOLD = (refusals.NotEnough, refusals.AlreadyReversed, refusals.IsReversal)
PLACES = ("donor", "stock", "transit", "recipient", "adjustment")


class Walk(RuleBasedStateMachine):
    """Movements between five accounts, two items, a lot and a designated use."""

    def __init__(self) -> None:
        super().__init__()
        self.house = Warehouse()
        masks = item(standard="GB 19083-2010 N95")
        self.kinds: list[tuple[Any, Any, Any]] = [
            (masks, None, None),
            (masks, lot(masks), None),
            (masks, None, use(self.house.org, purpose="驰援湖北")),
            (item(standard="GB 2626-2019 KN95"), None, None),
        ]
        self.posted: list[Transaction] = []
        self.expected: dict[tuple[int, ...], int] = defaultdict(int)

    def do(self, act: Any) -> None:
        try:
            made = act()
        except TOLD:
            return
        self.posted.append(made)
        for row in made.postings.all():
            key = (row.account_id, row.item_id, row.lot_id or 0, row.use_id or 0)
            self.expected[key] += row.quantity

    @rule(
        moves=st.lists(
            st.tuples(
                st.integers(0, 3),
                st.sampled_from(PLACES),
                st.sampled_from(PLACES),
                st.integers(1, 50),
            ),
            min_size=1,
            max_size=3,
        ),
        ago=st.integers(0, 5),
    )
    def post(self, moves: list[tuple[int, str, str, int]], ago: int) -> None:
        lines: tuple[Any, ...] = ()
        for kind, source, target, quantity in moves:
            of, batch, designated = self.kinds[kind]
            ends = {"source": getattr(self.house, source), "target": getattr(self.house, target)}
            lines += move(of, quantity, lot=batch, use=designated, tag="walk.moved", **ends)
        day = make.TODAY - timedelta(days=ago)
        self.do(lambda: self.house.post(*lines, effective_on=day))

    @rule(n=st.integers(0, 30))
    def reverse(self, n: int) -> None:
        if self.posted:
            self.do(lambda: self.house.reverse(self.posted[n % len(self.posted)]))

    @invariant()
    def every_item_makes_zero(self) -> None:
        sums = Posting.objects.values("transaction", "item").annotate(off=Sum("quantity"))
        assert all(row["off"] == 0 for row in sums)

    @invariant()
    def what_is_left_is_what_was_posted_and_never_negative(self) -> None:
        rows = Balance.objects.filter(account__org=self.house.org)
        kept = {(b.account_id, b.item_id, b.lot_key, b.use_key): b.amount for b in rows}
        assert {k: n for k, n in kept.items() if n} == {k: n for k, n in self.expected.items() if n}
        assert all(b.amount >= 0 for b in rows if b.is_guarded)

    @invariant()
    def the_ledger_stands_up_to_examination(self) -> None:
        assert list(verify_ledger()) == []

    @invariant()
    def a_day_is_as_if_nothing_had_happened_later(self) -> None:
        for ago in (0, 3):
            day = make.TODAY - timedelta(days=ago)
            for name in ("stock", "recipient"):
                where, of = getattr(self.house, name), self.kinds[0][0]
                rows = Posting.objects.filter(account=where, item=of, effective_on__lte=day)
                left = rows.aggregate(total=Sum("quantity"))["total"] or 0
                came, went = turnover(where, of, last=day)
                assert balance(where, of, on=day) == left == came - went


Walk.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


class TestWalks(Walk.TestCase, TestCase):
    """Each walk in a transaction of its own."""
