"""A read text as its page shows it: marks as word, glyph and colour."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import get_language, gettext_lazy as _, pgettext_lazy

from heli.core.acts import Message
from heli.kit.figure_matching import Match, Sense
from heli.kit.interval import plain
from heli.loops.briefs.models import ReadText, Verdict
from heli.loops.briefs.queries.reading import row_of
from heli.loops.briefs.queries.reading_marks import Mark, Marked, Sheet
from heli.loops.briefs.web.reading_forms import KINDS, ROLES


MARKS: Final[dict[Mark, tuple[Message, str, str]]] = {
    Mark.BOUND: (pgettext_lazy("figure", "bound to the records"), "✓", "ok"),
    Mark.CONSISTENT: (pgettext_lazy("figure", "consistent"), "≈", "info"),
    Mark.ASKED: (pgettext_lazy("figure", "to be asked"), "?", "warn"),
    Mark.CONTRADICTING: (pgettext_lazy("figure", "contradicting"), "✗", "bad"),
    Mark.UNMATCHED: (pgettext_lazy("figure", "unmatched"), "○", "idle"),
    Mark.IGNORED: (pgettext_lazy("figure", "ignored"), "–", "idle"),
}
"""Word, glyph and kind of state of each mark."""

VERDICTS: Final[dict[str, tuple[Message, str, str]]] = {
    "contradicts": (pgettext_lazy("figure", "contradicts"), "✗", "bad"),
    "residual": (pgettext_lazy("figure", "not itemised"), "△", "warn"),
    "doubtful": (pgettext_lazy("figure", "doubtful"), "?", "warn"),
    "unchecked": (pgettext_lazy("figure", "undecided"), "·", "idle"),
    "holds": (pgettext_lazy("figure", "holds"), "✓", "ok"),
}
_FIRST: Final = list(VERDICTS)

CLASSES: Final[dict[str, Message]] = {
    "parts=whole": _("parts and total"),
    "part<=whole": _("part within the whole"),
    "list=count": _("list and count"),
    "list<=count": _("list within the count"),
    "enum=count": _("points and count"),
    "enumerators": _("list marks in a row"),
    "ordinal=count": _("ranks and count"),
    "characters": _("number of characters"),
    "funnel": _("stages that never grow"),
    "ratio": _("share or rate"),
    "growth": _("growth"),
    "same figure twice": _("same figure twice"),
    "same figure, two measures": _("same figure, two measures"),
    "addable, total not stated": _("total not stated"),
    "subset?": _("more than the list names"),
    "nesting": _("counts that may contain each other"),
    "rate x base": _("average times base"),
    "unit price": _("unit price"),
    "magnitude": _("order of magnitude"),
    "dates": _("dates"),
    "date plausibility": _("plausible date"),
    "period": _("period not over"),
    "entity": _("names of bodies"),
    "missing noun": _("what is counted is missing"),
    "OCR": _("misprint"),
}
"""What is checked, in words."""
AROUND: Final = 18


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A check: its verdict in words, its sentence, and where it stands."""

    number: int
    label: Message
    glyph: str
    kind: str
    klass: Message
    says: str
    start: int
    quotes: tuple[tuple[int | None, str], ...]
    """What it is about, each with the place of its mark; None where the text has none (names, cells of a table)."""


@dataclass(frozen=True, slots=True)
class ShownMatch:
    """A measure a figure may state."""

    code: str
    label: str
    value: str
    says: Message
    fits: bool


_SENSES: Final = {
    Sense.SUPPORTED: _("the records say the same"),
    Sense.WEAK: _("possible, but one would word it otherwise"),
    Sense.CONTRADICTED: _("the records say otherwise"),
    Sense.TYPE_MISMATCH: _("counts something else"),
    Sense.NO_RECORD: _("nothing on record"),
}


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure in the list beside the text."""

    start: int
    text: str
    label: Message
    glyph: str
    kind: str
    mark: str
    before: str
    after: str
    asserts: str
    what: str
    reading: Message
    is_unsure: bool
    said: str
    findings: tuple[ShownFinding, ...]
    matches: tuple[ShownMatch, ...]


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A stretch of the text; ``figure`` is None for plain words."""

    text: str
    figure: ShownFigure | None


class ShownText:
    """Everything the page of one part of a text shows."""

    def __init__(self, text: ReadText, sheet: Sheet) -> None:
        language = get_language() or "en"
        marked = {m.start for m in sheet.figures}
        self.findings = sorted(
            (_finding(text, n, f, language, marked) for n, f in sheet.findings),
            key=lambda f: (_FIRST.index(text.findings[f.number]["verdict"]), f.start),
        )
        known = {n: _finding(text, n, text.findings[n], language, marked) for n in _used(sheet)}
        self.figures = [_figure(text, m, known) for m in sheet.figures]
        self.others = [_figure(text, m, known) for m in sheet.others]
        by_start = {figure.start: figure for figure in self.figures}
        self.lines = [
            [ShownPiece(p.text, by_start[p.marked.start] if p.marked else None) for p in line]
            for line in sheet.lines
        ]
        self.part, self.parts = sheet.part, sheet.parts
        self.pages = range(1, sheet.parts + 1)
        self.remarks = [r["zh"] if language.startswith("zh") else r["en"] for r in text.remarks]
        self.tally = [
            {"label": label, "glyph": glyph, "kind": kind, "count": count}
            for mark, (label, glyph, kind) in MARKS.items()
            if (count := sum(m.mark is mark for m in sheet.figures))
        ]


