"""Measures over postings: the same promises as over steps."""

import json
import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import make
from core.measures.samples import approve, numbers, where, write
from core.together import FULL
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Actor
from heli.core.ledger.models import Posting
from heli.core.measures import actions, log, refusals, rollups
from heli.core.measures.drift import drift_of
from heli.core.measures.enums import Aggregation, Counting, Key, Source
from heli.core.measures.manifests import taken
from heli.core.measures.models import Seal, Snapshot
from heli.core.measures.queries import (
    Amount,
    By,
    Scope,
    breakdown,
    bundle_of,
    drill_down,
    every_row,
    scope_from,
    value,
)
from heli.core.measures.spec import BadMeasure, Measure, register
from heli.core.measures.values import version_of
from heli.core.parties import actions as parties
from heli.core.texts.models import Revision
from heli.kit.bundle import verify
from kit.forging import FORGERIES, forge_a_file
from make_ledger import SAY, Warehouse, account, item, unit, yuan


pytestmark = pytest.mark.django_db


def _measure(code: str, **more: Any) -> Measure:
    plain = {
        "label": code,
        "prose": f"All that {code} counts.",
        "date_label": "day of the movement",
        "source": Source.POSTINGS,
        "tags": ("sample.received",),
        "counting": Counting.GOODS,
        "owner": "goods",
    }
    return register(Measure(code=code, **{**plain, **more}))


GOODS = _measure("goods.received", unit="", aggregation=Aggregation.SUM, amount="quantity")
CASH = _measure(
    "goods.cash",
    unit="元",
    decimals=2,
    aggregation=Aggregation.SUM,
    amount="quantity",
    counting=Counting.MONEY,
)
WORTH = _measure(
    "goods.worth",
    unit="元",
    decimals=2,
    aggregation=Aggregation.SUM,
    amount="value",
    counting=Counting.MONEY,
)
GIFTS = _measure("goods.gifts", unit="笔", distinct=True, counting=Counting.ITEMS)
DONORS = _measure(
    "goods.donors",
    unit="人",
    aggregation=Aggregation.COUNT_DISTINCT,
    key=Key.PARTY,
    counting=Counting.PERSONS,
)
DELIVERED = _measure(
    "goods.delivered",
    unit="",
    tags=("sample.delivered",),
    aggregation=Aggregation.SUM,
    amount="quantity",
)
SHARE = _measure(
    "goods.share",
    source=Source.STEPS,
    tags=(),
    unit="%",
    decimals=1,
    aggregation=Aggregation.RATIO,
    numerator="goods.delivered@1",
    denominator="goods.received@1",
    counting=Counting.SHARE,
)
ALL = (GOODS, CASH, WORTH, GIFTS, DONORS, DELIVERED, SHARE)
FEBRUARY = {"first": date(2020, 2, 1), "last": date(2020, 2, 29)}


class Charity(Warehouse):
    """A warehouse whose figures are approved."""

    def __init__(self) -> None:
        super().__init__()
        self.signer = make.actor(Role.SIGNER, over=self.org)
        actions.sync_measures(by=SYSTEM, at=make.AT)
        for measure in ALL:
            approve(version_of(measure.id), by=self.signer)

    def editor(self) -> Actor:
        return make.actor(Role.EDITOR, over=self.org)

    def scope(self, **more: Any) -> Scope:
        return Scope(**{"org": self.org, **FEBRUARY, **more})


@pytest.fixture
def house(db: Any) -> Charity:
    return Charity()


def worth(measure: Measure, scope: Scope) -> Amount:
    """The value, after checking that its list makes it, and that its manifest does."""
    version = version_of(measure.id)
    found = value(version, scope)
    assert taken(version, scope).value == found.value
    if not measure.is_ratio and found.value is not None:
        assert found.n == len(every_row(version, scope))
        assert found.n == len(drill_down(version, scope, limit=1000).rows)
    return found


