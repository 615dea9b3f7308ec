"""Who may do what. Who may take which step stands in the flows; the rest is here."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.policies import over
from heli.core.acts import Actor, policy
from heli.core.flow.definitions import AUTHOR
from heli.core.flow.models import Call, Entry
from heli.core.flow.policies import may_move, standing
from heli.core.parties.models import Party
from heli.loops.services.enums import DESK
from heli.loops.services.flows import CARE_FLOW, NEED, TALLY_FLOW, VISIT_FLOW
from heli.loops.services.flows.roles import DEPARTMENT, OFFICE, PAIR
from heli.loops.services.phrases import DESK_ONLY


READERS = (*OFFICE, Role.AUDITOR)
IS_NEED, IS_CARE, IS_TALLY, IS_VISIT = (
    Q(flow__startswith=f"{flow.code}@") for flow in (NEED, CARE_FLOW, TALLY_FLOW, VISIT_FLOW)
)

ON_NEED, ON_CARE, ON_TALLY, ON_VISIT = (
    {str(t.verb): may_move(flow, t.verb) for t in flow.transitions}
    for flow in (NEED, CARE_FLOW, TALLY_FLOW, VISIT_FLOW)
)


@policy(Party, reason=_("only the clerk of a body opens its service desk."))
def open_desk(actor: Actor) -> Q:
    """Clerks, for their bodies."""
    return over(actor, Role.CLERK, field="pk")


@policy(Call, reason=DESK_ONLY)
def keep_desk(actor: Actor) -> Q:
    """Those who keep a service desk."""
    return Q(kind=DESK) & over(actor, *OFFICE, field="issuer")


@policy(Party, reason=_("only those who speak for a body ask or report in its name."))
def speak_for(actor: Actor) -> Q:
    """The liaisons of a body."""
    return over(actor, Role.LIAISON, field="pk")


@policy(Entry, reason=_("this matter is open to the firm, the desk and the department."))
def see_need(actor: Actor) -> Q:
    """Who asked, others who speak for the firm, the desk, and the department that answers."""
    ours = standing(actor, (*READERS, *DEPARTMENT, AUTHOR)) | of_firm(actor)
    return IS_NEED & ours


@policy(Entry, reason=_("only those who speak for the firm take its part."))
def join_need(actor: Actor) -> Q:
    """Others who speak for the firm that asked."""
    return IS_NEED & of_firm(actor)


def of_firm(actor: Actor) -> Q:
    """Entries of firms for which ``actor`` speaks."""
    return over(actor, Role.LIAISON, field="party")


@policy(Entry, reason=_("this is open to the desk, to the pair and to the firm."))
def see_care(actor: Actor) -> Q:
    """The desk, the pair that looks after the firm, and the firm."""
    return IS_CARE & standing(actor, (*READERS, *PAIR, Role.LIAISON))


@policy(Entry, reason=_("counts are open to the desk and to the body that reported them."))
def see_tally(actor: Actor) -> Q:
    """The desk, and the body that reported."""
    return IS_TALLY & standing(actor, (*READERS, Role.LIAISON))


@policy(Entry, reason=_("field visits are open to the desk and to the body that was visited."))
def see_visit(actor: Actor) -> Q:
    """The desk, and the body that was visited."""
    return IS_VISIT & standing(actor, (*READERS, Role.LIAISON))


@policy(Entry, reason=DESK_ONLY)
def follow_visit(actor: Actor) -> Q:
    """The desk: it enters what a visit brought back."""
    return IS_VISIT & standing(actor, OFFICE)


@policy(None, reason=_("this is for those who work with services, and for the bodies they serve."))
def services_somewhere(actor: Actor) -> bool:
    """Whoever keeps a desk, or speaks for a body: what they see, the lists say."""
    return bool(actor.orgs(*READERS, Role.LIAISON))


@policy(None, reason=DESK_ONLY)
def desk_somewhere(actor: Actor) -> bool:
    """Whoever keeps a desk for some body."""
    return bool(actor.orgs(*OFFICE))


@policy(None, reason=_("only the clerk of a body opens its service desk."))
def clerk_somewhere(actor: Actor) -> bool:
    """Whoever may open a desk for some body."""
    return bool(actor.orgs(Role.CLERK))


@policy(None, reason=_("only those who speak for a body ask or report in its name."))
def liaison_somewhere(actor: Actor) -> bool:
    """Whoever speaks for some body."""
    return bool(actor.orgs(Role.LIAISON))
