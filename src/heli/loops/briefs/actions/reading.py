"""Having a text read, saying what its figures are, and starting a brief from it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Final

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Conflict, Digest, Invalid, Refusal, action, demand, later
from heli.core.files.actions import keep
from heli.core.files.store import Stored
from heli.core.flow.models import Entry
from heli.core.measures import checking, figures
from heli.core.measures.values import version_of
from heli.core.parties.models import Party
from heli.core.texts.classified import refuse_classified
from heli.core.texts.writing import good_title
from heli.loops.briefs.actions.revising import LONGEST_TEXT, TooLong
from heli.loops.briefs.actions.writing import start_brief
from heli.loops.briefs.models import ReadText, Said, Stage, Verdict, may_read_for, may_use
from heli.loops.briefs.queries.briefs import latest, scope_of
from heli.loops.briefs.queries.narrowing import narrowing_of
from heli.loops.briefs.queries.reading import Bound, Outcome, bound_in, row_of


LONGEST: Final = 2_000_000
"""Characters of a text that is read: ten times the longest yearbook chapter seen."""


class NothingToRead(Refusal):
    """Neither a text nor a file was given."""

    message = _("Paste a text or choose a file.")
    status = 422


class NoFigureThere(Refusal):
    """The reader found nothing at that place."""

    message = _("There is no figure at this place of the text.")
    status = 422


class AlreadyDrafted(Conflict):
    """One text makes one brief."""

    message = _("A brief was already started from this text.")


@action("briefs.reading.give", policy=may_read_for)
def give_text(
    org: Party,
    *,
    title: str,
    body: Annotated[str, Digest] = "",
    file: Stored | None = None,
    day: date | None = None,
    first: date | None = None,
    last: date | None = None,
    by: Actor,
    at: datetime,
) -> ReadText:
    """Have a text read for ``org``: the text itself, or a stored file that is still to be opened.

    ``day`` is the day of the document, ``first`` and ``last`` the days its figures are held
    against. Refuses with ``NothingToRead``, ``TooLong``, ``Invalid`` days, and with ``Classified``
    a text with the mark of a state secret. Asks for ``briefs.read``.
    """
    if not body.strip() and file is None:
        raise NothingToRead(field="body")
    _check_length(body)
    if first and last and first > last:
        raise Invalid(what=_("the period ends before it begins"), field="last")
    refuse_classified(body, field="body")
    given = ReadText.objects.create(
        org=org,
        title=good_title(title),
        body=body,
        file=keep(file, by=by, at=at) if file is not None else None,
        day=day,
        first=first,
        last=last,
        given_by_id=by.party_id,
        given_at=at,
    )
    later("briefs.read", text=str(given.uid))
    return given


def _check_length(body: str) -> None:
    if len(body) > LONGEST:
        raise TooLong(length=len(body), most=LONGEST, field="body")


@action("briefs.reading.keep", policy=may_use)
def keep_outcome(
    text: ReadText, *, outcome: Annotated[str, Digest], by: Actor, at: datetime
) -> ReadText:
    """Keep what was read (:meth:`Outcome.dumped`). A text that was read already stays as it is.

    Refuses with ``Classified`` a file whose text carries the mark of a state secret, and with
    ``TooLong``.
    """
    if text.stage != Stage.WAITING:
        return text
    read = Outcome(**json.loads(outcome))
    refuse_classified(read.body, field="body")
    _check_length(read.body)
    text.stage = Stage.READ if read.is_readable else Stage.UNREADABLE
    text.body = read.body
    text.readings, text.findings = list(read.readings), list(read.findings)
    text.remarks = list(read.remarks)
    text.save(update_fields=["stage", "body", "readings", "findings", "remarks"])
    return text


@action("briefs.reading.say", policy=may_use)
def say_figure(
    text: ReadText,
    *,
    start: int,
    verdict: str,
    measure: str = "",
    row: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> Said:
    """Accept, correct or ignore the figure that begins at ``start``.

    ``row`` gives the corrected fields of a labelled row; what it leaves out stays as read. An
    accepted figure keeps ``measure``, the measure it states. Refuses with ``NoFigureThere`` a
    place where nothing was read, and ``Invalid`` a correction that is no figure of the text.
    """
    read = next((r for r in text.readings if r["start"] == start), None)
    if read is None:
        raise NoFigureThere
    if verdict not in Verdict.values:
        raise Invalid(what=_("what this number is"), field="verdict")
    labelled = row_of(read)
    corrected = labelled | {k: _json(v) for k, v in (row or {}).items() if k in labelled}
    begins, ends = corrected["start"], corrected["end"]
    if not 0 <= begins < ends <= len(text.body):
        raise Invalid(what=_("where the figure begins and ends"), field="end")
    corrected["text"] = text.body[begins:ends]
    return Said.objects.create(
        text=text,
        start=start,
        verdict=verdict,
        measure=measure if verdict == Verdict.ACCEPTED else "",
        row={} if verdict == Verdict.IGNORED else corrected,
        by_id=by.party_id,
        at=at,
    )


def _json(value: Any) -> Any:
    """A number as a labelled row holds it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


@action("briefs.reading.draft", policy=may_use)
def draft_brief(
    text: ReadText, *, title: str, first: date, last: date, by: Actor, at: datetime
) -> Entry:
    """Start a brief with this text, its figures bound.

    Bound are those that records bear out and those that somebody accepted for a measure. Refuses with ``AlreadyDrafted``, ``TooLong``, and as starting a brief does. A figure whose
    wording cannot be bound is left for the writer.
    """
    if text.brief_id is not None or text.stage != Stage.READ:
        raise AlreadyDrafted
    if len(text.body) > LONGEST_TEXT:
        raise TooLong(length=len(text.body), most=LONGEST_TEXT, field="title")
    may_start_for(by, text.org)
    brief = start_brief.function(
        text.org, title=title, first=first, last=last, body=text.body, by=by, at=at
    )
    revision = latest(brief)
    # Double brackets may have become words: then nothing stands where it was read.
    if revision.body == text.body:
        for bound in bound_in(text, first, last):
            _bind(brief, bound)
        checking.run(revision)
    text.brief = brief
    text.save(update_fields=["brief"])
    return brief


def may_start_for(by: Actor, org: Party) -> None:
    """Raise ``NotAllowed`` unless ``by`` starts briefs of ``org``."""
    demand(start_brief.policy, by, org)


def _bind(brief: Entry, bound: Bound) -> None:
    code, *narrowed = bound.measure.split(" ")
    about = dict(word.split("=", 1) for word in narrowed)
    try:
        figures.bind(
            latest(brief),
            start=bound.start,
            end=bound.end,
            version=version_of(code),
            scope=scope_of(brief, narrowing=narrowing_of(about, brief.org)),
        )
    except Refusal:
        # Not house wording, or another unit: the writer sees it unbound, as if typed.
        return
