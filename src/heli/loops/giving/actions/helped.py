"""Who was helped: a body, or a kind of households as a count. Never a household. For acts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Invalid
from heli.core.ledger.drafts import Line, move
from heli.core.parties.models import Party
from heli.core.places.models import Area
from heli.loops.giving.actions.books import Books
from heli.loops.giving.enums import HOUSEHOLDS, ORGANISATIONS, Tag


MOST = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped:
    """A ``recipient``, or a ``kind`` of households or bodies with how many of them there were."""

    recipient: Party | None = None
    kind: str = ""
    households: int | None = None
    organisations: int | None = None
    area: Area | None = None

    def __post_init__(self) -> None:
        if self.recipient is None and not self.kind.strip():
            raise Invalid(what=_("who was helped"), field="recipient")
        if self.recipient is not None and self.recipient.kind == "person":
            raise Invalid(what=_("a body, or a kind of households; no person"), field="recipient")
        for n in (self.households, self.organisations):
            if n is not None and not 0 < n <= MOST:
                raise Invalid(what=_("how many were helped"), field="households")


def tallies(books: Books, helped: Helped) -> Iterator[Line]:
    """The lines that count who was helped."""
    counts = (
        (HOUSEHOLDS, helped.households, Tag.HOUSEHOLDS),
        (ORGANISATIONS, helped.organisations, Tag.ORGANISATIONS),
    )
    for code, n, tag in counts:
        if n is not None:
            yield from move(
                books.item(code),
                n,
                source=books.adjustment("tally"),
                target=books.recipient(helped.recipient, helped.kind),
                tag=tag,
                area=helped.area,
                party=helped.recipient,
                facts={"kind": helped.kind},
            )
