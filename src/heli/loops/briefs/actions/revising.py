"""From what was typed to the next revision, with its figures. Shared by the acts that write text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Refusal
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry
from heli.core.measures import checking
from heli.core.measures.enums import CheckKind
from heli.core.measures.figures import bind, carry_over, require_approved
from heli.core.measures.queries import MeasureVersion, measures, seen_in, value, version_of
from heli.core.measures.scopes import Scope
from heli.core.texts import writing
from heli.core.texts.models import Revision
from heli.kit import canonical, wording
from heli.loops.briefs.queries.anchors import Span, reanchor
from heli.loops.briefs.queries.briefs import (
    is_writable,
    period_of,
    scope_of,
    text_of,
)
from heli.loops.briefs.queries.narrowing import narrowing_of
from heli.loops.briefs.queries.placeholders import Placeholder, placeholders
from heli.loops.briefs.queries.tokens import Token, tokens_of
from heli.loops.briefs.queries.wordings import style_of


LONGEST_TEXT = 100_000
MOST_NUMBERS = 2_000


class NotWritable(Refusal):
    """The text is out of its writers' hands."""

    message = _("This brief is %(state)s; its text cannot be changed now.")


class TooLong(Refusal):
    """A brief is not a book."""

    message = _("This text has %(length)s characters; a brief holds at most %(most)s.")
    status = 422


class TooManyNumbers(Refusal):
    """A table is attached, not pasted."""

    message = _("This text has %(count)s numbers; a brief holds at most %(most)s.")
    status = 422


class NotUnderstood(Refusal):
    """Something between double brackets is no measure with a period."""

    message = _("“%(text)s” is not understood. Write it like [[advice.received 2020-01..2020-02]].")
    status = 422


class NothingToCount(Refusal):
    """A share of nothing has no value to write down."""

    message = _("“%(text)s” has no value in this period; there is nothing to insert.")
    status = 422


@dataclass(frozen=True, slots=True)
class Inserted:
    """A figure that a request in the text became."""

    start: int
    words: str
    measure: str
    scope: Scope


def revise(
    brief: Entry, *, title: str, body: str, base: int, by: Actor, at: datetime, anew: bool = False
) -> Revision:
    """The next revision with its figures; the latest one when nothing changed (unless ``anew``).

    Refuses with ``Outdated`` (which holds both texts) when somebody saved since ``base``.
    """
    require_writable(brief)
    if len(body) > LONGEST_TEXT:
        raise TooLong(length=len(body), most=LONGEST_TEXT, field="body")
    body, inserted = expanded(brief, body)
    numbers = tokens_of(body, on=period_of(brief).last)
    if len(numbers) > MOST_NUMBERS:
        raise TooManyNumbers(count=len(numbers), most=MOST_NUMBERS, field="body")
    doc = text_of(brief)
    new = writing.revise(doc, base=base, title=title, body=body, by=by, at=at, anew=anew)
    if new.n == base:
        return new
    old = Revision.objects.filter(doc=doc, n=base).first()
    if old is not None:
        carry(old, new, numbers)
    for figure in inserted:
        end = figure.start + len(figure.words)
        version = version_of(figure.measure)
        bind(new, start=figure.start, end=end, version=version, scope=figure.scope)
    carry_checks(old, new)
    return new


def require_writable(brief: Entry) -> None:
    """Raises :class:`NotWritable` once the text has left its writers' hands."""
    if not is_writable(brief):
        raise NotWritable(state=flow_of(brief.flow).state(brief.state).label)


def expanded(brief: Entry, body: str) -> tuple[str, list[Inserted]]:
    """``body`` with the values of the measures that it asks for by name, and where they stand."""
    pieces: list[str] = []
    found: list[Inserted] = []
    at = length = 0
    for asked in placeholders(body):
        words, scope, measure = _answer(brief, asked)
        pieces += [body[at : asked.start], words]
        length += asked.start - at
        found.append(Inserted(length, words, measure, scope))
        length += len(words)
        at = asked.end
    return "".join([*pieces, body[at:]]), found


