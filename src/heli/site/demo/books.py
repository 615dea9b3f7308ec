"""The books of an example: a campaign for each body, items, places, and who receives."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from heli.core.acts import SYSTEM
from heli.core.flow.models import Call
from heli.core.ledger import actions as ledger
from heli.core.ledger.enums import Dimension
from heli.core.ledger.models import Item, Unit
from heli.core.parties.models import Party, Undertaking
from heli.core.places import actions as places
from heli.core.places.models import Area
from heli.loops.giving.actions import (
    appealing,
)
from heli.loops.giving.enums import Capacity, DonorKind, Publication
from heli.site.demo.cast import Cast, add_body
from heli.site.demo.files import Files


KINDS = {
    "个人": DonorKind.PERSON,
    "企业": DonorKind.COMPANY,
    "党组织": DonorKind.PARTY_BRANCH,
    "集体": DonorKind.COLLECTIVE,
}
CAPACITIES = {
    "接收": Capacity.RECEIVING,
    "转交": Capacity.FORWARDING,
    "仅统计": Capacity.STATISTICAL,
}
NAMED = {
    "实名": Publication.NAME,
    "只写姓": Publication.INITIAL,
    "匿名": Publication.ANONYMOUS,
}
UNITS: dict[str, dict[str, Any]] = {
    "元": {"dimension": Dimension.MONEY, "smallest": "分", "exponent": 2},
    "毫升": {"dimension": Dimension.VOLUME},
    "吨": {"dimension": Dimension.MASS, "smallest": "克", "exponent": 6},
}


@dataclass
class House:
    """One example's books: a campaign with an appeal for each body, its items and places."""

    files: Files
    cast: Cast
    prefix: str
    appeals: dict[str, Call] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)

    @property
    def does(self) -> dict[str, Any]:
        """The clerk, now."""
        return {"by": self.cast.actors["clerk"], "at": self.cast.now()}

    def rows(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The rows of a register with their number; none where the office keeps no such register."""
        if (self.files.folder / name).is_file():
            yield from enumerate(self.files.rows(name), start=1)

    def campaign(self, body: str) -> Undertaking:
        """The campaign of a body."""
        found = self.appeals[body].undertaking
        assert found is not None  # noqa: S101  -- opened under one
        return found

    def area(self, name: str | None) -> Area | None:
        """A place by its name."""
        return self.areas.get(name or "")


def add_items(house: House) -> None:
    """Units are everybody's: the first example that needs one records it."""
    for _n, row in house.rows("items.xlsx"):
        name = row["计量单位"]
        unit = Unit.objects.filter(name=name).first() or ledger.add_unit.once(f"demo/unit/{name}")(
            name, **UNITS.get(name, {"dimension": Dimension.PIECES}), by=SYSTEM, at=house.cast.now()
        )
        house.items[row["编码"]] = ledger.add_item.once(house.cast.key("item", row["编码"]))(
            f"{house.prefix}.{row['编码']}",
            name=row["名称"],
            standard=row["标准"] or "",
            unit=unit,
            by=SYSTEM,
            at=house.cast.now(),
        )


def add_places(house: House) -> None:
    names = {row["去向地区"] for _n, row in house.rows("gifts.xlsx")}
    names |= {row["地区"] for _n, row in house.rows("deliveries.xlsx")}
    for name in sorted(filter(None, names)):
        house.areas[name] = places.add_area.once(f"demo/area/{name}")(
            None, kind=_level(name), name=name, by=SYSTEM, at=house.cast.now()
        )


def _level(name: str) -> str:
    return {"省": "province", "市": "city"}.get(name[-1], "county")


def open_appeals(house: House) -> None:
    for n, body in enumerate(house.cast.bodies, start=1):
        owner = house.cast.bodies[body]
        campaign = appealing.open_campaign.once(house.cast.key("campaign", n))(
            owner, name=f"{owner.name_short}抗疫捐赠", code=f"{house.prefix}-{n:02d}", **house.does
        )
        house.appeals[body] = appealing.open_appeal.once(house.cast.key("appeal", n))(
            campaign,
            title=f"{owner.name_short}募集",
            channel=owner,
            capacity=Capacity.RECEIVING,
            about="自愿捐赠，接收和使用情况全部公示（示例）。",
            is_public=True,
            **house.does,
        )


def recipient(house: House, name: str) -> Party:
    """Somebody who received, registered as a body of the example."""
    return add_body(house.cast, name, "recipient")


def number(cell: Any) -> Decimal:
    """A cell that holds an amount."""
    return Decimal(str(cell))
