"""Firms as their cards describe them: kind, size, sector and area."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from heli.core.flow.models import Call, Entry
from heli.core.parties.models import Party
from heli.loops.services.enums import CARDS, FirmKind
from heli.loops.services.queries.seen import served_by


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a firm; "" where nobody has said it."""

    firm: Party
    kind: str
    size: str = ""
    sector: str = ""

    @property
    def areas(self) -> frozenset[int]:
        """The area in which it lies and those around it."""
        area = self.firm.area
        return (
            frozenset(map(int, filter(None, f"{area.path}{area.pk}".split("/"))))
            if area
            else frozenset()
        )


def firms_of(desk: Call) -> QuerySet[Party]:
    """The firms that a desk serves, with where they lie."""
    return served_by(desk).filter(subkind__in=FirmKind.values).select_related("area")


def cards_of(firms: Iterable[Party]) -> list[Card]:
    """The cards of firms, in their order. One query."""
    known = list(firms)
    said = _said(known)
    return [
        Card(
            firm, firm.subkind, *(said.get(firm.pk, {}).get(one, "") for one in ("size", "sector"))
        )
        for firm in known
    ]


def _said(firms: list[Party]) -> Mapping[int, Mapping[str, str]]:
    rows = Entry.objects.filter(call__kind=CARDS, org__in=[firm.pk for firm in firms], is_open=True)
    return dict(rows.order_by("pk").values_list("org_id", "answers"))
