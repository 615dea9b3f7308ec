"""Names as people type them when they look for somebody: any script, any width, or initials."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Protocol
from unicodedata import normalize


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _to_simplified() -> _Converter:
    import opencc

    converter: _Converter = opencc.OpenCC("t2s")
    return converter


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """``text`` in simplified script, half width, lower case, without spaces."""
    narrow = normalize("NFKC", text).lower()
    return "".join(_to_simplified().convert(narrow).split())


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """The first letters of the pinyin of ``text``: 历史学会 gives ``lsxh``."""
    return "".join(map(_letters, _words()(fold(text))))


@cache
def _words() -> Callable[[str], Iterable[str]]:
    """What cuts a text into words, as a syllable is read by the word it stands in (重庆, 重要)."""
    from pypinyin.core import Pinyin

    cut: Callable[[str], Iterable[str]] = Pinyin().seg
    return cut


# Names have few characters between them: a list of ten thousand donors repeats some hundreds.
@lru_cache(maxsize=16_384)
def _letters(word: str) -> str:
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin([word], style=Style.FIRST_LETTER))


def searchable(*names: str) -> str:
    """What is stored beside a party so that it is found by name, short name or initials."""
    given = [name for name in names if name]
    words = [fold(name) for name in given] + [initials(name) for name in given]
    return " ".join(dict.fromkeys(words))[:400]
