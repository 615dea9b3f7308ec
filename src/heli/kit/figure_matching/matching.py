"""``match``: candidates among measures for one reading, best first, each with its reasons."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from heli.kit.figure_matching.amounts import asserted_by, likely, recorded
from heli.kit.figure_matching.faces import Fit, Match, MeasureFace, Reason, Sense
from heli.kit.interval import Interval, plain
from heli.kit.reading import QUANTITIES, Kind, Reading, Role, UnitTable, default_units


Days = tuple[datetime.date, datetime.date]

GENERIC: Final = "generic"
_LEAST: Final = 0.35
_TIE: Final = 0.05
_TELLING: Final = 10
"""From this value on an equal number is unlikely to be chance."""
_WEIGHTS: Final = {
    Fit.WORDS: 0.5,
    Fit.UNIT: 0.2,
    Fit.VALUE: 0.15,
    Fit.SUBJECT: 0.1,
    Fit.PERIOD: 0.05,
}


def match(
    reading: Reading,
    faces: Iterable[MeasureFace],
    *,
    around: str = "",
    period: Days | None = None,
    units: UnitTable | None = None,
) -> list[Match]:
    """Return the measures that ``reading`` may state, the likeliest first.

    Compared are the unit, the kind of counting, the words of what is counted and of whom, the
    period, and last the value. ``around`` is the sentence the figure stands in; it stands in
    for ``what`` where the reader found none. ``period`` is the first and last day the sentence
    speaks of; a measure of other days has no record of them. Nothing is merged: a measure with another kind of
    counting is answered as a type mismatch, not converted. Only figures are matched; a name, a
    date or a part of the structure gives an empty list.
    """
    if reading.role is not Role.FIGURE or reading.kind not in QUANTITIES:
        return []
    table = units or default_units()
    found = [_compared(reading, face, _Sentence(around, period), table) for face in faces]
    offered = [each for each in found if each is not None]
    return sorted(offered, key=lambda each: (_ORDER[each.sense], -each.score, each.face.code))


_ORDER: Final = {
    Sense.SUPPORTED: 0,
    Sense.WEAK: 1,
    Sense.CONTRADICTED: 2,
    Sense.NO_RECORD: 3,
    Sense.TYPE_MISMATCH: 4,
}


def best(matches: Iterable[Match]) -> Match | None:
    """The one match a person would be offered first, or None when two are equally likely."""
    fitting = [each for each in matches if each.bindable]
    if not fitting:
        return None
    if len(fitting) > 1 and fitting[0].sense is fitting[1].sense and _close(fitting[0], fitting[1]):
        return None
    return fitting[0]


def _close(one: Match, other: Match) -> bool:
    return abs(one.score - other.score) < _TIE


@dataclass(frozen=True, slots=True)
class _Sentence:
    around: str
    period: Days | None


def _compared(
    reading: Reading, face: MeasureFace, sentence: _Sentence, table: UnitTable
) -> Match | None:
    around = sentence.around
    unit = _unit(reading, face, table)
    words = _words(reading, face, around)
    subject = _overlap(Fit.SUBJECT, reading.subject or around, face.scope)
    period = _period(reading, face, sentence.period)
    stated = asserted_by(reading, table)
    value = recorded(face, table) if period.agrees else None
    same = unit.agrees
    related = words.agrees or (same and not (reading.what or around))
    if not related and not (same and _exact_fit(stated, value)):
        return None
    if not same:
        # Another kind of counting is worth telling only where the words say the same thing.
        return Match(
            face, Sense.TYPE_MISMATCH, _score(reading, (words, subject)), None, (unit, words)
        )
    sense, gap = _sense(stated, value, related=related)
    fits = Reason(Fit.VALUE, gap == 0, reading.text, "" if face.value is None else _shown(face))
    reasons = (unit, words, subject, period, fits)
    score = _score(reading, reasons)
    if sense is Sense.CONTRADICTED and score < _LEAST:
        return None
    return Match(face, sense, score, gap, tuple(r for r in reasons if r.stated or r.recorded))


def _exact_fit(stated: Interval, value: Decimal | None) -> bool:
    return value is not None and value >= _TELLING and stated.is_point and stated.contains(value)


def _shown(face: MeasureFace) -> str:
    return plain(face.value or Decimal(0)) + face.unit


def _sense(
    stated: Interval, value: Decimal | None, *, related: bool
) -> tuple[Sense, Decimal | None]:
    if value is None:
        return Sense.NO_RECORD, None
    if stated.contains(value):
        sense = Sense.SUPPORTED if related and likely(stated, value) else Sense.WEAK
        return sense, Decimal(0)
    high = stated.high
    gap = value - high if high is not None and value >= high else value - stated.low
    return Sense.CONTRADICTED, gap


def _score(reading: Reading, reasons: Iterable[Reason]) -> float:
    total = sum(_WEIGHTS[r.point] * _share(r) for r in reasons if r.point in _WEIGHTS)
    return round(total * reading.confidence, 4)


def _share(reason: Reason) -> float:
    if not reason.agrees:
        return 0.0
    if reason.point is Fit.WORDS:
        shared = bigrams(reason.stated) & bigrams(reason.recorded)
        whole = bigrams(reason.recorded)
        return min(1.0, 0.3 + len(shared) / len(whole)) if whole else 0.3
    return 1.0


def _unit(reading: Reading, face: MeasureFace, table: UnitTable) -> Reason:
    if reading.kind is not Kind.COUNT:
        agrees = bool(reading.unit) and table.comparable(reading.unit, table_name(face.unit))
        return Reason(Fit.UNIT, agrees, reading.unit, face.unit)
    stated = counting_of(reading.unit, table)
    kept = face.counting or counting_of(face.unit, table)
    known = table.by_name.get(table_name(face.unit))
    if known is not None and known.kind is not Kind.COUNT:
        return Reason(Fit.UNIT, agrees=False, stated=reading.unit, recorded=face.unit)
    agrees = (
        reading.unit == face.unit or not reading.unit or stated == kept or GENERIC in (stated, kept)
    )
    point = Fit.UNIT if agrees or stated == kept else Fit.COUNTING
    return Reason(point, agrees, reading.unit, face.unit)


def table_name(unit: str) -> str:
    """The unit without 万 and 亿 before it: 万元 → 元."""
    return unit.lstrip("百千万亿") or unit


def counting_of(unit: str, table: UnitTable) -> str:
    """The kind of counting of a count unit (persons, participations …); generic if unknown."""
    known = table.by_name.get(table_name(unit))
    return (known.counting if known else "") or GENERIC


def _words(reading: Reading, face: MeasureFace, around: str) -> Reason:
    return _overlap(Fit.WORDS, (reading.what or "") + " " + around, (face.label, *face.words))


def _overlap(point: Fit, stated: str, names: tuple[str, ...]) -> Reason:
    if not stated.strip() or not names:
        return Reason(point, agrees=False, stated=stated.strip(), recorded=" ".join(names))
    here = bigrams(stated)
    rated = sorted(names, key=lambda name: -len(here & bigrams(name)))
    agrees = bool(here & bigrams(rated[0])) or (len(rated[0]) == 1 and rated[0] in stated)
    return Reason(point, agrees, stated.strip(), rated[0])


def _period(reading: Reading, face: MeasureFace, days: Days | None) -> Reason:
    """A stated rate (每期) never equals a total; days must meet where both sides name them."""
    shown = f"{face.since or ''}/{face.until or ''}" if face.since or face.until else ""
    stated = reading.per or (f"{days[0]}/{days[1]}" if days else "")
    meets = days is None or (
        (face.since is None or face.since <= days[1])
        and (face.until is None or days[0] <= face.until)
    )
    return Reason(Fit.PERIOD, agrees=meets and not reading.per, stated=stated, recorded=shown)


def bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring Chinese characters: what most Chinese words are."""
    return frozenset(a + b for a, b in pairwise(text) if _is_han(a) and _is_han(b))


def _is_han(character: str) -> bool:
    return "㐀" <= character <= "鿿"
