"""Policies: which are in force, whom they fit, and who was told and has read it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from heli.core.access.enums import Role
from heli.core.flow.models import Call, Entry
from heli.core.journal.refs import name_of
from heli.core.notices.channels import SITE
from heli.core.notices.models import Delivery, DeliveryState, Message
from heli.core.parties.models import Party, TieKind, Tree
from heli.core.parties.queries import held_on
from heli.loops.services.enums import POLICY
from heli.loops.services.queries.firms import Card, cards_of, firms_of
from heli.loops.services.queries.fitting import Fit, Places, fit


def policies() -> QuerySet[Call]:
    """Every policy that a desk entered."""
    return Call.objects.filter(kind=POLICY).select_related("issuer", "doc")


def in_force(at: datetime) -> QuerySet[Call]:
    """Those that hold at a moment."""
    return policies().filter(
        Q(closes_at__isnull=True) | Q(closes_at__gt=at), closed_at__isnull=True, opens_at__lte=at
    )


def fitting(policy: Call, desk: Call) -> list[Party]:
    """The firms of a desk that a policy fits."""
    conditions = policy.settings["conditions"]
    places = Places([conditions])
    cards = cards_of(firms_of(desk))
    return [card.firm for card in cards if fit(conditions, card, places).is_good]


def judged(card: Card, at: datetime) -> list[tuple[Call, Fit]]:
    """How a firm stands to each policy in force of the bodies above it."""
    above = card.firm.above.filter(tree=Tree.ADMIN).values("ancestor")
    found = list(in_force(at).filter(issuer__in=above).order_by("-pk"))
    places = Places([one.settings["conditions"] for one in found])
    return [(one, fit(one.settings["conditions"], card, places)) for one in found]


def speakers_of(firms: Iterable[Party], on: date) -> Mapping[int, list[Party]]:
    """Who speaks for each firm on a day. One query for all of them."""
    held = held_on(on).filter(kind=TieKind.ROLE, title=Role.LIAISON, dst__in=list(firms))
    found: dict[int, list[Party]] = defaultdict(list)
    for tie in held.select_related("src").order_by("src__name", "pk"):
        found[tie.dst_id].append(tie.src)
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a policy on its way to one firm."""

    offer: Entry
    is_reached: bool
    is_read: bool


def told(policy: Call) -> list[Told]:
    """Every firm to which a policy was addressed: whether it was reached, and has read it.

    Nobody is named: it is the firm that was reached, by whichever of those who speak for it.
    """
    reached, read = set(), set()
    rows = Delivery.objects.filter(message__about=name_of(policy), channel=SITE)
    for party, when in rows.filter(state=DeliveryState.SENT).values_list("party_id", "read_at"):
        reached.add(party)
        if when is not None:
            read.add(party)
    offers = policy.entries.select_related("org").order_by("org__name", "pk")
    return [
        Told(one, bool(reached & set(people)), bool(read & set(people)))
        for one in offers
        for people in [one.answers.get("told", [])]
    ]


def messages_about(policy: Call) -> QuerySet[Message]:
    """The messages in which a policy was sent."""
    return Message.objects.filter(about=name_of(policy)).order_by("pk")
