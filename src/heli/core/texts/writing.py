"""Documents and their revisions: plain functions that acts share. They write inside acts only."""

import hashlib
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Conflict, Invalid, Refusal, current_record
from heli.core.parties.models import Party, Undertaking
from heli.core.texts.classified import refuse_classified
from heli.core.texts.models import Doc, Revision, Secrecy
from heli.core.texts.search import index


LONGEST_TEXT = 10_000_000


class Outdated(Conflict):
    """Two people wrote at once.

    ``theirs`` is the revision that was saved first, ``base`` the one both started from (None for
    the first), ``mine`` the text that was not saved: a page shows all three.
    """

    message = _(
        "%(name)s saved version %(n)s while you were writing. Nothing of yours is lost: compare"
        " both texts, then save again."
    )

    def __init__(self, *, theirs: Revision, base: Revision | None, mine: str) -> None:
        super().__init__(name=theirs.author.name if theirs.author else "", n=theirs.n, field="body")
        self.theirs, self.base, self.mine = theirs, base, mine


class Frozen(Refusal):
    """What was issued stays as it was issued."""

    message = _("“%(title)s” is closed; its text and its contents can no longer be changed.")


def create_doc(
    *,
    kind: str,
    title: str,
    org: Party,
    by: Actor,
    at: datetime,
    body: str = "",
    undertaking: Undertaking | None = None,
    secrecy: str = Secrecy.INTERNAL,
    note: str = "",
) -> Doc:
    """Make a document with its first revision. Refuses as :func:`revise`."""
    doc = Doc.objects.create(
        kind=kind,
        title=good_title(title),
        org=org,
        undertaking=undertaking,
        secrecy=secrecy,
        created_at=at,
    )
    revise(doc, base=0, title=title, body=body, by=by, at=at, note=note)
    return doc


def revise(
    doc: Doc,
    *,
    base: int,
    title: str,
    body: str,
    by: Actor,
    at: datetime,
    note: str = "",
    anew: bool = False,
) -> Revision:
    """Write revision ``base`` + 1; the latest one as it is when nothing changed (unless ``anew``).

    ``base`` is the number of the revision that the writer started from. Refuses with
    :class:`Outdated` when somebody saved since, with ``Classified`` a text that carries the mark of
    a state secret, with :class:`Frozen`, and with ``Invalid`` a title or text that cannot be kept.
    """
    title = good_title(title)
    _check_body(title, body)
    if base and (theirs := latest(doc)) is not None:
        if theirs.n != base:
            raise _outdated(doc, base, body)
        if not anew and (theirs.title, theirs.body) == (title, body):
            return theirs
    free = Doc.objects.filter(pk=doc.pk, latest=base, frozen_at__isnull=True)
    if not free.update(latest=base + 1, title=title):
        doc.refresh_from_db()
        refuse_frozen(doc)
        raise _outdated(doc, base, body)
    doc.latest, doc.title = base + 1, title
    revision = Revision(
        doc=doc,
        n=base + 1,
        title=title,
        body=body,
        sha256=hashlib.sha256(body.encode()).hexdigest(),
        author_id=by.party_id,
        at=at,
        note=note,
    )
    revision.save(force_insert=True)
    current_record().wrote(revision, content_of(revision))
    index(doc, title=title, body=body)
    return revision


def content_of(revision: Revision) -> dict[str, object]:
    """What the journal keeps of a revision."""
    return {"n": revision.n, "sha256": revision.sha256, "title": revision.title}


def latest(doc: Doc) -> Revision | None:
    """The newest revision, None before the first."""
    return doc.revisions.select_related("author").order_by("-n").first()


def freeze(doc: Doc, *, at: datetime) -> Doc:
    """Close a document: from now on neither its text nor its contents change."""
    current_record()
    if not Doc.objects.filter(pk=doc.pk, frozen_at__isnull=True).update(frozen_at=at):
        raise Frozen(title=doc.title)
    doc.frozen_at = at
    return doc


def refuse_frozen(doc: Doc) -> None:
    """Raise :class:`Frozen` when a document is closed."""
    if doc.frozen_at is not None:
        raise Frozen(title=doc.title)


def good_title(title: str) -> str:
    """``title`` on one line. Refuses with ``Invalid`` when it is empty or too long."""
    title = " ".join(title.split())
    longest = Doc._meta.get_field("title").max_length or 0
    if not title or len(title) > longest or "\x00" in title:
        raise Invalid(what=_("a title of 1 to %(n)s characters") % {"n": longest}, field="title")
    refuse_classified(title, field="title")
    return title


def _check_body(title: str, body: str) -> None:
    if "\x00" in body:
        raise Invalid(what=_("a character that no text contains"), field="body")
    if len(body) > LONGEST_TEXT:
        raise Invalid(what=_("the text is too long"), field="body")
    refuse_classified(body, field="body")


def _outdated(doc: Doc, base: int, mine: str) -> Outdated:
    theirs = latest(doc)
    if theirs is None:
        # Only a wrong ``base`` leads here: there is no revision to have been written on.
        msg = f"{doc} has no revision {base}"
        raise ValueError(msg)
    return Outdated(theirs=theirs, base=doc.revisions.filter(n=base).first(), mine=mine)
