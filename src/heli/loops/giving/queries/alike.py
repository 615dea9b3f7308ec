"""Which slips of a list look like gifts that are in the books already."""

from collections.abc import Sequence
from decimal import Decimal

from heli.core.flow.models import Call
from heli.core.ledger.amounts import counted
from heli.core.ledger.models import Posting
from heli.core.parties.folding import fold
from heli.loops.giving.enums import CASH, GIFT_TAGS, Kind
from heli.loops.giving.queries.donors import known_by_name
from heli.loops.giving.queries.slips import Slip


Said = tuple[str, ...]
"""Donor, day, voucher and what was given, as one compares two slips."""


def said_of(slip: Slip) -> Said:
    """What a slip says."""
    given = [f"{CASH}:{_fen(slip.cash)}"] if slip.cash is not None else []
    if slip.on is not None:
        given += [
            f"{one.item.code}:{counted(one.item, one.quantity, one.unit, on=slip.on).amount}"
            for one in slip.goods
        ]
    return (fold(slip.donor.name), str(slip.on), slip.voucher, *sorted(given))


def posted_like(appeal: Call, slips: Sequence[Slip]) -> set[Said]:
    """What the posted gifts say that may be like these slips. Four queries.

    Only gifts of the same days, vouchers, donors and amounts are read, however many there are.
    """
    if not slips:
        return set()
    names = {slip.donor.name for slip in slips}
    donors = [party.pk for party in known_by_name(appeal.issuer, names).values()]
    rows = Posting.objects.filter(
        tag__in=GIFT_TAGS,
        transaction__kind=Kind.GIFT,
        transaction__undertaking=appeal.undertaking,
        effective_on__in={slip.on for slip in slips},
        transaction__voucher__in={slip.voucher for slip in slips},
        reverses__isnull=True,
        reversed_by__isnull=True,
    )
    given = rows.filter(party__in=donors) | rows.filter(party__isnull=True)
    lines: dict[int, list[Posting]] = {}
    for row in given.select_related("transaction", "party", "item").order_by("n"):
        lines.setdefault(row.transaction_id, []).append(row)
    return {_of_lines(own) for own in lines.values()}


def _of_lines(lines: Sequence[Posting]) -> Said:
    """What a posted gift says, as :func:`said_of` says it of slips."""
    gift, party = lines[0].transaction, lines[0].party
    given = sorted(f"{line.item.code}:{line.quantity}" for line in lines)
    name = fold(party.name) if party is not None else ""
    return (name, str(gift.effective_on), gift.voucher, *given)


def _fen(yuan: Decimal) -> int:
    return int(yuan * 100)
