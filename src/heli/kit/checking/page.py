"""A text laid out for checking: folded, in sentences and paragraphs, with its readings in place."""

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from heli.kit.checking.findings import Finding, Klass, Message, Span, Verdict
from heli.kit.interval import EXACT_ARITHMETIC, Exactness, Interval
from heli.kit.reading import QUANTITIES, Kind, Reading, Role, UnitTable, default_units, fold


_CROWD: Final = 40
"""At most so many readings are looked at on either side: the cost stays linear."""
_HALF: Final = Decimal("0.5")
_ASIDE: Final = 60
_COMMA: Final = re.compile(r",(?!\d)|(?<!\d),")
_END: Final = re.compile(r"[。!?!?\n]")
_CLAUSE: Final = frozenset('，。;:!?、,;:!?\n（）()“”"')
_FREE: Final = frozenset(("generic", "plants_animals", "things", "areas", "ranks", ""))


@dataclass(frozen=True, slots=True)
class Item:
    """A reading at its place in the folded text.

    ``amount`` is what its wording allows, in base units and with the tolerance of rounding;
    ``number`` is the stated number itself.
    """

    index: int
    start: int
    end: int
    reading: Reading
    amount: Interval | None
    number: Decimal | None
    factor: Decimal
    counting: str

    @property
    def unit(self) -> str:
        """The unit as read, in simplified script."""
        return self.reading.unit

    @property
    def is_figure(self) -> bool:
        """Whether it is a quantity that claims something."""
        return self.amount is not None and self.reading.role is Role.FIGURE

    @property
    def is_count(self) -> bool:
        """Whether it counts things, in whatever role."""
        return self.reading.kind is Kind.COUNT and self.amount is not None


