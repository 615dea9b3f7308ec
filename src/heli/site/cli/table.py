"""Columns that stand under each other although Chinese characters are two places wide."""

from collections.abc import Sequence
from unicodedata import east_asian_width


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table: heads, a rule, rows."""
    widths = [max(map(width, column)) for column in zip(heads, *rows, strict=True)]
    rule = ["─" * each for each in widths]
    return [
        "  ".join(filled(cell, each) for cell, each in zip(line, widths, strict=True)).rstrip()
        for line in (heads, rule, *rows)
    ]


def width(text: str) -> int:
    """How many places a text takes in a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def filled(text: str, places: int) -> str:
    """``text`` with spaces up to ``places``."""
    return text + " " * (places - width(text))
