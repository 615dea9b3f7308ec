"""Names as people type them when they look for somebody: any script, any width, or initials."""

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


def fold(text: str) -> str:
    """``text`` in simplified script, half width, lower case, without spaces."""
    narrow = normalize("NFKC", text).lower()
    return "".join(_to_simplified().convert(narrow).split())


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """The first letters of the pinyin of ``text``: 历史学会 gives ``lsxh``."""
    from pypinyin import Style, lazy_pinyin

    letters: list[str] = lazy_pinyin(fold(text), style=Style.FIRST_LETTER)
    return "".join(letters)


def searchable(*names: str) -> str:
    """What is stored beside a party so that it is found by name, short name or initials."""
    given = [name for name in names if name]
    words = [fold(name) for name in given] + [initials(name) for name in given]
    return " ".join(dict.fromkeys(words))[:400]
