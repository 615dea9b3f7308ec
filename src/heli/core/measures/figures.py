"""Saying what a number in a text is. Plain functions, called inside acts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from heli.core.acts import current_record
from heli.core.files.models import Blob
from heli.core.measures.anchoring import Anchor, anchor, find
from heli.core.measures.enums import FigureClass
from heli.core.measures.manifests import text_of
from heli.core.measures.models import Figure, MeasureVersion, Seal
from heli.core.measures.refusals import (
    AlreadySealed,
    MeasureNotApproved,
    NewerText,
    NotHouseWording,
    NoWordsThere,
    OpenPeriod,
    OtherItem,
    OtherUnit,
    Overlapping,
)
from heli.core.measures.scopes import Scope
from heli.core.measures.sources import seen_in
from heli.core.measures.values import says
from heli.core.texts.models import Revision
from heli.kit import wording
from heli.kit.interval import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who says so: a named source, the evidence for it, as of which day, and by which method."""

    source: str
    evidence: Blob | None = None
    as_of: date | None = None
    method: str = ""


def bind(
    revision: Revision, *, start: int, end: int, version: MeasureVersion, scope: Scope
) -> Figure:
    """Bind a place of the text to a measure in a scope.

    The wording must be one that anybody can check (:func:`heli.kit.wording.asserts`), in the
    measure's unit. It need not hold yet: that is shown at once, and asked when the text is sealed.
    """
    require_approved(version)
    if scope.last is None:
        raise OpenPeriod(field="last")
    quote = revision.body[start:end]
    try:
        interval = wording.asserts(quote)
    except ValueError as unread:
        raise NotHouseWording(quote=quote, field="quote") from unread
    if not says(version, scope):
        raise OtherItem(measure=version.measure.label, field="item")
    unit = seen_in(version.measure, scope).unit
    if not counted_in(quote, unit):
        raise OtherUnit(quote=quote, unit=unit, measure=version.measure.label)
    figure = place(revision, start, end, FigureClass.BOUND)
    figure.version, figure.params = version, scope.key()
    return _write(figure, interval, unit)


def claim(
    revision: Revision,
    *,
    start: int,
    end: int,
    klass: FigureClass,
    said: Claim,
    interval: Interval | None,
    unit: str,
) -> Figure:
    """Say that a number comes from a named source (claimed) or another text (external)."""
    figure = place(revision, start, end, klass)
    figure.source, figure.evidence = said.source, said.evidence
    figure.as_of, figure.method = said.as_of, said.method
    return _write(figure, interval, unit)


def classify(
    revision: Revision,
    *,
    start: int,
    end: int,
    klass: FigureClass,
    interval: Interval | None = None,
    unit: str = "",
) -> Figure:
    """Say that a number is structural, or no figure at all."""
    return _write(place(revision, start, end, klass), interval, unit)


def require_approved(version: MeasureVersion) -> None:
    """Raises :class:`MeasureNotApproved` unless somebody answered for the definition."""
    if not version.is_approved:
        raise MeasureNotApproved(measure=version.measure.label)


def require_open(revision: Revision) -> None:
    """Raises :class:`AlreadySealed` or :class:`NewerText` when figures may not change any more."""
    if Seal.objects.filter(revision=revision).exists():
        raise AlreadySealed
    if Revision.objects.filter(doc=revision.doc_id, n__gt=revision.n).exists():
        raise NewerText


def place(revision: Revision, start: int, end: int, klass: FigureClass) -> Figure:
    """A figure at this place, not saved: the one that stands exactly there, emptied, or a new one."""
    require_open(revision)
    if not 0 <= start < end <= len(revision.body):
        raise NoWordsThere(field="start")
    others = Figure.objects.filter(revision=revision, start__lt=end, end__gt=start)
    there = others.filter(start=start, end=end).first()
    if other := others.exclude(start=start, end=end).first():
        raise Overlapping(quote=other.quote)
    seen = anchor(revision.body, start, end)
    figure = Figure(
        revision=revision,
        start=start,
        end=end,
        quote=seen.quote,
        prefix=seen.prefix,
        suffix=seen.suffix,
        klass=klass,
    )
    if there is not None:
        figure.pk, figure.uid = there.pk, there.uid
        figure._state.adding = False  # noqa: SLF001  -- Django's own way to say: update this row
    return figure


