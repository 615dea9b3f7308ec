"""Who may do what. Who may take which step of a flow stands in the flow; the rest is here.

The books of an appeal are kept by the clerk and the administrator of the body that appeals. Those
on the front line may enter what arrives. A liaison reports what their own body gave elsewhere.
"""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.policies import over
from heli.core.acts import Actor, Policy, policy
from heli.core.flow.definitions import Flow
from heli.core.flow.models import Call, Entry
from heli.core.flow.policies import may_move, standing
from heli.core.ledger.models import Transaction
from heli.core.parties.models import Party, Undertaking
from heli.loops.giving.enums import APPEAL, BANK_CALL, CAMPAIGN, IMPORT_CALL, Kind
from heli.loops.giving.flows import BANK_LINE, DELIVERY, DISCLOSURES, IMPORT, NEED, PLEDGE
from heli.loops.giving.flows.roles import BOOKS, INTAKE
from heli.loops.giving.phrases import OFFICE_ONLY


READERS = (*INTAKE, Role.CHECKER, Role.SIGNER, Role.AUDITOR)
REPORTERS = (*BOOKS, Role.LIAISON)


def of_flow(*flows: Flow) -> Q:
    """Entries of these flows, in any version."""
    found = Q(pk__in=[])
    for flow in flows:
        found |= Q(flow__begins=f"{flow.code}@")
    return found


def _moves(flow: Flow) -> dict[str, Policy[Entry]]:
    return {str(t.verb): may_move(flow, t.verb, reason=OFFICE_ONLY) for t in flow.transitions}


ON_PLEDGE, ON_NEED, ON_DELIVERY = _moves(PLEDGE), _moves(NEED), _moves(DELIVERY)
ON_IMPORT, ON_BANK_LINE = _moves(IMPORT), _moves(BANK_LINE)


@policy(Party, reason=_("only the clerk or the administrator of a body appeals in its name."))
def open_appeal(actor: Actor) -> Q:
    """Those who keep the books of a body."""
    return over(actor, *BOOKS, field="pk")


@policy(Call, reason=OFFICE_ONLY)
def manage_appeal(actor: Actor) -> Q:
    """Those who keep the books of the body that appeals."""
    return Q(kind=APPEAL) & over(actor, *BOOKS, field="issuer")


@policy(Call, reason=_("only those who receive gifts for this appeal do this."))
def receive_for(actor: Actor) -> Q:
    """Those who keep the books, and those at the door of the warehouse."""
    return Q(kind=APPEAL) & over(actor, *INTAKE, field="issuer")


@policy(Call, reason=_("the books of this appeal are open to its office."))
def see_appeal(actor: Actor) -> Q:
    """The office of the body that appeals."""
    return Q(kind=APPEAL) & over(actor, *READERS, field="issuer")


@policy(Undertaking, reason=OFFICE_ONLY)
def keep_books(actor: Actor) -> Q:
    """Those who keep the books of a campaign: statements, deliveries, banks, imports."""
    return Q(kind=CAMPAIGN) & over(actor, *BOOKS, field="owner")


@policy(Undertaking, reason=_("the books of this campaign are open to its office."))
def see_books(actor: Actor) -> Q:
    """The office of the body whose campaign it is."""
    return Q(kind=CAMPAIGN) & over(actor, *READERS, field="owner")


@policy(Undertaking, reason=_("this campaign has no open ledger."))
def read_ledger(actor: Actor) -> Q:
    """Anybody, where an appeal of the campaign said that its ledger is open."""
    appeals = Call.objects.filter(undertaking=OuterRef("pk"), kind=APPEAL, settings__public=True)
    return Q(kind=CAMPAIGN) & Q(Exists(appeals))


@policy(Party, reason=_("only the office or the liaison of a body reports what it gave."))
def report_for(actor: Actor) -> Q:
    """The office of a body, and its liaison."""
    return over(actor, *REPORTERS, field="pk")


@policy(Transaction, reason=OFFICE_ONLY)
def correct_gift(actor: Actor) -> Q:
    """Those who keep the books of the campaign it belongs to."""
    of_loop = Q(kind__in=[str(kind) for kind in Kind])
    return of_loop & over(actor, *BOOKS, field="undertaking__owner")


@policy(Transaction, reason=OFFICE_ONLY)
def correct_payment(actor: Actor) -> Q:
    """Those who keep the books: what was paid, bought or counted."""
    paid = Q(kind__in=(Kind.PAYOUT, Kind.PURCHASE, Kind.TALLY))
    return paid & over(actor, *BOOKS, field="undertaking__owner")


@policy(Transaction, reason=_("this gift is open to its office."))
def see_gift(actor: Actor) -> Q:
    """The office of the campaign; never other bodies."""
    of_loop = Q(kind__in=[str(kind) for kind in Kind])
    return of_loop & over(actor, *READERS, field="undertaking__owner")


@policy(Entry, reason=_("this is open to the office that keeps the books."))
def see_entry(actor: Actor) -> Q:
    """Pledges, needs, deliveries, statements, imports and bank lines: the office of the issuer."""
    ours = of_flow(PLEDGE, NEED, DELIVERY, *DISCLOSURES.values(), IMPORT, BANK_LINE)
    return ours & standing(actor, READERS)


@policy(Entry, reason=OFFICE_ONLY)
def publish_statement(actor: Actor) -> Q:
    """Those who keep the books, and signers."""
    return of_flow(*DISCLOSURES.values()) & standing(actor, (*BOOKS, Role.SIGNER))


@policy(Entry, reason=OFFICE_ONLY)
def drop_statement(actor: Actor) -> Q:
    """Those who keep the books."""
    return of_flow(*DISCLOSURES.values()) & standing(actor, BOOKS)


@policy(Call, reason=OFFICE_ONLY)
def keep_lists(actor: Actor) -> Q:
    """Imports and bank statements of a campaign: those who keep its books."""
    return Q(kind__in=(IMPORT_CALL, BANK_CALL)) & over(actor, *BOOKS, field="issuer")


@policy(None, reason=_("this is for those who work with gifts."))
def office_somewhere(actor: Actor) -> bool:
    """Whoever works with gifts for some body: which ones they see, the lists say."""
    return bool(actor.orgs(*READERS))


@policy(None, reason=OFFICE_ONLY)
def books_somewhere(actor: Actor) -> bool:
    """Whoever keeps the books of some body."""
    return bool(actor.orgs(*BOOKS))
