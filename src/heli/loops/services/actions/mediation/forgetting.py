"""Erasing what was written in a mediation, and forgetting who took part; a count is left."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Policy, Refusal, action
from heli.core.flow.models import Assignment, Entry
from heli.core.journal.erasing import erase_openings
from heli.core.journal.refs import name_of
from heli.core.parties.models import VaultItem
from heli.loops.services import policies
from heli.loops.services.enums import Part


class StillOpen(Refusal):
    """What a mediation goes on with is not blacked out."""

    message = _("The mediation is not over yet.")


def _nobody(_actor: Actor) -> bool:
    return False


only_the_system: Policy[Entry] = Policy(Entry, _nobody, "")


@action("services.mediation.black_out", policy=policies.keep_mediation)
def black_out(mediation: Entry, *, by: Actor, at: datetime) -> Entry:
    """Erase what was written before its day, the agreement too. Refuses with :class:`StillOpen`."""
    if mediation.is_open:
        raise StillOpen
    VaultItem.objects.filter(party=mediation.party_id).delete()
    return _forget(mediation)


@action("services.mediation.forget", policy=only_the_system)
def forget(mediation: Entry, *, by: Actor, at: datetime) -> Entry:
    """Forget who took part: what is left of a mediation is that there was one."""
    return _forget(mediation)


def _forget(mediation: Entry) -> Entry:
    mediation.answers = {}
    mediation.save(update_fields=["answers"])
    Assignment.objects.filter(entry=mediation).exclude(role=Part.KEEPER).delete()
    erase_openings(name_of(mediation))
    return mediation
