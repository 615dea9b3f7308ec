"""Lines of a bank statement, and which receipts they could be. A person decides; nothing merges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from heli.core.acts import Actor
from heli.core.flow.models import Entry, Step
from heli.core.ledger.models import Posting, Transaction
from heli.core.parties.folding import fold
from heli.core.parties.models import Undertaking
from heli.loops.giving import policies
from heli.loops.giving.enums import BANK_CALL, CASH, BankStage, Tag, Verb
from heli.loops.giving.flows import BANK_LINE
from heli.loops.giving.queries.bank_statements import BankLine
from heli.loops.giving.queries.gifts import with_lines


NEAR = timedelta(days=5)
MOST_SUGGESTED = 5


def bank_lines(actor: Actor, campaign: Undertaking | None = None) -> QuerySet[Entry]:
    """The bank lines that ``actor`` may see, the unmatched first."""
    rows = policies.see_entry.visible_to(actor).filter(policies.of_flow(BANK_LINE))
    if campaign is not None:
        rows = rows.filter(call__undertaking=campaign)
    return rows.select_related("call__undertaking", "call__issuer", "org").order_by(
        "-is_open", "-pk"
    )


def line_of(entry: Entry) -> BankLine:
    """What the bank wrote."""
    said = entry.answers
    return BankLine(
        on=date.fromisoformat(said["on"]),
        amount=Decimal(said["amount"]),
        payer=said["payer"],
        reference=said["reference"],
        number=said["number"],
    )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A receipt that a bank line could be. ``score`` of 100; ``why`` names what agrees."""

    row: Posting
    score: int
    why: tuple[str, ...]

    @property
    def receipt(self) -> Transaction:
        """The gift."""
        return self.row.transaction


def suggestions(lines: Sequence[Entry]) -> dict[int, list[Suggestion]]:
    """For each line of one campaign (by key), the receipts of its amount near its day.

    Those that another line was matched with are left out. Four queries, however many lines.
    """
    if not lines:
        return {}
    said = {one.pk: line_of(one) for one in lines}
    campaign = lines[0].call.undertaking_id
    days = [line.on for line in said.values()]
    rows = receipts(campaign).filter(
        quantity__in={int(line.amount * 100) for line in said.values()},
        effective_on__range=(min(days) - NEAR, max(days) + NEAR),
    )
    taken = matched_with(campaign)
    free = [row for row in rows if str(row.transaction.uid) not in taken]
    return {pk: _best(line, free) for pk, line in said.items()}


def receipts(campaign: int | None) -> QuerySet[Posting]:
    """The cash that came in through the channels of a campaign, and stands."""
    return Posting.objects.filter(
        tag=Tag.CASH_RECEIVED,
        undertaking=campaign,
        item__code=CASH,
        reverses__isnull=True,
        reversed_by__isnull=True,
    ).select_related("transaction", "party", "item__unit")


def _best(line: BankLine, rows: Sequence[Posting]) -> list[Suggestion]:
    fits = [
        _scored(line, row)
        for row in rows
        if row.quantity == int(line.amount * 100) and abs(row.effective_on - line.on) <= NEAR
    ]
    return sorted(fits, key=lambda one: (-one.score, one.receipt.pk))[:MOST_SUGGESTED]


def _scored(line: BankLine, row: Posting) -> Suggestion:
    why, score = ["amount"], 40
    apart = abs((row.effective_on - line.on).days)
    score += max(20 - 5 * apart, 0)
    if apart == 0:
        why.append("day")
    name = fold(row.party.name) if row.party is not None else ""
    if name and name in fold(line.payer + line.reference):
        why.append("name")
        score += 30
    if row.transaction.voucher and row.transaction.voucher in line.reference + line.number:
        why.append("reference")
        score += 10
    return Suggestion(row, score, tuple(why))


def matched_with(campaign: int | None) -> dict[str, int]:
    """The receipts (uids) that bank lines of a campaign are matched with now, each with its line."""
    matched = Entry.objects.filter(
        policies.of_flow(BANK_LINE),
        call__kind=BANK_CALL,
        call__undertaking=campaign,
        state=BankStage.MATCHED,
    )
    return {uid: line for line, uid in receipts_of(matched).items()}


def receipts_of(lines: QuerySet[Entry] | Sequence[Entry]) -> dict[int, str]:
    """The receipt (uid) that each of these matched lines (by key) is matched with."""
    steps = Step.objects.filter(entry__in=lines, verb=Verb.ACCEPT).order_by("entry", "seq")
    return {step.entry_id: str(step.facts["transaction"]).partition(":")[2] for step in steps}


def matched_receipts(lines: Sequence[Entry]) -> dict[int, Transaction]:
    """The receipt of each of these lines (by key) that is matched. Three queries."""
    matched = receipts_of([one for one in lines if one.state == BankStage.MATCHED])
    found = with_lines(Transaction.objects.filter(uid__in=matched.values()))
    by_uid = {str(one.uid): one for one in found}
    return {line: by_uid[uid] for line, uid in matched.items() if uid in by_uid}


def unbanked(campaign: Undertaking) -> list[Posting]:
    """Receipts in the books that no line of the bank was matched with, the earliest first."""
    taken = matched_with(campaign.pk)
    rows = receipts(campaign.pk).order_by("effective_on", "pk")
    return [row for row in rows if str(row.transaction.uid) not in taken]


@dataclass(frozen=True, slots=True)
class BankTotals:
    """How the bank and the books stand to each other, in yuan."""

    lines: Decimal
    matched: Decimal
    unmatched: Decimal
    set_aside: Decimal
    unbanked: Decimal
    """Receipts in the books that no bank line was matched with."""


def totals(campaign: Undertaking) -> BankTotals:
    """Sums of a campaign's bank lines by where they stand, and of receipts without one."""
    sums = dict.fromkeys(BankStage, Decimal(0))
    rows = Entry.objects.filter(policies.of_flow(BANK_LINE), call__undertaking=campaign)
    for state, answers in rows.values_list("state", "answers"):
        sums[BankStage(state)] += Decimal(answers["amount"])
    without = sum(row.quantity for row in unbanked(campaign))
    return BankTotals(
        lines=sum(sums.values(), Decimal(0)),
        matched=sums[BankStage.MATCHED],
        unmatched=sums[BankStage.UNMATCHED],
        set_aside=sums[BankStage.SET_ASIDE],
        unbanked=Decimal(without).scaleb(-2),
    )
