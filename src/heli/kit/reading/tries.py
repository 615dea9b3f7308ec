"""Patterns for long word lists that stay fast: shared beginnings once, first characters grouped."""

import re
from collections.abc import Iterable
from typing import Final


_GROUP: Final = 24


def listed(words: str) -> frozenset[str]:
    """The words of a list written with blanks between them, as the data files write theirs."""
    return frozenset(words.split())


def any_of(words: Iterable[str]) -> str:
    """A pattern for the longest of ``words`` at a place.

    An alternation tries its branches one by one; so the first characters are checked as one set,
    then in groups, and a place where no word begins is left at once.
    """
    heads: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        heads.setdefault(word[0], []).append(word[1:])
    signs = list(heads)
    groups = [signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP)]
    branches = [
        f"(?={_set(group)})(?:{'|'.join(re.escape(s) + _branch(heads[s]) for s in group)})"
        for group in groups
    ]
    return f"(?={_set(signs)})(?:{'|'.join(branches)})"


def _set(signs: Iterable[str]) -> str:
    return f"[{''.join(re.escape(sign) for sign in signs)}]"


def _branch(rests: list[str]) -> str:
    ends = "" in rests
    heads: dict[str, list[str]] = {}
    for rest in rests:
        if rest:
            heads.setdefault(rest[0], []).append(rest[1:])
    branches = [re.escape(sign) + _branch(tails) for sign, tails in heads.items()]
    if not branches:
        return ""
    inner = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return f"{inner}?" if ends else inner
