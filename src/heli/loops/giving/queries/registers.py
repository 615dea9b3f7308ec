"""What a list may name: items, bodies and places as they are registered. Asked once for a list."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from heli.core.flow.models import Call
from heli.core.ledger.enums import Dimension
from heli.core.ledger.models import Item, Unit
from heli.core.parties.folding import fold
from heli.core.parties.models import Party
from heli.core.parties.queries import bodies_within
from heli.core.places.models import Area
from heli.loops.giving.enums import CASH, LEAST_CASH, MOST_CASH
from heli.loops.giving.queries.cells import Unreadable, wrong
from heli.loops.giving.queries.sheets import words


M = TypeVar("M", bound=Model)


class Registers:
    """The registers that a list for one appeal is read against."""

    def __init__(self, appeal: Call) -> None:
        self.issuer = appeal.issuer

    @cached_property
    def cash(self) -> Item:
        """The item in which cash is kept; one like it before anything was ever posted."""
        return self._items_by_code.get(CASH) or _first_cash()

    def item(self, name: str, standard: str) -> Item:
        """The item of this name and standard; of this name, if there is only one."""
        made = self._goods.get(fold(name), {})
        if not made:
            why = _("“%(value)s” is not among the items. Record it first.") % {"value": name[:40]}
            raise Unreadable(why=why, field="item")
        if not standard and len(made) == 1:
            return next(iter(made.values()))
        if fold(standard) not in made:
            offered = "、".join(one.standard or "—" for one in made.values())
            why = _("“%(value)s” is recorded with these standards: %(known)s.")
            raise Unreadable(why=why % {"value": name[:40], "known": offered}, field="standard")
        return made[fold(standard)]

    def body(self, cell: Any) -> Party | None:
        """The body that mobilised a gift; None for the one that appeals."""
        name = words(cell)
        if not name or fold(name) == fold(self.issuer.name):
            return None
        return self._below(name)

    def channel(self, cell: Any) -> Party | None:
        """The body that received it; None for that of the appeal."""
        return self._below(words(cell)) if words(cell) else None

    def recipient(self, cell: Any) -> Party | None:
        """Whom a gift is meant for."""
        return self._below(words(cell)) if words(cell) else None

    def area(self, cell: Any) -> Area | None:
        """Where a gift is meant to go."""
        name = words(cell)
        if not name:
            return None
        found = self._areas.get(fold(name), [])
        if len(found) == 1:
            return found[0]
        why = _("There are several areas “%(value)s”.") if found else _("“%(value)s” is no area.")
        raise wrong(why % {"value": name[:40]})

    def _below(self, name: str) -> Party:
        if (body := self._bodies.get(fold(name))) is None:
            raise wrong(
                _("“%(value)s” is not registered under %(issuer)s.")
                % {"value": name[:40], "issuer": self.issuer.name}
            )
        return body

    @cached_property
    def _items_by_code(self) -> dict[str, Item]:
        rows = Item.objects.filter(is_closed=False).select_related("unit")
        return {one.code: one for one in rows.prefetch_related("packs")}

    @cached_property
    def _goods(self) -> dict[str, dict[str, Item]]:
        found: dict[str, dict[str, Item]] = {}
        for one in self._items_by_code.values():
            found.setdefault(fold(one.name), {})[fold(one.standard)] = one
        return found

    @cached_property
    def _bodies(self) -> dict[str, Party]:
        rows = bodies_within(self.issuer).order_by("-pk")
        return {fold(body.name): body for body in rows}

    @cached_property
    def _areas(self) -> dict[str, list[Area]]:
        return _by_name(Area.objects.filter(until__isnull=True))


def _first_cash() -> Item:
    yuan = Unit(name="元", dimension=Dimension.MONEY, smallest="分", exponent=2)
    return Item(code=CASH, name="人民币", unit=yuan, usual_from=LEAST_CASH, usual_to=MOST_CASH)


def _by_name(rows: Iterable[Area]) -> dict[str, list[Area]]:
    found: dict[str, list[Area]] = {}
    for one in rows:
        found.setdefault(fold(one.name), []).append(one)
    return found
