"""Reading the ledger again: does it balance, is it what the acts wrote, is what is left right?"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection
from django.db.models import Count, F, Sum

from heli.core.journal.queries import effects_of
from heli.core.journal.refs import name_of
from heli.core.ledger.models import Balance, Posting, Transaction
from heli.core.ledger.recording import RELATED, content_of, content_of_transaction
from heli.kit import canonical


CHUNK = 1000


class Fault(StrEnum):
    """What is wrong with a row."""

    CHANGED = "changed"
    WITHOUT_ACT = "without_act"
    MISSING = "missing"
    UNBALANCED = "unbalanced"
    NEGATIVE = "negative"
    BALANCE = "balance"
    TURNOVER = "turnover"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault and the record it was found at."""

    fault: Fault
    where: str


def verify_ledger() -> Iterator[Finding]:
    """Everything: rows against the log, transactions against zero, balances against their rows."""
    yield from _unbalanced()
    yield from _incomplete()
    yield from _changed()
    yield from _balances()
    yield from _turnovers()


def _unbalanced() -> Iterator[Finding]:
    sums = Posting.objects.values("transaction", "item").annotate(off=Sum("quantity"))
    wrong = sums.exclude(off=0).values_list("transaction", flat=True).order_by("transaction")
    for made in Transaction.objects.filter(pk__in=set(wrong)):
        yield Finding(Fault.UNBALANCED, name_of(made))


def _incomplete() -> Iterator[Finding]:
    """Transactions with fewer postings than were written with them, or with more."""
    rows = Transaction.objects.annotate(there=Count("postings")).exclude(size=F("there"))
    for made in rows.order_by("pk"):
        yield Finding(Fault.MISSING, name_of(made))


def _changed() -> Iterator[Finding]:
    """Rows that are not as their act told the log, or that no act wrote."""
    after = 0
    rows = Transaction.objects.select_related("org", "undertaking", "reverses").order_by("pk")
    while found := list(rows.filter(pk__gt=after)[:CHUNK]):
        yield from _against_log([(made, content_of_transaction(made)) for made in found])
        after = found[-1].pk
    after = 0
    lines = Posting.objects.select_related(*RELATED).order_by("pk")
    while parts := list(lines.filter(pk__gt=after)[:CHUNK]):
        yield from _against_log([(part, content_of(part)) for part in parts])
        after = parts[-1].pk


def _against_log(
    rows: list[tuple[Transaction, dict[str, object]]] | list[tuple[Posting, dict[str, object]]],
) -> Iterator[Finding]:
    told = effects_of({row.act for row, _content in rows})
    for row, content in rows:
        if canonical.digest(content) != row.sha256:
            yield Finding(Fault.CHANGED, name_of(row))
        elif told.get(row.act, {}).get(name_of(row)) != row.sha256:
            yield Finding(Fault.WITHOUT_ACT, name_of(row))


def _balances() -> Iterator[Finding]:
    """Balances that are not the sum of their postings, and those below nothing."""
    for account, item in _differing(_BALANCES):
        yield Finding(Fault.BALANCE, f"ledger.balance:{account}:{item}")
    for row in Balance.objects.filter(is_guarded=True, amount__lt=0).order_by("pk"):
        yield Finding(Fault.NEGATIVE, f"ledger.balance:{row.account_id}:{row.item_id}")


def _turnovers() -> Iterator[Finding]:
    for account, item in _differing(_TURNOVERS):
        yield Finding(Fault.TURNOVER, f"ledger.turnover:{account}:{item}")


def _differing(query: str) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [(row[0], row[1]) for row in cursor.fetchall()]


# Both sides in one list, the kept one with the opposite sign: whatever does not make zero differs.
_BALANCES = """
SELECT account_id, item_id FROM (
  SELECT account_id, item_id, COALESCE(lot_id, 0) AS lot, COALESCE(use_id, 0) AS designated,
    quantity FROM ledger_posting
  UNION ALL
  SELECT account_id, item_id, lot_key, use_key, -amount FROM ledger_balance
) AS both_sides
GROUP BY account_id, item_id, lot, designated HAVING sum(quantity) <> 0
ORDER BY account_id, item_id
"""
_TURNOVERS = """
SELECT account_id, item_id FROM (
  SELECT account_id, item_id, effective_on AS day, COALESCE(lot_id, 0) AS lot,
    COALESCE(use_id, 0) AS designated,
    CASE WHEN quantity * sign > 0 THEN quantity ELSE 0 END AS came,
    CASE WHEN quantity * sign < 0 THEN -quantity ELSE 0 END AS went FROM ledger_posting
  UNION ALL
  SELECT account_id, item_id, "on", lot_key, use_key, -came, -went FROM ledger_turnover
) AS both_sides
GROUP BY account_id, item_id, day, lot, designated HAVING sum(came) <> 0 OR sum(went) <> 0
ORDER BY account_id, item_id
"""
