"""The two texts of a proposal: what its author wrote, and what it became."""

from heli.core.acts import Prepared, given
from heli.core.flow.models import Entry, Step
from heli.core.texts.models import Attachment, Doc, Revision
from heli.loops.advice.enums import Tag, Verb


AUTHORS_VERBS = (Verb.SUBMIT, Verb.RESUBMIT)
_SUBMITTED = Prepared(
    Step.objects.filter(
        entry_id=given(Step, "entry_id"), verb__in=AUTHORS_VERBS, revision__isnull=False
    )
    .select_related("revision__author")
    .order_by("-seq")[:1]
)
_NEWEST = Prepared(
    Revision.objects.filter(doc_id=given(Revision, "doc_id"))
    .select_related("author")
    .order_by("-n")[:1]
)


_FILES = Prepared(
    Attachment.objects.filter(doc_id=given(Attachment, "doc_id"))
    .select_related("file__blob")
    .order_by("pk")
)


def length_of(body: str) -> int:
    """How long a text is: its characters, without spaces and line ends."""
    return len("".join(body.split()))


def authors_text(proposal: Entry) -> Revision:
    """What the author last submitted; the newest revision of a draft."""
    step = _SUBMITTED.first(entry_id=proposal.pk)
    if step is None or step.revision is None:
        return newest_text(proposal)
    return step.revision


def newest_text(proposal: Entry) -> Revision:
    """What the proposal says now. Raises ``Revision.DoesNotExist`` before the first word."""
    newest = _NEWEST.first(doc_id=text_of(proposal).pk)
    if newest is None:
        raise Revision.DoesNotExist
    return newest


def edited_text(proposal: Entry) -> Revision | None:
    """The text as editing last finished it; None before."""
    step = (
        Step.objects.filter(entry=proposal, tag=Tag.EDITED, sign=1)
        .select_related("revision")
        .order_by("-seq")
        .first()
    )
    return step.revision if step else None


def text_of(proposal: Entry) -> Doc:
    """The document behind a proposal or an issue."""
    if proposal.doc is None:
        msg = f"proposal {proposal.pk} has no text"
        raise LookupError(msg)
    return proposal.doc


def files_beside(proposal: Entry) -> list[Attachment]:
    """The files beside a proposal, in the order they came. One query."""
    return _FILES.records(doc_id=proposal.doc_id)