def _write(figure: Figure, interval: Interval | None, unit: str) -> Figure:
    figure.unit = unit
    if interval is not None:
        figure.low = text_of(interval.low)
        figure.high = None if interval.high is None else text_of(interval.high)
        figure.low_open, figure.high_open = interval.low_open, interval.high_open
    figure.save()
    current_record().wrote(figure, content_of(figure))
    return figure


def interval_of(figure: Figure) -> Interval | None:
    """What the wording of a figure asserts; None when nobody read an amount."""
    if figure.low is None:
        return None
    high = None if figure.high is None else Decimal(figure.high)
    return Interval(Decimal(figure.low), high, figure.low_open, figure.high_open)


def content_of(figure: Figure) -> dict[str, Any]:
    """What a figure says, as it is journalled and sealed."""
    return {
        "class": figure.klass,
        "end": figure.end,
        "high": figure.high,
        "high_open": figure.high_open,
        "low": figure.low,
        "low_open": figure.low_open,
        "quote": figure.quote,
        "start": figure.start,
        "uid": str(figure.uid),
        "unit": figure.unit,
    }


# The words that count the same thing. 人次 is not 人, 期 is not 篇 (GB/T 15835-2011 has no say).
_SAME_UNIT = ("人名位", "篇条件首", "次场", "家个所", "户家")
_NUMBER = re.compile(r"(?:近|超|不足|)[0-9.,]+余?[万亿]?余?\s?")


def counted_in(quote: str, unit: str) -> bool:
    """Whether a wording is in the unit, in a word for the same, or in none at all."""
    said = _NUMBER.sub("", quote.strip(), count=1)
    return said in ("", unit) or any(said in same and unit in same for same in _SAME_UNIT if unit)


def carry_over(
    old: Revision, new: Revision, *, places: Mapping[int, int | None] | None = None
) -> list[Figure]:
    """Take the figures of one state of a text to the next; those whose words are gone stay behind.

    ``places`` gives the new start of a figure's old start where the caller knows it better (None:
    gone); otherwise figures are found by their words and what stands around them. Returns the
    figures that were left behind.
    """
    lost, taken_up = [], 0
    for figure in Figure.objects.filter(revision=old).order_by("start"):
        start = _start_in(new.body, figure, places)
        if start is None or start < taken_up:
            lost.append(figure)
            continue
        taken_up = start + len(figure.quote)
        _copy(figure, new, start)
    return lost


def _start_in(text: str, figure: Figure, places: Mapping[int, int | None] | None) -> int | None:
    if places is None:
        return find(text, Anchor(figure.start, figure.quote, figure.prefix, figure.suffix))
    start = places.get(figure.start)
    if start is None or text[start : start + len(figure.quote)] != figure.quote:
        return None
    return start


_CARRIED = (
    "klass",
    "unit",
    "low",
    "high",
    "low_open",
    "high_open",
    "version_id",
    "params",
    "source",
    "evidence_id",
    "as_of",
    "method",
)


def _copy(figure: Figure, revision: Revision, start: int) -> Figure:
    seen = anchor(revision.body, start, start + len(figure.quote))
    return Figure.objects.create(
        revision=revision,
        start=seen.start,
        end=seen.end,
        quote=seen.quote,
        prefix=seen.prefix,
        suffix=seen.suffix,
        **{name: getattr(figure, name) for name in _CARRIED},
    )


def unclassified(revision: Revision, numbers: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The numbers (as spans) that lie in no figure of the text, in order."""
    spans = sorted(Figure.objects.filter(revision=revision).values_list("start", "end"))
    return [n for n in sorted(numbers) if not any(s <= n[0] and n[1] <= e for s, e in spans)]
