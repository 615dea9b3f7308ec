"""Who may do what with cases. Who may take which step stands in the flows; the rest is here.

The desk works for the body that issued the call, a unit for its own cases. A unit sees the matter
and never who reported it: whatever leads to a reporter asks :data:`know_reporters`.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.policies import over
from heli.core.acts import Actor, policy
from heli.core.flow.models import Call, Entry
from heli.core.flow.policies import may_move, standing
from heli.core.parties.models import Closure, Party, Tree
from heli.loops.grid.enums import CALL_KIND, CHECKING, DAILY_KIND, VERIFIER
from heli.loops.grid.flows import APPEAL_FLOW, ASSIST_FLOW, CASE_FLOW, SUMMARY_FLOW


DESK_ROLES = (Role.CLERK, Role.EDITOR, Role.REVIEWER, Role.CHECKER, Role.SIGNER)
UNIT_ROLES = (Role.LIAISON, "signer@org")
IS_CASE = Q(flow__begins=f"{CASE_FLOW.code}@")

ON_CASE = {t.verb: may_move(CASE_FLOW, t.verb) for t in CASE_FLOW.transitions}
ON_ASSIST = {t.verb: may_move(ASSIST_FLOW, t.verb) for t in ASSIST_FLOW.transitions}
ON_APPEAL = {t.verb: may_move(APPEAL_FLOW, t.verb) for t in APPEAL_FLOW.transitions}
ON_SUMMARY = {t.verb: may_move(SUMMARY_FLOW, t.verb) for t in SUMMARY_FLOW.transitions}

_DESK_ONLY = _("only the desk of this grid centre does this.")
_CLERK_ONLY = _("only the clerk who deals with reporters does this.")


@policy(Entry, reason=_("this case is open to the desk, to its unit and to those sent to look."))
def see_case(actor: Actor) -> Q:
    """The desk, the unit in charge, the grid worker who reported it, and who was sent to look."""
    sent = (f"@{VERIFIER}", f"@{CHECKING}", "@author", "@handler")
    return IS_CASE & standing(actor, (*DESK_ROLES, Role.AUDITOR, *UNIT_ROLES, *sent))


@policy(Entry, reason=_("the day of a grid is for its people and for the desk."))
def see_summary(actor: Actor) -> Q:
    """The grid worker whose day it is, and the desk."""
    who = (*DESK_ROLES, Role.AUDITOR, f"{Role.FRONTLINE}@org")
    return Q(flow__begins=f"{SUMMARY_FLOW.code}@") & standing(actor, who)


@policy(None, reason=_("this is for those who work at a grid desk or in a grid."))
def days_somewhere(actor: Actor) -> bool:
    """Whoever works at a desk or in a grid."""
    return bool(actor.orgs(*DESK_ROLES, Role.AUDITOR, Role.FRONTLINE))


@policy(Entry, reason=_("this help is for the unit that was asked and for the desk."))
def see_assist(actor: Actor) -> Q:
    """The unit that was asked to help, and the desk."""
    return Q(flow__begins=f"{ASSIST_FLOW.code}@") & standing(actor, (*DESK_ROLES, *UNIT_ROLES))


@policy(Entry, reason=_("this appeal is for the unit that made it and for the desk."))
def see_appeal(actor: Actor) -> Q:
    """The unit that appeals, and the desk."""
    return Q(flow__begins=f"{APPEAL_FLOW.code}@") & standing(actor, (*DESK_ROLES, *UNIT_ROLES))


@policy(Entry, reason=_DESK_ONLY)
def work_on_case(actor: Actor) -> Q:
    """The desk."""
    return IS_CASE & standing(actor, DESK_ROLES)


@policy(Entry, reason=_CLERK_ONLY)
def know_reporters(actor: Actor) -> Q:
    """Reporters are known to the clerks of the desk alone: no unit, no checker, no leader."""
    return IS_CASE & standing(actor, (Role.CLERK,))


@policy(Entry, reason=_("only the unit in charge of this case does this."))
def answer_for_case(actor: Actor) -> Q:
    """The head of the unit in charge."""
    return IS_CASE & standing(actor, ("signer@org",))


@policy(Entry, reason=_DESK_ONLY)
def dispatch_case(actor: Actor) -> Q:
    """Who dispatches, or heads the desk."""
    return IS_CASE & standing(actor, (Role.EDITOR, Role.REVIEWER))


_OF_A_PAGE = (*ON_CASE.values(), work_on_case, know_reporters, answer_for_case, dispatch_case)
ON_PAGE = tuple({one.question: one for one in _OF_A_PAGE}.values())
"""What the page of a case asks about it and its reader, each question once."""


@policy(Call, reason=_("only those who work for this grid centre do this."))
def record_for(actor: Actor) -> Q:
    """Who enters what others reported, or pastes a chat: the clerks of the desk."""
    return Q(kind=CALL_KIND) & over(actor, Role.CLERK, field="issuer")


@policy(None, reason=_("only those who work for a grid centre do this."))
def record_somewhere(actor: Actor) -> bool:
    """Whoever notes reports at any desk."""
    return bool(actor.orgs(Role.CLERK))


@policy(Call, reason=_("only grid workers of this centre do this."))
def patrol_for(actor: Actor) -> Q:
    """Grid workers: whoever holds the front-line role below the issuer, and the desk."""
    if not actor.orgs(Role.FRONTLINE):
        return Q(kind=CALL_KIND) & over(actor, *DESK_ROLES, field="issuer")
    above = Closure.objects.filter(tree=Tree.ADMIN, descendant__in=actor.orgs(Role.FRONTLINE))
    return Q(kind=CALL_KIND, issuer__in=above.values("ancestor"))


TAKES_REPORTS = Q(kind=CALL_KIND, closed_at__isnull=True)


@policy(Call, reason=_("reports are taken at the moment only by the desk."))
def report_to(_actor: Actor) -> Q:
    """Anybody: a matter is reported without an account."""
    return TAKES_REPORTS


@policy(Call, reason=_DESK_ONLY)
def manage_desk(actor: Actor) -> Q:
    """Who keeps the responsibility list, the code sets and the rules of the office."""
    kinds = Q(kind__in=(CALL_KIND, DAILY_KIND))
    return kinds & over(actor, Role.REVIEWER, Role.SIGNER, Role.ORG_ADMIN, field="issuer")


@policy(None, reason=_DESK_ONLY)
def manage_somewhere(actor: Actor) -> bool:
    """Whoever keeps any centre."""
    return bool(actor.orgs(Role.REVIEWER, Role.SIGNER, Role.ORG_ADMIN))


@policy(Call, reason=_DESK_ONLY)
def staff_of(actor: Actor) -> Q:
    """The desk of a centre."""
    return Q(kind=CALL_KIND) & over(actor, *DESK_ROLES, Role.ORG_ADMIN, field="issuer")


@policy(Party, reason=_("only an administrator opens a grid centre."))
def open_desk(actor: Actor) -> Q:
    """Administrators, for the bodies they administer."""
    return over(actor, Role.ORG_ADMIN, field="pk")


@policy(None, reason=_("this is done by the system alone."))
def system_only(_actor: Actor) -> bool:
    """Nobody but the worker."""
    return False


@policy(None, reason=_("this is for those who work at a grid desk."))
def desk_somewhere(actor: Actor) -> bool:
    """Whoever works at a desk: which cases they see, the lists say."""
    return bool(actor.orgs(*DESK_ROLES, Role.LIAISON, Role.AUDITOR))


@policy(None, reason=_("this is for grid workers."))
def field_somewhere(actor: Actor) -> bool:
    """Whoever works in a grid, works for a unit or heads one, or checks."""
    return bool(actor.orgs(Role.FRONTLINE, Role.CHECKER, Role.LIAISON, Role.SIGNER))
