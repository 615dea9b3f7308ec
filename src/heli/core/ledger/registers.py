"""Units, items and packs. Plain functions, called inside acts."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Invalid, Message, current_record
from heli.core.ledger.amounts import MOST
from heli.core.ledger.enums import Dimension
from heli.core.ledger.models import Item, Pack, Unit
from heli.core.ledger.refusals import AlreadyThere


LARGEST_EXPONENT = 6
MAX_TIMES = 10_000


def add_unit(
    name: str, *, dimension: str, smallest: str = "", exponent: int = 0, times: int = 1
) -> Unit:
    """Record a unit; ``smallest`` is itself if not said. Refuses with :class:`AlreadyThere`."""
    name = _word(name, 12)
    smallest = _word(smallest or name, 12)
    if dimension not in Dimension.values:
        raise Invalid(what=dimension, field="dimension")
    scale = exponent in range(LARGEST_EXPONENT + 1) and times in range(1, MAX_TIMES)
    if not scale or (smallest == name and (exponent, times) != (0, 1)):
        raise Invalid(what=_("how many of the smallest unit it is"), field="exponent")
    if Unit.objects.filter(name=name).exists():
        raise AlreadyThere(name=name, field="name")
    if Unit.objects.filter(smallest=smallest).exclude(dimension=dimension).exists():
        raise Invalid(what=_("%(unit)s measures something else") % {"unit": smallest})
    return Unit.objects.create(
        name=name, dimension=dimension, smallest=smallest, exponent=exponent, times=times
    )


def add_item(
    code: str,
    *,
    name: str,
    unit: Unit,
    standard: str = "",
    usual_from: int | None = None,
    usual_to: int | None = None,
) -> Item:
    """Record an item. Refuses with :class:`AlreadyThere` the same name, standard and unit."""
    code, name = _word(code, 40), _word(name, 80)
    standard = " ".join(standard.split())[:60]
    if unit.times != 1:
        raise Invalid(what=_("an item is kept in a unit that is a power of ten"), field="unit")
    if usual_from is not None and usual_to is not None and usual_from > usual_to:
        raise Invalid(what=_("the usual amounts"), field="usual_to")
    same = Item.objects.filter(name=name, standard=standard, unit=unit)
    if same.exists() or Item.objects.filter(code=code).exists():
        raise AlreadyThere(name=f"{name} {standard}".strip(), field="name")
    return Item.objects.create(
        code=code,
        name=name,
        standard=standard,
        unit=unit,
        usual_from=usual_from,
        usual_to=usual_to,
    )


def set_pack(item: Item, name: str, *, quantity: int, since: date) -> Pack:
    """Say how many one pack holds from a day on; what was posted stays as it is.

    The same size said again changes nothing. Refuses with :class:`AlreadyThere` a second size from
    the same day: it could not be told which one earlier postings meant.
    """
    name = _word(name, 12)
    if not 1 <= quantity <= MOST:
        raise Invalid(what=_("how many one pack holds"), field="quantity")
    if name == item.unit.name:
        raise AlreadyThere(name=name, field="name")
    known = item.packs.filter(name=name, since__lte=since).order_by("-since").first()
    if known is not None and known.quantity == quantity:
        return known
    if known is not None and known.since == since:
        raise AlreadyThere(name=f"{known} {since}", field="since")
    made = Pack.objects.create(item=item, name=name, quantity=quantity, since=since)
    current_record().wrote(made, {"item": item.code, "pack": name, "quantity": quantity})
    return made


def _word(text: str, most: int) -> str:
    text = " ".join(text.split())
    if not text or "\x00" in text:
        raise Invalid(what=_("the name is missing"), field="name")
    if len(text) > most:
        raise Invalid(what=too_long(most), field="name")
    return text


def too_long(most: int) -> Message:
    """Why a text is refused."""
    return str(_("at most %(n)s characters") % {"n": most})
