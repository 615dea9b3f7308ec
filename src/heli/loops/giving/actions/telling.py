"""Thanks to donors, and word to the office; by the system."""

from datetime import datetime

from django.utils.translation import gettext as _

from heli.core.access.queries import holders
from heli.core.acts import Actor, Policy, action, local_day
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry, Step
from heli.core.journal.refs import name_of
from heli.core.ledger.amounts import shown
from heli.core.ledger.models import Transaction
from heli.core.notices.models import Message
from heli.core.notices.writing import notify
from heli.core.parties.models import Party, PartyKind
from heli.loops.giving.enums import GIFT_TAGS
from heli.loops.giving.flows.roles import BOOKS


def _nobody(_actor: Actor) -> bool:
    return False


only_the_system: Policy[Transaction] = Policy(Transaction, _nobody, "")
only_the_system_tells: Policy[Entry] = Policy(Entry, _nobody, "")


@action("giving.gift.thank", policy=only_the_system)
def thank_donor(gift: Transaction, *, by: Actor, at: datetime) -> Message | None:
    """Thank the donor of a gift with what was received; nobody if the donor is not known here.

    The words say what the books say, so that a donor can object at once.
    """
    lines = gift.postings.filter(tag__in=GIFT_TAGS).select_related("item__unit", "party")
    given = list(lines.order_by("n"))
    donors = [one.party for one in given[:1] if one.party is not None]
    people = [one for one in donors if _is_reachable(one)]
    if not people:
        return None
    what = "、".join(f"{one.item} {shown(one.item, one.quantity)}" for one in given)
    return notify(
        gift.undertaking.owner if gift.undertaking else gift.org,
        people,
        kind="giving.thanks",
        subject=_("Thank you for your gift"),
        body=_("We received on %(day)s: %(what)s. Voucher: %(voucher)s.")
        % {"day": gift.effective_on, "what": what, "voucher": gift.voucher or "—"},
        about=name_of(gift),
        by=by,
        at=at,
    )


def _is_reachable(party: Party) -> bool:
    return party.kind == PartyKind.PERSON and not party.is_erased and hasattr(party, "user")


@action("giving.delivery.tell", policy=only_the_system_tells)
def tell_office(delivery: Entry, *, step: Step, by: Actor, at: datetime) -> Message | None:
    """Tell those who keep the books what a recipient said about a delivery."""
    issuer = delivery.call.issuer
    office = list(holders(issuer, *BOOKS, on=local_day(at)))
    if not office:
        return None
    done = flow_of(delivery.flow).transition(step.verb).done_label
    words = {"code": delivery.code, "done": done}
    return notify(
        issuer,
        office,
        kind="giving.delivery",
        subject=(_("Delivery %(code)s: %(done)s") % words)[:120],
        body=step.note,
        about=name_of(delivery),
        by=by,
        at=at,
    )
