"""Who is asked: all, picked ones, or so many drawn by lot in strata, by a seed that is kept.

The same population and seed give the same sample, whoever draws it.
"""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence

from heli.loops.services.queries.firms import Card


def strata_of(cards: Sequence[Card], by: str) -> dict[str, list[Card]]:
    """The population in its strata, by a field of the cards; each in the order of registration."""
    found: dict[str, list[Card]] = defaultdict(list)
    for card in sorted(cards, key=lambda one: str(one.firm.uid)):
        found[str(getattr(card, by))].append(card)
    return dict(sorted(found.items()))


def shares(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """How many of each stratum: in proportion, largest remainders first, at least one of each.

    Where there are more strata than ``n``, the largest come first.
    """
    total = sum(sizes.values())
    n = min(n, total)
    if n <= len(sizes):
        largest = sorted(sizes, key=lambda one: (-sizes[one], one))[:n]
        return {name: int(name in largest) for name in sizes}
    exact = {name: n * size / total for name, size in sizes.items()}
    given = {name: max(1, int(exact[name])) for name in sizes}
    by_need = sorted(sizes, key=lambda one: (given[one] - exact[one], one))
    while sum(given.values()) < n:
        name = next(one for one in by_need if given[one] < sizes[one])
        given[name] += 1
        by_need = sorted(sizes, key=lambda one: (given[one] - exact[one], one))
    while sum(given.values()) > n:
        name = max(
            (one for one in given if given[one] > 1), key=lambda one: (given[one] - exact[one], one)
        )
        given[name] -= 1
    return given


def draw(cards: Sequence[Card], *, by: str, n: int, seed: int) -> dict[str, list[Card]]:
    """So many of a population, drawn by lot in strata."""
    strata = strata_of(cards, by)
    wanted = shares({name: len(some) for name, some in strata.items()}, n)
    lot = random.Random(seed)  # noqa: S311  -- a draw that anybody can repeat, not a secret
    return {name: lot.sample(some, wanted[name]) for name, some in strata.items() if wanted[name]}