def test_goods_are_counted_each_in_its_own_unit(house: Charity) -> None:
    masks = item(standard="GB 2626-2019 KN95")
    rice = item("大米", unit=unit("公斤", dimension="mass", smallest="克", exponent=3))
    house.receive(36_000, masks, value=7_200_000, basis="invoice")
    house.receive(Decimal("12.5"), rice)
    cash = item("现金", unit=yuan())
    house.receive(Decimal(16680), cash, target=house.channel)
    house.deliver(16_000, masks)
    house.deliver(16_000, masks)

    for _again in range(2):
        assert worth(GOODS, house.scope(item=masks)) == Amount(Decimal(36_000), 1)
        assert worth(GOODS, house.scope(item=rice)) == Amount(Decimal("12.5"), 1)
        assert worth(DELIVERED, house.scope(item=masks)) == Amount(Decimal(32_000), 2)
        assert worth(CASH, house.scope()) == Amount(Decimal(16_680), 1)
        assert worth(WORTH, house.scope()) == Amount(Decimal(72_000), 1)
        assert worth(GIFTS, house.scope()) == Amount(Decimal(3), 3)
        assert worth(SHARE, house.scope(item=masks)).value == Decimal("88.9")
        assert worth(GOODS, house.scope()) == Amount(None, 0)
        assert worth(GIFTS, house.scope(item=masks)) == Amount(None, 0)
        parts = breakdown(version_of(GOODS.id), house.scope(), by=By.ITEM)
        assert [(cell.item, cell.value) for cell in parts] == [
            (masks, Decimal(36_000)),
            (rice, Decimal("12.5")),
            (cash, Decimal(16_680)),
        ]
        rollups.keep_up()


def test_a_sum_in_yuan_leaves_other_money_out(house: Charity) -> None:
    dollars = unit("港元", dimension="money", smallest="港分", exponent=2)
    house.receive(100, item("现金", unit=yuan()))
    house.receive(100, item("港币", unit=dollars))

    assert worth(CASH, house.scope()) == Amount(Decimal(100), 1)


def test_a_reversal_leaves_the_figure_of_its_own_day(house: Charity) -> None:
    masks = item()
    house.receive(10, masks)
    made = house.receive(20, masks, effective_on=date(2020, 2, 3))
    rollups.keep_up()
    house.reverse(made)

    early = house.scope(item=masks, last=date(2020, 2, 4))
    for _again in range(2):
        assert worth(GOODS, early) == Amount(Decimal(0), 0)
        assert worth(GOODS, house.scope(item=masks)) == Amount(Decimal(10), 1)
        assert worth(GIFTS, house.scope()) == Amount(Decimal(1), 1)
        rollups.keep_up()


def test_donors_are_counted_once_also_after_they_were_merged(house: Charity) -> None:
    masks, twin = item(), make.person(org=house.org)
    second = account(house.org, "donor", party=twin)
    house.receive(1, masks)
    house.receive(2, masks)
    house.receive(3, masks, source=second)
    house.receive(4, masks, source=house.anonymous)

    assert worth(DONORS, house.scope()) == Amount(Decimal(2), 3)
    parties.merge(twin, into=house.donor.party, **SAY)
    assert worth(DONORS, house.scope()) == Amount(Decimal(1), 3)
    assert worth(DONORS, house.scope(item=masks)) == Amount(Decimal(1), 3)


def test_figures_of_a_campaign_and_of_a_place(house: Charity) -> None:
    campaign, other = make.undertaking(house.org), make.undertaking(house.org)
    hubei, masks = make.area(name="湖北"), item()
    house.receive(5, masks, undertaking=campaign)
    house.receive(7, masks, undertaking=other, area=hubei)

    for _again in range(2):
        assert worth(GOODS, house.scope(item=masks, undertaking=campaign)).value == 5
        assert worth(GIFTS, house.scope(undertaking=other)).value == 1
        assert worth(GOODS, house.scope(item=masks, area=hubei)).value == 7
        assert worth(GOODS, house.scope(item=masks)).value == 12
        rollups.keep_up()


