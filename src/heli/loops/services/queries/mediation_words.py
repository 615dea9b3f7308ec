"""What was written in a mediation, by whom it is read, and what is to be forgotten."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef

from heli.core.flow.models import Entry
from heli.core.parties.models import VaultItem
from heli.core.parties.vault import opened
from heli.loops.services.enums import Part, Words
from heli.loops.services.flows import MEDIATION_FLOW


_BOTH = (Part.ASKING, Part.OTHER)
_OFFICE = (Part.KEEPER, Part.MEDIATOR)
READ_BY: dict[Words, tuple[Part, ...]] = {
    Words.SUBJECT: (*_OFFICE, *_BOTH),
    Words.ASKING: (*_OFFICE, Part.ASKING),
    Words.OTHER: (*_OFFICE, Part.OTHER),
    Words.REASON: (*_OFFICE, *_BOTH),
    Words.SESSIONS: (*_OFFICE, *_BOTH),
    Words.AGREEMENT: (*_OFFICE, *_BOTH),
}
"""Who reads what: of what a side wrote in confidence, the other side reads nothing."""


def written(mediation: Entry, part: Part) -> list[tuple[Words, str]]:
    """What somebody in that part reads. Only for the act that puts on record who read it."""
    rows = VaultItem.objects.filter(party=mediation.party_id).select_related("party")
    items = {one.field: one for one in rows}
    return [
        (word, opened(items[word])) for word in Words if word in items and part in READ_BY[word]
    ]


def to_forget(now: datetime) -> Iterator[Entry]:
    """Ended mediations of which nothing written is kept any more, and whose sides are still known."""
    kept = VaultItem.objects.filter(party=OuterRef("party"))
    rows = Entry.objects.filter(
        ~Exists(kept),
        flow__begins=f"{MEDIATION_FLOW.code}@",
        is_open=False,
        closed_at__lte=now,
    )
    yield from rows.exclude(answers={}).order_by("pk")