class Page:
    """One text with its readings. All windows are bounded, so that checking stays linear."""

    def __init__(
        self,
        text: str,
        readings: Sequence[Reading],
        date: datetime.date | None = None,
        units: UnitTable | None = None,
    ) -> None:
        self.given, self.folded = text, fold(text)
        self.text = _COMMA.sub("，", self.folded.text)
        self.table = units or default_units()
        self.date = date
        self.items = [self._item(i, r) for i, r in enumerate(readings)]
        self.figures = [item for item in self.items if item.is_figure]
        self.starts = [item.start for item in self.items]
        self._ends = [m.end() for m in _END.finditer(self.text)]
        self._lines = [m.end() for m in re.finditer("\n", self.text)]

    def _item(self, index: int, reading: Reading) -> Item:
        start, end = self._inside(reading.start), self._inside(reading.end - 1) + 1
        known = self.table.by_name.get(reading.unit)
        factor = known.factor if known else Decimal(1)
        amount = _amount(reading, factor)
        number = None
        if amount is not None and reading.low == reading.high and reading.low is not None:
            number = EXACT_ARITHMETIC.multiply(reading.low, factor)
        counting = known.counting if known and reading.kind is Kind.COUNT else ""
        return Item(index, start, end, reading, amount, number, factor, counting)

    def _inside(self, place: int) -> int:
        """The place in the folded text of an offset into the text as given."""
        cuts, shifts = self.folded.cuts, self.folded.shifts
        low, high = 0, len(cuts)
        while low < high:
            middle = (low + high) // 2
            if cuts[middle] + shifts[middle] <= place:
                low = middle + 1
            else:
                high = middle
        return place - (shifts[low - 1] if low else 0)

    def span(self, start: int, end: int) -> Span:
        """Offsets into the text as given."""
        return self.folded.span(start, end)

    def sentence(self, place: int) -> tuple[int, int]:
        """Where the sentence around ``place`` begins and ends."""
        return _between(self._ends, place, len(self.text))

    def paragraph(self, place: int) -> tuple[int, int]:
        """Where the paragraph around ``place`` begins and ends."""
        return _between(self._lines, place, len(self.text))

    def within(self, start: int, end: int) -> list[Item]:
        """The readings that begin between two places."""
        return self.items[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def previous(self, item: Item, reach: int) -> Iterator[Item]:
        """The readings before ``item``, nearest first, at most ``reach`` characters back."""
        for index in range(item.index - 1, max(item.index - _CROWD, 0) - 1, -1):
            other = self.items[index]
            if item.start - other.end > reach:
                return
            yield other

    def following(self, item: Item, reach: int) -> Iterator[Item]:
        """The readings after ``item``, at most ``reach`` characters on."""
        for index in range(item.index + 1, min(item.index + _CROWD, len(self.items))):
            other = self.items[index]
            if other.start - item.end > reach:
                return
            yield other

    def aside(self, item: Item, place: int) -> bool:
        """Whether ``item`` stands in brackets that are closed before ``place``: it says more of what stands before them."""
        opened = self.text.rfind("(", max(item.start - _ASIDE, 0), item.start)
        if opened < 0 or self.text.find(")", opened, item.start) >= 0:
            return False
        return self.text.find(")", item.end, min(place, item.end + _ASIDE)) >= 0

    def lead(self, item: Item, most: int = 24) -> str:
        """The words before a reading, back to the quantity before it or to the sentence.

        Dates and ranks on the way are left out: 增加到2023年的300家 reads 增加到的.
        """
        first = max(item.start - most, self.sentence(item.start)[0])
        words, end = "", item.start
        for index in range(item.index - 1, -1, -1):
            other = self.items[index]
            if other.end <= first:
                break
            words = self.text[other.end : end] + words
            if other.amount is not None:
                return words
            end = other.start
        return self.text[first:end] + words if end > first else words

    def tail(self, item: Item, most: int = 16) -> str:
        """The words after a reading, up to the reading after it or the end of the sentence."""
        last = min(item.end + most, self.sentence(item.end)[1])
        if item.index + 1 < len(self.items):
            last = min(last, self.items[item.index + 1].start)
        return self.text[item.end : last]

    def noun(self, item: Item) -> str:
        """What is counted: the run of words right after the unit."""
        end = item.end
        stop = min(end + 14, len(self.text))
        while end < stop and self.text[end] not in _CLAUSE and not self.text[end].isdigit():
            end += 1
        return self.text[item.end : end] or item.reading.what

    def topic(self, item: Item) -> str:
        """What is counted where the noun stands before the number: 口罩 in 口罩10万只."""
        lead = self.lead(item, 14)
        cut = max((lead.rfind(c) for c in _CLAUSE), default=-1)
        return lead[cut + 1 :]

    def alike(self, one: Item, other: Item, *, strictly: bool = False) -> bool:
        """Whether two amounts may be added or compared.

        Strictly, things counted by a general classifier (个, 项) must also be named alike.
        """
        a, b = one.reading, other.reading
        if a.kind is not b.kind or a.per != b.per:
            return False
        if a.kind is not Kind.COUNT:
            return self.table.comparable(a.unit, b.unit)
        if one.counting in _FREE or other.counting in _FREE:
            if a.unit != b.unit:
                return False
            return not strictly or self.named_alike(one, other)
        return one.counting == other.counting

    def named_alike(self, one: Item, other: Item) -> bool:
        """Whether the nouns of two counts share their head, or one of them names none."""
        first, second = self.noun(one), self.noun(other)
        if not first or not second:
            return not first and not second and bool(_shared(self.topic(one), self.topic(other)))
        return first[:2] == second[:2] or _shared(first, second)

    def finding(
        self,
        klass: Klass,
        verdict: Verdict,
        spans: Iterable[Item | tuple[int, int]],
        message: Message,
        *,
        gap: Decimal | None = None,
        unit: str = "",
        rule: str,
    ) -> Finding:
        """A finding whose spans are given as readings or as places in the folded text."""
        places = tuple(
            (s.reading.start, s.reading.end) if isinstance(s, Item) else self.span(*s)
            for s in spans
        )
        return Finding(klass, verdict, places, message, gap, unit, rule)


def _shared(one: str, other: str) -> bool:
    return any(one[i : i + 2] in other for i in range(len(one) - 1))


def _between(ends: Sequence[int], place: int, last: int) -> tuple[int, int]:
    here = bisect_right(ends, place)
    return (ends[here - 1] if here else 0), (ends[here] if here < len(ends) else last)


def _amount(reading: Reading, factor: Decimal) -> Interval | None:
    """What a quantity allows in base units: a number in 万 or with decimals may be rounded or cut."""
    low, high = reading.low, reading.high
    if reading.kind not in QUANTITIES or low is None:
        return None
    if reading.exactness == Exactness.EXACT and is_rounded(reading) and high is not None:
        below = low - reading.precision * _HALF
        if low >= 0:
            below = max(below, Decimal(0))
        return Interval(below, high + reading.precision, high_open=True) * factor
    if high is not None and low == high:
        return Interval.exactly(low) * factor
    return Interval(low, high, low_open=reading.low_open, high_open=reading.high_open) * factor


def is_rounded(reading: Reading) -> bool:
    """Whether the number as written may stand for a finer one: 4.6万, 60%, but not 60604元."""
    if reading.kind is Kind.PERCENT or (reading.kind is Kind.MEASURE and "." in reading.text):
        return True
    return (
        "万" in reading.text or "萬" in reading.text or "亿" in reading.text or "億" in reading.text
    )
