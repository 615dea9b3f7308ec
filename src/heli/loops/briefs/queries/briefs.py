"""Briefs, their texts and their people."""

from datetime import date

from django.db.models import QuerySet

from heli.core.acts import Actor
from heli.core.flow.models import Entry, Step
from heli.core.measures.queries import Scope, Seal, seal_of as find_seal
from heli.core.texts.models import Doc, Revision
from heli.loops.briefs import policies
from heli.loops.briefs.flows import ISSUED, WRITABLE
from heli.loops.briefs.queries.narrowing import NOTHING, Narrowing
from heli.loops.briefs.queries.periods import Period


def briefs_on_desk(actor: Actor) -> QuerySet[Entry]:
    """The briefs of the bodies an actor works for, the newest first."""
    rows = policies.may_work.visible_to(actor)
    return rows.select_related("doc", "org").order_by("-id")


def published() -> QuerySet[Entry]:
    """What the public may read, the newest first. Superseded briefs stay."""
    rows = Entry.objects.filter(policies.A_BRIEF & policies.IS_PUBLIC)
    return rows.select_related("doc", "org").order_by("-id")


def text_of(brief: Entry) -> Doc:
    """The document that a brief issues; its corrections are later states of the same one."""
    assert brief.doc is not None  # noqa: S101  -- every entry of this flow is started with one
    return brief.doc


def latest(brief: Entry) -> Revision:
    """The text that counts: as it was sealed, or as it stands. Two queries."""
    revisions = Revision.objects.filter(doc=text_of(brief)).select_related("author", "doc__org")
    if brief.state in ISSUED:
        return revisions.get(seal__code=brief.code)
    return revisions.get(n=latest_number(brief))


def latest_number(brief: Entry) -> int:
    """The number of the newest revision; 0 before the first."""
    numbers = Revision.objects.filter(doc=text_of(brief)).order_by("-n")
    return numbers.values_list("n", flat=True).first() or 0


def seal_of(brief: Entry) -> Seal | None:
    """The seal of an issued brief, with its erratum where there is one; None before."""
    return find_seal(brief.code) if brief.state in ISSUED else None


def writers_of(brief: Entry) -> set[int]:
    """Everybody who wrote a revision of the text since this brief was started."""
    rows = Revision.objects.filter(doc=text_of(brief), at__gte=brief.opened_at)
    known = rows.filter(author__isnull=False).order_by()
    return set(known.values_list("author_id", flat=True).distinct())


def is_writable(brief: Entry) -> bool:
    """Whether text and figures may still change."""
    return brief.state in WRITABLE


def period_of(brief: Entry) -> Period:
    """The days a brief is about."""
    days = brief.answers["period"]
    return Period(date.fromisoformat(days["from"]), date.fromisoformat(days["to"]))


def history_of(brief: Entry) -> QuerySet[Step]:
    """What happened to a brief, oldest first."""
    return brief.steps.select_related("actor", "revision").order_by("seq")


def scope_of(brief: Entry, period: Period | None = None, narrowing: Narrowing = NOTHING) -> Scope:
    """Whose records a figure of this brief counts: its body's, in ``period`` or the brief's own.

    ``narrowing`` makes it those of one body, item, campaign or place.
    """
    days = period or period_of(brief)
    return Scope(
        org=narrowing.body or brief.org,
        first=days.first,
        last=days.last,
        area=narrowing.place,
        item=narrowing.item,
        undertaking=narrowing.campaign,
    )


def corrected_by(brief: Entry) -> Entry | None:
    """The brief that corrects this one, being written or issued."""
    later = Entry.objects.filter(doc=text_of(brief), pk__gt=brief.pk)
    return later.order_by("pk").first()


def corrects(brief: Entry) -> Entry | None:
    """The issued brief that this one corrects."""
    earlier = Entry.objects.filter(doc=text_of(brief), pk__lt=brief.pk)
    return earlier.order_by("-pk").first()
