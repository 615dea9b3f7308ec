"""Cases as their readers find them: with all that moving and showing them asks for."""

import uuid

from django.db.models import QuerySet

from heli.core.acts import Actor
from heli.core.flow.models import Call, Entry
from heli.loops.grid import policies
from heli.loops.grid.enums import CALL_KIND


def cases() -> QuerySet[Entry]:
    """Cases with all that a step asks for."""
    found = Entry.objects.filter(policies.IS_CASE)
    return found.select_related("case", "call__issuer", "org__area", "area", "party")


def case_of(uid: uuid.UUID | str) -> Entry:
    """The case of that uid. Raises ``DoesNotExist``."""
    return cases().get(uid=uid)


def for_actor(actor: Actor) -> QuerySet[Entry]:
    """The cases that ``actor`` may see."""
    return policies.see_case.visible_to(actor, cases())


def merged_into(entry: Entry) -> QuerySet[Entry]:
    """The cases that were merged into this one."""
    return cases().filter(merged_into=entry, state="merged").order_by("pk")


def desks() -> QuerySet[Call]:
    """The grid centres that take reports now."""
    found = Call.objects.filter(kind=CALL_KIND, closed_at__isnull=True)
    return found.select_related("issuer__area").order_by("issuer__name", "pk")
