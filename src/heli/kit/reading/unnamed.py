"""Numbers beside which neither unit nor a listed noun stands, and that are figures all the same."""

import re
from typing import Final

from heli.kit.interval import Exactness
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind
from heli.kit.reading.numerals import Amount
from heli.kit.reading.quantity import mention_of
from heli.kit.reading.units import Unit


NONE: Final = Unit("", Kind.COUNT)
_GREAT: Final = frozenset("万亿")
_AND_MORE: Final = frozenset("余多")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
ROUND_SIGNS: Final = frozenset("百千")
"""上千, 过百: said of what was named before; 会员过千的商会 only describes."""
ROUND: Final = 10
TOLL: Final = re.compile(r"[死亡伤男女](?!一生)(?=[\d一二两三四五六七八九十]|[，。、;:!?)”\n]|$)")
"""3死15伤, 12男7女: who they were or what became of them, in one sign."""
INDEX: Final = re.compile(r"(?:(?:系数|指数|比值)[^，。;、]{0,4}|额为|数为|率为)$")
"""利用系数达到0.7, 缺勤数为0: what has no unit."""


def great(text: str, place: int, end: int, value: Amount) -> Mention | None:
    """让12万老人受益, 十多万游客, 300余停车位: nobody writes 万 or 余 behind a digit for a name.

    In Chinese signs alone 万 may be one (六万村, 三万活动), so there something must be left open.
    """
    if not value.arabic and value.exactness is Exactness.EXACT:
        return None
    sign = text[end - 1]
    if sign in _GREAT or (sign in _AND_MORE and value.number >= ROUND and _HAN.match(text, end)):
        return made(text, place, end, value, NONE, "bare.great")
    return None


def made(text: str, place: int, end: int, value: Amount, unit: Unit, rule: str) -> Mention:
    """The figure ``rule`` makes of a number that ends its quantity."""
    mention = mention_of(text, place, (value, end, unit))
    mention.rule, mention.confidence, mention.numeral_end = rule, 0.65, end
    return mention
