"""Who may do what. Who may take which step stands in the flows; the rest is here."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.policies import over
from heli.core.acts import Actor, Policy, policy
from heli.core.flow.definitions import AUTHOR, Flow, assigned
from heli.core.flow.models import Call, Entry
from heli.core.flow.policies import may_move, standing
from heli.core.parties.models import Closure, Party, Tree
from heli.loops.services.enums import DESK, MEDIATIONS, POLICY, SUPERVISOR, SURVEY, FirmKind
from heli.loops.services.flows import (
    CARD_FLOW,
    CARE_FLOW,
    CHECK_FLOW,
    DAILY_FLOW,
    MEDIATION_FLOW,
    NEED,
    OFFER_FLOW,
    SLOT_FLOW,
    SURVEY_FLOW,
    TALLY_FLOW,
    VISIT_FLOW,
)
from heli.loops.services.flows.roles import (
    DEPARTMENT,
    KEEPER,
    MEDIATOR,
    OFFICE,
    PAIR,
    SIDES,
)
from heli.loops.services.phrases import DESK_ONLY


READERS = (*OFFICE, Role.AUDITOR)


def is_of(flow: Flow) -> Q:
    """Entries of a flow, in whatever version."""
    return Q(flow__begins=f"{flow.code}@")


def moves(flow: Flow) -> dict[str, Policy[Entry]]:
    """Who may take which step of a flow."""
    return {str(t.verb): may_move(flow, t.verb) for t in flow.transitions}


IS_NEED, IS_CARE, IS_TALLY, IS_VISIT = map(is_of, (NEED, CARE_FLOW, TALLY_FLOW, VISIT_FLOW))
ON_NEED, ON_CARE, ON_TALLY, ON_VISIT = map(moves, (NEED, CARE_FLOW, TALLY_FLOW, VISIT_FLOW))
ON_CARD, ON_OFFER, ON_SURVEY = map(moves, (CARD_FLOW, OFFER_FLOW, SURVEY_FLOW))
ON_DAILY, ON_CHECK, ON_SLOT = map(moves, (DAILY_FLOW, CHECK_FLOW, SLOT_FLOW))
ON_MEDIATION = moves(MEDIATION_FLOW)


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


@policy(Party, reason=_("only the firm and the service desk say what the firm is."))
def describe_firm(actor: Actor) -> Q:
    """Those who speak for a firm, and the desk of a body above it."""
    return Q(subkind__in=FirmKind.values) & over(actor, *OFFICE, Role.LIAISON, field="pk")


@policy(Entry, reason=_("this is open to the firm and to the service desk."))
def see_card(actor: Actor) -> Q:
    """The desk, and the firm itself."""
    return is_of(CARD_FLOW) & standing(actor, (*READERS, Role.LIAISON))


@policy(Call, reason=DESK_ONLY)
def keep_policy(actor: Actor) -> Q:
    """Those who keep the desk that entered a policy."""
    return Q(kind=POLICY) & over(actor, *OFFICE, field="issuer")


@policy(Call, reason=_("a policy is open to the service desk and to the firms below its body."))
def see_policy(actor: Actor) -> Q:
    """The desk, those who audit it, and everybody who speaks for a body below it."""
    return Q(kind=POLICY) & (over(actor, *READERS, field="issuer") | Q(issuer__in=_above(actor)))


@policy(Call, reason=_("who was told of a policy is open to the service desk."))
def follow_policy(actor: Actor) -> Q:
    """The desk, and those who audit it."""
    return Q(kind=POLICY) & over(actor, *READERS, field="issuer")


def _above(actor: Actor) -> QuerySet[Closure, int]:
    """The bodies above those for which somebody speaks."""
    below = Party.objects.filter(over(actor, Role.LIAISON, field="pk")).values("pk")
    rows = Closure.objects.filter(tree=Tree.ADMIN, descendant__in=below)
    return rows.values_list("ancestor", flat=True)


@policy(Party, reason=_("this is open to the firm and to the service desk."))
def see_firm(actor: Actor) -> Q:
    """A firm's own people, and the desk of a body above it."""
    return Q(subkind__in=FirmKind.values) & over(actor, *READERS, Role.LIAISON, field="pk")


@policy(Entry, reason=_("a policy sent to a firm is open to the firm and to the service desk."))
def see_offer(actor: Actor) -> Q:
    """The desk, and the firm it was sent to."""
    return is_of(OFFER_FLOW) & standing(actor, (*READERS, Role.LIAISON))


@policy(Call, reason=DESK_ONLY)
def keep_survey(actor: Actor) -> Q:
    """Those who keep the desk that asks."""
    return Q(kind=SURVEY) & over(actor, *OFFICE, field="issuer")


@policy(Call, reason=DESK_ONLY)
def follow_survey(actor: Actor) -> Q:
    """The desk, and those who audit it."""
    return Q(kind=SURVEY) & over(actor, *READERS, field="issuer")


@policy(Call, reason=_("a survey is open to the service desk and to the firms that are asked."))
def see_survey(actor: Actor) -> Q:
    """The desk; and the firms that were asked, whose answers made the results."""
    asked = Entry.objects.filter(over(actor, Role.LIAISON, field="org"), is_of(SURVEY_FLOW))
    ours = over(actor, *READERS, field="issuer") | Q(pk__in=asked.values("call"))
    return Q(kind=SURVEY) & ours


@policy(Entry, reason=_("what a firm answered is open to the firm alone."))
def see_answers(actor: Actor) -> Q:
    """The firm. The desk sees who answered, and what all answered together."""
    return is_of(SURVEY_FLOW) & standing(actor, (Role.LIAISON,))


