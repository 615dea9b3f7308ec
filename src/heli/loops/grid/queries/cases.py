"""Cases as their readers find them: with all that moving and showing them asks for."""

import uuid

from django.db.models import QuerySet

from heli.core.acts import Actor, Prepared, carry
from heli.core.flow.models import Call, Entry
from heli.loops.grid import policies


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
    found = Call.objects.filter(policies.TAKES_REPORTS)
    return found.select_related("issuer__area").order_by("issuer__name", "pk")


def open_desks(actor: Actor) -> list[Call]:
    """These, read. They carry the answer whether ``actor`` may report there: they are found by it."""
    found = _DESKS.records()
    for call in found:
        carry(call, actor, {policies.report_to.question: True})
    return found


_DESKS = Prepared(desks())
