"""What a figure is about beyond its brief: a body below the issuer, one thing, one campaign, a place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Invalid
from heli.core.ledger.models import Item
from heli.core.parties.models import Party, Undertaking
from heli.core.parties.queries import bodies_within
from heli.core.places.models import Area


M = TypeVar("M", bound=Model)
_UID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Everything None: all of the issuer's own."""

    body: Party | None = None
    item: Item | None = None
    campaign: Undertaking | None = None
    place: Area | None = None

    def chosen(self) -> list[tuple[str, Any]]:
        """What was chosen, by its name."""
        said = ((name, getattr(self, name)) for name in NAMES)
        return [(name, one) for name, one in said if one is not None]

    def typed(self) -> str:
        """The same as it is typed in a text: `` item=…`` by the uid of each."""
        return "".join(f" {name}={one.uid}" for name, one in self.chosen())


NAMES: Final = ("body", "item", "campaign", "place")
NOTHING: Final = Narrowing()


def campaigns_below(issuer: Party) -> QuerySet[Undertaking]:
    """What these bodies undertake, by name."""
    return Undertaking.objects.filter(owner__in=bodies_within(issuer)).order_by("name")


def items() -> QuerySet[Item]:
    """What is counted in ledgers, by name; tallies and cash have figures of their own."""
    return Item.objects.select_related("unit").order_by("name", "standard")


def require_own(narrowing: Narrowing, issuer: Party) -> None:
    """Refuse a body or campaign that is not the issuer's: its records are not the issuer's to tell."""
    body, campaign = narrowing.body, narrowing.campaign
    if body is not None and not bodies_within(issuer).filter(pk=body.pk).exists():
        raise Invalid(what=_("a body of %(org)s") % {"org": issuer.name}, field="body")
    if campaign is not None and not campaigns_below(issuer).filter(pk=campaign.pk).exists():
        raise Invalid(what=_("a campaign of %(org)s") % {"org": issuer.name}, field="campaign")


def narrowing_of(said: Mapping[str, str], issuer: Party) -> Narrowing:
    """What was typed, each by code, name or uid. Refuses with ``Invalid`` what is not known here."""
    return Narrowing(
        body=_found(bodies_within(issuer), said, "body"),
        item=_found(items(), said, "item"),
        campaign=_found(campaigns_below(issuer), said, "campaign"),
        place=_found(Area.objects.order_by("pk"), said, "place"),
    )


def _found(rows: QuerySet[M], said: Mapping[str, str], name: str) -> M | None:
    typed = said.get(name, "")
    if not typed:
        return None
    named = Q(uid=typed) if _UID.fullmatch(typed) else Q(name=typed) | Q(code=typed)
    found = rows.filter(named).first()
    if found is None:
        raise Invalid(what=_("“%(typed)s” is not known here") % {"typed": typed}, field="body")
    return found
