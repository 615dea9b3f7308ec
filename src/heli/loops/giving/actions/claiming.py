"""Totals that somebody states without items: kept with their evidence, apart from everything itemised."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, action
from heli.core.files.store import Stored
from heli.core.journal.refs import name_of
from heli.core.ledger.drafts import Draft, move
from heli.core.ledger.models import Transaction
from heli.core.measures.enums import Method
from heli.core.parties.models import Party, Undertaking
from heli.loops.giving import policies
from heli.loops.giving.actions.books import Books
from heli.loops.giving.actions.drafting import positive
from heli.loops.giving.actions.paying import posted
from heli.loops.giving.enums import CLAIMED, Kind, Tag


@action("giving.total.report", policy=policies.report_for)
def report_total(
    source: Party,
    *,
    campaign: Undertaking,
    amount: Decimal,
    on: date,
    method: str,
    files: Sequence[Stored],
    note: str = "",
    by: Actor,
    at: datetime,
) -> Transaction:
    """Report a total of cash and goods that ``source`` states without items (捐款捐物合计).

    It rests on a file, is kept apart from everything itemised, and stays a claim until the items are
    there: the reconciliation shows how much of it is not itemised. Refuses a total without evidence.
    """
    if not files:
        raise Invalid(what=_("the report that states this total"), field="files")
    books = Books(campaign)
    lines = move(
        books.item(CLAIMED),
        positive(amount),
        source=books.adjustment("claimed"),
        target=books.donors("claimed"),
        tag=Tag.CLAIMED,
        party=source,
        facts={"method": Method(method).value},
    )
    draft = Draft(
        org=source,
        kind=Kind.CLAIM,
        lines=lines,
        effective_on=on,
        undertaking=campaign,
        record=name_of(source),
        note=note.strip(),
        is_meant=True,
    )
    return posted(draft, files, by=by, at=at)
