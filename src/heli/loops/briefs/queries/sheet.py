"""A brief as its writers and checkers see it: the text in pieces, its numbers in groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from heli.core.flow.models import Entry
from heli.core.measures.enums import FigureClass
from heli.core.measures.queries import Figure, Scope, figures_of, holds, interval_of
from heli.core.texts.models import Revision
from heli.loops.briefs.enums import LOOK_AGAIN, State
from heli.loops.briefs.queries.briefs import period_of
from heli.loops.briefs.queries.candidates import Candidate, candidates
from heli.loops.briefs.queries.measured import Values, offers_for
from heli.loops.briefs.queries.outline import outline, paragraph_at
from heli.loops.briefs.queries.tokens import Token, tokens_of
from heli.loops.briefs.queries.words import words_of


AROUND = 14


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the text with what was said about it.

    ``figure`` is what it was bound, claimed or classified as (None: nobody said yet); ``value`` and
    ``count`` are what the measure says now, ``gap`` by how much the wording misses it.
    """

    start: int
    end: int
    text: str
    paragraph: int
    state: State
    token: Token | None = None
    figure: Figure | None = None
    label: str = ""
    before: str = ""
    after: str = ""
    value: Decimal | None = None
    count: int = 0
    period: str = ""
    gap: Decimal | None = None
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_chip(self) -> bool:
        """Whether it is shown as a figure in the text."""
        return self.state not in (State.STRUCTURAL, State.NOT_A_FIGURE, State.SUGGESTED)

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look at what the reader took it for."""
        return self.token is None or self.token.confidence < LOOK_AGAIN


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: plain text, or a number."""

    text: str
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """A paragraph in pieces."""

    level: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the writing and checking screens show about one revision."""

    brief: Entry
    revision: Revision
    numbers: tuple[Number, ...]
    paragraphs: tuple[Lines, ...] = field(default=())

    def of_state(self, *states: State) -> list[Number]:
        """The numbers in one of ``states``, in the order of the text."""
        return [number for number in self.numbers if number.state in states]


def sheet_of(brief: Entry, revision: Revision, *, offering: bool = False) -> Sheet:
    """The sheet of one revision. With ``offering``, unbound numbers come with their candidates.

    Costs two queries for every measure and scope that the text states, and two for every approved
    measure when something is unbound.
    """
    numbers = _numbers(brief, revision, offering=offering)
    return Sheet(brief, revision, tuple(numbers), tuple(_lines(revision.body, numbers)))


def _numbers(brief: Entry, revision: Revision, *, offering: bool) -> list[Number]:
    tokens = tokens_of(revision.body, on=period_of(brief).last)
    figures = list(figures_of(revision))
    values = Values()
    found = [_of_figure(f, _token_in(f, tokens), revision, values) for f in figures]
    covered = [(f.start, f.end) for f in figures]
    bare = [t for t in tokens if not any(s <= t.start and t.end <= e for s, e in covered)]
    offers = offers_for(brief) if offering and any(t.claims for t in bare) else []
    for token in bare:
        fitting = candidates(token, revision.body, offers) if token.claims else []
        found.append(_of_token(token, revision, tuple(fitting)))
    return sorted(found, key=lambda number: number.start)


def _token_in(figure: Figure, tokens: Iterable[Token]) -> Token | None:
    return next((t for t in tokens if figure.start <= t.start and t.end <= figure.end), None)


def _of_token(token: Token, revision: Revision, fitting: tuple[Candidate, ...]) -> Number:
    return Number(
        token.start,
        token.end,
        token.text,
        token.paragraph,
        State.UNBOUND if token.claims else State.SUGGESTED,
        token=token,
        label=_what(token),
        **_around(revision.body, token.start, token.end),
        candidates=fitting,
    )


def _what(token: Token) -> str:
    """What the reader takes a number for."""
    if token.suggestion == "not_a_figure":
        return _("part of a name")
    if token.suggestion == "structural":
        return {
            "date": _("date"),
            "time": _("time"),
            "ordinal": _("number of order"),
            "identifier": _("document number or code"),
            "duration": _("duration"),
        }.get(token.kind, _("count within the text"))
    return token.what


def _of_figure(figure: Figure, token: Token | None, revision: Revision, values: Values) -> Number:
    stated = Number(
        figure.start,
        figure.end,
        figure.quote,
        token.paragraph if token else paragraph_at(revision.body, figure.start),
        _OTHER.get(FigureClass(figure.klass), State.BOUND),
        token=token,
        figure=figure,
        label=_said(figure),
        **_around(revision.body, figure.start, figure.end),
    )
    if figure.klass != FigureClass.BOUND:
        return stated
    if (frozen := figure.snapshot) is not None:
        sealed = replace(stated, state=State.SEALED, count=frozen.n)
        return replace(sealed, period=_days(values.scope(figure.params)))
    now = values.of(figure)
    interval = interval_of(figure)
    fits = holds(interval, now)
    exactly = interval is not None and interval.is_point
    return replace(
        stated,
        state=(State.BOUND if exactly else State.ABOUT) if fits else State.DIFFERS,
        value=now.value,
        count=now.n,
        period=_days(values.scope(figure.params)),
        gap=None if fits or now.value is None or interval is None else now.value - interval.low,
    )


_OTHER = {
    FigureClass.CLAIMED: State.STATED,
    FigureClass.EXTERNAL: State.STATED,
    FigureClass.STRUCTURAL: State.STRUCTURAL,
    FigureClass.NOT_A_FIGURE: State.NOT_A_FIGURE,
}


def _said(figure: Figure) -> str:
    """Who states a number, or what it is instead of a figure."""
    if figure.version is not None:
        return words_of(figure.version.measure).label
    return figure.source or str(FigureClass(figure.klass).label)


def _days(scope: Scope) -> str:
    """The days of a scope, both included."""
    return f"{scope.first or '…'} – {scope.last or '…'}"


def _around(text: str, start: int, end: int) -> dict[str, Any]:
    before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = text[end : end + AROUND].partition("\n")[0]
    return {"before": before, "after": after}


def _lines(text: str, numbers: Sequence[Number]) -> Iterable[Lines]:
    """The paragraphs, cut at their numbers."""
    at = 0
    for paragraph in outline(text):
        pieces: list[Piece] = []
        place = paragraph.start + len(paragraph.text) - len(paragraph.text.lstrip())
        while at < len(numbers) and numbers[at].start < paragraph.end:
            number = numbers[at]
            pieces += [Piece(text[place : number.start]), Piece(number.text, number)]
            place = number.end
            at += 1
        pieces.append(Piece(text[place : paragraph.end]))
        yield Lines(paragraph.level, tuple(p for p in pieces if p.text))
