"""From draft to sign-off: sending for review, taking back, returning, approving."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Conflict, Refusal, action
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Entry, Step
from heli.core.texts.models import Revision
from heli.loops.briefs import policies
from heli.loops.briefs.queries.briefs import latest, writers_of


class NothingWritten(Refusal):
    """An empty page is not sent for review."""

    message = _("There is no text yet: write the brief before you send it for review.")
    status = 422


class CheckerIsWriter(Refusal):
    """Four eyes: whoever wrote a word of it does not approve it."""

    message = _("You wrote in this brief. Somebody else has to check and approve it.")
    status = 403


class NotWhatYouRead(Conflict):
    """Approval is for one revision."""

    message = _("The text has changed since you opened it (revision %(n)s). Please read it again.")


@action("briefs.brief.submit", policy=policies.may_write)
def submit_brief(brief: Entry, *, note: str = "", by: Actor, at: datetime) -> Step:
    """Send the latest revision for review. Refuses with ``NothingWritten``."""
    revision = latest(brief)
    if not revision.body.strip():
        raise NothingWritten
    return engine.move(brief, "submit", by=by, at=at, telling=Telling(note=note, revision=revision))


@action("briefs.brief.recall", policy=policies.may_write)
def recall_brief(brief: Entry, *, by: Actor, at: datetime) -> Step:
    """Take a brief back from review, to go on writing."""
    return engine.move(brief, "recall", by=by, at=at)


@action("briefs.brief.return", policy=policies.may_return)
def return_brief(brief: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Give a brief back to its writers, saying what to change (``Missing`` without a note)."""
    telling = Telling(note=note.strip(), revision=latest(brief))
    return engine.move(brief, "return", by=by, at=at, telling=telling)


@action("briefs.brief.approve", policy=policies.may_check)
def approve_brief(
    brief: Entry, *, revision: Revision, note: str = "", by: Actor, at: datetime
) -> Step:
    """Approve the revision that was read.

    Refuses with ``CheckerIsWriter`` whoever wrote any revision of it, and with ``NotWhatYouRead``
    when ``revision`` is not the latest any more.
    """
    current = latest(brief)
    if current != revision:
        raise NotWhatYouRead(n=current.n)
    if by.party_id in writers_of(brief):
        raise CheckerIsWriter
    return engine.move(
        brief, "approve", by=by, at=at, telling=Telling(note=note, revision=revision)
    )
