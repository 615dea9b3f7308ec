"""A sealed brief: its figures as they were frozen, and what the records say since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from heli.core.acts import local_day
from heli.core.flow.models import Entry
from heli.core.measures.enums import Disclosure, FigureClass
from heli.core.measures.queries import (
    Amount,
    Erratum,
    Figure,
    Scope,
    Seal,
    figures_of,
    scope_from,
    seal_of as find_seal,
    value,
)
from heli.core.measures.spec import Measure
from heli.loops.briefs.flows import ISSUED
from heli.loops.briefs.policies import A_BRIEF
from heli.loops.briefs.queries.outline import outline
from heli.loops.briefs.queries.words import Words, words_of


CLAIMS = (FigureClass.BOUND, FigureClass.CLAIMED, FigureClass.EXTERNAL)


@dataclass(frozen=True)
class IssuedFigure:
    """A claim of a sealed text with its number in the list of sources, from 1."""

    n: int
    figure: Figure

    @property
    def is_bound(self) -> bool:
        """Whether records prove it."""
        return self.figure.snapshot is not None

    @cached_property
    def measure(self) -> Measure | None:
        """What was measured, word for word as it was approved."""
        snapshot = self.figure.snapshot
        return snapshot.version.measure if snapshot else None

    @property
    def words(self) -> Words | None:
        """Its label, definition and date basis in the reader's language."""
        return words_of(self.measure) if self.measure else None

    @cached_property
    def scope(self) -> Scope | None:
        """Whose records, and from which day to which."""
        snapshot = self.figure.snapshot
        return scope_from(snapshot.params) if snapshot else None

    @property
    def value(self) -> Decimal | None:
        """The value that was frozen."""
        snapshot = self.figure.snapshot
        return Decimal(snapshot.value) if snapshot and snapshot.value is not None else None

    @property
    def count(self) -> int:
        """How many records made it."""
        return self.figure.snapshot.n if self.figure.snapshot else 0

    @cached_property
    def now(self) -> Amount | None:
        """What the records say now. Two queries."""
        snapshot = self.figure.snapshot
        return value(snapshot.version, self.scope) if snapshot and self.scope else None

    @property
    def has_drifted(self) -> bool:
        """Whether value or number of records are no longer what was frozen. Shown, never applied."""
        return self.now is not None and (self.now.value, self.now.n) != (self.value, self.count)

    @property
    def shows_records(self) -> bool:
        """Whether anybody may see the records; otherwise the value is all there is to see."""
        return self.measure is not None and self.measure.disclosure == Disclosure.RECORDS

    @property
    def shows_parts(self) -> bool:
        """Whether anybody may see the value by bodies and months, small parts hidden."""
        return self.measure is not None and self.measure.disclosure != Disclosure.VALUE


@dataclass(frozen=True)
class Run:
    """A stretch of a paragraph: plain text, or a claim."""

    text: str
    figure: IssuedFigure | None = None


@dataclass(frozen=True)
class IssuedParagraph:
    """A paragraph of the sealed text."""

    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Issued:
    """A sealed brief."""

    brief: Entry
    seal: Seal

    @property
    def title(self) -> str:
        """The title as sealed."""
        return self.seal.revision.title

    @property
    def on(self) -> date:
        """The day of the seal, where the installation is."""
        return local_day(self.seal.at)

    @property
    def number(self) -> str:
        """Its number in the periodical."""
        found = getattr(self.seal.revision.doc, "number", None)
        return found.text if found else ""

    @cached_property
    def figures(self) -> list[IssuedFigure]:
        """The claims of the text, numbered in their order."""
        rows = [f for f in figures_of(self.seal.revision) if f.klass in CLAIMS]
        return [IssuedFigure(n, figure) for n, figure in enumerate(rows, start=1)]

    @property
    def erratum(self) -> Erratum | None:
        """Why and by what it was superseded, if it was."""
        return getattr(self.seal, "erratum", None)

    @property
    def corrects(self) -> Erratum | None:
        """What it corrects, if it is a correction."""
        return getattr(self.seal, "corrects", None)

    @cached_property
    def paragraphs(self) -> list[IssuedParagraph]:
        """The sealed text, cut at its claims."""
        return list(_paragraphs(self.seal.revision.body, self.figures))

    @property
    def drifted(self) -> list[IssuedFigure]:
        """The figures whose records changed since."""
        return [figure for figure in self.figures if figure.has_drifted]


def _paragraphs(text: str, figures: Sequence[IssuedFigure]) -> list[IssuedParagraph]:
    found, at = [], 0
    for paragraph in outline(text):
        place = paragraph.start + len(paragraph.text) - len(paragraph.text.lstrip())
        runs: list[Run] = []
        while at < len(figures) and figures[at].figure.start < paragraph.end:
            figure = figures[at].figure
            runs += [Run(text[place : figure.start]), Run(figure.quote, figures[at])]
            place, at = figure.end, at + 1
        runs.append(Run(text[place : paragraph.end].rstrip()))
        found.append(IssuedParagraph(paragraph.level, tuple(r for r in runs if r.text)))
    return found


def issued(code: str) -> Issued | None:
    """The brief sealed under ``code``, typed in either case and with or without its dash."""
    seal = find_seal(code)
    if seal is None:
        return None
    rows = Entry.objects.filter(A_BRIEF, code=seal.code, state__in=ISSUED)
    brief = rows.select_related("doc", "org").first()
    return Issued(brief, seal) if brief else None
