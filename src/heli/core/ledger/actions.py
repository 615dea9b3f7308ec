"""What people do with the ledger. Each act is one function; the work is done below.

Loops that post inside their own acts call :mod:`heli.core.ledger.posting` and
:mod:`heli.core.ledger.opening` instead.
"""

from datetime import date, datetime

from heli.core.acts import Actor, Turn, action, demand
from heli.core.ledger import opening, posting, registers
from heli.core.ledger.drafts import Draft
from heli.core.ledger.models import Account, Balance, Item, Pack, Transaction, Unit
from heli.core.ledger.policies import may_correct, may_keep_books, may_keep_units, may_use
from heli.core.ledger.refusals import ControlMissing, NotEmpty
from heli.core.parties.models import Party, Undertaking
from heli.core.places.models import Area


@action("ledger.unit.add", policy=may_keep_units)
def add_unit(
    name: str,
    *,
    dimension: str,
    smallest: str = "",
    exponent: int = 0,
    times: int = 1,
    by: Actor,
    at: datetime,
) -> Unit:
    """Record a unit: 元 is 10 ** 2 分, 斤 is 5 × 10 ** 2 克."""
    return registers.add_unit(
        name, dimension=dimension, smallest=smallest, exponent=exponent, times=times
    )


@action("ledger.item.add", policy=may_keep_units)
def add_item(
    code: str,
    *,
    name: str,
    unit: Unit,
    standard: str = "",
    usual_from: int | None = None,
    usual_to: int | None = None,
    by: Actor,
    at: datetime,
) -> Item:
    """Record what is counted. Another standard is another item: KN95 is not N95."""
    return registers.add_item(
        code,
        name=name,
        unit=unit,
        standard=standard,
        usual_from=usual_from,
        usual_to=usual_to,
    )


@action("ledger.item.close", policy=may_keep_units)
def close_item(item: Item, *, by: Actor, at: datetime) -> Item:
    """Post no more of an item; what was posted stays."""
    item.is_closed = True
    item.save(update_fields=["is_closed"])
    return item


@action("ledger.pack.set", policy=may_keep_units)
def set_pack(item: Item, *, name: str, quantity: int, since: date, by: Actor, at: datetime) -> Pack:
    """Say how many of the smallest unit one pack holds from a day on."""
    return registers.set_pack(item, name, quantity=quantity, since=since)


@action("ledger.account.open", policy=may_keep_books)
def open_account(
    org: Party,
    *,
    kind: str,
    name: str = "",
    party: Party | None = None,
    undertaking: Undertaking | None = None,
    area: Area | None = None,
    by: Actor,
    at: datetime,
) -> Account:
    """Open an account of a body; the same one if it is there already."""
    return opening.account_of(org, kind, party=party, undertaking=undertaking, area=area, name=name)


@action("ledger.account.close", policy=may_use)
def close_account(account: Account, *, by: Actor, at: datetime) -> Account:
    """Post no more to an account. Refuses with :class:`NotEmpty` one that still holds something."""
    held = Balance.objects.select_for_update().filter(account=account)
    if account.is_guarded and any(balance.amount for balance in held):
        raise NotEmpty(name=account)
    account.is_closed = True
    account.save(update_fields=["is_closed"])
    return account


@action("ledger.transaction.post", policy=may_keep_books)
def post_transaction(org: Party, *, draft: Draft, by: Actor, at: datetime) -> Turn[Transaction]:
    """Post what moved. Refuses with :class:`ControlMissing` lines that nobody counted before.

    Otherwise as :func:`heli.core.ledger.posting.post`.
    """
    demand(may_keep_books, by, draft.org)
    demand(may_use, by, list({line.account.pk: line.account for line in draft.lines}.values()))
    if draft.lines and not draft.control:
        raise ControlMissing(item=draft.lines[0].item, field="control")
    written = posting.thought([draft], at=at)
    yield
    return posting.write(written)[0]


@action("ledger.transaction.reverse", policy=may_correct)
def reverse_transaction(
    transaction: Transaction, *, reason: str, by: Actor, at: datetime
) -> Transaction:
    """Take a transaction back, with a reason that is shown beside it for ever."""
    return posting.reverse(transaction, reason=reason, by=by, at=at)
