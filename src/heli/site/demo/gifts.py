"""An office that keeps books of gifts: its registers replayed, each body with its own campaign."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from heli.core.files.store import Stored, put
from heli.core.ledger.models import Use
from heli.loops.giving.actions import (
    claiming,
    paying,
    pledging,
    receiving,
)
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.queries.slips import Designation, Donor, Goods, Slip
from heli.site.demo.banks import enter_banks
from heli.site.demo.batches import deliver_all
from heli.site.demo.books import (
    CAPACITIES,
    KINDS,
    NAMED,
    House,
    add_items,
    add_places,
    number,
    open_appeals,
    recipient,
)
from heli.site.demo.cast import Cast, add_body
from heli.site.demo.files import Files, day
from heli.site.demo.plays import Say


def gather(files: Files, cast: Cast) -> None:
    """Register the bodies that mobilised gifts, and those that received them."""
    for row in files.rows("bodies.xlsx"):
        add_body(cast, row["单位"], "member")


def act(files: Files, cast: Cast, say: Say) -> None:
    """Everything the registers say, in the order in which an office enters it."""
    house = House(files, cast, cast.play.accounts.removesuffix("-"))
    say(_("Opening the books ..."))
    add_items(house)
    add_places(house)
    open_appeals(house)
    say(_("Entering pledges and gifts ..."))
    _pledges(house)
    _gifts(house)
    say(_("Paying, buying and delivering ..."))
    _payouts(house)
    _purchases(house)
    deliver_all(house)
    _relief(house)
    _totals(house)
    enter_banks(house)


def _pledges(house: House) -> None:
    for n, row in house.rows("pledges.xlsx"):
        pledging.make_pledge.once(house.cast.key("pledge", n))(
            house.appeals[row["单位"]],
            donor=Donor(name=row["认捐方"], kind=KINDS[row["类别"]]),
            quantity=Decimal(row["金额（元）"]),
            on=day(row["日期"]),
            note=row["用途"],
            **house.does,
        )


def _gifts(house: House) -> None:
    for n, row in house.rows("gifts.xlsx"):
        receiving.receive_gift.once(house.cast.key("gift", n))(
            house.appeals[row["单位"]], slip=_slip(house, n, row), **house.does
        )


def _slip(house: House, n: int, row: dict[str, Any]) -> Slip:
    goods: tuple[Goods, ...] = ()
    if row["物品"]:
        item = house.items[row["物品"]]
        goods = (Goods(item=item, quantity=number(row["数量"]), unit=row["计量单位"]),)
    cash = row["金额（元）"]
    return Slip(
        donor=Donor(name=row["捐赠方"], kind=KINDS[row["类别"]], givers=row["人数"]),
        cash=number(cash) if cash is not None else None,
        goods=goods,
        on=day(row["日期"]),
        voucher=row["凭证号"] or f"{house.prefix}-{n:03d}（示例）",
        publication=NAMED[row["公示方式"]],
        designation=Designation(purpose=row["用途"] or "", area=house.area(row["去向地区"])),
        capacity=CAPACITIES[row["身份"]],
        is_meant=True,
    )


def _payouts(house: House) -> None:
    for n, row in house.rows("payouts.xlsx"):
        to = recipient(house, row["接收单位"])
        paying.pay_out.once(house.cast.key("payout", n))(
            house.campaign(row["单位"]),
            channel=house.cast.bodies[row["单位"]],
            amount=number(row["金额（元）"]),
            helped=Helped(recipient=to),
            use=_use(house, row["单位"]),
            on=day(row["日期"]),
            voucher=row["凭证号"],
            is_meant=True,
            **house.does,
        )


def _use(house: House, body: str) -> Use | None:
    """What the money of a body was designated for: payments name it, or they find nothing."""
    return Use.objects.filter(org=house.cast.bodies[body]).first()


def _purchases(house: House) -> None:
    for n, row in house.rows("purchases.xlsx"):
        item = house.items[row["物品"]]
        paying.buy_goods.once(house.cast.key("purchase", n))(
            house.campaign(row["单位"]),
            channel=house.cast.bodies[row["单位"]],
            amount=number(row["金额（元）"]),
            goods=[Goods(item=item, quantity=number(row["数量"]), unit=row["计量单位"])],
            supplier="供货商（示例）",
            on=day(row["日期"]),
            voucher=row["凭证号"],
            is_meant=True,
            **house.does,
        )


def _relief(house: House) -> None:
    for n, row in house.rows("relief.xlsx"):
        paying.count_help.once(house.cast.key("relief", n))(
            house.campaign(row["单位"]),
            helped=Helped(kind=row["对象类别"], households=row["户数"]),
            on=day(row["日期"]),
            note=row["内容"],
            **house.does,
        )


def _totals(house: House) -> None:
    for n, row in house.rows("totals.xlsx"):
        claiming.report_total.once(house.cast.key("total", n))(
            house.cast.bodies[row["单位"]],
            campaign=house.campaign(row["单位"]),
            amount=number(row["金额（元）"]),
            on=day(row["日期"]),
            method="count",
            files=[_evidence(row)],
            **house.does,
        )


def _evidence(row: dict[str, Any]) -> Stored:
    text = f"{row['依据']}\n{row['来源']}\n{row['金额（元）']}元\n"
    return put([text.encode()], name="total.txt")
