"""What follows from the events of this loop: donors are thanked, offices hear of disputes."""

from datetime import datetime

from heli.core.acts import SYSTEM, receiver
from heli.core.flow.models import Step
from heli.core.ledger.models import Transaction
from heli.loops.giving.actions.telling import tell_office, thank_donor
from heli.loops.giving.events import GIFT_RECEIVED


@receiver(GIFT_RECEIVED, "giving.thank")
def thank(*, transaction: str, at: datetime) -> None:
    """Thank the donor of a gift. Safe to run twice."""
    gift = Transaction.objects.select_related("org", "undertaking__owner").get(uid=transaction)
    thank_donor.once(f"giving.thank:{transaction}")(gift, by=SYSTEM, at=at)


def _tell(*, step: str, at: datetime) -> None:
    """Tell the office what a recipient did. Safe to run twice."""
    happened = Step.objects.select_related("entry__call__issuer").get(uid=step)
    tell_office.once(f"giving.tell:{step}")(happened.entry, step=happened, by=SYSTEM, at=at)


for _event in ("confirmed", "disputed"):
    receiver(f"giving.{_event}", f"giving.tell_{_event}")(_tell)
