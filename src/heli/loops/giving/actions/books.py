"""The books of a campaign: its accounts, its items, its lists. Plain functions, called inside acts."""

from collections.abc import Mapping
from datetime import date, datetime

from heli.core.acts import Message, current_record
from heli.core.flow.definitions import Flow
from heli.core.flow.models import Call
from heli.core.journal.locks import hold
from heli.core.ledger.enums import AccountKind, Dimension
from heli.core.ledger.models import Account, Item, Lot, Unit, Use
from heli.core.ledger.opening import account_of, lot_of, use_of
from heli.core.ledger.registers import add_item, add_unit
from heli.core.parties.models import Party, Undertaking
from heli.loops.giving.enums import (
    CASH,
    CLAIMED,
    GIVERS,
    HOUSEHOLDS,
    LEAST_CASH,
    MOST_CASH,
    ORGANISATIONS,
)
from heli.loops.giving.queries.slips import Designation


# Names are those of the books, which are kept in Chinese.
_OWN_ITEMS: Mapping[str, tuple[str, str, int | None, int | None]] = {
    CASH: ("人民币", "元", LEAST_CASH, MOST_CASH),
    CLAIMED: ("捐款捐物合计（未分项）", "元", None, None),
    GIVERS: ("捐赠人数", "人", None, None),
    HOUSEHOLDS: ("受助户数", "户", None, None),
    ORGANISATIONS: ("受助单位数", "个", None, None),
}


def own_item(code: str) -> Item:
    """Cash, a tally or the total that nobody itemised; recorded when it is first needed."""
    current_record()
    found = Item.objects.select_related("unit").filter(code=code).first()
    if found is not None:
        return found
    hold("giving.items")
    found = Item.objects.select_related("unit").filter(code=code).first()
    return found or _recorded(code)


def _recorded(code: str) -> Item:
    name, unit, least, most = _OWN_ITEMS[code]
    kept = Unit.objects.filter(name=unit).first() or _unit(unit)
    return add_item(code, name=name, unit=kept, usual_from=least, usual_to=most)


def _unit(name: str) -> Unit:
    if name == "元":
        return add_unit(name, dimension=Dimension.MONEY, smallest="分", exponent=2)
    return add_unit(name, dimension=Dimension.PIECES)


class Books:
    """The accounts, uses and lots of one campaign, opened as they are needed, each asked for once."""

    def __init__(self, campaign: Undertaking) -> None:
        self.campaign = campaign
        self.org = campaign.owner
        self._known: dict[tuple[str, int, str], Account] = {}
        self._items: dict[str, Item] = {}
        self._uses: dict[Designation, Use] = {}
        self._lots: dict[tuple[int, str, date | None], Lot] = {}

    def item(self, code: str) -> Item:
        """Cash, a tally, or the total that nobody itemised."""
        if code not in self._items:
            self._items[code] = own_item(code)
        return self._items[code]

    def donors(self, kind: str) -> Account:
        """What came from donors of one kind. Who gave stands on the line, not on the account."""
        return self._account(AccountKind.DONOR, name=str(kind))

    def channel(self, party: Party) -> Account:
        """The money that a channel holds for this campaign."""
        return self._account(AccountKind.CHANNEL, party)

    def stock(self, name: str = "") -> Account:
        """A warehouse of this campaign."""
        return self._account(AccountKind.STOCK, name=name)

    def transit(self, code: str) -> Account:
        """What is on the way in one delivery."""
        return self._account(AccountKind.TRANSIT, name=code)

    def recipient(self, party: Party | None, name: str = "") -> Account:
        """A recipient: a body, or a kind of households (never a household)."""
        return self._account(AccountKind.RECIPIENT, party, name)

    def spent(self, name: str = "") -> Account:
        """Who was paid, and what was bought for it."""
        return self._account(AccountKind.SPENT, name=name)

    def adjustment(self, name: str) -> Account:
        """What was lost, or counted without moving."""
        return self._account(AccountKind.ADJUSTMENT, name=name)

    def use(self, asked: Designation) -> Use | None:
        """What a gift was designated for; None where the office decides."""
        if asked.is_free:
            return None
        if asked not in self._uses:
            self._uses[asked] = use_of(
                self.org, purpose=asked.purpose, area=asked.area, recipient=asked.recipient
            )
        return self._uses[asked]

    def lot(self, item: Item, code: str, expires_on: date | None) -> Lot | None:
        """A batch of an item as its maker marked it; None where it says none."""
        if not code:
            return None
        key = (item.pk, code, expires_on)
        if key not in self._lots:
            self._lots[key] = lot_of(item, code, expires_on=expires_on)
        return self._lots[key]

    def _account(self, kind: AccountKind, party: Party | None = None, name: str = "") -> Account:
        key = (str(kind), party.pk if party else 0, name)
        if key not in self._known:
            self._known[key] = account_of(
                self.org, kind, party=party, undertaking=self.campaign, name=name
            )
        return self._known[key]


def list_of(campaign: Undertaking, *, kind: str, flow: Flow, title: Message, at: datetime) -> Call:
    """The one list of a campaign under which entries of this flow run; opened with the first."""
    current_record()
    lists = Call.objects.filter(kind=kind, flow=flow.code, undertaking=campaign)
    if (found := lists.select_related("issuer").first()) is not None:
        return found
    hold(f"giving.list:{flow.code}:{campaign.pk}")
    return lists.select_related("issuer").first() or Call.objects.create(
        kind=kind,
        flow=flow.code,
        issuer=campaign.owner,
        undertaking=campaign,
        is_standing=True,
        title=str(title)[:100],
        opens_at=at,
    )


def next_number(call: Call) -> str:
    """The next number in a list, from 001 on; two at once get two."""
    hold(f"giving.numbers:{call.pk}")
    return f"{call.entries.exclude(code='').count() + 1:03d}"
