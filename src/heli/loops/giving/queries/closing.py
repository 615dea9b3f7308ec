"""What must be settled before the last appeal of a campaign is closed."""

from dataclasses import dataclass
from datetime import datetime

from heli.core.flow.models import Call, Entry
from heli.core.ledger.enums import AccountKind
from heli.core.ledger.models import Account
from heli.core.ledger.queries import Held, holdings
from heli.core.parties.models import Undertaking
from heli.loops.giving.enums import APPEAL, BankStage
from heli.loops.giving.flows import BANK_LINE, DELIVERY, NEED, PLEDGE
from heli.loops.giving.queries.statements import due, of_campaign


LEFT_IN = (AccountKind.CHANNEL, AccountKind.STOCK, AccountKind.TRANSIT)


def left_over(campaign: Undertaking) -> list[Held]:
    """The money and goods of a campaign that have not reached anybody yet."""
    return holdings(Account.objects.filter(undertaking=campaign, kind__in=LEFT_IN))


def due_statements(campaign: Undertaking) -> list[Entry]:
    """The statements of a campaign that are not out yet."""
    return list(of_campaign(campaign).filter(is_open=True).select_related("call__issuer", "org"))


def late_statements(campaign: Undertaking, *, at: datetime) -> list[Entry]:
    """Those of them whose day has passed."""
    page = due_statements(campaign)
    until = due(page, at=at)
    return [one for one in page if one.pk in until and until[one.pk].deadline.at < at]


@dataclass(frozen=True, slots=True)
class Open:
    """How much of a campaign is still going on."""

    pledges: int
    needs: int
    deliveries: int
    bank_lines: int


def still_open(campaign: Undertaking) -> Open:
    """Pledges, needs, deliveries and lines of the bank that wait for somebody. Four queries."""

    def count(flow: str, **more: str) -> int:
        rows = Entry.objects.filter(call__undertaking=campaign, is_open=True, **more)
        return rows.filter(flow__begins=f"{flow}@").count()

    return Open(
        pledges=count(PLEDGE.code),
        needs=count(NEED.code),
        deliveries=count(DELIVERY.code),
        bank_lines=count(BANK_LINE.code, state=BankStage.UNMATCHED),
    )


def is_last(appeal: Call) -> bool:
    """Whether nothing else of its campaign is open."""
    rows = Call.objects.filter(kind=APPEAL, undertaking=appeal.undertaking, closed_at__isnull=True)
    return not rows.exclude(pk=appeal.pk).exists()
