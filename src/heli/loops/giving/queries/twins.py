"""Whether a slip seems to be posted already: the same photo, or donor, amounts, day and voucher."""

from collections.abc import Iterable, Sequence
from datetime import date

from heli.core.files.models import File
from heli.core.flow.models import Link
from heli.core.journal.refs import name_of
from heli.core.ledger.models import Posting, Transaction
from heli.core.ledger.queries import standing
from heli.core.parties.models import Undertaking
from heli.loops.giving.enums import EVIDENCE, GIFT_TAGS, Kind


Mark = tuple[int | None, tuple[tuple[int, int], ...], str]
"""Donor, what was given (item and amount in its smallest unit, sorted), voucher."""


def marks_on(campaign: Undertaking, days: Iterable[date]) -> dict[date, dict[Mark, Transaction]]:
    """For each day, the gifts of a campaign by what a second slip would repeat. Two queries."""
    gifts = standing(
        Transaction.objects.filter(undertaking=campaign, kind=Kind.GIFT, effective_on__in=set(days))
    )
    lines: dict[int, list[Posting]] = {}
    rows = Posting.objects.filter(transaction__in=gifts, tag__in=GIFT_TAGS)
    for line in rows.only("transaction_id", "item_id", "quantity", "party_id"):
        lines.setdefault(line.transaction_id, []).append(line)
    found: dict[date, dict[Mark, Transaction]] = {}
    for gift in gifts:
        mark = mark_of(lines.get(gift.pk, []), gift.voucher)
        found.setdefault(gift.effective_on, {}).setdefault(mark, gift)
    return found


def mark_of(lines: Sequence[Posting], voucher: str) -> Mark:
    """What a second slip with these lines would repeat."""
    donor = lines[0].party_id if lines else None
    given = tuple(sorted((line.item_id, line.quantity) for line in lines))
    return donor, given, voucher


def twin_by_photo(hashes: Sequence[str]) -> Transaction | None:
    """A standing gift that rests on a photo with one of these contents."""
    if not hashes:
        return None
    files = [name_of(file) for file in File.objects.filter(blob__in=hashes)]
    names = Link.objects.filter(kind=EVIDENCE, src__in=files).values_list("dst", flat=True)
    uids = [name.partition(":")[2] for name in names if name.startswith("ledger.transaction:")]
    return standing(Transaction.objects.filter(uid__in=uids, kind=Kind.GIFT)).first()
