"""Gifts as rows of a list: a row for each line, with everything that an import reads back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from heli.core.acts import Refusal
from heli.core.ledger.enums import AccountKind
from heli.core.ledger.models import Posting, Transaction
from heli.core.ledger.queries import standing
from heli.core.parties.models import Undertaking
from heli.loops.giving.enums import CASH, GIFT_TAGS, Kind, Tag
from heli.loops.giving.queries import cells
from heli.loops.giving.queries.donors import said_by
from heli.loops.giving.queries.sheets import COLUMNS, words


WIDTHS: Mapping[str, int] = {
    "reference": 38,
    "line": 5,
    "on": 12,
    "donor": 24,
    "kind": 12,
    "givers": 8,
    "cash": 14,
    "item": 20,
    "standard": 20,
    "quantity": 12,
    "unit": 8,
    "value": 14,
    "basis": 10,
    "lot": 14,
    "expires": 12,
    "voucher": 16,
    "publication": 12,
    "purpose": 20,
    "area": 16,
    "recipient": 24,
    "channel": 24,
    "capacity": 12,
    "body": 24,
    "note": 30,
}
HEADER = tuple(COLUMNS[name][0] for name in WIDTHS)
NUMBERS = frozenset({"line", "givers", "cash", "quantity", "value"})
DAYS = frozenset({"on", "expires"})
CHUNK = 500
Written = dict[str, Any]


def listed(campaign: Undertaking) -> QuerySet[Transaction]:
    """The gifts of a campaign that stand, as an import into it can name them."""
    rows = Transaction.objects.filter(undertaking=campaign, kind=Kind.GIFT)
    return standing(rows).select_related("org").order_by("pk")


def gift_rows(gifts: QuerySet[Transaction]) -> Iterator[list[Any]]:
    """Gifts as rows under :data:`HEADER` that an import reads back without a change.

    A few queries for each 500 gifts. For the office: donors stand there as the office knows them.
    """
    rows = gifts.iterator(chunk_size=CHUNK)
    while page := list(islice(rows, CHUNK)):
        for lines in written_rows(page).values():
            yield from ([row[name] for name in WIDTHS] for row in lines)


def written_rows(gifts: Sequence[Transaction]) -> dict[str, list[Written]]:
    """For each gift (by uid), its rows by kind of column. Four queries."""
    tags = (*GIFT_TAGS, Tag.GIVERS)
    found = Posting.objects.filter(transaction__in=gifts, tag__in=tags).order_by("n")
    related = ("item__unit", "party", "lot", "use__area", "use__recipient", "account__party")
    lines: dict[int, list[Posting]] = {}
    for line in found.select_related(*related):
        lines.setdefault(line.transaction_id, []).append(line)
    named = said_by(gifts)
    return {
        str(gift.uid): _rows(gift, lines.get(gift.pk, []), named[gift.pk].publication)
        for gift in gifts
    }


def _rows(gift: Transaction, lines: Sequence[Posting], publication: str) -> list[Written]:
    givers = next((line.quantity for line in lines if line.tag == Tag.GIVERS), None)
    about = {
        "reference": str(gift.uid),
        "on": gift.effective_on,
        "voucher": gift.voucher,
        "publication": cells.written(cells.PUBLICATIONS, publication),
        "body": gift.org.name,
        "note": gift.note,
    }
    given = [line for line in lines if line.tag != Tag.GIVERS]
    return [
        {**about, "line": n, "givers": givers if n == 1 else None, **_line(line)}
        for n, line in enumerate(given, start=1)
    ]


def _line(line: Posting) -> Written:
    typed, _space, unit = line.typed.rpartition(" ")
    amount, is_cash, use = Decimal(typed), line.item.code == CASH, line.use
    is_channel = line.account.kind == AccountKind.CHANNEL and line.account.party is not None
    return {
        "donor": line.party.name if line.party is not None else "",
        "kind": cells.written(cells.KINDS, str(line.facts.get("donor", ""))),
        "cash": amount if is_cash else None,
        "item": None if is_cash else line.item.name,
        "standard": None if is_cash else line.item.standard,
        "quantity": None if is_cash else amount,
        "unit": None if is_cash else unit,
        "value": None if line.value is None else Decimal(line.value).scaleb(-2),
        "basis": cells.written(cells.BASES, line.basis),
        "lot": line.lot.code if line.lot is not None else None,
        "expires": line.lot.expires_on if line.lot is not None else None,
        "purpose": use.purpose if use is not None else None,
        "area": use.area.name if use is not None and use.area is not None else None,
        "recipient": use.recipient.name if use is not None and use.recipient is not None else None,
        "channel": line.account.party.name if is_channel and line.account.party else None,
        "capacity": cells.written(cells.CAPACITIES, str(line.facts.get("capacity", ""))),
    }


def differing(said: Mapping[str, Any], written: Written) -> list[str]:
    """The columns in which a row of a list says something else than the books."""
    return [name for name in said if _same(name, said[name]) != _same(name, written[name])]


def _same(name: str, cell: Any) -> object:
    """A cell as two files may write it in different ways."""
    if name in DAYS and not isinstance(cell, date | datetime) and words(cell):
        try:
            return cells.day_of(cell)
        except Refusal:
            return words(cell)
    if isinstance(cell, date):
        return cells.day_of(cell)
    if name in NUMBERS and words(cell):
        try:
            return Decimal(cells.plain(cell).replace(",", ""))
        except InvalidOperation:
            return words(cell)
    return words(cell)


def shown(cell: Any) -> str:
    """A cell of the books in a sentence."""
    return words(cell) or "—"


def by_uid(gifts: Iterable[str]) -> dict[str, list[Written]]:
    """The rows of these gifts (by uid) that stand. Five queries."""
    rows = Transaction.objects.filter(uid__in=list(gifts), kind=Kind.GIFT)
    return written_rows(list(standing(rows).select_related("org")))
