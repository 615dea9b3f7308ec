"""Gifts as lists and pages show them: the transaction, what was given, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from heli.core.acts import Actor
from heli.core.files.models import File
from heli.core.flow.models import Link
from heli.core.journal.refs import name_of
from heli.core.ledger.amounts import shown
from heli.core.ledger.models import Posting, Transaction
from heli.core.parties.models import Undertaking
from heli.loops.giving import policies
from heli.loops.giving.enums import CORRECTS, EVIDENCE, GIFT_TAGS, Kind


LINES = Posting.objects.filter(tag__in=GIFT_TAGS).select_related("item__unit", "party", "area")


def gifts(actor: Actor) -> QuerySet[Transaction]:
    """The gifts that ``actor`` may see, each with its lines as ``given``; reversals are not gifts."""
    return with_lines(policies.see_gift.visible_to(actor))


def gifts_of(campaign: Undertaking) -> QuerySet[Transaction]:
    """The gifts of a campaign and its parts, those that were taken back included."""
    owned = Transaction.objects.filter(undertaking=campaign)
    return with_lines(owned | Transaction.objects.filter(undertaking__parent=campaign))


def with_lines(rows: QuerySet[Transaction]) -> QuerySet[Transaction]:
    """Gifts with what a page says about them. Two queries for a page."""
    rows = rows.filter(kind__in=(Kind.GIFT, Kind.SALE), reverses__isnull=True)
    lines = Prefetch("postings", queryset=LINES.order_by("n"), to_attr="given")
    return rows.select_related("org", "undertaking", "reversed_by").prefetch_related(lines)


def lines_of(gift: Transaction) -> list[Posting]:
    """The lines of a gift that arrived, as they were read with it."""
    given: list[Posting] = getattr(gift, "given", [])
    return given


def in_words(gift: Transaction) -> str:
    """What was given: ``46,000.00 元、3,000 只 口罩``."""
    return "、".join(_line(line) for line in lines_of(gift))


def _line(line: Posting) -> str:
    amount = shown(line.item, line.quantity)
    return amount if line.item.code == "cash" else f"{amount} {line.item}"


def is_taken_back(gift: Transaction) -> bool:
    """Whether a gift was reversed: it stays readable, and counts nowhere."""
    return hasattr(gift, "reversed_by")


def evidence_of(records: Sequence[Transaction]) -> dict[str, list[File]]:
    """The files each record rests on, by its name. Two queries."""
    names = [name_of(one) for one in records]
    links = list(Link.objects.filter(kind=EVIDENCE, dst__in=names).order_by("pk"))
    uids = [link.src.partition(":")[2] for link in links]
    files = {name_of(one): one for one in File.objects.filter(uid__in=uids).select_related("blob")}
    found: dict[str, list[File]] = {name: [] for name in names}
    for link in links:
        if link.src in files:
            found[link.dst].append(files[link.src])
    return found


@dataclass(frozen=True, slots=True)
class Correction:
    """A gift that was taken back, why, and what was posted in its place."""

    old: Transaction
    reason: str
    new: Transaction | None


def corrections(campaign: Undertaking) -> list[Correction]:
    """What was put right in the books of a campaign, the latest first. Four queries."""
    backs = Transaction.objects.filter(undertaking=campaign, reverses__isnull=False)
    reasons = dict(backs.values_list("reverses_id", "reason"))
    olds = list(gifts_of(campaign).filter(pk__in=reasons).order_by("-pk"))
    links = Link.objects.filter(kind=CORRECTS, dst__in=[name_of(one) for one in olds])
    by_old = {link.dst: link.src.partition(":")[2] for link in links}
    news = {str(one.uid): one for one in gifts_of(campaign).filter(uid__in=by_old.values())}
    return [
        Correction(old, reasons[old.pk], news.get(by_old.get(name_of(old), ""))) for old in olds
    ]
