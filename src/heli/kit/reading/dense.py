"""Where numbers stand as thick as in a table: value and unit at once, without asking what is counted.

The thickest prose we know has 64 numerals in 530 characters; damaged tables and hostile texts have. There
a plain number with its unit is read in one step and says so: rule ``dense``, confidence .5.
Whatever is qualified, dated or otherwise unlike a plain cell is left to the scanner.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from heli.kit.interval import EXACT_ARITHMETIC, Exactness
from heli.kit.reading.context import AFTER_FIRST, LAST
from heli.kit.reading.folding import Folded
from heli.kit.reading.mention import ONE
from heli.kit.reading.model import Reading, Role, reading_of
from heli.kit.reading.units import UnitTable


_CELL: Final = re.compile(
    r"[ \n|;，、。]*+(?P<number>\d{1,8}+(?:,\d{3}(?!\d)){0,4}+(?:\.\d{1,6}+)?+)(?P<scale>[万亿]?+)"
)
_SCALES: Final = {"": ONE, "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_NOT_BEFORE: Final = LAST | frozenset(
    "前第每-~至到.,:/=+为是线话打码编机真信台号Q早〔[ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
_NOT_BEHIND: Final = frozenset("年月日号世时点晚分成届")
_NOT_AFTER: Final = AFTER_FIRST | frozenset("-~至到/半零")
_SMALLER: Final = re.compile(
    r"零?[\d一二两三四五六七八九十]{1,3}+(?:个月|天|小时|分钟|分|秒|角|两)"
)
_OPENS_SMALLER: Final = frozenset("零一二两三四五六七八九十")
_LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_CLOSED: Final = (False, False)
_STOPS: Final = frozenset("，。;")
_SHORT: Final = 5
_CONFIDENCE: Final = 0.5


class Cells:
    """Reads runs of plain cells in a folded text; ``readings`` holds them in the order of the text."""

    __slots__ = ("_cut", "_folded", "_given", "_table", "readings")

    def __init__(self, given: str, folded: Folded, table: UnitTable) -> None:
        self._given, self._folded, self._table = given, folded, table
        self._cut = 0
        self.readings: list[Reading] = []

    def run(self, place: int) -> tuple[int, int]:
        """Read plain cells from ``place`` on; returns where they end and how many they are."""
        text = self._folded.text
        if place and text[place - 1] in _NOT_BEFORE:
            return place, 0
        first = len(self.readings)
        while match := _CELL.match(text, place):
            end = self._cell(text, match) or self._silent(text, match, first)
            if not end:
                break
            place = end
        return place, len(self.readings) - first

    def _cell(self, text: str, match: re.Match[str]) -> int:
        """Keep the cell of ``match`` and return its end, or 0 when it is not a plain one."""
        at = match.end()
        if text[at : at + 1] in _NOT_BEHIND or (found := self._table.at(text, at)) is None:
            return 0
        end, unit = found
        following = text[end : end + 1]
        if following in _NOT_AFTER:
            return 0
        if (following in _OPENS_SMALLER or following.isdigit()) and _SMALLER.match(text, end):
            return 0
        start = match.start("number")
        if text[end - 1] in _LETTERS and following.isdigit():
            return 0
        number, precision = _stated(*match.group("number", "scale"))
        first, last = start, end
        if self._folded.cuts:
            first, last = self._origin(start), self._origin(end - 1) + 1
        self.readings.append(
            reading_of(
                first,
                last,
                self._given[first:last],
                unit.kind,
                Role.FIGURE,
                number,
                number,
                *_CLOSED,
                Exactness.EXACT,
                precision,
                unit.name,
                "",
                "",
                "",
                "",
                _CONFIDENCE,
                "dense",
                None,
                None,
            )
        )
        return end

    def _silent(self, text: str, match: re.Match[str], first: int) -> int:
        """Step over a short number between cells that a stop follows: nothing says what it is."""
        start, end = match.start("number"), match.end()
        if len(self.readings) == first or end - start > _SHORT:
            return 0
        return end if text[end : end + 1] in _STOPS else 0

    def _origin(self, place: int) -> int:
        """``Folded.origin`` for places that only ever grow."""
        cuts, cut = self._folded.cuts, self._cut
        while cut < len(cuts) and cuts[cut] <= place:
            cut += 1
        self._cut = cut
        return place + self._folded.shifts[cut - 1] if cut else place


@lru_cache(maxsize=4096)
def _stated(digits: str, scale: str) -> tuple[Decimal, Decimal]:
    """The number, and the place of its last digit written."""
    number, factor = Decimal(digits.replace(",", "")), _SCALES[scale]
    _, dot, decimals = digits.partition(".")
    precision = factor.scaleb(-len(decimals)) if dot else factor
    return (EXACT_ARITHMETIC.multiply(number, factor) if scale else number), precision
