"""Reading the register: trees on a day, search, tombstones resolved, personal details opened."""

from datetime import date

from django.db.models import Q, QuerySet

from heli.core.journal.queries import Told, history
from heli.core.journal.refs import name_of
from heli.core.parties.closure import subtree_on
from heli.core.parties.folding import fold
from heli.core.parties.models import Closure, Party, PartyKind, Tie, TieKind, Tree


def below(org: Party, tree: str = Tree.ADMIN, *, on: date | None = None) -> QuerySet[Party]:
    """``org`` and everything below it: today by the closure, on an earlier ``on`` by the ties."""
    if on is None:
        return Party.objects.filter(above__tree=tree, above__ancestor=org)
    return Party.objects.filter(pk__in=subtree_on(org.pk, tree, on=on))


def within(*orgs: Party | int, tree: str = Tree.ADMIN) -> QuerySet[Closure, int]:
    """The keys of these bodies and of all below them today, to be asked for with ``__in``."""
    return Closure.objects.filter(tree=tree, ancestor__in=orgs).values_list("descendant", flat=True)


def bodies_within(*orgs: Party | int, tree: str = Tree.ADMIN) -> QuerySet[Party]:
    """These bodies and all below them today, each once, by name; without people and merged ones."""
    found = Party.objects.filter(kind=PartyKind.ORG, merged_into__isnull=True)
    return found.filter(pk__in=within(*orgs, tree=tree)).order_by("name", "pk")


def above(org: Party, tree: str = Tree.ADMIN) -> QuerySet[Party]:
    """``org`` and the bodies it stands under today, the nearest first."""
    return Party.objects.filter(below__tree=tree, below__descendant=org).order_by("below__depth")


def parent_of(org: Party, tree: str = Tree.ADMIN, *, on: date) -> Party | None:
    """The body directly above on a day."""
    tie = held_on(on).filter(src=org, kind=TieKind.CHILD, tree=tree).select_related("dst").first()
    return tie.dst if tie else None


def held_on(day: date) -> QuerySet[Tie]:
    """The ties that held on a day."""
    return Tie.objects.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


def search(text: str, *, among: QuerySet[Party] | None = None) -> QuerySet[Party]:
    """Parties whose name, short name, initials or code contain ``text``; tombstones left out."""
    rows = Party.objects.all() if among is None else among
    wanted = fold(text)
    if not wanted:
        return rows.none()
    found = Q(name_folded__contains=wanted) | Q(code__iexact=wanted)
    return rows.filter(found, merged_into__isnull=True, is_erased=False).order_by("name", "pk")


def resolve(party: Party) -> Party:
    """The party that a tombstone stands for now; itself if it is none. One query a tombstone."""
    here = party
    while here.merged_into is not None:
        here = here.merged_into
    return here


def reveals_of(party: Party) -> list[Told]:
    """Who opened personal details of a person, when and why: shown to that person too."""
    items = [name_of(item) for item in party.vault.all()]
    told = [one for name in items for one in history(name)]
    return sorted(
        (one for one in told if one.act == "parties.vault.reveal"), key=lambda one: one.at
    )
