"""From scraps of text with their places on a page to lines in reading order.

A page is cut where a gutter runs down it; what crosses the gutter (a headline) parts what
stands above from what stands below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final


_ASCII: Final = 128
_HALF: Final = 0.5
_LEAST: Final = 6
_SIDE: Final = 0.2
_CROSSING: Final = 0.12
_DEEPEST: Final = 4
_ENDS: Final = frozenset("。！？；：.!?;:”）)")


@dataclass(frozen=True, slots=True)
class Scrap:
    """A run of text at a place: ``x`` to the right, ``y`` upwards, in points."""

    x: float
    y: float
    size: float
    text: str

    @property
    def end(self) -> float:
        """Where it ends, estimated: a Chinese character is as wide as high, others half."""
        wide = sum(1.0 if ord(sign) > _ASCII else _HALF for sign in self.text)
        return self.x + wide * self.size


@dataclass(frozen=True, slots=True)
class Line:
    """Scraps of one height that belong together."""

    x: float
    end: float
    y: float
    size: float
    text: str


def lines_of(scraps: Sequence[Scrap]) -> list[Line]:
    """Put scraps of one height together; a gap of more than two characters parts them."""
    lines: list[Line] = []
    for _height, row in groupby(sorted(scraps, key=_height_key), key=_height_key):
        last: Line | None = None
        for scrap in sorted(row, key=lambda s: s.x):
            if last is not None and scrap.x - last.end < max(last.size, scrap.size) * 2:
                gap = " " if scrap.x - last.end > scrap.size * _HALF else ""
                last = Line(
                    last.x,
                    scrap.end,
                    last.y,
                    max(last.size, scrap.size),
                    last.text + gap + scrap.text,
                )
                lines[-1] = last
            else:
                last = Line(scrap.x, scrap.end, scrap.y, scrap.size, scrap.text)
                lines.append(last)
    return lines


def _height_key(scrap: Scrap) -> float:
    return -round(scrap.y / max(scrap.size * _HALF, 1.0)) * max(scrap.size * _HALF, 1.0)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one column, from top to bottom, and where the column ends."""

    lines: tuple[Line, ...]
    end: float


def in_order(lines: Sequence[Line], depth: int = 0) -> list[Block]:
    """Blocks in reading order: left column before right, headlines where they stand."""
    gutter = _gutter(lines) if depth < _DEEPEST else None
    if gutter is None:
        ordered = tuple(sorted(lines, key=lambda line: (-line.y, line.x)))
        return [Block(ordered, max(line.end for line in ordered))] if ordered else []
    blocks: list[Block] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: (-line.y, line.x)):
        if line.x < gutter < line.end:
            blocks += _halves(band, gutter, depth)
            blocks.append(Block((line,), line.end))
            band = []
        else:
            band.append(line)
    return blocks + _halves(band, gutter, depth)


def _halves(band: Sequence[Line], gutter: float, depth: int) -> list[Block]:
    left = [line for line in band if line.end <= gutter]
    right = [line for line in band if line.x >= gutter]
    return in_order(left, depth + 1) + in_order(right, depth + 1)


def _gutter(lines: Sequence[Line]) -> float | None:
    """A place that nearly no line crosses, with enough lines on both sides at like heights."""
    if len(lines) < _LEAST:
        return None
    starts = sorted({round(line.x, 1) for line in lines})
    best: tuple[int, float] | None = None
    for start in starts[1:]:
        place = start - _HALF
        left = [line for line in lines if line.end <= place]
        right = [line for line in lines if line.x >= place]
        crossing = len(lines) - len(left) - len(right)
        if crossing > len(lines) * _CROSSING or min(len(left), len(right)) < len(lines) * _SIDE:
            continue
        if not _beside(left, right):
            continue
        rated = (-crossing, min(len(left), len(right)))
        if best is None or rated[0] > best[0]:
            best = (rated[0], place)
    return best[1] if best else None


def _beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether two groups stand next to each other rather than one below the other."""
    top = min(max(line.y for line in left), max(line.y for line in right))
    low = max(min(line.y for line in left), min(line.y for line in right))
    both = [line for line in (*left, *right) if low <= line.y <= top]
    return len(both) >= _LEAST and len(both) >= (len(left) + len(right)) * _HALF


def text_of(blocks: Sequence[Block]) -> str:
    """The text: a line that reaches the end of its column goes on without a break.

    So does the last line of a column, where it ends no sentence and the next column begins
    without an indent.
    """
    pieces: list[str] = []
    for place, block in enumerate(blocks):
        for line, following in pairwise((*block.lines, None)):
            pieces.append(line.text if line else "")
            if line is None or len(block.lines) == 1 or block.end - line.end >= line.size * 2:
                pieces.append("\n")
            elif following is not None:
                pieces.append(_joint(line, following))
            else:
                pieces.append("" if _goes_on(line, blocks[place + 1 : place + 2]) else "\n")
    return "".join(pieces)


def _goes_on(line: Line, following: Sequence[Block]) -> bool:
    if not following or line.text.rstrip()[-1:] in _ENDS:
        return False
    block = following[0]
    first, edge = block.lines[0], min(each.x for each in block.lines)
    return len(block.lines) > 1 and first.x - edge < first.size and abs(first.size - line.size) < 1


def _joint(line: Line, following: Line) -> str:
    if (
        abs(line.y - following.y) > line.size * 3
        or abs(line.size - following.size) > line.size * _SIDE
    ):
        return "\n"
    latin = line.text[-1:].isascii() and following.text[:1].isascii()
    return " " if latin and line.text[-1:].isalpha() else ""
