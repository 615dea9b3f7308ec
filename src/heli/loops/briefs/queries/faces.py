"""The measures a read text is held against: each in the words of reports, with its value.

Beside the measures of the body itself stand those of every item the text names (口罩 in 发放物资)
and, for a figure whose subject is a body below, those of that body.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from heli.core.ledger.models import Item
from heli.core.measures.queries import MeasureVersion, Scope, measures, value
from heli.core.measures.vocabulary import vocabulary_of
from heli.core.parties.models import Party
from heli.core.parties.queries import bodies_within
from heli.kit.figure_matching import MeasureFace
from heli.kit.reading import Reading, fold
from heli.loops.briefs.queries.narrowing import Narrowing, items
from heli.loops.briefs.queries.words import chinese_label, words_of


MOST_BODIES: Final = 12
"""Bodies below whose own figures are computed for one text."""


@dataclass(frozen=True, slots=True)
class _Counted:
    version: MeasureVersion
    item: Item | None = None


class Faces:
    """The measures for one body and period, each computed once."""

    def __init__(self, scope: Scope, text: str) -> None:
        self._scope = scope
        self._text = fold(text).text
        self._below: dict[int, list[MeasureFace]] = {}

    def around(self, reading: Reading) -> list[MeasureFace]:
        """Those that a reading may state: the body's own, and those of the body it is about."""
        return [*self._own, *self._of(self._body(reading))]

    @cached_property
    def _own(self) -> list[MeasureFace]:
        return list(_faces(self._scope, self._asked))

    @cached_property
    def _asked(self) -> list[_Counted]:
        named = [item for item in items() if _is_named(item, self._text)]
        return list(_counted(named))

    @cached_property
    def _recorded(self) -> list[_Counted]:
        """What the whole has nothing of, no part has."""
        return [
            one for one, face in zip(self._asked, self._own, strict=True) if face.value is not None
        ]

    @cached_property
    def _bodies(self) -> list[Party]:
        below = bodies_within(self._scope.org).exclude(pk=self._scope.org.pk)
        return [body for body in below.order_by("pk") if fold(body.name).text in self._text]

    def _body(self, reading: Reading) -> Party | None:
        whose = fold(reading.subject or "").text
        named = (b for b in self._bodies[:MOST_BODIES] if fold(b.name).text in whose)
        return next(named, None)

    def _of(self, body: Party | None) -> list[MeasureFace]:
        if body is None:
            return []
        if body.pk not in self._below:
            scope = replace(self._scope, org=body)
            self._below[body.pk] = list(_faces(scope, self._recorded, body))
        return self._below[body.pk]


def _counted(named: Iterable[Item]) -> Iterator[_Counted]:
    named = list(named)
    for version in measures():
        if version.measure.needs_item:
            yield from (_Counted(version, item) for item in named)
        else:
            yield _Counted(version)


def _is_named(item: Item, text: str) -> bool:
    return any(name in text for name in _names(item))


def _names(item: Item) -> tuple[str, ...]:
    """The name, and without what stands in brackets: 医用口罩（一次性）."""
    return tuple(dict.fromkeys((item.name, item.name.partition("（")[0])))


def _faces(
    scope: Scope, asked: Iterable[_Counted], body: Party | None = None
) -> Iterator[MeasureFace]:
    for one in asked:
        narrowed = replace(scope, item=one.item) if one.item else scope
        measure = one.version.measure
        amount = value(one.version, narrowed)
        said = vocabulary_of(measure.code)
        label = words_of(measure).label
        yield MeasureFace(
            code=f"{one.version}{Narrowing(body=body, item=one.item).typed()}",
            label=f"{label} {one.item.name}" if one.item else label,
            unit=one.item.unit.name if one.item else measure.unit,
            words=_names(one.item) if one.item else said.things or (chinese_label(measure),),
            deeds=said.deeds,
            scope=(scope.org.name,),
            since=scope.first,
            until=scope.last,
            value=amount.value if amount.n else None,
        )
