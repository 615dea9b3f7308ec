"""Bodies, areas, items, campaigns, measures and accounts, as they are named on a command line."""

from django.db.models import Q

from heli.core.access.models import User
from heli.core.ledger.models import Item
from heli.core.measures.queries import MeasureVersion, version_of
from heli.core.parties.models import Party, PartyKind, Undertaking
from heli.core.places.models import Area
from heli.site.cli.outcome import CallWrong
from heli.site.cli.words import _


def body(text: str | None) -> Party:
    """The body of that code or name; the one at the top, when nothing is said."""
    orgs = Party.objects.filter(kind=PartyKind.ORG, merged_into__isnull=True)
    if text:
        orgs = orgs.filter(Q(code=text) | Q(name=text) | Q(name_short=text))
    else:
        orgs = orgs.filter(ties_out__isnull=True)
    found = list(orgs.order_by("pk")[:2])
    if len(found) != 1:
        raise CallWrong(_("Which body? Give the code or the full name of one with --org."))
    return found[0]


def area(text: str) -> Area:
    """The area of that code or name."""
    found = list(Area.objects.filter(Q(code=text) | Q(name=text)).order_by("pk")[:2])
    if len(found) != 1:
        raise CallWrong(_("Which area? Give the code or the full name of one with --area."))
    return found[0]


def item(text: str) -> Item:
    """The item of that code or name."""
    rows = Item.objects.select_related("unit").filter(Q(code=text) | Q(name=text))
    found = list(rows.order_by("pk")[:2])
    if len(found) != 1:
        raise CallWrong(_("Which item? Give the code or the full name of one with --item."))
    return found[0]


def campaign(text: str) -> Undertaking:
    """The campaign of that code or name."""
    found = list(Undertaking.objects.filter(Q(code=text) | Q(name=text)).order_by("pk")[:2])
    if len(found) != 1:
        raise CallWrong(_("Which campaign? Give the code or name of one with --campaign."))
    return found[0]


def measure(code: str) -> MeasureVersion:
    """The newest approved version of a measure, or the one that ``code@version`` names."""
    try:
        return version_of(code)
    except LookupError as error:
        says = _("There is no approved measure %(code)s; the page of measures lists them all.")
        raise CallWrong(says % {"code": code}) from error


def account(name: str) -> User:
    """The account of that name."""
    user = User.objects.select_related("party").filter(username=name).first()
    if user is None:
        raise CallWrong(_("There is no account %(name)s.") % {"name": name})
    return user
