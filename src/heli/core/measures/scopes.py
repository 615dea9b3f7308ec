"""Whose records, and from which day to which."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Invalid
from heli.core.ledger.models import Item
from heli.core.parties.models import Party, Tree, Undertaking
from heli.core.places.models import Area
from heli.kit import canonical


@dataclass(frozen=True, slots=True)
class Scope:
    """A body with everything below it, from the ``first`` day to the ``last``, both included.

    ``first`` None means since the beginning (累计), ``last`` None until now. ``area`` narrows it to
    records of an area and the areas inside it, ``undertaking`` to those of a campaign or programme,
    ``item`` to postings of one thing. ``tree`` says which hierarchy "below" means.
    """

    org: Party
    first: date | None = None
    last: date | None = None
    area: Area | None = None
    tree: str = Tree.ADMIN
    item: Item | None = None
    undertaking: Undertaking | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise Invalid(what=_("the period ends before it begins"), field="last")

    @property
    def stop(self) -> date | None:
        """The first day that no longer belongs: inside, every period is half-open."""
        return self.last and self.last + timedelta(days=1)

    def params(self) -> dict[str, Any]:
        """The scope as it is stored, sealed and compared.

        Item and undertaking are named only if one of them narrows it, as in figures sealed before
        they existed.
        """
        return {
            **self._narrowed(),
            "area": self.area and str(self.area.uid),
            "first": self.first,
            "last": self.last,
            "org": str(self.org.uid),
            "tree": str(self.tree),
        }

    @property
    def is_narrowed(self) -> bool:
        """Whether it is about one item or one undertaking."""
        return self.item is not None or self.undertaking is not None

    def _narrowed(self) -> dict[str, str | None]:
        if not self.is_narrowed:
            return {}
        return {
            "item": str(self.item.uid) if self.item else None,
            "undertaking": str(self.undertaking.uid) if self.undertaking else None,
        }

    def key(self) -> str:
        """The same as text: equal scopes have equal keys."""
        return canonical.dumps(self.params()).decode()


def scope_from(params: str | Mapping[str, Any]) -> Scope:
    """The scope of stored parameters. Two to four queries.

    Raises ``DoesNotExist`` for unknown names.
    """
    said = json.loads(params) if isinstance(params, str) else params
    item, undertaking = said.get("item"), said.get("undertaking")
    return Scope(
        org=Party.objects.get(uid=said["org"]),
        first=said["first"] and date.fromisoformat(said["first"]),
        last=said["last"] and date.fromisoformat(said["last"]),
        area=Area.objects.get(uid=said["area"]) if said["area"] else None,
        tree=said["tree"],
        item=Item.objects.select_related("unit").get(uid=item) if item else None,
        undertaking=Undertaking.objects.get(uid=undertaking) if undertaking else None,
    )
