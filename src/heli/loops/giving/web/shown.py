"""How gifts, pledges and deliveries look on a page: states, addresses, words."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry
from heli.core.ledger.amounts import shown
from heli.core.ledger.enums import AccountKind
from heli.core.ledger.models import Posting, Transaction
from heli.loops.giving.enums import (
    CASH,
    BankStage,
    DeliveryStage,
    DisclosureStage,
    ImportStage,
    Kind,
    NeedStage,
    PledgeStage,
    Urgency,
    Verb,
)
from heli.loops.giving.queries.gifts import in_words, is_taken_back, lines_of
from heli.shell import clock
from heli.shell.dues import clocks
from heli.shell.tables import State
from heli.shell.tables.columns import Clock


KINDS: dict[str, str] = {
    PledgeStage.OPEN: "open",
    PledgeStage.PARTLY: "info",
    PledgeStage.RECEIVED: "ok",
    PledgeStage.LAPSED: "bad",
    DeliveryStage.PACKED: "open",
    DeliveryStage.SENT: "info",
    DeliveryStage.CONFIRMED: "ok",
    DeliveryStage.PUBLISHED: "ok",
    DeliveryStage.CANCELLED: "bad",
    NeedStage.OPEN: "open",
    NeedStage.PARTLY: "info",
    NeedStage.MET: "ok",
    ImportStage.UPLOADED: "info",
    ImportStage.CHECKED: "open",
    ImportStage.RUNNING: "info",
    ImportStage.DONE: "ok",
    ImportStage.UNDONE: "bad",
    BankStage.UNMATCHED: "open",
    BankStage.MATCHED: "ok",
    DisclosureStage.DUE: "wait",
}


def state_of(entry: Entry) -> State:
    """Where an entry of this loop stands."""
    label = flow_of(entry.flow).state(entry.state).label
    return State(label, KINDS.get(entry.state, "idle"))


def gift_state(gift: Transaction) -> State:
    """Whether a gift counts."""
    if is_taken_back(gift):
        return State(_("Taken back"), "bad")
    return State(_("Posted"), "ok")


def gift_page(gift: Transaction) -> str:
    """The page of a gift on the desk."""
    return reverse("giving:gift", args=[gift.uid])


def entry_page(entry: Entry) -> str:
    """The page of a delivery."""
    return reverse("giving:delivery", args=[entry.uid])


def statement_page(entry: Entry) -> str:
    """The page of a public statement on the desk."""
    return reverse("giving:statement", args=[entry.uid])


def times_left(page: Sequence[Entry]) -> dict[int, Clock]:
    """Until when each statement of a page must be out; none once it is, or is not needed."""
    return clocks([one for one in page if one.is_open], at=clock.now())


def urgency_of(entry: Entry) -> str:
    """How soon something is needed."""
    return str(Urgency(entry.answers["urgency"]).label)


def donor_of(gift: Transaction) -> str:
    """The donor as the office knows them."""
    lines = lines_of(gift)
    party = lines[0].party if lines else None
    return party.name if party else _("unknown")


PAYMENTS: dict[str, Any] = {
    Kind.PAYOUT: gettext_lazy("Paid out"),
    Kind.PURCHASE: gettext_lazy("Bought"),
    Kind.SALE: gettext_lazy("Charity sale"),
    Kind.REDIRECTION: gettext_lazy("Another use"),
    Kind.TALLY: gettext_lazy("Help counted"),
}


def payment_in_words(one: Transaction) -> str:
    """A payment, purchase, sale, redirection or count: what it was, of what, to whom."""
    lines = [line for line in one.postings.all() if line.quantity > 0]
    to = [str(line.account) for line in lines if line.account.kind in GOES_TO]
    what = [f"{line.item} {shown(line.item, line.quantity)}" for line in lines if not is_cash(line)]
    parts = [str(PAYMENTS[one.kind]), "、".join(what), "、".join(dict.fromkeys(to))]
    return " · ".join(part for part in parts if part)


GOES_TO = (AccountKind.RECIPIENT, AccountKind.SPENT)


def is_cash(line: Posting) -> bool:
    """Whether a line is money."""
    return line.item.code == CASH


def given_in(gift: Transaction) -> str:
    """What was given."""
    return in_words(gift)


def _nameless(verb: str) -> str:
    """Who took a step without an account: a recipient by the link, or the system."""
    by_link = (Verb.ACKNOWLEDGE, Verb.CONFIRM, Verb.DISPUTE)
    return _("the recipient") if verb in by_link else _("the system")


def history_of(entry: Entry) -> list[dict[str, Any]]:
    """What happened to an entry, oldest first, as the timeline shows it."""
    flow = flow_of(entry.flow)
    steps = entry.steps.select_related("actor").order_by("seq")
    return [
        {
            "at": timezone.localtime(step.at).strftime("%Y-%m-%d %H:%M"),
            "iso": step.effective_on.isoformat(),
            "label": str(flow.transition(step.verb).done_label) if step.from_state else _("begun"),
            "who": step.actor.name if step.actor else _nameless(step.verb),
            "note": step.note,
        }
        for step in steps
    ]
