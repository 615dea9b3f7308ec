"""Whether a policy fits a firm, and why: conditions are data, every one of them has to hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Message, row_of
from heli.core.places.models import Area
from heli.loops.services.enums import FirmKind, Sector, Size
from heli.loops.services.queries.firms import Card


FIELDS: Mapping[str, Message] = {
    "kind": _("Kind of firm"),
    "size": _("Size of the firm"),
    "sector": _("Sector"),
    "area": _("Where the firm lies"),
}
WORDS = {"kind": FirmKind, "size": Size, "sector": Sector}

Conditions = Mapping[str, Sequence[str]]
"""For each field the values of which a firm needs one; a field that is missing asks for nothing."""


@dataclass(frozen=True, slots=True)
class Reason:
    """How a firm stands to one condition. ``holds`` is None where nobody has said what the firm is."""

    label: Message
    wanted: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Fit:
    """How a firm stands to all of them."""

    reasons: tuple[Reason, ...]

    @property
    def is_good(self) -> bool:
        """Every condition holds; one of which nothing is known does not."""
        return all(one.holds for one in self.reasons)

    @property
    def is_open(self) -> bool:
        """It would fit if what is missing on the card were so."""
        return not self.is_good and all(one.holds is not False for one in self.reasons)


class Places:
    """The areas that conditions name, read once."""

    def __init__(self, several: Iterable[Conditions]) -> None:
        wanted = {uid for one in several for uid in one.get("area", ())}
        self.known = {str(a.uid): a for a in Area.objects.filter(uid__in=wanted)}

    def names(self, uids: Sequence[str]) -> list[str]:
        """What they are called."""
        return [self.known[uid].name for uid in uids if uid in self.known]

    def keys(self, uids: Sequence[str]) -> set[int]:
        """Their primary keys."""
        return {self.known[uid].pk for uid in uids if uid in self.known}


def fit(conditions: Conditions, card: Card, places: Places) -> Fit:
    """Hold a firm against the conditions of a policy."""
    return Fit(
        tuple(
            Reason(
                FIELDS[field], words_of(field, values, places), _holds(field, values, card, places)
            )
            for field in FIELDS
            if (values := conditions.get(field))
        )
    )


def words_of(field: str, values: Sequence[str], places: Places) -> str:
    """What a condition asks for, in words."""
    if field == "area":
        return row_of(places.names(values))
    return row_of(WORDS[field](value).label for value in values)


def _holds(field: str, values: Sequence[str], card: Card, places: Places) -> bool | None:
    if field == "area":
        return bool(card.areas & places.keys(values)) if card.areas else None
    said = str(getattr(card, field))
    return said in values if said else None
