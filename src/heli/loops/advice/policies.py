"""Who may do what with proposals, calls, issues and registers.

Who may take which step stands in the flows; the rest is here. Roles of staff are held over the
body that calls, a liaison's over the body that contributes. An author is the person behind the
proposal, or one named beside them.
"""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.policies import over
from heli.core.acts import Actor, Message, policy
from heli.core.flow.definitions import AUTHOR
from heli.core.flow.models import Call, Entry
from heli.core.flow.policies import may_move, standing
from heli.core.parties.models import Closure, Party, Tree
from heli.loops.advice.enums import CALL_KIND, PERIODICAL_KIND, IssueStage, Stage, Verb
from heli.loops.advice.flows import ISSUE, PROPOSAL


STAFF = (Role.CLERK, Role.EDITOR, Role.CHECKER, Role.SIGNER)
REGISTRARS = (Role.CLERK, Role.SIGNER)
CONTRIBUTORS = (AUTHOR, Role.LIAISON)
IS_PROPOSAL = Q(flow__begins=f"{PROPOSAL.code}@")
IS_ISSUE = Q(flow__begins=f"{ISSUE.code}@")

_STAFF_ONLY = _("only the editorial office of this call does this.")
_AUTHOR_ONLY = _("only the author or the liaison of the contributing body does this.")
_SIGNER_ONLY = _("only a signer of the issuing body does this.")
_REGISTRARS_ONLY = _("only the clerk or a signer of the issuing body does this.")
_CLERK_ONLY = _("only the clerk of a body opens calls in its name.")

_OF_AUTHORS = (Verb.SUBMIT, Verb.WITHDRAW, Verb.RESUBMIT, Verb.ANSWER)
_OF_SIGNERS = (Verb.APPROVE, Verb.SEND_BACK)
_OF_REGISTRARS = (
    *(
        Verb.PLACE,
        Verb.PLACE_ALSO,
        Verb.RECOMMEND,
        Verb.RECOMMEND_ALSO,
        Verb.ADOPT,
        Verb.ADOPT_ALSO,
    ),
    *(Verb.INSTRUCT, Verb.INSTRUCT_ALSO, Verb.CIRCULATE, Verb.FOLLOW_UP),
    *(Verb.TELL_AUTHOR, Verb.CLOSE),
)
_REASONS: dict[str, Message] = {
    **dict.fromkeys(_OF_AUTHORS, _AUTHOR_ONLY),
    **dict.fromkeys(_OF_SIGNERS, _SIGNER_ONLY),
    **dict.fromkeys(_OF_REGISTRARS, _REGISTRARS_ONLY),
}

ON_PROPOSAL = {
    t.verb: may_move(PROPOSAL, t.verb, reason=_REASONS.get(t.verb, _STAFF_ONLY))
    for t in PROPOSAL.transitions
}
ON_ISSUE = {
    t.verb: may_move(ISSUE, t.verb, reason=_SIGNER_ONLY if t.verb == "sign" else _STAFF_ONLY)
    for t in ISSUE.transitions
}


@policy(Entry, reason=_("this proposal is open to its authors and to the editorial office."))
def see_proposal(actor: Actor) -> Q:
    """Staff of the issuer once it is submitted; its authors and their liaison always."""
    staff = standing(actor, (*STAFF, Role.AUDITOR)) & ~Q(state=Stage.DRAFT)
    return IS_PROPOSAL & (staff | standing(actor, CONTRIBUTORS))


@policy(Entry, reason=_STAFF_ONLY)
def work_on_proposal(actor: Actor) -> Q:
    """Staff of the issuer, once it is submitted."""
    return IS_PROPOSAL & standing(actor, STAFF) & ~Q(state=Stage.DRAFT)


@policy(Entry, reason=_AUTHOR_ONLY)
def own_proposal(actor: Actor) -> Q:
    """Authors and their liaison."""
    return IS_PROPOSAL & standing(actor, CONTRIBUTORS)


