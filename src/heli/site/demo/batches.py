"""Deliveries of an example: packed, sent, received, confirmed by the link."""

from typing import Any

from heli.core.flow.models import Entry
from heli.loops.giving.actions import (
    confirming,
    delivering,
)
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.queries.links import confirmation_token
from heli.loops.giving.queries.packing import recipients_of
from heli.site.demo.books import House, number, recipient
from heli.site.demo.files import day


def deliver_all(house: House) -> None:
    batches: dict[str, list[dict[str, Any]]] = {}
    for _n, row in house.rows("deliveries.xlsx"):
        batches.setdefault(row["批次"], []).append(row)
    for name, rows in batches.items():
        _deliver(house, name, rows)


def _deliver(house: House, name: str, rows: list[dict[str, Any]]) -> None:
    """Pack, send, note what arrived; then the recipient confirms by the link."""
    first, on = rows[0], day(rows[0]["日期"])
    helped = Helped(
        recipient=recipient(house, first["接收方"]),
        organisations=first["受助单位数"],
        area=house.area(first["地区"]),
    )
    loads = [
        delivering.Load(
            item=house.items[row["物品"]], quantity=number(row["数量"]), unit=row["计量单位"]
        )
        for row in rows
    ]
    made = delivering.pack_delivery.once(house.cast.key("pack", name))(
        house.campaign(first["单位"]), loads=loads, title=name, **house.does
    )
    delivering.send_delivery.once(house.cast.key("send", name))(made, on=on, **house.does)
    arrived = [
        delivering.Arrived(n=n, quantity=number(row["数量"])) for n, row in enumerate(rows, 1)
    ]
    made = Entry.objects.select_related("call__undertaking__owner", "org").get(pk=made.pk)
    delivering.note_arrival.once(house.cast.key("arrive", name))(
        made, helped=helped, lines=arrived, on=on, **house.does
    )
    made.refresh_from_db()
    delivering.settle_delivery.once(house.cast.key("settle", name))(made, **house.does)
    _confirm(house, name, Entry.objects.get(pk=made.pk))


def _confirm(house: House, name: str, made: Entry) -> None:
    at = house.cast.now()
    [account] = recipients_of(made)
    confirming.confirm_delivery.once(house.cast.key("confirm", name))(
        made,
        recipient=account,
        token=confirmation_token(made, account, at=at),
        signed_by="接收人（示例）",
        by=house.cast.actors["clerk"],
        at=at,
    )
