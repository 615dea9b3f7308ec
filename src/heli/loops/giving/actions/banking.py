"""Bank statements: their lines are entered once, and matched with receipts by a person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Digest, Invalid, Refusal, action
from heli.core.flow import engine
from heli.core.flow.engine import Opening, Telling
from heli.core.flow.models import Call, Entry, Step
from heli.core.journal.locks import hold
from heli.core.journal.refs import name_of
from heli.core.ledger.models import Posting, Transaction
from heli.core.parties.models import Undertaking
from heli.loops.giving import policies
from heli.loops.giving.actions.books import list_of
from heli.loops.giving.enums import BANK_CALL, Tag, Verb
from heli.loops.giving.flows import BANK_LINE
from heli.loops.giving.queries.bank_statements import BankLine
from heli.loops.giving.queries.banking import line_of, matched_with


MOST_LINES = 5000


class OtherAmount(Refusal):
    """A line and a receipt are the same money, or they are not matched."""

    message = _("The bank says %(bank)s yuan, this receipt says %(books)s yuan.")
    status = 422


class MatchedAlready(Refusal):
    """One receipt came in once."""

    message = _("This receipt was matched with another line of the bank already.")


@action("giving.bank.enter", policy=policies.keep_books)
def enter_lines(
    campaign: Undertaking,
    *,
    lines: Annotated[Sequence[BankLine], Digest],
    by: Actor,
    at: datetime,
) -> Call:
    """Enter the incoming lines of a statement. Those of an overlapping statement stay as they are."""
    if not lines or len(lines) > MOST_LINES:
        raise Invalid(what=_("1 to %(n)s lines") % {"n": MOST_LINES}, field="file")
    call = list_of(campaign, kind=BANK_CALL, flow=BANK_LINE, title=BANK_LINE.label, at=at)
    known = set(call.entries.values_list("code", flat=True))
    fresh = {one.key: one for one in lines if one.key not in known}
    openings = [_opening(key, one) for key, one in fresh.items()]
    if openings:
        engine.start_many(call, openings, org=campaign.owner, by=by, at=at)
    return call


def _opening(key: str, line: BankLine) -> Opening:
    return Opening(
        code=key,
        title=f"{line.on} {line.amount} {line.payer}"[:200],
        answers={
            "amount": f"{line.amount:.2f}",
            "number": line.number,
            "on": line.on.isoformat(),
            "payer": line.payer,
            "reference": line.reference,
        },
    )


@action("giving.bank.match", policy=policies.ON_BANK_LINE[Verb.ACCEPT])
def match_line(line: Entry, *, receipt: Transaction, by: Actor, at: datetime) -> Step:
    """Say that a line of the bank is this receipt.

    Refuses with :class:`OtherAmount` and :class:`MatchedAlready`.
    """
    hold(f"giving.bank:{line.call_id}")
    rows = Posting.objects.filter(
        transaction=receipt,
        tag=Tag.CASH_RECEIVED,
        undertaking=line.call.undertaking_id,
        reversed_by__isnull=True,
    )
    books = sum(rows.values_list("quantity", flat=True))
    said = line_of(line)
    if books != int(said.amount * 100):
        raise OtherAmount(bank=f"{said.amount:f}", books=f"{books / 100:.2f}", field="receipt")
    if str(receipt.uid) in matched_with(line.call.undertaking_id):
        raise MatchedAlready(field="receipt")
    telling = Telling(facts={"transaction": name_of(receipt)})
    return engine.move(line, Verb.ACCEPT, by=by, at=at, telling=telling)


@action("giving.bank.set_aside", policy=policies.ON_BANK_LINE[Verb.SET_ASIDE])
def set_line_aside(line: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Say why a line of the bank is no gift of this campaign; it stays visible."""
    return engine.move(line, Verb.SET_ASIDE, by=by, at=at, telling=Telling(note=note.strip()))


@action("giving.bank.loosen", policy=policies.ON_BANK_LINE[Verb.LOOSEN])
def loosen_line(line: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Take a match back, and say why."""
    return engine.move(line, Verb.LOOSEN, by=by, at=at, telling=Telling(note=note.strip()))
