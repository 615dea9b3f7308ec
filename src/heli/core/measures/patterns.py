"""Texts to begin a brief with, offered by loops: their figures are asked for by name.

Loops know nothing of each other. One offers a text whose figures stand as ``[[code]]``; another,
which writes briefs, begins with it, and binds each figure to its measure.
"""

from dataclasses import dataclass

from heli.core.acts import Message


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text to begin with. ``code`` begins with the name of the loop that offers it."""

    code: str
    title: Message
    body: Message


_patterns: dict[str, Pattern] = {}


def register_pattern(pattern: Pattern) -> None:
    """Offer a text; the same code twice is one."""
    _patterns[pattern.code] = pattern


def pattern_of(code: str) -> Pattern | None:
    """The text of that code, None where nobody offers one."""
    return _patterns.get(code)
