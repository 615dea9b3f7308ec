"""What is posted, what is refused, and what is left."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

import make
from core.journal.editor import Editor
from heli.core.acts import NotAllowed
from heli.core.journal.queries import records_written_by
from heli.core.ledger import actions, refusals
from heli.core.ledger.balanced import BalancedAtOnce
from heli.core.ledger.checking import verify_ledger
from heli.core.ledger.drafts import Control, Draft, Line, move
from heli.core.ledger.models import Posting, Transaction
from heli.core.ledger.queries import balance, holdings, stock_card, turnover
from heli.kit.ids import new_uid
from make_ledger import SAY, Warehouse, item, lot, unit, use, yuan


pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: Any) -> Warehouse:
    return Warehouse()


def test_what_is_received_and_delivered_leaves_the_rest(house: Warehouse) -> None:
    masks = item(standard="GB 2626-2019 KN95")
    house.receive(36_000, masks)
    house.deliver(16_000, masks, batch="第一批")
    house.deliver(16_000, masks, batch="第二批")

    assert balance(house.stock, masks) == 4_000
    assert [str(held) for held in holdings(house.stock)] == ["4,000 只"]
    assert balance(house.recipient, masks) == 32_000
    assert turnover(house.stock, masks) == (36_000, 32_000)
    assert [card.left for card in stock_card(house.stock, masks)] == [36_000, 20_000, 4_000]
    assert list(verify_ledger()) == []


def test_delivery_larger_than_the_stock_says_what_is_left_and_where(house: Warehouse) -> None:
    masks = item()
    house.receive(100, masks)

    with pytest.raises(refusals.NotEnough) as refused:
        house.deliver(101, masks)

    assert str(refused.value) == "“一号库”里的口罩只剩 100 只，不够 101 只。"
    assert balance(house.stock, masks) == 100
    assert Transaction.objects.count() == 1
    assert list(verify_ledger()) == []


def test_standards_lots_and_designated_uses_are_not_mixed(house: Warehouse) -> None:
    n95, kn95 = item(standard="GB 19083-2010 N95"), item(standard="GB 2626-2019 KN95")
    house.receive(10, n95, lot=lot(n95, "A"))
    house.receive(5, n95, use=use(house.org, purpose="驰援湖北"))

    for wrong in (kn95, n95):
        with pytest.raises(refusals.NotEnough):
            house.deliver(1, wrong)
    house.deliver(10, n95, lot=lot(n95, "A"))

    assert [(held.lot, str(held.use), held.amount) for held in holdings(house.stock)] == [
        (None, "驰援湖北", 5)
    ]


def test_a_pack_size_changed_after_use_leaves_what_was_posted(house: Warehouse) -> None:
    masks, day = item(), date(2020, 1, 1)
    actions.set_pack(masks, name="箱", quantity=2_000, since=day, **SAY)
    first = house.receive(18, masks, unit="箱", effective_on=date(2020, 2, 1))

    actions.set_pack(masks, name="箱", quantity=1_000, since=date(2020, 2, 5), **SAY)
    second = house.receive(18, masks, unit="箱")

    assert balance(house.stock, masks) == 54_000
    assert balance(house.stock, masks, on=date(2020, 2, 4)) == 36_000
    kept = Posting.objects.filter(quantity__gt=0).order_by("pk")
    assert [(str(p.pack), p.typed) for p in kept] == [
        ("箱 × 2000", "18 箱"),
        ("箱 × 1000", "18 箱"),
    ]
    with pytest.raises(refusals.AlreadyThere):
        actions.set_pack(masks, name="箱", quantity=5, since=date(2020, 2, 5), **SAY)
    assert first.effective_on < second.effective_on


def test_an_unknown_pack_and_a_unit_of_something_else_are_refused(house: Warehouse) -> None:
    masks = item()
    unit("毫升", dimension="volume")
    with pytest.raises(refusals.UnknownPack):
        house.receive(1, masks, unit="箱")
    with pytest.raises(refusals.OtherUnit):
        house.receive(1, masks, unit="毫升")
    with pytest.raises(refusals.NotWhole):
        house.receive(Decimal("0.5"), masks)
    with pytest.raises(refusals.TooMuch):
        house.receive(10**30, masks)
    with pytest.raises(refusals.NothingMoves):
        house.receive(0, masks)


def test_weights_and_money_are_exact_integers(house: Warehouse) -> None:
    rice = item("大米", unit=unit("公斤", dimension="mass", smallest="克", exponent=3))
    unit("斤", dimension="mass", smallest="克", exponent=2, times=5)
    cash = item("现金", unit=yuan())
    for _n in range(3):
        house.receive(Decimal("0.1"), cash)
    house.receive(Decimal("1.5"), rice, unit="斤")

    assert balance(house.stock, cash) == 30
    assert balance(house.stock, rice) == 750
    assert {str(held) for held in holdings(house.stock)} == {"0.30 元", "0.75 公斤"}


def test_an_amount_typed_in_the_wrong_unit_is_asked_about(house: Warehouse) -> None:
    cash = item("善款", unit=yuan(), usual_from=10_000, usual_to=1_000_000_00)
    unit("万元", dimension="money", smallest="分", exponent=6)

    for typed in ({"quantity": Decimal("4.6")}, {"quantity": 46_000, "unit": "万元"}):
        with pytest.raises(refusals.Implausible) as asked:
            house.receive(typed.pop("quantity"), cash, **typed)
        assert "万元" in str(asked.value)
    house.receive(Decimal("4.6"), cash, unit="万元")
    house.receive(Decimal("4.6"), cash, is_meant=True)

    assert balance(house.stock, cash) == 46_004_60


def test_the_control_total_must_equal_the_lines(house: Warehouse) -> None:
    masks, cash = item(), item("现金", unit=yuan())
    lines = move(masks, 60, source=house.donor, target=house.stock)
    lines += move(masks, 40, source=house.donor, target=house.stock)

    def post(*control: Control, **more: Any) -> Transaction:
        draft = Draft(org=house.org, kind="receipt", lines=lines, control=control, **more)
        return actions.post_transaction(house.org, draft=draft, by=house.clerk, at=make.AT)

    with pytest.raises(refusals.ControlMissing):
        post()
    with pytest.raises(refusals.ControlDiffers) as refused:
        post(Control(item=masks, quantity=110))
    assert "110 只" in str(refused.value)
    assert "100 只" in str(refused.value)
    with pytest.raises(refusals.ControlDiffers):
        post(Control(item=masks, quantity=100), Control(item=cash, quantity=1))
    made = post(Control(item=masks, quantity=100))

    assert [str(one) for one in records_written_by(made.act)] == [
        str(made),
        *(f"{made.pk}.{n}" for n in (1, 2, 3, 4)),
    ]


def test_lines_that_do_not_balance_are_refused(house: Warehouse) -> None:
    masks = item()
    out, into = move(masks, 5, source=house.donor, target=house.stock)
    more = Line(account=house.stock, item=masks, quantity=1)

    with pytest.raises(refusals.Unbalanced) as refused:
        house.post(out, into, more)
    assert str(refused.value) == "收付不平：口罩的转入比转出多 1 只。"
    with pytest.raises(refusals.NothingMoves):
        house.post()
    with pytest.raises(ValueError, match="what leaves does not count"):
        house.post(Line(account=house.donor, item=masks, quantity=-5, tag="x.y"), into)


def test_who_keeps_no_books_there_posts_nothing(house: Warehouse) -> None:
    masks, stranger = item(), make.actor("clerk", over=make.federation("另一联合会"))
    elsewhere = Warehouse(make.federation("第三联合会"))
    lines = move(masks, 5, source=house.donor, target=house.stock)
    control = (Control(item=masks, quantity=5),)
    draft = Draft(org=house.org, kind="receipt", lines=lines, control=control)
    with pytest.raises(NotAllowed):
        actions.post_transaction(house.org, draft=draft, by=stranger, at=make.AT)
    made = actions.post_transaction(house.org, draft=draft, by=house.clerk, at=make.AT)
    with pytest.raises(NotAllowed):
        actions.reverse_transaction(made, reason="x", by=stranger, at=make.AT)
    with pytest.raises(NotAllowed):
        actions.open_account(house.org, kind="stock", by=stranger, at=make.AT)
    foreign = move(masks, 5, source=elsewhere.donor, target=house.stock)
    draft = Draft(org=house.org, kind="receipt", lines=foreign, control=control)
    with pytest.raises(NotAllowed):
        actions.post_transaction(house.org, draft=draft, by=house.clerk, at=make.AT)


def test_a_reversal_answers_the_whole_transaction_once(house: Warehouse) -> None:
    masks = item()
    made = house.receive(100, masks, value=50_000, basis="invoice")
    with pytest.raises(refusals.ReasonMissing):
        house.reverse(made, reason=" ")
    back = house.reverse(made, reason="同一张单据录了两次")

    assert balance(house.stock, masks) == 0
    assert turnover(house.stock, masks) == (0, 0)
    rows = Posting.objects.filter(transaction=back).order_by("n")
    assert [(p.quantity, p.value, p.sign, p.tag) for p in rows] == [
        (100, 50_000, -1, ""),
        (-100, -50_000, -1, "sample.received"),
    ]
    with pytest.raises(refusals.AlreadyReversed) as refused:
        house.reverse(made)
    assert "同一张单据录了两次" in str(refused.value)
    with pytest.raises(refusals.IsReversal):
        house.reverse(back)
    assert list(verify_ledger()) == []


def test_what_was_handed_on_cannot_be_taken_back_before_that_is(house: Warehouse) -> None:
    masks = item()
    came = house.receive(100, masks)
    went = house.deliver(60, masks)
    with pytest.raises(refusals.NotEnough):
        house.reverse(came)
    house.reverse(went)
    house.reverse(came)
    assert balance(house.recipient, masks) == balance(house.stock, masks) == 0


def test_an_expired_lot_can_only_be_written_off(house: Warehouse) -> None:
    masks = item()
    old = lot(masks, "2018-07", expires_on=make.TODAY - timedelta(days=1))
    house.receive(10, masks, lot=old)
    for where in (house.recipient, house.transit):
        with pytest.raises(refusals.Expired):
            house.deliver(10, masks, lot=old, target=where)
    house.deliver(10, masks, lot=old, target=house.adjustment, tag="")
    with pytest.raises(refusals.WrongLot):
        house.receive(1, item("手套", unit=unit("双")), lot=old)


def test_a_value_needs_its_basis_and_is_never_cash(house: Warehouse) -> None:
    masks, cash = item(), item("现金", unit=yuan())
    house.receive(10, masks, value=5_000, basis="market")
    assert balance(house.stock, cash) == 0
    for wrong in ({"value": 5}, {"basis": "invoice"}, {"value": -5, "basis": "invoice"}):
        with pytest.raises(refusals.NoBasis):
            house.receive(10, masks, **wrong)


def test_nothing_happened_tomorrow_and_nothing_moves_in_a_closed_account(house: Warehouse) -> None:
    masks = item()
    with pytest.raises(refusals.InTheFuture):
        house.receive(1, masks, effective_on=make.TODAY + timedelta(days=1))
    house.receive(1, masks)
    with pytest.raises(refusals.NotEmpty):
        actions.close_account(house.stock, **SAY)
    house.deliver(1, masks)
    actions.close_account(house.stock, **SAY)
    with pytest.raises(refusals.Closed):
        house.receive(1, masks)


def test_the_past_cannot_be_changed(house: Warehouse) -> None:
    house.receive(1, item())
    for table in ("unit", "transaction", "posting"):
        for verb in ("DELETE FROM ledger_{}", "UPDATE ledger_{} SET id = id + 1000"):
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as raw:
                raw.execute(verb.format(table))


def test_the_database_itself_refuses_a_negative_stock(house: Warehouse) -> None:
    house.receive(1, item())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as raw:
        raw.execute("UPDATE ledger_balance SET amount = -1 WHERE is_guarded")


@pytest.mark.django_db(transaction=True)
def test_an_unbalanced_line_is_refused_by_postgresql_and_found_on_sqlite() -> None:
    house = Warehouse()
    made = house.receive(5, item())

    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError, match="does not balance"):
            slip_in_a_line(made)
        assert list(verify_ledger()) == []
        return
    slip_in_a_line(made)
    assert {finding.fault for finding in verify_ledger()} == {
        "unbalanced",
        "missing",
        "changed",
        "balance",
        "turnover",
    }


@pytest.mark.django_db
def test_lines_are_asked_one_by_one_again_when_the_migration_is_undone(house: Warehouse) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no trigger that balances")
    once, editor, made = BalancedAtOnce(), Editor(), house.receive(5, item())

    once.database_backwards("ledger", editor, None, None)
    with pytest.raises(IntegrityError, match="does not balance"), transaction.atomic():
        slip_in_a_line(made, "SET CONSTRAINTS ALL IMMEDIATE")

    once.database_forwards("ledger", editor, None, None)
    with pytest.raises(IntegrityError, match="does not balance"), transaction.atomic():
        slip_in_a_line(made)


def slip_in_a_line(made: Transaction, *then: str) -> None:
    """A third line beside the two of a receipt, by somebody with the database."""
    row = Posting.objects.get(transaction=made, n=2)
    row.pk, row.n, row.uid = None, 3, new_uid()
    row.save(force_insert=True)
    with connection.cursor() as raw:
        for statement in then:
            raw.execute(statement)
