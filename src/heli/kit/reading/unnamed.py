"""Numbers beside which neither unit nor a listed noun stands, and that are figures all the same."""

import re
from typing import Final

from heli.kit.interval import Exactness
from heli.kit.reading.contextual import NONE
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind
from heli.kit.reading.numerals import Amount
from heli.kit.reading.quantity import mention_of
from heli.kit.reading.units import Unit, UnitTable


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

    In Chinese signs alone 万 may be one (六万村, 三万活动), so there something must be left open; 亿 is none.
    """
    sign = text[end - 1]
    if not value.arabic and value.exactness is Exactness.EXACT and sign != "亿":
        return None
    if sign in _GREAT or (sign in _AND_MORE and value.number >= ROUND and _HAN.match(text, end)):
        return made(text, place, end, value, NONE, "bare.great")
    return None


def is_toll(text: str, place: int, end: int) -> bool:
    """7死13伤, 致21伤救援展开: what stands before or behind says that they are people."""
    if text[end : end + 1] in _HURT and text[place - 1 : place] in _CAUSED:
        return text[end : end + 1] != ""
    return TOLL.match(text, end) is not None


_HURT: Final = frozenset("死伤")
_CAUSED: Final = frozenset("死亡伤致")


def shared(text: str, place: int, end: int, value: Amount, table: UnitTable) -> Mention | None:
    """收窄4.1、2.6和0.8个百分点: the unit behind the last decimal is that of all."""
    listed = _LISTED.match(text, end)
    unit = table.at(text, listed.end()) if listed else None
    if unit is None or unit[1].kind not in _MEASURED:
        return None
    return made(text, place, end, value, unit[1], "bare.shared")


_LISTED: Final = re.compile(r"(?:[、和与及]\d{1,4}\.\d{1,3}){1,8}+")
_MEASURED: Final = frozenset((Kind.PERCENT, Kind.MEASURE, Kind.MONEY))


def joint(text: str, place: int, end: int, value: Amount) -> Mention | None:
    """等八部门印发, 六部门联合巡查: bodies that act as one."""
    acting = _ACTING.match(text, end) or (text[place - 1 : place] == "等" and place)
    together = acting and text.startswith("部门", end)
    return made(text, place, end, value, NONE, "bare.counted") if together else None


_ACTING: Final = re.compile(r"部门(?:联合|联动|共同|合力|携手)")


def made(text: str, place: int, end: int, value: Amount, unit: Unit, rule: str) -> Mention:
    """The figure ``rule`` makes of a number that ends its quantity."""
    mention = mention_of(text, place, (value, end, unit))
    mention.rule, mention.confidence, mention.numeral_end = rule, 0.65, end
    return mention
