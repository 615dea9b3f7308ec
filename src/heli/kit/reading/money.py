"""The currency written before a sum: ￥199, US$2,000, 港币500万元, 美元3.5万."""

import re
from decimal import Decimal
from typing import Final

from heli.kit.interval import Exactness
from heli.kit.reading.digits import DIGITS
from heli.kit.reading.numerals import Amount, exactly


_SIGNS: Final = {"￥": "元", "¥": "元", "$": "美元", "€": "欧元", "£": "英镑"}
_DOLLARS: Final = {"US": "美元", "HK": "港元", "NT": "新台币", "MO": "澳门元", "AU": "澳元"}
_WORDS: Final = {
    "人民币": "元", "新台币": "新台币", "美元": "美元", "美金": "美元", "港币": "港元", "港元": "港元",
    "欧元": "欧元", "日元": "日元", "英镑": "英镑", "台币": "新台币", "澳门币": "澳门元", "韩元": "韩元",
}  # fmt: skip
LAST: Final = frozenset(_SIGNS) | {word[-1] for word in _WORDS}
"""The characters a currency before a sum ends in."""

_TENTHS: Final = re.compile(
    r"([一二三四五六七八九\d])(?:毛钱?|(?=[，。;、!?)”\n的就都也才一每]|$))"
)
"""四块五, 8块4毛: the tenths of what is paid, mostly said without their unit."""


def tenths_after(text: str, place: int, value: Amount) -> tuple[Amount, int] | None:
    """The sum of 三块二一斤 and where it ends, when one digit of tenths stands behind 块."""
    match = _TENTHS.match(text, place)
    if match is None or value.exactness is not Exactness.EXACT:
        return None
    tenths = Decimal(DIGITS.get(match.group(1), match.group(1))) / 10
    return exactly(value.number + tenths, Decimal("0.1"), arabic=value.arabic), match.end()


def currency_before(text: str, place: int) -> tuple[int, str] | None:
    """The currency that ends at ``place``: where the sum begins with its sign, and its unit."""
    last = text[place - 1 : place]
    if last not in LAST or not last:
        return None
    if last in _SIGNS:
        letters = text[max(place - 3, 0) : place - 1] if last == "$" else ""
        unit = _DOLLARS.get(letters)
        return (place - 3, unit) if unit else (place - 1, _SIGNS[last])
    word = word_before(text, place)
    return (place, word[1]) if word else None


def word_before(text: str, place: int) -> tuple[int, str] | None:
    """The word for a currency that ends at ``place``: where it begins, and its unit."""
    for length in (3, 2):
        start = max(place - length, 0)
        if unit := _WORDS.get(text[start:place]):
            return start, unit
    return None
