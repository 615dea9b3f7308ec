"""A gift as somebody types it from a slip, before it is posted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from unicodedata import normalize

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal
from heli.core.files.store import Stored
from heli.core.ledger.drafts import Control
from heli.core.ledger.enums import Basis
from heli.core.ledger.models import Item
from heli.core.parties.models import Party
from heli.core.places.models import Area
from heli.loops.giving.enums import Capacity, DonorKind, Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """So much of an item; ``value`` in yuan only together with the ``basis`` it rests on."""

    item: Item
    quantity: Decimal
    unit: str = ""
    value: Decimal | None = None
    basis: str = Basis.NONE
    lot: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Donor:
    """Who gives: somebody registered, a name, or nobody who wants to be known.

    ``givers`` is how many persons stand behind a collective gift (38 名党员): a count, no names.
    """

    party: Party | None = None
    name: str = ""
    kind: str = DonorKind.PERSON
    givers: int | None = None

    @property
    def is_nobody(self) -> bool:
        """Whether the donor stays unknown even to the office."""
        return self.party is None and not self.name.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """What a gift is for (定向). Everything empty: the office decides."""

    purpose: str = ""
    area: Area | None = None
    recipient: Party | None = None

    @property
    def is_free(self) -> bool:
        """Whether nothing was designated."""
        return not self.purpose.strip() and self.area is None and self.recipient is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One gift of cash (in yuan), goods, or both, as it stands on a slip.

    Nobody is named who did not agree to it. ``capacity`` and ``channel`` are the appeal's where
    they are empty. ``body`` is the body that mobilised the gift, the appeal's own if None.
    ``control`` are totals that were counted before the lines were typed. ``is_meant`` answers the
    questions about an unusual amount and about a slip that seems to be posted already.
    """

    donor: Donor
    cash: Decimal | None = None
    goods: tuple[Goods, ...] = ()
    on: date | None = None
    voucher: str = ""
    publication: str = Publication.ANONYMOUS
    designation: Designation = field(default_factory=Designation)
    body: Party | None = None
    channel: Party | None = None
    capacity: Capacity | None = None
    note: str = ""
    files: Sequence[Stored] = ()
    control: tuple[Control, ...] = ()
    is_meant: bool = False


class InTenThousands(Refusal):
    """4.6万 is asked back: whoever types it out in full sees what they type."""

    message = _(
        "“%(typed)s” is in units of ten thousand. If you mean %(meant)s, please type it in full."
    )
    status = 422


class NotANumber(Refusal):
    """An amount has digits and at most one point."""

    message = _("“%(typed)s” is not an amount. Please write it in digits, such as 16680.50.")
    status = 422


_IN_MULTIPLES = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*(万|亿|萬|億|w|W)\s*(?:元|块|¥)?")
_PLAIN = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_TIMES = {"万": 10_000, "萬": 10_000, "w": 10_000, "W": 10_000, "亿": 10**8, "億": 10**8}
LONGEST_NUMBER = 20


def amount_of(typed: str, *, unit: str = "元", field: str = "cash") -> Decimal:
    """The amount that somebody typed. Refuses with :class:`InTenThousands` and :class:`NotANumber`."""
    text = normalize("NFKC", typed).strip().removesuffix(unit).strip("¥￥ ")
    if found := _IN_MULTIPLES.fullmatch(normalize("NFKC", typed).strip()):
        number = Decimal(found[1].replace(",", "")) * _TIMES[found[2]]
        meant = f"{number.normalize():f} {unit}"
        raise InTenThousands(typed=typed.strip()[:LONGEST_NUMBER], meant=meant, field=field)
    if len(text) > LONGEST_NUMBER or not _PLAIN.fullmatch(text):
        raise NotANumber(typed=typed.strip()[:LONGEST_NUMBER] or "—", field=field)
    return Decimal(text.replace(",", ""))
