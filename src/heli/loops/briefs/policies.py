"""Who may write, check, sign and read briefs. A brief is the entry of its flow."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.policies import over
from heli.core.acts import Actor, policy
from heli.core.flow.models import Entry
from heli.core.parties.models import Party
from heli.core.texts.models import Secrecy


A_BRIEF = Q(doc__kind="brief")
IS_PUBLIC = Q(doc__secrecy=Secrecy.PUBLIC, state__in=("sealed", "superseded"))
STAFF = (
    Role.EDITOR.value,
    Role.CHECKER.value,
    Role.SIGNER.value,
    Role.CLERK.value,
    Role.ORG_ADMIN.value,
    Role.AUDITOR.value,
)


@policy(Party, reason=_("Only an editor of this body starts its briefs."))
def may_start(actor: Actor) -> Q:
    """Editors, for the bodies they edit for."""
    return over(actor, Role.EDITOR, field="pk")


@policy(None, reason=_("Only an editor starts a brief."))
def start_somewhere(actor: Actor) -> bool:
    """Whoever edits for a body."""
    return bool(actor.orgs(Role.EDITOR))


@policy(None, reason=_("Only the staff of a body writes briefs and has texts read."))
def work_somewhere(actor: Actor) -> bool:
    """Whoever works for a body: which briefs and texts they see, the lists say."""
    return bool(actor.orgs(*STAFF))


@policy(Entry, reason=_("Only an editor of the issuing body writes in this brief."))
def may_write(actor: Actor) -> Q:
    """Editors of the issuing body."""
    return A_BRIEF & over(actor, Role.EDITOR)


@policy(Entry, reason=_("Only a checker of the issuing body approves this brief."))
def may_check(actor: Actor) -> Q:
    """Checkers of the issuing body."""
    return A_BRIEF & over(actor, Role.CHECKER)


@policy(Entry, reason=_("Only a checker or a signer of the issuing body returns this brief."))
def may_return(actor: Actor) -> Q:
    """Checkers and signers of the issuing body."""
    return A_BRIEF & over(actor, Role.CHECKER, Role.SIGNER)


@policy(Entry, reason=_("Only a signer of the issuing body seals and publishes this brief."))
def may_sign(actor: Actor) -> Q:
    """Signers of the issuing body."""
    return A_BRIEF & over(actor, Role.SIGNER)


@policy(Entry, reason=_("This brief is open to the issuing body only."))
def may_read(actor: Actor) -> Q:
    """Staff of the issuing body; published briefs, anybody."""
    return A_BRIEF & (IS_PUBLIC | over(actor, *STAFF))


@policy(Entry, reason=_("This brief is open to the issuing body only."))
def may_work(actor: Actor) -> Q:
    """Staff of the issuing body: the desk shows what is not issued yet."""
    return A_BRIEF & over(actor, *STAFF)


@policy(Entry, reason=_("This brief has not been published."))
def public(actor: Actor) -> Q:
    """Anybody, once a brief is sealed and published."""
    return A_BRIEF & IS_PUBLIC
