"""What extraction gives: a text with remarks, or one clear line why not."""

from collections.abc import Callable
from dataclasses import dataclass


Told = Callable[[int, int], None]
"""Hears how many pages are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence in both languages; ``page`` counts from 1, 0 where there are no pages."""

    zh: str
    en: str
    page: int = 0

    def of(self, language: str) -> str:
        """The sentence in the language of a code such as ``zh-hans`` or ``en``."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file. ``warnings`` say where the order or the characters are not certain."""

    text: str
    warnings: tuple[Remark, ...]
    media_type: str


class Unreadable(ValueError):
    """A file whose text cannot be had. ``remark`` says why, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.remark = Remark(zh, en)
