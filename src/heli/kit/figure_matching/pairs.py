"""Pairs of neighbouring characters, by which words are compared where nobody lists them."""

from itertools import pairwise


def bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring Chinese characters: what most Chinese words are."""
    return frozenset(a + b for a, b in pairwise(text) if _is_han(a) and _is_han(b))


def _is_han(character: str) -> bool:
    return "㐀" <= character <= "鿿"
