"""Which of the phrases around a figure names what it counts, or none of them.

The grammar bounds a phrase wherever it can; in what people tell a reporter it is often a time, a place or a
clause (去年这时候卖六块), and in what offices write it runs on into the verb (众创空间备案). No one sign tells which;
their weights (weights.tsv) were learned from labelled texts.
"""

from collections.abc import Sequence
from typing import Final

from heli.kit.reading.figure_signs import (
    REACH,
    Seen,
    of_figure,
    seen,
)
from heli.kit.reading.gap_signs import NUMBER, at_end, at_front, of_gap
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Role
from heli.kit.reading.nouns import nouns
from heli.kit.reading.phrase_signs import of_name
from heli.kit.reading.phrases import NOTHING, Span
from heli.kit.reading.proposals import (
    BEFORE_IT,
    CLAUSE,
    GRAMMAR,
    clause_of,
    proposals,
    run_of,
)
from heli.kit.reading.tales import tales, told
from heli.kit.reading.weights import AHEAD, NONE, Row, Table, row, tables


SURE: Final = 350
"""So much for what the grammar found that nothing else is looked for: more than half of the figures of public texts, and
seven of ten of ours; of a thousand two would have been named otherwise, and rightly."""


def weigh(text: str, mentions: Sequence[Mention]) -> None:
    """Give each figure among ``mentions`` the phrase for which most speaks; they stand in the order of the text."""
    talking: list[int] | None = None
    last: Mention | None = None
    for mention in mentions:
        if mention.role is not Role.FIGURE or mention.dense:
            continue
        talking = tales(text) if talking is None else talking
        scales = Scales(text, mention, last, told(talking, mention))
        mention.what_span = scales.heaviest()
        last = mention


class Scales:
    """Weighs what one figure may count."""

    __slots__ = ("figure", "last", "mention", "run", "text", "what")

    def __init__(self, text: str, mention: Mention, last: Mention | None, told: int) -> None:
        self.text, self.mention, self.last = text, mention, last
        self.what: Seen = seen(text, mention, last, told)
        self.figure: dict[str, int] = {}
        self.run = run_of(text, mention.end)

    def heaviest(self) -> Span:
        """The phrase for which most speaks, or nothing; what the grammar found, where enough speaks for it."""
        best, most = self.mention.what_span, 0
        if best != NOTHING:
            most = self.weight(best, (GRAMMAR,))
            if most >= SURE:
                return best
        nothing = self.nothing()
        found_by: tuple[str, ...] = (GRAMMAR,)
        if best == NOTHING or nothing >= most:
            best, most = NOTHING, nothing
        for span, sources in proposals(self.text, self.mention, self.last).values():
            if sources != (GRAMMAR,) and (weight := self.weight(span, sources)) > most:
                best, most, found_by = span, weight, sources
        return best if found_by == (GRAMMAR,) else self._whole(best, found_by)

    def _whole(self, span: Span, sources: tuple[str, ...]) -> Span:
        """A phrase that was only looked for by its end, with all that belongs to it by the grammar."""
        if not _ROUGH.issuperset(sources):
            return span
        named = nouns().before(self.text, span[1], clause_of(self.text, span[1]))
        return named if named[1] == span[1] else span

    def nothing(self) -> int:
        """How much speaks for naming nothing."""
        table, of_unit = tables()[NONE], self.row(NONE)
        unnamed = "nothing" if self.mention.what_span == NOTHING else "something"
        tied = table.grammar("tied", 0) if self.mention.tied else 0
        return self._of_figure(NONE, table, of_unit) + table.grammar(unnamed, 0) + tied

    def weight(self, span: Span, sources: tuple[str, ...]) -> int:
        """How much speaks for a phrase."""
        (start, end), text, mention = span, self.text, self.mention
        if start >= mention.start:
            place, following = AHEAD, text[end : end + REACH]
            table = tables()[place]
            weight = table.gap(f"rest {min(self.run - end, _REST)}", 0)
        else:
            gap = text[end : mention.start]
            place, weight = of_gap(gap)
            table, following = tables()[place], gap[:REACH] or NUMBER
        of_unit = self.row(place)
        return (
            weight
            + self._of_figure(place, table, of_unit)
            + of_name(of_unit, place, text[start:end], self.what)
            + at_end(table, of_unit, following)
            + at_front(table, text[max(start - REACH, 0) : start])
            + self._of_source(table, of_unit, sources, span)
        )

    def row(self, place: str) -> Row:
        """The weights of a place for figures of this unit."""
        return row(place, self.what.group, self.what.unit)

    def _of_figure(self, place: str, table: Table, of_unit: Row) -> int:
        weight = self.figure.get(place)
        if weight is None:
            weight = self.figure[place] = of_figure(table, of_unit, self.what)
        return weight

    def _of_source(self, table: Table, of_unit: Row, sources: tuple[str, ...], span: Span) -> int:
        """How much it speaks for a phrase by whom it was found, and how it lies to what the grammar found."""
        weight, found = 0, of_unit.found
        for source in sources:
            weight += found(source, 0)
        beside = _beside(span, self.mention.what_span)
        if beside == "same" and self.mention.tied:
            weight += table.grammar("tied", 0)
        return weight + of_unit.grammar(beside, 0)


def _beside(span: Span, grammar: Span) -> str:
    """How a phrase lies to what the grammar found."""
    if grammar == NOTHING:
        return "none"
    if span[1] == grammar[1]:
        return "same"
    if grammar[0] < span[1] < grammar[1]:
        return "inside"
    if span[0] <= grammar[0] and grammar[1] < span[1]:
        return "beyond"
    return "ahead" if span[0] > grammar[0] else "before"


_REST: Final = 5
_ROUGH: Final = frozenset((CLAUSE, BEFORE_IT))
