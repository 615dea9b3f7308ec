"""The money of a campaign by who holds it and what it is for; what was paid, bought and counted."""

from django.db.models import QuerySet

from heli.core.journal.refs import name_of
from heli.core.ledger.enums import GUARDED, AccountKind
from heli.core.ledger.models import Account, Posting, Transaction
from heli.core.ledger.queries import Held, holdings, standing, transactions_of
from heli.core.parties.models import Undertaking
from heli.loops.giving.enums import CASH, GIFT_TAGS, Kind


PAID = (Kind.PAYOUT, Kind.PURCHASE, Kind.SALE, Kind.REDIRECTION, Kind.TALLY)


def funds(campaign: Undertaking) -> list[Held]:
    """What the channels hold, each designated use apart; what is free comes first."""
    channels = Account.objects.filter(
        undertaking=campaign, kind=AccountKind.CHANNEL, party__isnull=False
    ).select_related("party")
    held = [one for one in holdings(channels) if one.item.code == CASH and one.amount > 0]
    return sorted(held, key=lambda one: (one.use is not None, -one.amount, one.account.pk))


def paid(campaign: Undertaking) -> QuerySet[Transaction]:
    """What was paid, bought, sold, redirected or counted, the latest first; reversals are not."""
    rows = Transaction.objects.filter(undertaking=campaign, kind__in=PAID, reverses__isnull=True)
    rows = rows.select_related("reversed_by").prefetch_related("postings__item__unit")
    return rows.prefetch_related("postings__account").order_by("-effective_on", "-pk")


def redirectable(gift: Transaction) -> list[Posting]:
    """The designated lines of a gift that came here."""
    lines = gift.postings.filter(tag__in=GIFT_TAGS, use__isnull=False, account__kind__in=GUARDED)
    return list(lines.select_related("item__unit", "use__area", "use__recipient").order_by("n"))


def redirections_of(gift: Transaction) -> list[Transaction]:
    """What of a gift was moved to another use, with the words of the consent."""
    rows = standing(transactions_of(name_of(gift)).filter(kind=Kind.REDIRECTION))
    return list(rows)
