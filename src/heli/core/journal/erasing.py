"""Forgetting personal values that acts were told: the commitment stays, what opens it goes."""

from django.db.models import Q

from heli.core.journal.models import Opening


def erase_openings(name: str) -> int:
    """Delete the openings of all acts about, or resulting in, the record of that name.

    Returns how many. The entries stay as they are and every proof about them still verifies.
    """
    about = Q(entry__subject=name) | Q(entry__result=name)
    deleted, _by_model = Opening.objects.filter(about).delete()
    return deleted
