"""``match``: candidates among measures for one reading, best first, each with its reasons."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from heli.kit.figure_matching.amounts import asserted_by, likely, recorded
from heli.kit.figure_matching.bodies import is_same_body
from heli.kit.figure_matching.faces import Fit, Match, MeasureFace, Reason, Sense
from heli.kit.figure_matching.pairs import bigrams
from heli.kit.interval import Interval, plain
from heli.kit.reading import QUANTITIES, Kind, Reading, Role, UnitTable, default_units, fold


Days = tuple[datetime.date, datetime.date]

GENERIC: Final = "generic"
_LEAST: Final = 0.35
_TIE: Final = 0.05
_TELLING: Final = 10
"""From this value on an equal number is unlikely to be chance."""
_WEIGHTS: Final = {
    Fit.WORDS: 0.35,
    Fit.DEED: 0.2,
    Fit.UNIT: 0.2,
    Fit.VALUE: 0.1,
    Fit.SUBJECT: 0.1,
    Fit.PERIOD: 0.05,
}
_LESS: Final = 0.1
"""What a verb is worth less that stands in another clause, or is the thing's own name."""
_PART: Final = "其中"
_WHOLE: Final = ("共", "合计", "累计", "总计", "总额", "总数", "全部", "全年")
_NEARLY_ALL: Final = Decimal("0.8")
"""A share is seldom this much of the whole; a wrong total seldom less."""


def match(
    reading: Reading,
    faces: Iterable[MeasureFace],
    *,
    around: str = "",
    sentence: str = "",
    period: Days | None = None,
    units: UnitTable | None = None,
) -> list[Match]:
    """Return the measures that ``reading`` may state, the likeliest first.

    Compared are the unit, the kind of counting, the words of what is counted and of whom, the
    deed, the period, and last the value. ``around`` is the clause the figure stands in, in either
    script; it stands in for ``what`` where the reader found none. ``period`` is the first and last day the sentence
    speaks of; a measure of other days has no record of them. Nothing is merged: a measure with another kind of
    counting is answered as a type mismatch, not converted. Only figures are matched; a name, a
    date or a part of the structure gives an empty list.
    """
    if reading.role is not Role.FIGURE or reading.kind not in QUANTITIES:
        return []
    table = units or default_units()
    stated = replace(reading, what=_simple(reading.what), subject=_simple(reading.subject))
    told = _Sentence(_simple(around), _simple(sentence), period)
    found = [_compared(stated, face, told, table) for face in faces]
    offered = [each for each in found if each is not None]
    return sorted(offered, key=lambda each: (_ORDER[each.sense], -each.score, each.face.code))


def _simple(words: str | None) -> str:
    """In simplified script: measures are named in it."""
    return fold(words).text if words else ""


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
    whole: str
    period: Days | None


def _compared(
    reading: Reading, face: MeasureFace, sentence: _Sentence, table: UnitTable
) -> Match | None:
    around = sentence.around
    unit = _unit(reading, face, table)
    words = _words(reading, face, around)
    deed = _deed(reading, face, sentence, words.recorded)
    subject = _subject(reading, face)
    period = _period(reading, face, sentence.period)
    stated = asserted_by(reading, table)
    value = recorded(face, table) if period.agrees else None
    same = unit.agrees
    related = words.agrees or (same and not (reading.what or around))
    if not related and not (same and _exact_fit(stated, value)):
        return None
    if not same:
        # Another kind of counting is worth telling only where the words say the same thing.
        compared = (words, deed.reason, subject)
        return Match(face, Sense.TYPE_MISMATCH, _score(reading, compared), None, (unit, words))
    sense, gap = _sense(stated, value, related=related and deed.reason.agrees)
    if sense in _DIFFERENT and not deed.is_near:
        return None
    fits = Reason(Fit.VALUE, gap == 0, reading.text, "" if face.value is None else _shown(face))
    reasons = (unit, words, deed.reason, subject, period, fits)
    score = _score(reading, reasons) - deed.less
    if sense is Sense.CONTRADICTED and score < _LEAST:
        return None
    denies = sense is Sense.CONTRADICTED and subject.agrees and not _is_part(stated, value, around)
    told = tuple(r for r in reasons if r.stated or r.recorded)
    return Match(face, sense, score, gap, told, denies)


