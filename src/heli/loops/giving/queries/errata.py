"""What changed after a statement was published: each figure old and new, and why (更正说明)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from heli.core.flow.models import Entry, Step
from heli.core.ledger.models import Transaction
from heli.loops.giving.enums import DisclosureStage, Verb
from heli.loops.giving.queries.open_ledger import Correction, told_of


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that no longer is what was published. ``what`` is the word of its line, or an item."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Errata:
    """The figures that changed, and what was put right for which reason."""

    changed: tuple[Changed, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.corrections)

    def plain(self) -> dict[str, Any]:
        """The same for machines."""
        return {
            "changed": [{"new": c.new, "old": c.old, "what": c.what} for c in self.changed],
            "corrections": [
                {
                    "new": list(c.new),
                    "old": list(c.old),
                    "on": c.on.isoformat(),
                    "reason": c.reason,
                }
                for c in self.corrections
            ],
        }


NOTHING_PUT_RIGHT = Errata()


def errata_of(statement: Entry, now: Mapping[str, str], since: date, until: date) -> Errata:
    """What differs from the figures kept at publication; nothing of a statement that is not out."""
    kept: Mapping[str, str] = statement.answers.get("figures", {})
    if statement.state != DisclosureStage.PUBLISHED:
        return NOTHING_PUT_RIGHT
    changed = tuple(
        Changed(what, kept.get(what, "—"), now.get(what, "—"))
        for what in dict.fromkeys((*now, *kept))
        if now.get(what) != kept.get(what)
    )
    return Errata(changed, tuple(_later(statement, since, until)))


def _later(statement: Entry, since: date, until: date) -> list[Correction]:
    """What was taken back of the period after it was made public."""
    out = Step.objects.filter(entry=statement, verb=Verb.PUBLISH).order_by("-seq").first()
    if out is None:
        return []
    backs = Transaction.objects.filter(
        undertaking=statement.call.undertaking,
        reverses__effective_on__range=(since, until),
        at__gt=out.at,
    )
    return told_of(backs)