def _used(sheet: Sheet) -> set[int]:
    return {n for m in (*sheet.figures, *sheet.others) for n in m.findings}


def _finding(
    text: ReadText, number: int, found: dict[str, Any], language: str, marked: set[int]
) -> ShownFinding:
    label, glyph, kind = VERDICTS[found["verdict"]]
    says = found["message"] if language.startswith("zh") else found["en"]
    quotes = tuple(
        (a if a in marked else None, _short(text.body[a:b])) for a, b in found["spans"][:8]
    )
    klass = CLASSES[found["class"]]
    return ShownFinding(number, label, glyph, kind, klass, says, found["spans"][0][0], quotes)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= AROUND else flat[: AROUND - 1] + "…"


def _figure(text: ReadText, marked: Marked, known: dict[int, ShownFinding]) -> ShownFigure:
    reading, body = marked.reading, text.body
    label, glyph, kind = MARKS[marked.mark]
    before = body[max(reading.start - AROUND, 0) : reading.start].rpartition("\n")[2]
    return ShownFigure(
        start=reading.start,
        text=reading.text,
        label=label,
        glyph=glyph,
        kind=kind,
        mark=marked.mark.value,
        before=before,
        after=body[reading.end : reading.end + AROUND].partition("\n")[0],
        asserts=asserted(marked),
        what=reading.what,
        reading=ROLES[reading.role] if reading.role != "figure" else KINDS[reading.kind],
        is_unsure=reading.confidence < LOOK_AGAIN,
        said=str(Verdict(marked.said.verdict).label) if marked.said else "",
        findings=tuple(known[n] for n in marked.findings),
        matches=tuple(_match(m) for m in _offered(marked.matches)),
    )


LOOK_AGAIN: Final = 0.7
_MOST: Final = 4


def _offered(matches: Iterable[Match]) -> list[Match]:
    return [m for m in matches if m.sense is not Sense.TYPE_MISMATCH][:_MOST]


def _match(found: Match) -> ShownMatch:
    face = found.face
    value = "" if face.value is None else plain(face.value) + face.unit
    return ShownMatch(face.code, face.label, value, _SENSES[found.sense], found.bindable)


def asserted(marked: Marked) -> str:
    """What a figure asserts, in words: 56; 多于 5900万，少于 6000万; 不少于 20."""
    reading = marked.reading
    if reading.iso or reading.low is None:
        return reading.iso
    low = _counted(reading.low)
    if reading.low == reading.high:
        return low
    if reading.high is None:
        said = _("more than %(low)s") if reading.low_open else _("%(low)s or more")
        return str(said) % {"low": low}
    between = _BETWEEN[reading.low_open, reading.high_open]
    return str(between) % {"low": low, "high": _counted(reading.high)}


_BETWEEN: Final = {
    (False, False): _("%(low)s to %(high)s"),
    (False, True): _("%(low)s or more, less than %(high)s"),
    (True, False): _("more than %(low)s, at most %(high)s"),
    (True, True): _("more than %(low)s, less than %(high)s"),
}
_WAN: Final = Decimal(10_000)
_YI: Final = Decimal(100_000_000)
_WHOLE_YI: Final = _YI / 100
"""1.27亿, but 12345万."""


def _counted(number: Decimal) -> str:
    """A number as people read it: 5900万 in Chinese, 59,000,000 in English."""
    language = get_language() or ""
    if not language.startswith("zh"):
        return f"{number.normalize():,f}"
    yi, wan = ("億", "萬") if language.startswith("zh-hant") else ("亿", "万")
    if abs(number) >= _YI and number % _WHOLE_YI == 0:
        return plain(number / _YI) + yi
    if abs(number) >= _WAN and number % _WAN == 0:
        return plain(number / _WAN) + wan
    return plain(number)


def initial_row(text: ReadText, start: int) -> dict[str, Any]:
    """A figure as it was read, to be corrected; empty where nothing was read."""
    read = next((r for r in text.readings if r["start"] == start), None)
    return row_of(read) if read is not None else {}


def around(text: ReadText, row: dict[str, Any]) -> tuple[str, str, str]:
    """The line a figure stands in: before, itself, after."""
    if not row:
        return "", "", ""
    before = text.body[: row["start"]].rpartition("\n")[2][-80:]
    return before, row["text"], text.body[row["end"] :].partition("\n")[0][:80]