_DIFFERENT: Final = (Sense.CONTRADICTED, Sense.NO_RECORD)


def _is_part(stated: Interval, value: Decimal | None, around: str) -> bool:
    """Whether a figure below the record probably is a share of it, not a wrong total."""
    if _PART in around:
        return True
    if value is None or stated.high is None or stated.high >= value * _NEARLY_ALL:
        return False
    return not any(word in around for word in _WHOLE)


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
    if reason.point is Fit.WORDS and reason.recorded not in reason.stated:
        shared = bigrams(reason.stated) & bigrams(reason.recorded)
        whole = bigrams(reason.recorded)
        return min(0.8, 0.3 + len(shared) / len(whole)) if whole else 0.3
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
    """Names of the thing: in what is counted, else in the clause, else in part."""
    names = _longest_first(face.words or (face.label,))
    stated = reading.what or around
    for here in (stated, around):
        if found := next((name for name in names if name in here), ""):
            return Reason(Fit.WORDS, agrees=True, stated=here.strip(), recorded=found)
    return _overlap(stated.strip(), names)


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=len, reverse=True)


def _overlap(stated: str, names: Sequence[str]) -> Reason:
    if not stated:
        return Reason(Fit.WORDS, agrees=False, stated="", recorded=" ".join(names))
    here = bigrams(stated)
    nearest = max(names, key=lambda name: len(here & bigrams(name)))
    return Reason(Fit.WORDS, bool(here & bigrams(nearest)), stated, nearest)


@dataclass(frozen=True, slots=True)
class _Deed:
    """What was done: whether the clause itself says so, and by how much that counts less."""

    reason: Reason
    is_near: bool
    less: float = 0


def _deed(reading: Reading, face: MeasureFace, sentence: _Sentence, thing: str) -> _Deed:
    """Whether it was done what the measure counts; one that names no deed asks for none.

    A verb of its own says more than one that is the name of the thing too (接收捐款 is received,
    whatever 捐款 may be), and more than a verb of another clause.
    """
    near = f"{reading.what} {sentence.around}"
    places = (
        (near.replace(thing, " "), True, 0),
        (near, True, _LESS),
        (sentence.whole, False, _LESS),
    )
    for here, is_near, less in places:
        if found := next((deed for deed in _longest_first(face.deeds) if deed in here), ""):
            return _Deed(Reason(Fit.DEED, agrees=True, stated=found, recorded=found), is_near, less)
    none = Reason(Fit.DEED, not face.deeds, "", " ".join(face.deeds))
    return _Deed(none, is_near=not face.deeds)


def _subject(reading: Reading, face: MeasureFace) -> Reason:
    """Whose it is. Who is not named is the one that reports."""
    whose = reading.subject or ""
    agrees = not whose or not face.scope or any(is_same_body(whose, n) for n in face.scope)
    return Reason(Fit.SUBJECT, agrees, whose, " ".join(face.scope))


def _period(reading: Reading, face: MeasureFace, days: Days | None) -> Reason:
    """A stated rate (每期) never equals a total; days must meet where both sides name them."""
    shown = f"{face.since or ''}/{face.until or ''}" if face.since or face.until else ""
    stated = reading.per or (f"{days[0]}/{days[1]}" if days else "")
    meets = days is None or (
        (face.since is None or face.since <= days[1])
        and (face.until is None or days[0] <= face.until)
    )
    return Reason(Fit.PERIOD, agrees=meets and not reading.per, stated=stated, recorded=shown)
