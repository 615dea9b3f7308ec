"""Donors by name, and how each may be named in public."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from heli.core.ledger.models import Posting, Transaction
from heli.core.parties.folding import fold, searchable
from heli.core.parties.models import Party, PartyKind
from heli.core.parties.queries import within
from heli.loops.giving.enums import GIFT_TAGS, Publication
from heli.loops.giving.models import Consent
from heli.loops.giving.phrases import ANONYMOUS_DONOR


def known_by_name(org: Party, names: Iterable[str]) -> dict[tuple[str, str], Party]:
    """Donors and bodies of these names, by folded name and kind. Two queries for any number.

    Bodies below ``org`` come before donors registered by name only. Erased ones are not found.
    """
    wanted = {fold(name): name for name in names if name.strip()}
    known: dict[tuple[str, str], Party] = {}
    if not wanted:
        return known
    rows = Party.objects.filter(merged_into__isnull=True, is_erased=False)
    stored = [searchable(name) for name in wanted.values()]
    donors = rows.filter(name_folded__among=stored, subkind="donor")
    # A body is found by its short name too, so that what is stored for it is longer.
    same = Q(name__among=[*wanted, *wanted.values()]) | Q(name_folded__among=stored)
    bodies = rows.filter(same, pk__in=within(org), kind=PartyKind.ORG)
    for party in (*donors.order_by("-pk"), *bodies.order_by("-pk")):
        name = fold(party.name)
        if name in wanted:
            known[(name, party.kind)] = party
    return known


@dataclass(frozen=True, slots=True)
class Said:
    """How a donor wants to be named for one gift."""

    publication: str
    party: Party | None

    @property
    def name(self) -> str:
        """What anybody may read."""
        return public_name(self.party, self.publication)


def public_name(party: Party | None, publication: str) -> str:
    """A donor as the public may read it: 王某某 for a person who agreed to the family name only."""
    if party is None or party.is_erased or publication == Publication.ANONYMOUS:
        return str(ANONYMOUS_DONOR)
    if publication == Publication.NAME:
        return party.name
    if party.kind == PartyKind.PERSON:
        return _("%(family)s (family name)") % {"family": party.name[:1]}
    return _("A body in %(first)s…") % {"first": party.name[:2]}


def said_by(gifts: Sequence[Transaction]) -> Mapping[int, Said]:
    """For each gift, how its donor wants to be named as last said. Two queries for a page.

    What was said later about a gift, or about all gifts to its body, counts before what was said
    when it was given; withdrawing holds for what was published before, too.
    """
    lines = Posting.objects.filter(transaction__in=gifts, tag__in=GIFT_TAGS)
    givers: dict[int, tuple[Party | None, str]] = {}
    for line in lines.select_related("party").order_by("-n"):
        first = str(line.facts.get("publication", Publication.ANONYMOUS))
        givers[line.transaction_id] = (line.party, first)
    later = _latest(gifts, [party.pk for party, _said in givers.values() if party])
    return {
        gift.pk: Said(_counts(gift, party, first, later), party)
        for gift in gifts
        for party, first in [givers.get(gift.pk, (None, Publication.ANONYMOUS.value))]
    }


def _latest(gifts: Sequence[Transaction], donors: Sequence[int]) -> list[Consent]:
    about = Q(transaction__in=gifts) | Q(donor__in=donors, transaction__isnull=True)
    return list(Consent.objects.filter(about).select_related("org").order_by("-pk"))


def _counts(gift: Transaction, party: Party | None, first: str, later: Sequence[Consent]) -> str:
    for one in later:
        is_about = one.transaction_id == gift.pk or (
            one.transaction_id is None and party is not None and one.donor_id == party.pk
        )
        if is_about:
            return one.publication
    return first
