"""Who may approve measures, work on figures, and seal."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.policies import over
from heli.core.acts import Actor, policy
from heli.core.measures.models import Check, Figure, MeasureVersion, Seal
from heli.core.parties.models import Closure, Party, Tree
from heli.core.texts.models import Revision, Secrecy


WRITERS = (Role.EDITOR, Role.CHECKER, Role.SIGNER, Role.ORG_ADMIN)
_WHY_WRITE = _("Only editors, checkers and signers of the issuing body work on its figures.")
_WHY_SEAL = _("Only a signer of the issuing body seals.")


@policy(None, reason=_("Only the system keeps the register of measures."))
def system_only(actor: Actor) -> bool:
    """Nobody but the system itself."""
    return actor.is_system


@policy(
    MeasureVersion, reason=_("Only a signer or administrator of the whole house approves measures.")
)
def may_approve(actor: Actor) -> bool:
    """Signers and administrators of a body that stands below no other."""
    above = Closure.objects.filter(tree=Tree.ADMIN, descendant=OuterRef("pk"), depth__gt=0)
    held = Party.objects.filter(pk__in=actor.orgs(Role.SIGNER, Role.ORG_ADMIN))
    return held.filter(~Exists(above)).exists()


@policy(Revision, reason=_WHY_WRITE)
def may_work_on(actor: Actor) -> Q:
    """Those who write, check and sign for the body that issues the text."""
    return over(actor, *WRITERS, field="doc__org")


@policy(Figure, reason=_WHY_WRITE)
def may_change_figure(actor: Actor) -> Q:
    """The same, for one figure."""
    return over(actor, *WRITERS, field="revision__doc__org")


@policy(Figure, reason=_WHY_WRITE)
def may_read_figure(actor: Actor) -> Q:
    """Those who work on the text or keep books beside it; of a published text, anybody."""
    readers = (*WRITERS, Role.CLERK, Role.AUDITOR)
    is_published = Q(revision__seal__isnull=False, revision__doc__secrecy=Secrecy.PUBLIC)
    return is_published | over(actor, *readers, field="revision__doc__org")


@policy(Check, reason=_("Only a checker or signer of the issuing body waives a check."))
def may_waive(actor: Actor) -> Q:
    """Those who answer for the text, not those who wrote it."""
    return over(actor, Role.CHECKER, Role.SIGNER, field="revision__doc__org")


@policy(Check, reason=_WHY_WRITE)
def may_change_check(actor: Actor) -> Q:
    """Those who may relate figures may take the relation back."""
    return over(actor, *WRITERS, field="revision__doc__org")


@policy(Revision, reason=_WHY_SEAL)
def may_seal(actor: Actor) -> Q:
    """Signers of the body that issues the text."""
    return over(actor, Role.SIGNER, field="doc__org")


@policy(Seal, reason=_WHY_SEAL)
def may_correct(actor: Actor) -> Q:
    """Signers of the body that issued the text."""
    return over(actor, Role.SIGNER, field="revision__doc__org")


@policy(MeasureVersion, reason=_("Only checkers and signers write down released values."))
def may_release(actor: Actor) -> bool:
    """Those who answer for released numbers somewhere."""
    return bool(actor.orgs(Role.CHECKER, Role.SIGNER))
