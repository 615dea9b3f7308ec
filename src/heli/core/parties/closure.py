"""Keeping the closure of a tree in step with its ties: who stands below whom today."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from heli.core.journal.locks import hold
from heli.core.parties.models import Closure, Party, PartyKind, Tie, TieKind, Tree


def plant(party: Party, tree: str) -> None:
    """Put a body into a tree as a root, so that a role over it reaches itself."""
    Closure.objects.get_or_create(
        tree=tree, ancestor=party, descendant=party, defaults={"depth": 0}
    )


def below_ids(org_id: int, tree: str) -> set[int]:
    """The body and everything below it today."""
    rows = Closure.objects.filter(tree=tree, ancestor=org_id)
    return set(rows.values_list("descendant_id", flat=True))


def attach(child: Party, parent: Party, tree: str) -> None:
    """Write the paths that come with a new parent. Two reads and one insert."""
    above = Closure.objects.filter(tree=tree, descendant=parent).values_list("ancestor_id", "depth")
    under = Closure.objects.filter(tree=tree, ancestor=child).values_list("descendant_id", "depth")
    lower = list(under)
    Closure.objects.bulk_create(
        (
            Closure(tree=tree, ancestor_id=a, descendant_id=d, depth=up + down + 1)
            for a, up in above
            for d, down in lower
        ),
        batch_size=5000,
    )


def detach(child: Party, tree: str) -> None:
    """Take away the paths from above into the subtree of ``child``."""
    inside = Closure.objects.filter(tree=tree, ancestor=child).values("descendant")
    Closure.objects.filter(tree=tree, descendant__in=list(below_ids(child.pk, tree))).exclude(
        ancestor__in=inside
    ).delete()


def rebuild(tree: str, *, on: date) -> int:
    """Write the closure of a tree as its ties say it stands on a day; the number of paths.

    Acts keep the closure in step. This is for the ties that begin or end by themselves on a
    coming day, and for repair. Cycles, which no act lets in, are cut where they close.
    """
    hold(f"tree:{tree}")
    parents = dict(
        Tie.objects.filter(
            Q(until__isnull=True) | Q(until__gt=on), kind=TieKind.CHILD, tree=tree, since__lte=on
        ).values_list("src_id", "dst_id")
    )
    planted = Closure.objects.filter(tree=tree, depth=0).values_list("descendant_id", flat=True)
    nodes = {*parents, *parents.values(), *planted}
    if tree == Tree.ADMIN:
        bodies = Party.objects.exclude(kind=PartyKind.PERSON)
        nodes |= set(bodies.values_list("pk", flat=True))
    paths = [path for node in sorted(nodes) for path in _upwards(node, parents)]
    Closure.objects.filter(tree=tree).delete()
    Closure.objects.bulk_create(
        (Closure(tree=tree, ancestor_id=a, descendant_id=d, depth=n) for a, d, n in paths),
        batch_size=5000,
    )
    return len(paths)


def is_current(tree: str, *, on: date) -> bool:
    """Whether the closure's direct steps are those of the ties that hold on a day. Two queries."""
    ties = Tie.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on), kind=TieKind.CHILD, tree=tree, since__lte=on
    )
    steps = Closure.objects.filter(tree=tree, depth=1)
    return set(ties.values_list("dst_id", "src_id")) == set(
        steps.values_list("ancestor_id", "descendant_id")
    )


def _upwards(node: int, parents: dict[int, int]) -> list[tuple[int, int, int]]:
    paths, here, seen = [(node, node, 0)], node, {node}
    while (up := parents.get(here)) is not None and up not in seen:
        paths.append((up, node, len(paths)))
        seen.add(up)
        here = up
    return paths


def subtree_on(org_id: int, tree: str, *, on: date) -> set[int]:
    """The body and everything below it as the ties stood on a day. One query."""
    children: dict[int, list[int]] = defaultdict(list)
    ties = Tie.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on), kind=TieKind.CHILD, tree=tree, since__lte=on
    )
    for child, parent in ties.values_list("src_id", "dst_id"):
        children[parent].append(child)
    found, open_ = {org_id}, [org_id]
    while open_:
        fresh = [child for child in children[open_.pop()] if child not in found]
        found.update(fresh)
        open_.extend(fresh)
    return found
