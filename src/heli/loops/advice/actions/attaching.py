"""Files beside a proposal: sources, tables, surveys. Never the scan of an instruction."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Refusal, action
from heli.core.files.actions import keep
from heli.core.files.store import Stored
from heli.core.flow.models import Entry
from heli.core.texts.models import Attachment
from heli.loops.advice import policies
from heli.loops.advice.queries.texts import text_of


MOST_FILES = 10


class TooManyFiles(Refusal):
    """A proposal is a text, not an archive."""

    message = _("A proposal has at most %(most)s files; leave out what is not needed.")
    status = 422


@action("advice.proposal.attach", policy=policies.attach_to)
def attach_file(proposal: Entry, *, file: Stored, by: Actor, at: datetime) -> Attachment:
    """Put an uploaded file beside a proposal; whoever may read the proposal may read it.

    Refuses with :class:`TooManyFiles`. What is no office document, or carries the mark of a state
    secret, was refused when it was stored.
    """
    doc = text_of(proposal)
    if Attachment.objects.filter(doc=doc).count() >= MOST_FILES:
        raise TooManyFiles(most=MOST_FILES, field="file")
    kept = keep(file, by=by, at=at)
    return Attachment.objects.create(doc=doc, file=kept, label=file.name[:60])
