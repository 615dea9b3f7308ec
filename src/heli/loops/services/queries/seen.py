"""What somebody sees of services, as the lists and forms show it."""

from django.db.models import Q, QuerySet

from heli.core.acts import Actor, Lookup, Policy
from heli.core.flow.models import Call, Entry
from heli.core.parties.models import Party, PartyKind, Tree
from heli.loops.services import policies
from heli.loops.services.enums import DESK


def entries(actor: Actor, policy: Policy[Entry]) -> QuerySet[Entry]:
    """The entries that ``actor`` may see, with who asks and who answers."""
    rows = policy.visible_to(actor).select_related("party", "org", "call__issuer")
    return rows.order_by("-pk")


def desks() -> QuerySet[Call]:
    """Every service desk."""
    return Call.objects.filter(kind=DESK, is_standing=True).select_related("issuer")


DESKS = Lookup(desks(), "uid")
"""A service desk by the uid in an address."""


def desks_kept(actor: Actor) -> QuerySet[Call]:
    """The desks that ``actor`` keeps."""
    return policies.keep_desk.visible_to(actor, desks())


def desks_for(actor: Actor) -> QuerySet[Call]:
    """The desks that serve a body for which ``actor`` speaks."""
    mine = bodies_of(actor).values("pk")
    served = Q(issuer__in=mine) | Q(
        issuer__below__tree=Tree.ADMIN, issuer__below__descendant__in=mine
    )
    return desks().filter(served).distinct()


def desk_of(body: Party) -> Call | None:
    """The nearest desk that serves a body."""
    rows = desks().filter(issuer__below__tree=Tree.ADMIN, issuer__below__descendant=body)
    return rows.order_by("issuer__below__depth", "pk").first()


def bodies_of(actor: Actor) -> QuerySet[Party]:
    """The bodies for which ``actor`` speaks."""
    return policies.speak_for.visible_to(actor, Party.objects.filter(kind=PartyKind.ORG))


def served_by(desk: Call) -> QuerySet[Party]:
    """The bodies below that of a desk: firms and departments alike."""
    below = Party.objects.filter(above__tree=Tree.ADMIN, above__ancestor=desk.issuer_id)
    return below.filter(kind=PartyKind.ORG).exclude(pk=desk.issuer_id).order_by("name")


def people_of(desk: Call) -> QuerySet[Party]:
    """Those who may look after a firm: people of the body of the desk and of those below it."""
    bodies = Q(pk=desk.issuer_id) | Q(above__tree=Tree.ADMIN, above__ancestor=desk.issuer_id)
    below = Party.objects.filter(bodies, kind=PartyKind.ORG).values("pk")
    found = Party.objects.filter(kind=PartyKind.PERSON, ties_out__dst__in=below)
    return found.distinct().order_by("name")


def served_by_any(some: QuerySet[Call]) -> QuerySet[Party]:
    """The bodies below those of several desks."""
    issuers = list(some.values_list("issuer", flat=True))
    below = Party.objects.filter(above__tree=Tree.ADMIN, above__ancestor__in=issuers)
    return below.filter(kind=PartyKind.ORG).exclude(pk__in=issuers).distinct().order_by("name")


def people_in(body: Party) -> QuerySet[Party]:
    """The people of a body itself."""
    found = Party.objects.filter(kind=PartyKind.PERSON, ties_out__dst=body)
    return found.distinct().order_by("name")
