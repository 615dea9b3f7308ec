"""The value of a numeral's digits: Arabic with scales, Chinese, and both together."""

import re
from decimal import Decimal
from typing import Final

from heli.kit.interval import EXACT_ARITHMETIC


DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL: Final = {"十": 10, "百": 100, "千": 1000}
LARGE: Final = {"万": 10_000, "亿": 100_000_000}
SCALES: Final = SMALL | LARGE
ONE: Final = Decimal(1)
TENS: Final = {"廿": 20, "卅": 30}
_NEXT: Final = frozenset("123456789")
_PART = re.compile(r"\d++(?:\.\d++)?|[十百千万亿]")


def arabic_value(core: str) -> Decimal | None:
    """3100万, 3亿5000万, 2亿4千8百万: digits with scales, summed downwards, section by section."""
    if len(core) > 1 and core[-2] == "万" and core[-1] in _NEXT:
        core += "千"  # 9万6 goes on in the next place, as 九万六 does
    total = section = Decimal(0)
    part: Decimal | None = None
    for token in _PART.findall(core):
        if token not in SCALES:
            section += part or 0
            part = Decimal(token)
        elif token in SMALL:
            part = EXACT_ARITHMETIC.multiply(part or ONE, Decimal(SMALL[token]))
        elif part is None and total:
            total = EXACT_ARITHMETIC.multiply(total, Decimal(LARGE[token]))  # 10万亿
        else:
            section += ONE if part is None else part
            total += EXACT_ARITHMETIC.multiply(section, Decimal(LARGE[token]))
            section, part = Decimal(0), None
    return total + section + (part or 0)


_PLACED: Final = re.compile(
    r"(?!一九[〇零一二三四五六七八九]{2}|二[〇零]|[零〇])([〇零一二三四五六七八九]{3,9})([万亿]?)"
)
"""二四三〇三户, 约一一二二万元: digits in their places, as papers of Taiwan print them; no year."""


def chinese_value(core: str) -> Decimal | None:
    """一千二百零三万: sections below 万 within 万 within 亿; 一百二 and 三万五 fill the next place."""
    if core in _PLAIN:
        return _PLAIN[core]
    if placed := _PLACED.fullmatch(core):
        digits = "".join(str(DIGITS[c]) for c in placed.group(1))
        return Decimal(digits) * SCALES.get(placed.group(2), 1)
    if len(core) > 1 and not any(c in SCALES or c in TENS for c in core):
        return None
    total = section = digit = 0
    last_scale = 1
    previous = ""
    for c in core:
        if c in DIGITS:
            if previous in DIGITS and previous not in "零〇":
                return None
            digit = DIGITS[c]
            last_scale = 1 if c in "零〇" else last_scale
        elif c in TENS:
            section += TENS[c]
        elif c in SMALL:
            if previous in SMALL:
                return None
            section += (digit or 1) * SMALL[c]
            digit, last_scale = 0, SMALL[c]
        else:
            total, section = _carry(total, section + digit, LARGE[c], previous)
            digit, last_scale = 0, LARGE[c]
        previous = c
    if digit and last_scale > SCALES["十"] and previous not in "零〇" and len(core) > 1:
        digit *= last_scale // 10
    return Decimal(total + section + digit)


def _carry(total: int, section: int, scale: int, previous: str) -> tuple[int, int]:
    if previous in LARGE:
        return total * scale, 0
    return (total + (section or 1)) * scale if scale > LARGE["万"] else total + (
        section or 1
    ) * scale, 0


_PLAIN: Final = {c: Decimal(v) for c, v in DIGITS.items()} | {
    c: Decimal(v) for c, v in TENS.items()
}
