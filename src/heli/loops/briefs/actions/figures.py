"""Saying what the numbers of a brief are. Each act starts from the revision that was looked at."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Conflict, Invalid, Refusal, action
from heli.core.files.actions import keep
from heli.core.files.store import Stored
from heli.core.flow.models import Entry
from heli.core.measures import checking, figures
from heli.core.measures.enums import FigureClass
from heli.core.measures.figures import Claim
from heli.core.measures.values import version_of
from heli.core.texts.models import Revision
from heli.loops.briefs import policies
from heli.loops.briefs.actions.revising import require_writable, revise
from heli.loops.briefs.queries.briefs import latest, period_of, scope_of
from heli.loops.briefs.queries.narrowing import NOTHING, Narrowing, require_own
from heli.loops.briefs.queries.periods import Period
from heli.loops.briefs.queries.tokens import Token, tokens_of


class TextMoved(Conflict):
    """The number may stand elsewhere by now."""

    message = _("The text was changed meanwhile (revision %(n)s). Please look at the number again.")


class NoSuchNumber(Refusal):
    """There is no number at that place."""

    message = _("There is no number at this place of the text.")
    status = 422


class NoSuchMeasure(Refusal):
    """Nobody declared such a measure."""

    message = _("There is no measure “%(measure)s”.")
    status = 422


@action("briefs.figure.insert", policy=policies.may_write)
def insert_figure(
    brief: Entry,
    *,
    measure: str,
    first: date,
    last: date,
    about: Narrowing = NOTHING,
    style: str = "",
    caret: int,
    base: int,
    by: Actor,
    at: datetime,
) -> Revision:
    """Write the value of ``measure`` at ``caret`` of revision ``base``, bound, in a permitted wording.

    ``about`` narrows it to one body, item, campaign or place. Refuses as
    :func:`heli.loops.briefs.actions.writing.save_brief` does.
    """
    old = _looked_at(brief, base)
    asked = f"[[{measure} {Period(first, last)}{about.typed()}{' | ' + style if style else ''}]]"
    body = old.body[:caret] + asked + old.body[caret:]
    return revise(brief, title=old.title, body=body, base=base, by=by, at=at)


@action("briefs.figure.bind", policy=policies.may_write)
def bind_number(
    brief: Entry,
    *,
    start: int,
    end: int,
    measure: str,
    first: date | None = None,
    last: date | None = None,
    about: Narrowing = NOTHING,
    base: int,
    by: Actor,
    at: datetime,
) -> Revision:
    """Bind a typed number to a measure, for the brief's own period unless days are given.

    ``about`` narrows it to one body, item, campaign or place of the issuer.
    Refuses with ``TextMoved``, ``NoSuchMeasure``, ``NotWritable``, and as
    :func:`heli.core.measures.figures.bind` does. A wording that does not hold is shown at once,
    and refused when the brief is sealed.
    """
    revision = _looked_at(brief, base)
    require_own(about, brief.org)
    own = period_of(brief)
    period = Period(first or own.first, last or own.last)
    try:
        version = version_of(measure)
    except LookupError as unknown:
        raise NoSuchMeasure(measure=measure, field="measure") from unknown
    scope = scope_of(brief, period, about)
    figures.bind(revision, start=start, end=end, version=version, scope=scope)
    return _checked(revision)


@action("briefs.figure.claim", policy=policies.may_write)
def claim_number(
    brief: Entry,
    *,
    start: int,
    end: int,
    source: str,
    as_of: date | None = None,
    method: str = "",
    evidence: Stored | None = None,
    external: bool = False,
    base: int,
    by: Actor,
    at: datetime,
) -> Revision:
    """Say who states a number that no record proves; ``external`` cites another text.

    Refuses with ``Invalid`` when no source is named, and as :func:`bind_number` does.
    """
    revision = _looked_at(brief, base)
    if not source.strip():
        raise Invalid(what=_("who states this number"), field="source")
    token = _token_at(brief, revision, start, end)
    kept = keep(evidence, by=by, at=at).blob if evidence is not None else None
    figures.claim(
        revision,
        start=start,
        end=end,
        klass=FigureClass.EXTERNAL if external else FigureClass.CLAIMED,
        said=Claim(source=source.strip(), evidence=kept, as_of=as_of, method=method),
        interval=token.interval,
        unit=token.unit,
    )
    return _checked(revision)


@action("briefs.figure.classify", policy=policies.may_write)
def classify_number(
    brief: Entry, *, start: int, end: int, klass: str, base: int, by: Actor, at: datetime
) -> Revision:
    """Say that a number is ``structural`` or ``not_a_figure``. Refuses as :func:`bind_number` does."""
    revision = _looked_at(brief, base)
    if klass not in (FigureClass.STRUCTURAL, FigureClass.NOT_A_FIGURE):
        raise Invalid(what=_("what this number is"), field="klass")
    _classify(revision, _token_at(brief, revision, start, end), klass)
    return _checked(revision)


@action("briefs.figure.confirm", policy=policies.may_write)
def confirm_suggestions(
    brief: Entry, *, places: Sequence[int], base: int, by: Actor, at: datetime
) -> Revision:
    """Confirm what the reader took dates, numbers of order and names for, many at once.

    ``places`` are where they begin. Refuses with ``NoSuchNumber`` a place where the reader sees a
    figure or nothing: those are never classified in passing.
    """
    revision = _looked_at(brief, base)
    suggested = {t.start: t for t in _tokens(brief, revision) if t.suggestion}
    for place in sorted(set(places)):
        token = suggested.get(place)
        if token is None:
            raise NoSuchNumber
        _classify(revision, token, token.suggestion)
    return _checked(revision)


@action("briefs.figure.release", policy=policies.may_write)
def release_number(brief: Entry, *, start: int, base: int, by: Actor, at: datetime) -> Revision:
    """Take back what was said about a number; it waits to be classified again."""
    revision = _looked_at(brief, base)
    figure = revision.figures.filter(start=start).first()
    if figure is None:
        raise NoSuchNumber
    figure.delete()
    return _checked(revision)


def _looked_at(brief: Entry, base: int) -> Revision:
    """The revision that was looked at, if it is still the latest and may change."""
    require_writable(brief)
    revision = latest(brief)
    if revision.n != base:
        raise TextMoved(n=revision.n)
    return revision


def _checked(revision: Revision) -> Revision:
    checking.run(revision)
    return revision


def _tokens(brief: Entry, revision: Revision) -> list[Token]:
    return tokens_of(revision.body, on=period_of(brief).last)


def _token_at(brief: Entry, revision: Revision, start: int, end: int) -> Token:
    for token in _tokens(brief, revision):
        if (token.start, token.end) == (start, end):
            return token
    raise NoSuchNumber


def _classify(revision: Revision, token: Token, klass: str) -> Any:
    return figures.classify(
        revision,
        start=token.start,
        end=token.end,
        klass=FigureClass(klass),
        interval=token.interval,
        unit=token.unit,
    )
