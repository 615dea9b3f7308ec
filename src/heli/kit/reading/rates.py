"""Amounts that say for how much of a thing another amount is: 90元一吨, 500元/2年."""

from typing import Final

from heli.kit.reading.mention import ONE, Mention
from heli.kit.reading.model import Kind


def is_basis(text: str, mention: Mention, before: Mention) -> bool:
    """90元一吨, 500元/2年, 70mg/100ml: for how much of it; ``before`` is the mention before it."""
    gap = mention.start - before.end
    if gap == 0:
        return text[mention.start] == "一" and before.kind is Kind.MONEY and mention.low == ONE
    if gap != 1 or text[before.end] != "/" or before.unit in ("", mention.unit):
        return False
    return mention.kind in _MEASURED or before.kind in _MEASURED


_MEASURED: Final = frozenset((Kind.MONEY, Kind.MEASURE, Kind.DURATION))
"""10人/20户 are two counts."""
