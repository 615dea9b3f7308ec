"""What is needed: entered, matched with where it will come from, met in parts, or no longer needed."""

from decimal import Decimal
from typing import Any

import pytest

from heli.core.acts import Invalid, NotAllowed
from heli.core.flow.engine import NotFromHere
from heli.core.flow.models import Entry, Link
from heli.core.journal.refs import name_of
from heli.loops.giving import measures
from heli.loops.giving.actions.needing import (
    enter_need,
    match_need,
    meet_need,
    withdraw_need,
)
from heli.loops.giving.actions.pledging import make_pledge
from heli.loops.giving.queries.slips import Donor
from make_giving import House, giving


pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: Any) -> House:
    made = giving()
    made.approve_measures()
    return made


def need(house: House, quantity: int = 5000) -> Entry:
    return enter_need(
        house.campaign,
        item=house.masks,
        quantity=Decimal(quantity),
        urgency="urgent",
        place="示例区",
        by=house.clerk,
        at=house.at,
    )


def meet(house: House, of: Entry, quantity: int | None = None) -> str:
    amount = None if quantity is None else Decimal(quantity)
    meet_need(of, quantity=amount, by=house.clerk, at=house.at)
    of.refresh_from_db()
    return of.state


def test_a_need_is_matched_with_a_pledge_and_met_in_parts(house: House) -> None:
    wanted = need(house)
    promised = make_pledge(
        house.appeal,
        donor=Donor(name="示例丙公司", kind="company"),
        item=house.masks,
        quantity=Decimal(3000),
        on=house.at.date(),
        by=house.clerk,
        at=house.at,
    )

    step = match_need(wanted, source=promised, quantity=Decimal(3000), by=house.clerk, at=house.at)

    assert step.facts["source"] == name_of(promised)
    assert Link.objects.filter(kind="meets", src=name_of(promised), dst=name_of(wanted)).exists()
    wanted.refresh_from_db()
    assert (wanted.state, wanted.title) == ("open", "口罩 N95 GB 19083 5,000 只")
    assert meet(house, wanted, 3000) == "partly_met"
    assert house.count(measures.NEEDS_MET) == 0
    assert meet(house, wanted, 2000) == "met"
    assert house.count(measures.NEEDS_MET) == 1


def test_a_need_can_be_met_at_once_and_only_once(house: House) -> None:
    wanted = need(house)

    assert meet(house, wanted) == "met"
    with pytest.raises(NotFromHere):
        meet(house, wanted)


def test_what_is_no_longer_needed_says_why_and_counts_as_nothing(house: House) -> None:
    wanted = need(house)

    step = withdraw_need(wanted, note="已由区里解决", by=house.clerk, at=house.at)

    wanted.refresh_from_db()
    assert (wanted.state, wanted.is_open, step.note) == ("withdrawn", False, "已由区里解决")
    assert house.count(measures.NEEDS_MET) == 0


def test_nobody_needs_nothing_and_strangers_enter_no_need(house: House) -> None:
    with pytest.raises(Invalid):
        need(house, 0)
    wanted, stranger = need(house), house.stranger()
    for act, said in (
        (meet_need, {}),
        (withdraw_need, {"note": "x"}),
        (match_need, {"where": "仓库", "quantity": Decimal(1)}),
    ):
        for by in (stranger, house.hand):
            with pytest.raises(NotAllowed):
                act(wanted, **said, by=by, at=house.at)
