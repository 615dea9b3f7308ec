"""What is written in a mediation: kept encrypted until a day, opened on record."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, action, local_day
from heli.core.flow.models import Entry
from heli.core.parties import vault
from heli.core.parties.models import Party, PartyKind, VaultItem
from heli.core.parties.vault import opened
from heli.loops.services import policies
from heli.loops.services.enums import Words


MATTER = "matter"
"""The subkind of the party under which the words of one mediation lie; it is nobody."""
WHILE_OPEN = timedelta(days=730)
AFTER_END = timedelta(days=180)
AGREEMENT_FOR = timedelta(days=3 * 365)
"""As long as claims from it can be brought (《民法典》 art. 188: three years)."""


def new_matter() -> Party:
    """Where the words of a new mediation will lie. For acts."""
    return Party.objects.create(
        kind=PartyKind.PERSON, subkind=MATTER, name=str(_("A matter in confidence"))
    )


def write(
    mediation: Entry, word: Words, text: str, *, at: datetime, until: date | None = None
) -> None:
    """Keep what was written; nothing written keeps nothing. For acts."""
    if mediation.party is not None and text.strip():
        day = until or local_day(at) + WHILE_OPEN
        args = (mediation.party, word.value, text.strip())
        vault.put(*args, purpose=MATTER, keep_until=day, at=at)


def end(mediation: Entry, *, at: datetime, reason: str = "", agreement: str = "") -> None:
    """From the end of a mediation on its words are kept for half a year, an agreement for three."""
    write(mediation, Words.REASON, reason, at=at)
    day = local_day(at)
    VaultItem.objects.filter(party=mediation.party_id).update(keep_until=day + AFTER_END)
    write(mediation, Words.AGREEMENT, agreement, at=at, until=day + AGREEMENT_FOR)


@action("services.mediation.open_file", policy=policies.see_mediation)
def open_file(mediation: Entry, *, by: Actor, at: datetime) -> Entry:
    """Put on record that somebody opens what was written; the door shows it once."""
    return mediation


def beside(mediation: Entry, word: Words, text: str) -> str:
    """``text`` after what was written there before."""
    known = VaultItem.objects.filter(party=mediation.party_id, field=word).select_related("party")
    return "\n".join([*(opened(one) for one in known), text.strip()])
