"""Erasing a person without breaking a proof: values and their openings go, hashes stay."""

from django.db.models import Model

from heli.core.journal.erasing import erase_openings
from heli.core.journal.refs import name_of
from heli.core.parties.models import Party, VaultItem


def forget(person: Party) -> int:
    """Take away a person's name, vault and openings; the number of openings. For acts."""
    erased = forget_openings(person)
    for item in VaultItem.objects.filter(party=person):
        erased += forget_openings(item)
        item.delete()
    person.name = person.name_short = person.name_folded = person.code = ""
    person.is_erased = True
    person.save(update_fields=["name", "name_short", "name_folded", "code", "is_erased"])
    return erased


def forget_openings(record: Model) -> int:
    """Take away what acts about ``record`` said of it; the number of values."""
    return erase_openings(name_of(record))
