"""A value in house wording, and what such wording asserts.

The house writes as rules for official figures ask (GB/T 15835-2011): Arabic digits, 余
only below the value, 近 only above it, 万 and 亿 truncated with 余 or exact, never two
approximators at once. ``word`` and ``asserts`` are inverse in this sense: the interval
of a wording always contains the value it was made from.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from enum import StrEnum

from heli.kit.interval import (
    EXACT_ARITHMETIC,
    Exactness,
    Interval,
    asserted,
    last_place,
    plain,
)


WAN = Decimal(10_000)
YI = Decimal(100_000_000)
MAX_PLACES = 200
MONEY = "元"
"""With it the units of money end: 元, 港元, 万元."""

_FLOOR = Context(prec=2000, rounding=ROUND_FLOOR)
_CEILING = Context(prec=2000, rounding=ROUND_CEILING)


class CannotWord(ValueError):
    """This value cannot be worded in this style without saying something false."""


class Form(StrEnum):
    """The shape of a wording."""

    EXACT = "exact"
    OVER = "over"
    NEARLY = "nearly"
    WAN = "wan"
    YI = "yi"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Style:
    """A form with its fineness.

    ``digits`` counts decimals for 万, 亿 and percent (0 or more), leading digits kept for
    余 (1 or more) and 近 (0 or more; with 0, the next power of ten); exact ignores it.
    """

    form: Form
    digits: int = 0


EXACT = Style(Form.EXACT)


def word(value: Decimal | int, *, unit: str = "", style: Style = EXACT) -> str:
    """Return ``value`` with its base ``unit`` in house wording, such as 5900余万元.

    A percentage is given as its number (75 for 75%) and worded 75%, 超75.2% when there
    is more, 不足0.1% when there is less than the first place.
    ``CannotWord`` for negative and not finite values, for values the style would make
    false (余 and 近 of a round number, 近 of a value more than half a place or a tenth
    below, 余 after a single digit), and for units that are not base units.
    """
    number = _wordable(Decimal(value), unit, style)
    match style.form:
        case Form.EXACT:
            return digits(number, unit=unit, grouped=False) + unit
        case Form.OVER:
            return _over(number, style.digits) + unit
        case Form.NEARLY:
            return _nearly(number, style.digits) + unit
        case Form.WAN:
            return _in_multiple(number, WAN, style.digits) + unit
        case Form.YI:
            return _in_multiple(number, YI, style.digits) + unit
    return _percent(number, style.digits)


def english(value: Decimal | int, *, unit: str = "") -> str:
    """Return ``value`` exactly, with thousands separators: ``16,680 yuan``."""
    number = _wordable(Decimal(value), "", EXACT)
    return f"{number:,f} {unit}".rstrip()


def digits(value: Decimal, *, unit: str, grouped: bool = True) -> str:
    """Return every digit of ``value`` as people read it in ``unit``: 46,000.00 (元), 4.2 (吨).

    Money keeps the places of its fen, and so does a number of nobody knows what; any other quantity
    has no zeros at the end.
    """
    text = f"{value:,f}" if grouped else f"{value:f}"
    is_kept = not unit or unit.endswith(MONEY) or "." not in text
    return text if is_kept else text.rstrip("0").rstrip(".")


def asserts(wording: str) -> Interval:
    """Return the interval that a wording of ``word`` or ``english`` asserts.

    Reads house wording only, not people's prose. ``ValueError`` for anything else, also
    for two approximators at once (近500余, 超5900余).
    """
    match = _HOUSE.fullmatch(wording.strip())
    if match is None:
        raise ValueError(f"this is not house wording: {wording}")
    before, digits = match["before"], match["number"].replace(",", "")
    multiple = _MULTIPLES[match["multiple"]]
    number = EXACT_ARITHMETIC.multiply(Decimal(digits), multiple)
    place = last_place(number)
    if match["inner"] or match["outer"]:
        if before:
            raise ValueError(f"two approximators at once: {wording}")
        if match["outer"] and multiple > 1:
            # 10万余 is over by less than one 万, 1.2亿余 by less than 0.1亿.
            place = min(place, multiple)
        return asserted(number, exactness=Exactness.OVER, place=place)
    if before == "不足":
        return Interval(Decimal(0), number, high_open=True)
    return asserted(number, exactness=_BEFORE[before], place=place)


def styles_for(value: Decimal | int, *, unit: str = "", frozen: bool = True) -> tuple[Style, ...]:
    """Return the permitted styles for ``value``, the preferred one first.

    A frozen value of at most four digits is worded exactly and in no other way. A longer
    or still growing one may be given in 万 or 亿 with at most two decimals, exactly, or
    with 余 or 近 where it is a little over or under. A percentage has at most one
    decimal. Styles that would give the same wording are listed once. ``CannotWord`` if
    there is none.
    """
    if unit == "%":
        candidates = [Style(Form.PERCENT, 1), Style(Form.PERCENT)]
    elif frozen and value < WAN:
        candidates = [EXACT]
    else:
        candidates = _approximate_styles(Decimal(value))
    chosen: dict[str, Style] = {}
    for style in candidates:
        try:
            chosen.setdefault(word(value, unit=unit, style=style), style)
        except CannotWord:
            continue
    if not chosen:
        raise CannotWord("no style words this value with this unit")
    return tuple(chosen.values())


def _approximate_styles(number: Decimal) -> list[Style]:
    multiples = [Style(Form.YI, 2)] if number >= YI else []
    if WAN <= number < YI * 10:
        multiples += [Style(Form.WAN, 2), Style(Form.WAN)]
    rounded = [
        Style(Form.OVER, 2),
        Style(Form.OVER, 1),
        Style(Form.NEARLY, 2),
        Style(Form.NEARLY, 1),
        Style(Form.NEARLY),
    ]
    return [*multiples, EXACT, *rounded]


def _wordable(number: Decimal, unit: str, style: Style) -> Decimal:
    if not number.is_finite() or abs(number.adjusted()) > MAX_PLACES:
        raise CannotWord("only a finite number of at most 200 places can be worded")
    if number < 0:
        raise CannotWord("a negative number is not worded: state a decrease as such")
    if not 0 <= style.digits <= MAX_PLACES:
        raise CannotWord("the digits of a style are 0 to 200")
    if style.form is Form.PERCENT:
        if unit not in {"", "%"}:
            raise CannotWord("a percentage has no other unit")
    elif not _UNIT.fullmatch(unit):
        raise CannotWord(f"not a base unit: {unit}")
    # Also turns the negative zero into zero.
    return number.copy_abs()


def _over(number: Decimal, digits: int) -> str:
    place = _power(number.adjusted() - digits + 1)
    stated = number.quantize(place, context=_FLOOR)
    if digits < 1 or stated == number:
        raise CannotWord("余 needs a value over a round number")
    multiple, name = _fitting(stated)
    if place >= 10 * multiple:
        return f"{_mantissa(stated, multiple)}余{name}"
    if not name:
        raise CannotWord("余 follows tens and higher places only")
    return f"{_mantissa(stated, multiple)}{name}余"


def _nearly(number: Decimal, digits: int) -> str:
    place = _power(number.adjusted() - digits + 1)
    stated = number.quantize(place, context=_CEILING)
    missing = EXACT_ARITHMETIC.subtract(stated, number)
    if missing == 0:
        raise CannotWord("近 needs a value under a round number")
    if _times(missing, 2) > place or _times(missing, 10) > stated:
        raise CannotWord("the value is too far below for 近")
    multiple, name = _fitting(stated)
    return f"近{_mantissa(stated, multiple)}{name}"


def _in_multiple(number: Decimal, multiple: Decimal, decimals: int) -> str:
    name = _NAMES[multiple]
    place = EXACT_ARITHMETIC.multiply(multiple, _power(-decimals))
    stated = _truncated(number, place)
    if stated == number:
        return f"{_mantissa(stated, multiple)}{name}"
    if stated == 0:
        raise CannotWord(f"the value is too small to be worded in {name}")
    return f"{_mantissa(stated, multiple)}{name}余"


def _percent(number: Decimal, decimals: int) -> str:
    place = _power(-decimals)
    stated = _truncated(number, place)
    if stated == number:
        return f"{plain(stated)}%"
    if stated == 0:
        return f"不足{plain(place)}%"
    return f"超{plain(stated)}%"


def _truncated(number: Decimal, place: Decimal) -> Decimal:
    steps = EXACT_ARITHMETIC.divide(number, place).to_integral_value(ROUND_FLOOR)
    return EXACT_ARITHMETIC.multiply(steps, place)


def _fitting(stated: Decimal) -> tuple[Decimal, str]:
    """Return the largest of 亿, 万 and 1 that needs no more than two decimals."""
    for multiple in (YI, WAN):
        if stated >= multiple and _times(last_place(stated), 100) >= multiple:
            return multiple, _NAMES[multiple]
    return Decimal(1), ""


def _power(exponent: int) -> Decimal:
    return Decimal((0, (1,), exponent))


def _times(number: Decimal, factor: int) -> Decimal:
    # The operator would round to the precision of the caller's context.
    return EXACT_ARITHMETIC.multiply(number, Decimal(factor))


def _mantissa(stated: Decimal, multiple: Decimal) -> str:
    return plain(EXACT_ARITHMETIC.divide(stated, multiple))


_NAMES = {WAN: "万", YI: "亿"}
_MULTIPLES = {None: Decimal(1), "": Decimal(1), "万": WAN, "亿": YI}
_BEFORE = {
    "": Exactness.EXACT,
    "近": Exactness.NEARLY,
    "超": Exactness.OVER,
}
# A unit is a base unit: 元, not 万元, so that every wording reads in one way only.
_UNIT_WORDS = r"(?:[^\s\d.,余多近超万亿%％‰][^\d余多%％‰]*)?"
_UNIT = re.compile(_UNIT_WORDS)
_HOUSE = re.compile(
    r"(?P<before>近|超|不足|)"
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r"(?P<inner>余?)(?P<multiple>[万亿]?)(?P<outer>余?)"
    rf"(?:%|\s?{_UNIT_WORDS})"
)
