"""Great numbers without a numeral: 成百上千名, 数以万计."""

import re
from decimal import Decimal
from math import prod
from typing import Final

from heli.kit.interval import Exactness, Interval
from heli.kit.reading.digits import SCALES
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind, Role
from heli.kit.reading.units import Unit, UnitTable


_FLOCK: Final = re.compile(
    r"成(?P<low>[百千])上(?P<high>[千万])|数以(?P<size>[百千十]?[万亿]|[百千])计"
)


def flock_at(text: str, place: int, table: UnitTable) -> Mention | None:
    """成百上千名, 数以万计: hundreds or thousands, tens of thousands."""
    match = _FLOCK.match(text, place)
    if match is None:
        return None
    low = Decimal(prod(SCALES[sign] for sign in match.group("low") or match.group("size")))
    high = Decimal(SCALES[match.group("high")]) if match.group("high") else low
    end, unit = table.at(text, match.end()) or (match.end(), Unit("", Kind.COUNT))
    interval = Interval(low, high * 10, high_open=True)
    mention = Mention(place, end, unit.kind, Role.FIGURE, "indefinite.flock", unit=unit.name)
    mention.bound(interval)
    mention.exactness, mention.arabic = Exactness.INDEFINITE, False
    mention.numeral_end = match.end()
    return mention