def test_scope_comes_back_from_its_parameters(house: Charity) -> None:
    scope = house.scope(item=item(), undertaking=make.undertaking(house.org))
    assert scope_from(scope.key()) == scope
    assert "item" not in house.scope().params()


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "weight", "unit": "只"},
        {"amount": "value", "unit": ""},
        {"amount": "quantity", "unit": "", "decimals": 2},
        {"amount": "", "aggregation": Aggregation.COUNT, "unit": ""},
    ],
)
def test_measures_that_contradict_themselves_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadMeasure):
        _measure("goods.wrong", **{"aggregation": Aggregation.SUM, **wrong})


BODY = "收到口罩3.6万只,已发出88.9%,善款16680元。"


def sealed(house: Charity) -> tuple[Seal, Revision]:
    masks = item(standard="GB 2626-2019 KN95")
    house.receive(36_000, masks)
    house.receive(16_680, item("现金", unit=yuan()))
    house.deliver(32_000, masks)
    text = write(house.org, BODY)
    for words, measure, of in (
        ("3.6万只", GOODS, masks),
        ("88.9%", SHARE, masks),
        ("16680元", CASH, None),
    ):
        actions.bind_figure(
            text,
            **where(text, words),
            measure=version_of(measure.id),
            scope=house.scope(item=of),
            by=house.editor(),
            at=make.AT,
        )
    made = actions.seal_document(text, numbers=numbers(text), by=house.signer, at=make.AT)
    return made, text


@pytest.mark.parametrize("with_records", [True, False])
def test_a_sealed_figure_of_goods_is_proved_elsewhere(house: Charity, with_records: bool) -> None:  # noqa: FBT001  -- both kinds
    made, _text = sealed(house)

    assert json.loads(made.payload)["v"] == 2
    data = bundle_of(made, at=make.AT, with_records=with_records)
    report = verify(data, trusted_keys=[log.seal_key()])
    assert report.faults == ()
    assert house.donor.party.name.encode() not in data


def test_one_flipped_byte_anywhere_is_found(house: Charity) -> None:
    made, _text = sealed(house)
    data = bundle_of(made, at=make.AT, with_records=True)
    for at in range(0, len(data), 97):
        broken = bytearray(data)
        broken[at] ^= 1
        assert verify(bytes(broken)).faults, at


def test_no_forged_bundle_of_the_ledger_passes(house: Charity) -> None:
    made, _text = sealed(house)
    data = bundle_of(made, at=make.AT, with_records=True)
    dice = random.Random(1127)  # noqa: S311  -- repeatable chance for a test

    passed = []
    for forge in (one for one in FORGERIES if one is not forge_a_file):
        for n in range(500 if FULL else 12):
            forged = forge(data, dice)
            if forged != data and not verify(forged, trusted_keys=[log.seal_key()]).faults:
                passed.append((forge.__name__, n))

    assert passed == []


def test_drift_after_a_reversal_names_the_row(house: Charity) -> None:
    masks = item()
    kept, wrong = house.receive(5, masks), house.receive(7, masks)
    made = actions.take_snapshot(
        version_of(GOODS.id), scope=house.scope(item=masks), by=house.signer, at=make.AT
    )
    assert drift_of(made).is_none
    house.reverse(wrong)
    late = house.receive(1, masks)

    drift = drift_of(Snapshot.objects.get())
    assert (drift.then, drift.now) == (Decimal(12), Decimal(6))
    assert [row.transaction for row in drift.removed] == [wrong]
    assert [row.transaction for row in drift.added] == [late]
    assert kept not in [row.transaction for row in (*drift.removed, *drift.changed)]


def test_a_figure_of_goods_says_of_which_item_and_in_its_unit(house: Charity) -> None:
    masks = item()
    house.receive(3, masks)
    text = write(house.org, "收到口罩3只,3公斤。")

    def bind(words: str, of: Any, measure: Measure = GOODS) -> None:
        actions.bind_figure(
            text,
            **where(text, words),
            measure=version_of(measure.id),
            scope=house.scope(item=of),
            by=house.editor(),
            at=make.AT,
        )

    for measure, of in ((GOODS, None), (GIFTS, masks)):
        with pytest.raises(refusals.OtherItem):
            bind("3只", of, measure)
    with pytest.raises(refusals.OtherUnit):
        bind("3公斤", masks)
    bind("3只", masks)
    assert Posting.objects.count() == 2
