"""Who keeps books."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.policies import over
from heli.core.acts import Actor, Policy, policy
from heli.core.ledger.models import Account, Item, Transaction
from heli.core.parties.models import Party


BOOKKEEPERS = (Role.CLERK, Role.ORG_ADMIN)


def _keeps_books(actor: Actor) -> bool:
    # Units and items are everybody's, like areas: whoever keeps the books of a body may add one.
    return bool(actor.orgs(*BOOKKEEPERS))


may_keep_units: Policy[Item] = Policy(
    Item, _keeps_books, _("Only those who keep the books of a body may do this.")
)


@policy(Party, reason=_("Only those who keep the books of this body may do this."))
def may_keep_books(actor: Actor) -> Q | bool:
    """Open accounts of a body and post to them."""
    return over(actor, *BOOKKEEPERS, field="pk")


@policy(Account, reason=_("Only those who keep the books of this body may do this."))
def may_use(actor: Actor) -> Q | bool:
    """Post to an account, and close it."""
    return over(actor, *BOOKKEEPERS)


@policy(Transaction, reason=_("Only those who keep the books of this body may do this."))
def may_correct(actor: Actor) -> Q | bool:
    """Reverse a transaction."""
    return over(actor, *BOOKKEEPERS)
