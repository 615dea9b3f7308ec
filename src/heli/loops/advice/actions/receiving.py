"""Receiving what did not come through the form: a register in a spreadsheet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Digest, Refusal, action
from heli.core.flow.models import Call, Entry
from heli.loops.advice import policies
from heli.loops.advice.actions.submitting import Paper, begin, hand_in
from heli.loops.advice.queries.imports import ProposalRow


class NothingToReceive(Refusal):
    """A sheet without rows."""

    message = _("There is no row to receive.")
    status = 422


class NumberTaken(Refusal):
    """Somebody received it in the meantime."""

    message = _(
        "Row %(line)s: the number %(number)s was given in the meantime. Nothing was received."
    )


@action("advice.proposals.receive", policy=policies.receive_for)
def receive_proposals(
    call: Call, *, rows: Annotated[Sequence[ProposalRow], Digest], by: Actor, at: datetime
) -> Call:
    """Receive every row of a checked register on its own day; all of them, or none.

    ``rows`` come from :func:`heli.loops.advice.queries.imports.preview`. Unknown authors are
    registered with their body. Refuses with :class:`NothingToReceive`, :class:`NumberTaken`, and
    as submitting does.
    """
    if not rows:
        raise NothingToReceive
    for row in rows:
        _receive(call, row, by, at)
    return call


def _receive(call: Call, row: ProposalRow, by: Actor, at: datetime) -> Entry:
    if row.number and Entry.objects.filter(call__issuer=call.issuer, code=row.number).exists():
        raise NumberTaken(line=row.line, number=row.number)
    entry = begin(
        call,
        org=row.org,
        title=row.title,
        body=row.text,
        authors=row.authors,
        paper=Paper(secrecy=row.secrecy, channel=row.channel),
        by=by,
        at=at,
    )
    hand_in(entry, on=row.received_on, by=by, at=at, number=row.number)
    return entry
