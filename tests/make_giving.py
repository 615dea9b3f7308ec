"""A federation that appeals for gifts, made by the acts that make one in life.

``giving()`` is a federation with clerk, warehouse hand and liaison, a charity that receives, an open
campaign with one appeal, and a society below. ``house.receive(cash=…)`` posts a gift.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

import make
from heli.core.access.enums import Role
from heli.core.access.queries import actor_for
from heli.core.acts import SYSTEM, Actor
from heli.core.files.store import Stored, put
from heli.core.flow.models import Call, Entry
from heli.core.ledger.models import Item, Transaction
from heli.core.measures.actions import approve_measure, sync_measures
from heli.core.measures.queries import (
    Scope,
    contributions,
    measures as all_measures,
    value,
    version_of,
)
from heli.core.measures.spec import Measure
from heli.core.parties.models import Party, Undertaking
from heli.loops.giving.actions.appealing import open_appeal, open_campaign
from heli.loops.giving.actions.delivering import Load, pack_delivery, send_delivery
from heli.loops.giving.actions.receiving import receive_gift
from heli.loops.giving.enums import Capacity, DonorKind, Publication
from heli.loops.giving.queries.slips import Donor, Goods, Slip
from make_ledger import item, unit


_numbers = count(1)
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 64


@dataclass
class House:
    """Everybody and everything an appeal consists of."""

    body: Party
    clerk: Actor
    hand: Actor
    charity: Party
    society: Party
    liaison: Actor
    campaign: Undertaking
    appeal: Call
    at: datetime = make.AT

    @property
    def masks(self) -> Item:
        return item("口罩", standard="N95 GB 19083")

    def slip(self, name: str = "", **said: Any) -> Slip:
        """A slip; amounts may be given as text or numbers."""
        kind = said.pop("kind", DonorKind.PERSON)
        donor = Donor(name=name, kind=kind, givers=said.pop("givers", None))
        if "cash" in said:
            said["cash"] = Decimal(str(said["cash"]))
        said.setdefault("publication", Publication.NAME if name else Publication.ANONYMOUS)
        return Slip(donor=said.pop("donor", donor), **said)

    def goods(self, quantity: float | str, of: Item | None = None, **more: Any) -> Goods:
        return Goods(item=of or self.masks, quantity=Decimal(str(quantity)), **more)

    def receive(self, name: str = "", **said: Any) -> Transaction:
        """A gift that was posted by the clerk."""
        appeal, by = said.pop("appeal", self.appeal), said.pop("by", self.clerk)
        pledge = said.pop("pledge", None)
        slip = self.slip(name, **said)
        return receive_gift(appeal, slip=slip, pledge=pledge, by=by, at=self.at)

    def packed(self, quantity: int, of: Item | None = None, **more: Any) -> Entry:
        """A delivery that was packed."""
        load = Load(item=of or self.masks, quantity=Decimal(quantity), **more)
        return pack_delivery(self.campaign, loads=[load], by=self.clerk, at=self.at)

    def sent(self, quantity: int, of: Item | None = None, **more: Any) -> Entry:
        """A delivery that is on the way."""
        delivery = self.packed(quantity, of, **more)
        send_delivery(delivery, carrier="示例物流", by=self.clerk, at=self.at)
        return delivery

    def hospital(self, name: str = "") -> Party:
        """Somebody who receives."""
        return make.society(self.body, name=name or f"示例第{next(_numbers)}医院")

    def photo(self, content: bytes = JPEG) -> Stored:
        """A photo in the store."""
        return put([content], name="slip.jpg")

    def count(self, measure: Measure, **scope: Any) -> Any:
        """What a measure says, which must be what the rows behind it add up to."""
        org = scope.pop("org", self.body)
        asked = Scope(org, **scope)
        now = value(version_of(measure.id), asked)
        assert now.n == contributions(measure, asked).count()
        return now.value

    def approve_measures(self) -> None:
        """Let the signer answer for the definitions."""
        signer = make.actor(Role.SIGNER, over=self.body)
        for version in all_measures(approved_only=False):
            if not version.is_approved:
                approve_measure(version, by=signer, at=self.at)

    def stranger(self) -> Actor:
        """Clerk and administrator of another federation."""
        elsewhere = make.federation("另一示例联合会")
        somebody = make.person(org=elsewhere)
        for role in (Role.CLERK, Role.ORG_ADMIN, Role.LIAISON):
            make.actor(role, over=elsewhere, who=somebody)
        return actor_for(somebody, on=make.TODAY)

    def another_campaign(self, **more: Any) -> tuple[Undertaking, Call]:
        """A second campaign of the same body with its own books."""
        campaign = open_campaign(
            self.body,
            name="另一示例行动",
            code=f"other-{next(_numbers)}",
            by=self.clerk,
            at=self.at,
        )
        return campaign, self.open(campaign, **more)

    def open(self, campaign: Undertaking, **more: Any) -> Call:
        """An appeal of a campaign."""
        said = {"title": "示例募集", "channel": self.charity, "is_public": True, **more}
        said.setdefault("capacity", Capacity.FORWARDING)
        return open_appeal(campaign, **said, by=self.clerk, at=self.at)


def giving(**more: Any) -> House:
    """A federation with an open appeal."""
    sync_measures(by=SYSTEM, at=make.AT)
    unit("只")
    body = make.federation()
    clerk = make.actor(Role.CLERK, over=body)
    society = make.society(body)
    charity = make.society(body, name="示例慈善总会")
    campaign = open_campaign(
        body, name="抗疫捐赠", code=f"campaign-{next(_numbers)}", by=clerk, at=make.AT
    )
    house = House(
        body=body,
        clerk=clerk,
        hand=make.actor(Role.FRONTLINE, over=body),
        charity=charity,
        society=society,
        liaison=make.actor(Role.LIAISON, over=society),
        campaign=campaign,
        appeal=None,  # type: ignore[arg-type]  -- opened in the next line, by the same house
    )
    house.appeal = house.open(campaign, **more)
    return house


def day(text: str) -> date:
    """A day of 2020 from ``02-14``."""
    return date.fromisoformat(f"2020-{text}")
