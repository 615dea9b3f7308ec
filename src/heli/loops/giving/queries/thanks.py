"""Whom to thank, under which name, and for what."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import override

from heli.core.ledger.models import Transaction
from heli.core.ledger.queries import standing
from heli.core.parties.models import Undertaking
from heli.loops.giving.enums import Kind, Publication
from heli.loops.giving.queries.donors import Said, said_by
from heli.loops.giving.queries.gifts import in_words, lines_of, with_lines
from heli.loops.giving.queries.sources import use_in_words


MOST = 200
"""Letters that are printed at once."""
NAMELESS = "尊敬的爱心人士"


@dataclass(slots=True)
class Thanked:
    """A donor as a letter names them, with what they gave: day, what, number of the voucher."""

    addressed: str
    given: list[tuple[date, str, str]] = field(default_factory=list)
    uses: list[str] = field(default_factory=list)


def to_thank(campaign: Undertaking, since: date, until: date) -> list[Transaction]:
    """The gifts of a campaign in these days that stand; takings of a sale have no donor."""
    rows = Transaction.objects.filter(
        undertaking=campaign, kind=Kind.GIFT, effective_on__range=(since, until)
    )
    return list(with_lines(standing(rows)).order_by("effective_on", "pk"))


def thanked(gifts: Sequence[Transaction]) -> list[Thanked]:
    """One letter for each donor who is named, with all they gave; one for each gift of the others."""
    found: dict[object, Thanked] = {}
    with override("zh-hans"):
        said = said_by(gifts)
        for gift in gifts:
            one = said[gift.pk]
            is_named = one.party is not None and one.publication != Publication.ANONYMOUS
            # Two gifts of one donor may be named in two ways: each is thanked as it was agreed.
            who = (one.party.pk, one.publication) if is_named and one.party else ("gift", gift.pk)
            letter = found.setdefault(who, Thanked(addressed_as(one)))
            letter.given.append((gift.effective_on, in_words(gift), gift.voucher))
            uses = {use_in_words(line.use) for line in lines_of(gift) if line.use}
            letter.uses += sorted(uses - set(letter.uses))
    return list(found.values())


def addressed_as(said: Said) -> str:
    """A donor at the head of a letter, as far as they agreed to be named."""
    party = said.party
    if party is None or party.is_erased or said.publication != Publication.NAME:
        is_person = party is not None and party.kind == "person" and not party.is_erased
        if is_person and said.publication == Publication.INITIAL:
            return f"尊敬的{party.name[:1]}姓捐赠人" if party else NAMELESS
        return NAMELESS
    return f"尊敬的{party.name}"
