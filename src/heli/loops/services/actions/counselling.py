"""Counselling: hours offered by the roster, booked with a phone number and no name, kept.

The number lies in the vault until a few days after the hour, when the worker erases it. Nothing is
written about whoever comes.
"""

from datetime import date, datetime, time, timedelta
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _

from heli.core.acts import Actor, Invalid, Personal, Refusal, action, local_day
from heli.core.flow import engine
from heli.core.flow.models import Call, Entry, Step
from heli.core.flow.working import assign
from heli.core.parties import vault
from heli.core.parties.models import Party, PartyKind, VaultItem
from heli.loops.services import policies
from heli.loops.services.actions.within import list_beside
from heli.loops.services.enums import SLOTS, SUPERVISOR, Verb
from heli.loops.services.flows import SLOT_FLOW


KEPT_FOR = timedelta(days=7)
SHORTEST, LONGEST = 15, 240
CALLER = "caller"


class NoNumber(Refusal):
    """The number of this booking was erased, or there is none."""

    message = _("There is no number: the hour is not booked, or its number was erased on its day.")
    status = 404


@action("services.slots.open", policy=policies.keep_desk)
def open_slots(
    desk: Call,
    *,
    supervisor: Party,
    on: date,
    start: str,
    end: str,
    minutes: int,
    place: str,
    by: Actor,
    at: datetime,
) -> Call:
    """Put a supervisor on call: from ``start`` (09:00) to ``end`` of a day, in equal hours."""
    zone = timezone.get_default_timezone()
    first, last = (datetime.combine(on, time.fromisoformat(t), zone) for t in (start, end))
    length = timedelta(minutes=minutes)
    if on < local_day(at) or not SHORTEST <= minutes <= LONGEST or first + length > last:
        raise Invalid(
            what=_("a time to come, long enough for an hour of 15 to 240 minutes"), field="end"
        )
    call = list_beside(desk, kind=SLOTS, flow=SLOT_FLOW, at=at)
    while first + length <= last:
        said = {"starts": first.isoformat(), "minutes": minutes, "place": place.strip()}
        entry = engine.start(
            call, org=desk.issuer, title=f"{first:%Y-%m-%d %H:%M}", answers=said, by=by, at=at
        )
        assign(entry, supervisor, SUPERVISOR, at=at)
        first += length
    return call


@action("services.slot.book", policy=policies.ON_SLOT[Verb.BOOK])
def book(slot: Entry, *, phone: Annotated[str, Personal], by: Actor, at: datetime) -> Step:
    """Book an hour for whoever calls: a number to call back, no name. Erased a week after the day."""
    starts = datetime.fromisoformat(slot.answers["starts"])
    if starts < at:
        raise Invalid(what=_("an hour that is to come"), field="phone")
    caller = Party.objects.create(
        kind=PartyKind.PERSON, subkind=CALLER, name=_("Somebody who called")
    )
    keep_until = local_day(starts) + KEPT_FOR
    vault.put(caller, "phone", phone, purpose="counselling", keep_until=keep_until, at=at)
    slot.party = caller
    slot.save(update_fields=["party"])
    return engine.move(slot, Verb.BOOK, by=by, at=at)


@action("services.slot.reveal", policy=policies.know_number)
def reveal_number(slot: Entry, *, by: Actor, at: datetime) -> VaultItem:
    """Put on record that the supervisor opens the number of a booking; the door shows it once."""
    item = VaultItem.objects.select_related("party").filter(party=slot.party_id, field="phone")
    found = item.first()
    if found is None:
        raise NoNumber
    return found


@action("services.slot.free", policy=policies.ON_SLOT[Verb.FREE])
def free(slot: Entry, *, by: Actor, at: datetime) -> Step:
    """Cancel a booking: its number is erased at once, and the hour is free again."""
    VaultItem.objects.filter(party=slot.party_id).update(
        keep_until=local_day(at) - timedelta(days=1)
    )
    slot.party = None
    slot.save(update_fields=["party"])
    return engine.move(slot, Verb.FREE, by=by, at=at)


@action("services.slot.keep", policy=policies.ON_SLOT[Verb.KEEP])
def keep(slot: Entry, *, by: Actor, at: datetime) -> Step:
    """Say that the hour took place: it is counted, and nothing else is written."""
    return engine.move(slot, Verb.KEEP, by=by, at=at)


@action("services.slot.miss", policy=policies.ON_SLOT[Verb.MISS])
def miss(slot: Entry, *, by: Actor, at: datetime) -> Step:
    """Say that nobody came."""
    return engine.move(slot, Verb.MISS, by=by, at=at)


@action("services.slot.take_back", policy=policies.ON_SLOT[Verb.TAKE_SLOT_BACK])
def take_slot_back(slot: Entry, *, by: Actor, at: datetime) -> Step:
    """Take back an hour that nobody booked."""
    return engine.move(slot, Verb.TAKE_SLOT_BACK, by=by, at=at)
