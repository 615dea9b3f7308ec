"""Reading every step again: is it what its act told the log, and does the entry stand by it?

The log proves itself (:mod:`heli.core.journal.verifying`); this proves the rows that figures are
counted from against the log.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import F, OuterRef, Q, Subquery

from heli.core.flow.models import Entry, Step
from heli.core.flow.recording import RELATED, content_of
from heli.core.journal.queries import effects_of
from heli.core.journal.refs import name_of
from heli.kit import canonical


CHUNK = 1000


class Fault(StrEnum):
    """What is wrong with a row."""

    CHANGED = "changed"
    WITHOUT_ACT = "without_act"
    MISSING = "missing"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault and the record it was found at."""

    fault: Fault
    where: str


def verify_steps() -> Iterator[Finding]:
    """Every step against the log, both ways, and every entry against its last step.

    Finds steps that were changed, that no act wrote, that are gone although an act wrote them, and
    entries that stand elsewhere than their last step left them. A few queries a thousand steps.
    """
    after = 0
    while steps := list(
        Step.objects.filter(pk__gt=after).select_related(*RELATED).order_by("pk")[:CHUNK]
    ):
        told = effects_of({step.act for step in steps})
        for step in steps:
            if canonical.digest(content_of(step)) != step.sha256:
                yield Finding(Fault.CHANGED, name_of(step))
            elif told.get(step.act, {}).get(name_of(step)) != step.sha256:
                yield Finding(Fault.WITHOUT_ACT, name_of(step))
        after = steps[-1].pk
    yield from _missing()
    yield from _astray()


def _missing() -> Iterator[Finding]:
    """Steps that are gone from the middle or the end of an entry."""
    last = Step.objects.filter(entry=OuterRef("pk")).order_by("-seq")
    for entry in Entry.objects.annotate(last=Subquery(last.values("seq")[:1])).exclude(
        seq=F("last")
    ):
        yield Finding(Fault.MISSING, name_of(entry))
    gaps = Step.objects.filter(seq__gt=1).exclude(
        entry__in=Step.objects.filter(seq=OuterRef("seq") - 1).values("entry")
    )
    for step in gaps.select_related("entry"):
        yield Finding(Fault.MISSING, name_of(step.entry))


def _astray() -> Iterator[Finding]:
    last = Step.objects.filter(entry=OuterRef("pk")).order_by("-seq")
    for entry in Entry.objects.annotate(stood=Subquery(last.values("to_state")[:1])).filter(
        ~Q(state=F("stood"))
    ):
        yield Finding(Fault.STATE, name_of(entry))
