"""Holding the figures of a brief against each other, and answering for what was found."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action, current_record
from heli.core.flow.models import Entry
from heli.core.measures import checking
from heli.core.measures.enums import CheckKind
from heli.core.measures.refusals import NothingToWaive, ReasonMissing
from heli.core.texts.models import Revision
from heli.loops.briefs import policies
from heli.loops.briefs.actions.revising import NotWritable, require_writable
from heli.loops.briefs.flows import ISSUED
from heli.loops.briefs.queries.briefs import latest


class NoSuchCheck(Refusal):
    """The check went with an edit."""

    message = _("This check is not there any more. Please look at the list again.")


@action("briefs.check.relate", policy=policies.may_write)
def relate_numbers(
    brief: Entry,
    *,
    kind: str,
    places: Sequence[int],
    is_complete: bool = False,
    by: Actor,
    at: datetime,
) -> Revision:
    """Say that figures belong together, in the order of their kind: the total or whole first.

    ``places`` are where the figures begin; ``is_complete`` says that the text names every part.
    Refuses with ``Invalid`` an unknown kind, and with ``WrongFigures`` too few figures.
    """
    require_writable(brief)
    if kind not in CheckKind.values:
        raise Invalid(what=_("how these numbers belong together"), field="kind")
    revision = latest(brief)
    known = {figure.start: figure for figure in revision.figures.all()}
    related = [known[place] for place in places if place in known]
    checking.relate(revision, kind=CheckKind(kind), figures=related, is_complete=is_complete)
    return revision


@action("briefs.check.drop", policy=policies.may_write)
def drop_check(brief: Entry, *, check: str, by: Actor, at: datetime) -> Revision:
    """Take back a relation that somebody stated; those that follow from measures come back."""
    require_writable(brief)
    revision = latest(brief)
    _check(revision, check).delete()
    checking.run(revision)
    return revision


@action("briefs.check.waive", policy=policies.may_return)
def waive_check(brief: Entry, *, check: str, reason: str, by: Actor, at: datetime) -> Revision:
    """Answer for an open check. The reason and the name are sealed with the text.

    Checkers and signers do this, not those who wrote. Refuses with ``ReasonMissing``,
    ``NothingToWaive`` and ``NoSuchCheck``.
    """
    if brief.state in ISSUED:
        raise NotWritable(state=brief.state)
    revision = latest(brief)
    found = _check(revision, check)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if not found.is_open:
        raise NothingToWaive
    found.reason, found.waived_by_id, found.waived_at = reason.strip()[:200], by.party_id, at
    found.save(update_fields=["reason", "waived_by", "waived_at"])
    current_record().wrote(found, checking.content_of(found))
    return revision


def _check(revision: Revision, uid: str) -> Any:
    found = revision.checks.filter(uid=uid).first()
    if found is None:
        raise NoSuchCheck
    return found
