"""What the figures of a text count: by the grammar alone, and as it is read; and the sentences that say it."""

from collections.abc import Iterator
from types import ModuleType
from unittest.mock import patch

from heli.kit.reading import QUANTITIES, Role, read


def by_grammar(text: str) -> list[str]:
    """What each figure counts as the grammar finds it, not weighed against what else stands there."""
    with patch("heli.kit.reading.reader.weigh"):
        return as_read(text)


def as_read(text: str) -> list[str]:
    """What each figure counts when all is said."""
    return [r.what for r in read(text) if r.kind in QUANTITIES and r.role is Role.FIGURE]


def sentences(*modules: ModuleType) -> Iterator[tuple[str, list[str]]]:
    """The sentences of tests, each with the nouns that its figures count."""
    for module in modules:
        for test in vars(module).values():
            for mark in getattr(test, "pytestmark", ()):
                if mark.args[0] == ("text", "nouns"):
                    yield from mark.args[1]
