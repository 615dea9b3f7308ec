"""``read``: from a text to its readings."""

import datetime
from bisect import bisect
from dataclasses import replace
from operator import attrgetter

from heli.kit.reading.binding import bind
from heli.kit.reading.dense import Cells
from heli.kit.reading.districts import spread
from heli.kit.reading.folding import Folded, fold
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Reading, reading_of
from heli.kit.reading.relations import distribute, relate
from heli.kit.reading.resolve import resolve_dates
from heli.kit.reading.roles import assign_roles
from heli.kit.reading.scanner import Scanner
from heli.kit.reading.subjects import attribute
from heli.kit.reading.sums import priced
from heli.kit.reading.units import UnitTable, default_units
from heli.kit.reading.weighing import weigh
from heli.kit.reading.words import words


def read(
    text: str, *, date: datetime.date | None = None, units: UnitTable | None = None
) -> list[Reading]:
    """Read every figure, date, ordinal, list mark and code in ``text``, in the order of the text.

    ``date`` is the day of the document: years and months it leaves unsaid are taken from it.
    ``units`` replaces the unit table (``default_units().extended(...)`` adds to it). Any text can
    be read, damaged or hostile too; nothing is raised. Time and memory grow with the length of
    the text and the number of mentions; offsets are into ``text`` as given.
    """
    folded = fold(text)
    table = units or default_units()
    cells = Cells(text, folded, table)
    mentions = bound(folded.text, cells, table, date)
    weigh(folded.text, mentions)
    spread(folded.text, mentions)
    priced(folded.text, mentions)
    relate(folded.text, mentions)
    distribute(folded.text, mentions)
    attribute(folded.text, mentions)
    readings: list[Reading] = []
    subject, span = "", (0, 0)
    for mention in mentions:
        if mention.subject_span != span:
            span = mention.subject_span
            subject = _slice(text, folded, span)
        readings.append(_reading(text, folded, mention, subject))
    return _merged(readings, cells.readings) if cells.readings else readings


def bound(text: str, cells: Cells, table: UnitTable, date: datetime.date | None) -> list[Mention]:
    """The mentions of a folded text, each with its role and what the grammar finds beside it."""
    listed = words()
    mentions = Scanner(text, table, listed, cells).mentions()
    resolve_dates(text, mentions, date)
    assign_roles(text, mentions, listed)
    bind(text, mentions)
    return mentions


def _merged(readings: list[Reading], cells: list[Reading]) -> list[Reading]:
    """Both in the order of the text; ``part_of`` goes on pointing where it did."""
    starts = [cell.start for cell in cells]
    moved = [index + bisect(starts, reading.start) for index, reading in enumerate(readings)]
    parts = [
        reading if reading.part_of is None else replace(reading, part_of=moved[reading.part_of])
        for reading in readings
    ]
    return sorted(parts + cells, key=attrgetter("start"))


def _reading(text: str, folded: Folded, found: Mention, subject: str) -> Reading:
    start, end = found.start, found.end
    if folded.cuts:
        start, end = folded.span(start, end)
    named = found.what_span
    what = found.what or (_slice(text, folded, named) if named[1] else "")
    return reading_of(
        start,
        end,
        text[start:end],
        found.kind,
        found.role,
        found.low,
        found.high,
        found.low_open,
        found.high_open,
        found.exactness,
        found.precision,
        found.unit,
        found.per,
        what,
        subject,
        found.iso,
        found.confidence,
        found.rule,
        found.part_of,
        found.group,
    )


def _slice(text: str, folded: Folded, span: tuple[int, int]) -> str:
    """The words of a span as given, without the blanks of line wraps."""
    start, end = span
    if start >= end:
        return ""
    if folded.cuts:
        start, end = folded.span(start, end)
    return "".join(text[start:end].split())