def _answer(brief: Entry, asked: Placeholder) -> tuple[str, Scope, str]:
    """What a request is replaced with."""
    if not asked.is_readable:
        raise NotUnderstood(text=asked.text, field="body")
    version = _asked_for(asked)
    scope = scope_of(brief, asked.period, narrowing_of(asked.about, brief.org))
    words = in_words(seen_in(version.measure, scope).unit, value(version, scope).value, asked.style)
    if words is None:
        raise NothingToCount(text=asked.text, field="body")
    return words, scope, str(version)


def _asked_for(asked: Placeholder) -> MeasureVersion:
    """The measure of a request. Refuses one that nobody declared or nobody approved."""
    try:
        version = version_of(asked.measure)
    except LookupError:
        proposed = {v.code: v for v in measures(approved_only=False)}
        if asked.measure not in proposed:
            raise NotUnderstood(text=asked.text, field="body") from None
        version = proposed[asked.measure]
    require_approved(version)
    return version


def in_words(unit: str, amount: Decimal | None, style: str) -> str | None:
    """An amount in the wording asked for, or the preferred one; None when it cannot be worded.

    Raises :class:`NotUnderstood` for a style that does not exist or would say something false.
    """
    if amount is None:
        return None
    try:
        return wording.word(amount, unit=unit, style=style_of(style, amount, unit))
    except wording.CannotWord as false:
        raise NotUnderstood(text=style, field="style") from false


def carry(old: Revision, new: Revision, numbers: list[Token]) -> None:
    """Take figures to the next revision, unless their number reads otherwise there."""
    spans = {f.start: Span(f.start, f.end) for f in old.figures.all()}
    found = reanchor(old.body, new.body, spans)
    places = {
        start: span.start if span is not None and not _is_torn(span, numbers) else None
        for start, span in found.items()
    }
    carry_over(old, new, places=places)


def _is_torn(span: Span, numbers: list[Token]) -> bool:
    """Whether a number begins or ends outside the figure: 56篇 within 1056篇 is another number."""
    return any(
        token.start < span.end
        and token.end > span.start
        and not (span.start <= token.start and token.end <= span.end)
        for token in numbers
    )


def carry_checks(old: Revision | None, new: Revision) -> None:
    """Check the new revision; relations that people stated, and their answers, go along."""
    if old is not None:
        moved = _moved(old, new)
        for check in old.checks.order_by("pk"):
            figures = [moved[uid] for uid in check.figures if uid in moved]
            if not check.rule and len(figures) == len(check.figures):
                checking.relate(
                    new,
                    kind=CheckKind(check.kind),
                    figures=figures,
                    is_complete=check.is_complete,
                )
        _keep_answers(old, new, moved)
    else:
        checking.run(new)


def _moved(old: Revision, new: Revision) -> dict[str, Any]:
    """The figures of the new revision by the uid that each had in the old one."""
    spans = {f.start: Span(f.start, f.end) for f in old.figures.all()}
    found = reanchor(old.body, new.body, spans)
    there = {figure.start: figure for figure in new.figures.all()}
    return {
        str(figure.uid): there[span.start]
        for figure in old.figures.all()
        if (span := found[figure.start]) is not None and span.start in there
    }


def _keep_answers(old: Revision, new: Revision, moved: dict[str, Any]) -> None:
    """A check that finds the same as before keeps the answer that was given to it."""
    waived = old.checks.filter(waived_at__isnull=False)
    answers = {_found(c, [str(moved[u].uid) for u in c.figures if u in moved]): c for c in waived}
    for check in checking.run(new):
        if (answered := answers.get(_found(check, check.figures))) is not None:
            check.reason, check.waived_by_id = answered.reason, answered.waived_by_id
            check.waived_at = answered.waived_at
            check.save(update_fields=["reason", "waived_by", "waived_at"])


def _found(check: Any, figures: Sequence[str]) -> tuple[str, str, str]:
    """What a check holds against each other and finds; facts may come back in another order."""
    return check.kind, check.message, canonical.digest({"of": figures, "facts": check.facts})