@policy(Entry, reason=_("this is open to the desk, to the pair and to the firm."))
def see_daily(actor: Actor) -> Q:
    """The desk, the pair that reports, and the firm."""
    return is_of(DAILY_FLOW) & standing(actor, (*READERS, *PAIR, Role.LIAISON))


@policy(Party, reason=_("only the firm and the service desk ask for a check."))
def want_check(actor: Actor) -> Q:
    """Those who speak for a firm, and the desk of a body above it."""
    return Q(subkind__in=FirmKind.values) & over(actor, *OFFICE, Role.LIAISON, field="pk")


@policy(Entry, reason=_("a check is open to the firm and to the service desk."))
def see_check(actor: Actor) -> Q:
    """The desk, and the firm that is checked."""
    return is_of(CHECK_FLOW) & standing(actor, (*READERS, Role.LIAISON))


@policy(None, reason=_("only the firm and the service desk ask for a check."))
def asker_somewhere(actor: Actor) -> bool:
    """Whoever keeps a desk, or speaks for a body."""
    return bool(actor.orgs(*OFFICE, Role.LIAISON))


@policy(
    Entry, reason=_("hours of counselling are open to the desk, the hotline and the supervisor.")
)
def see_slot(actor: Actor) -> Q:
    """The desk, those who answer the hotline, and the supervisor on call."""
    return is_of(SLOT_FLOW) & standing(actor, (*READERS, Role.FRONTLINE, assigned(SUPERVISOR)))


@policy(Entry, reason=_("only the supervisor on call sees the number of a booking."))
def know_number(actor: Actor) -> Q:
    """Whoever is on call at this hour."""
    return is_of(SLOT_FLOW) & standing(actor, (assigned(SUPERVISOR),))


@policy(
    None, reason=_("hours of counselling are open to the desk, the hotline and the supervisor.")
)
def hotline_somewhere(actor: Actor) -> bool:
    """Whoever keeps a desk or answers a hotline; supervisors come from their inbox."""
    return bool(actor.orgs(*READERS, Role.FRONTLINE))


@policy(Call, reason=_("only the clerk of a body says who is in charge of its mediations."))
def put_in_charge(actor: Actor) -> Q:
    """The clerk of the body of a desk. Being in charge, not being clerk, is what lets in."""
    return Q(kind=DESK) & over(actor, Role.CLERK, field="issuer")


@policy(Call, reason=_("only the head of a body names another one in charge of its mediations."))
def replace_keeper(actor: Actor) -> Q:
    """Whoever signs for the body of a desk, where somebody was put in charge. It opens no mediation."""
    bodies = Call.objects.filter(kind=MEDIATIONS, is_standing=True).values("issuer")
    return Q(kind=DESK, issuer__in=bodies) & over(actor, Role.SIGNER, field="issuer")


_WHO_ASKS = _("only those who speak for a firm, and the one in charge, ask for mediation.")


@policy(Call, reason=_WHO_ASKS)
def ask_for_mediation(actor: Actor) -> Q:
    """Those who speak for a body below, and the one in charge, for a firm that comes to the office.

    For which body, the act asks.
    """
    return Q(kind=DESK) & (Q(issuer__in=_above(actor)) | Q(issuer__in=_in_charge(actor)))


@policy(None, reason=_WHO_ASKS)
def asks_for_mediation(actor: Actor) -> bool:
    """Whoever speaks for some body, or is in charge of mediation somewhere."""
    return bool(actor.orgs(Role.LIAISON)) or _in_charge(actor).exists()


def _in_charge(actor: Actor) -> QuerySet[Call, int]:
    """The bodies in which somebody is in charge of mediation; nobody is in charge as the system."""
    rows = Call.objects.filter(kind=MEDIATIONS, settings__keeper=str(actor.uid))
    return rows.values_list("issuer", flat=True)


@policy(
    Entry, reason=_("a mediation is open to its two sides, its mediator and the one in charge.")
)
def see_mediation(actor: Actor) -> Q:
    """Those who have a part in it; no role opens it, neither over the desk nor over a firm."""
    return is_of(MEDIATION_FLOW) & standing(actor, (*KEEPER, *MEDIATOR, *SIDES))


@policy(Entry, reason=_("only the one in charge of a mediation does this."))
def keep_mediation(actor: Actor) -> Q:
    """The one office holder who is responsible for it."""
    return is_of(MEDIATION_FLOW) & standing(actor, KEEPER)


@policy(Entry, reason=_("only those who speak for a side let in somebody who speaks for it too."))
def speak_in_mediation(actor: Actor) -> Q:
    """Those who speak for one of the two sides there."""
    return is_of(MEDIATION_FLOW) & standing(actor, SIDES)


@policy(None, reason=DESK_ONLY)
def readers_somewhere(actor: Actor) -> bool:
    """Whoever keeps or audits a desk of some body."""
    return bool(actor.orgs(*READERS))


@policy(None, reason=_("this is for those who work with services, and for the bodies they serve."))
def services_somewhere(actor: Actor) -> bool:
    """Whoever keeps a desk, or speaks for a body: what they see, the lists say."""
    return bool(actor.orgs(*READERS, Role.LIAISON))


@policy(None, reason=_("this is for those who work with services, and for the bodies they serve."))
def mediations_somewhere(actor: Actor) -> bool:
    """The same, and heads of bodies: they name who is in charge where somebody left."""
    return bool(actor.orgs(*READERS, Role.LIAISON, Role.SIGNER))


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
