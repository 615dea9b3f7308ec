"""The figures of a read text with their marks: bound, consistent, to be asked, contradicting, unmatched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from heli.kit.checking import Klass
from heli.kit.figure_matching import Match
from heli.kit.reading import Reading, Role
from heli.loops.briefs.models import ReadText, Said, Verdict
from heli.loops.briefs.queries.faces import Faces
from heli.loops.briefs.queries.reading import SURE, faces_for, matches_of, reading_of, said_of, sole


class Mark(StrEnum):
    """How a figure stands: the first that applies."""

    IGNORED = "ignored"
    BOUND = "bound"
    CONTRADICTING = "contradicting"
    ASKED = "asked"
    CONSISTENT = "consistent"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class Marked:
    """A figure with its mark, the checks it takes part in and the measures it may state."""

    reading: Reading
    mark: Mark
    said: Said | None
    matches: tuple[Match, ...]
    findings: tuple[int, ...]
    measure: str = ""

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.reading.start


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, with its figure where it is one."""

    text: str
    marked: Marked | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part of a read text: its lines in pieces, its figures, its checks, and how many parts."""

    lines: tuple[tuple[Piece, ...], ...]
    figures: tuple[Marked, ...]
    others: tuple[Marked, ...]
    findings: tuple[tuple[int, dict[str, Any]], ...]
    part: int
    parts: int


PART: Final = 20_000
"""Characters shown at once; a part ends with a line."""

_OPEN: Final = {"contradicts": Mark.CONTRADICTING, "residual": Mark.ASKED, "doubtful": Mark.ASKED}


def sheet_of(text: ReadText, part: int = 1) -> Sheet:
    """Part ``part`` (from 1) of a read text. One query per measure, and one for what was said."""
    cuts = _cuts(text.body)
    part = min(max(part, 1), len(cuts) - 1)
    first, last = cuts[part - 1], cuts[part]
    marked = list(_marked(text, first, last, faces_for(text)))
    figures = tuple(m for m in marked if m.reading.role is Role.FIGURE)
    others = tuple(m for m in marked if m.reading.role is not Role.FIGURE)
    findings = tuple(
        (n, f) for n, f in enumerate(text.findings) if first <= f["spans"][0][0] < last
    )
    lines = tuple(_lines(text.body, first, last, figures))
    return Sheet(lines, figures, others, findings, part, len(cuts) - 1)


def whole_sheet(text: ReadText) -> Sheet:
    """All of a read text at once, without its lines: for files."""
    marked = list(_marked(text, 0, len(text.body) + 1, faces_for(text)))
    figures = tuple(m for m in marked if m.reading.role is Role.FIGURE)
    return Sheet((), figures, (), tuple(enumerate(text.findings)), 1, 1)


def _cuts(body: str) -> list[int]:
    cuts = [0]
    while len(body) - cuts[-1] > PART:
        end = body.find("\n", cuts[-1] + PART)
        cuts.append(end + 1 if 0 <= end < cuts[-1] + 2 * PART else cuts[-1] + PART)
    return [*cuts, len(body)] if len(body) > cuts[-1] or len(cuts) == 1 else cuts


def _marked(text: ReadText, first: int, last: int, faces: Faces | None) -> Iterator[Marked]:
    said = said_of(text)
    involved = _involved(text)
    for values in text.readings:
        if not first <= values["start"] < last:
            continue
        reading = reading_of(values)
        found = tuple(matches_of(text, reading, faces))
        checks = tuple(involved.get(reading.start, ()))
        word = said.get(reading.start)
        measure = _measure(word, found)
        verdicts = _told(text, reading.start, checks)
        whole = () if _is_share(text, reading.start, checks) else found
        mark = _mark(word, measure, whole, verdicts)
        yield Marked(reading, mark, word, found, checks, measure)


def _involved(text: ReadText) -> dict[int, list[int]]:
    """Which checks a place takes part in."""
    found: dict[int, list[int]] = {}
    for number, finding in enumerate(text.findings):
        for start, _end in finding["spans"]:
            found.setdefault(start, []).append(number)
    return found


def _told(text: ReadText, start: int, checks: Sequence[int]) -> list[str]:
    """The verdicts about a figure; what is asked of another's claim does not touch one that holds."""
    found = [text.findings[n] for n in checks]
    holds = any(f["verdict"] == "holds" for f in found)
    return [
        f["verdict"]
        for f in found
        if f["verdict"] not in _OPEN
        or f["verdict"] == "contradicts"
        or not holds
        or f["spans"][0][0] == start
    ]


def _measure(word: Said | None, found: Sequence[Match]) -> str:
    if word is not None and word.measure:
        return word.measure
    return sole(found) if word is None or word.verdict == Verdict.ACCEPTED else ""


def _mark(word: Said | None, measure: str, found: Sequence[Match], verdicts: Sequence[str]) -> Mark:
    if word is not None and word.verdict == Verdict.IGNORED:
        return Mark.IGNORED
    if "contradicts" in verdicts:
        return Mark.CONTRADICTING
    if measure:
        return Mark.BOUND
    if _is_contradicted(found):
        return Mark.CONTRADICTING
    for verdict in verdicts:
        if verdict in _OPEN:
            return _OPEN[verdict]
    return Mark.CONSISTENT if "holds" in verdicts else Mark.UNMATCHED


_SHARES: Final = (Klass.PARTS, Klass.PART)


def _is_share(text: ReadText, start: int, checks: Sequence[int]) -> bool:
    """Whether the text adds the figure up to a total: a record of the total does not deny it."""
    return any(
        text.findings[n]["class"] in _SHARES and text.findings[n]["spans"][0][0] != start
        for n in checks
    )


def _is_contradicted(found: Sequence[Match]) -> bool:
    """Whether the likeliest measure says another number: not merely one among many."""
    likeliest = max(found, key=lambda m: m.score, default=None)
    return likeliest is not None and likeliest.denies and likeliest.score >= SURE


def _lines(
    body: str, first: int, last: int, figures: Sequence[Marked]
) -> Iterator[tuple[Piece, ...]]:
    at, place = 0, first
    for line in body[first:last].splitlines(keepends=True):
        end = place + len(line)
        pieces: list[Piece] = []
        while at < len(figures) and figures[at].start < end:
            figure = figures[at].reading
            pieces += [Piece(body[place : figure.start]), Piece(figure.text, figures[at])]
            place = figure.end
            at += 1
        pieces.append(Piece(body[place:end].rstrip("\n")))
        place = max(end, place)
        shown = tuple(p for p in pieces if p.text)
        if shown:
            yield shown