@policy(Entry, reason=_AUTHOR_ONLY)
def write_proposal(actor: Actor) -> Q:
    """Authors and their liaison, while the text is theirs."""
    theirs = Q(state__in=(Stage.DRAFT, Stage.RETURNED))
    return IS_PROPOSAL & standing(actor, CONTRIBUTORS) & theirs


@policy(Entry, reason=_AUTHOR_ONLY)
def attach_to(actor: Actor) -> Q:
    """Authors and their liaison until editing is done, and staff of the issuer after receipt."""
    theirs = Q(state__in=(Stage.DRAFT, Stage.RECEIVED, Stage.RETURNED, Stage.MORE_INFO))
    staff = standing(actor, STAFF) & ~Q(state=Stage.DRAFT)
    return IS_PROPOSAL & ((standing(actor, CONTRIBUTORS) & theirs) | staff)


@policy(Entry, reason=_("this register is open to the clerk and the signers of the issuing body."))
def see_register(actor: Actor) -> Q:
    """The confidential registers: clerk and signers of the issuer; never members."""
    return IS_PROPOSAL & standing(actor, REGISTRARS)


@policy(None, reason=_("this is for those who work in an editorial office."))
def staff_somewhere(actor: Actor) -> bool:
    """Whoever works in an editorial office: which proposals they see, the lists say."""
    return bool(actor.orgs(*STAFF))


@policy(None, reason=_("the registers are open to clerks and signers."))
def registrar_somewhere(actor: Actor) -> bool:
    """Whoever keeps registers for some body."""
    return bool(actor.orgs(*REGISTRARS))


@policy(None, reason=_CLERK_ONLY)
def clerk_somewhere(actor: Actor) -> bool:
    """Whoever is clerk of some body."""
    return bool(actor.orgs(Role.CLERK))


@policy(Call, reason=_CLERK_ONLY)
def manage_call(actor: Actor) -> Q:
    """The clerk of the issuer."""
    return Q(kind__in=(CALL_KIND, PERIODICAL_KIND)) & over(actor, Role.CLERK, field="issuer")


@policy(Party, reason=_CLERK_ONLY)
def open_call(actor: Actor) -> Q:
    """Clerks, for the bodies they work for."""
    return over(actor, Role.CLERK, field="pk")


@policy(Call, reason=_("only members of the calling body submit to this call."))
def submit_to(actor: Actor) -> Q:
    """Whoever belongs to the issuer or to a body below it now."""
    if actor.party_id is None:
        return Q(pk__in=[])
    own = Closure.objects.filter(
        tree=Tree.ADMIN,
        ancestor=OuterRef("issuer_id"),
        descendant__ties_in__src=actor.party_id,
        descendant__ties_in__until__isnull=True,
    )
    return Q(kind=CALL_KIND) & Q(Exists(own))


@policy(Call, reason=_STAFF_ONLY)
def receive_for(actor: Actor) -> Q:
    """Staff who register what came on paper or in a spreadsheet."""
    return Q(kind=CALL_KIND) & over(actor, Role.CLERK, Role.EDITOR, field="issuer")


@policy(Call, reason=_STAFF_ONLY)
def edit_periodical(actor: Actor) -> Q:
    """Those who put issues together."""
    return Q(kind=PERIODICAL_KIND) & over(actor, Role.CLERK, Role.EDITOR, field="issuer")


@policy(Entry, reason=_STAFF_ONLY)
def see_issue(actor: Actor) -> Q:
    """Staff of the issuer."""
    return IS_ISSUE & standing(actor, (*STAFF, Role.AUDITOR))


@policy(Entry, reason=_STAFF_ONLY)
def assemble_issue(actor: Actor) -> Q:
    """Clerks and editors, while the issue is being put together."""
    assembling = Q(state=IssueStage.ASSEMBLING)
    return IS_ISSUE & standing(actor, (Role.CLERK, Role.EDITOR)) & assembling


@policy(Entry, reason=_("this issue has not been released."))
def read_released(actor: Actor) -> Q:
    """Anybody, once an issue is released: its contents, never its texts."""
    return IS_ISSUE & Q(state=IssueStage.RELEASED)
