"""A packing list as it is typed: as many lines as are asked for; empty ones are left out."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from heli.core.ledger.models import Lot, Use
from heli.core.ledger.queries import Held
from heli.core.parties.models import Party
from heli.loops.giving.actions.delivering import Load
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.queries.sources import about_held
from heli.loops.giving.web.forms.amounts import Amount, goods
from heli.shell.forms import KeyedForm, Text
from heli.shell.forms.keys import KEY_FIELD


FIRST_ROWS, MORE_ROWS, MOST_ROWS = 3, 5, 60
ASKS_FOR_MORE = "more"
COLUMNS = ("item", "quantity", "unit", "stock", "recipient")


def rows_in(typed: QueryDict) -> int:
    """How many lines a list is shown with: as many as before, or more if that was asked for."""
    said = typed.get("rows", "")
    rows = min(int(said), MOST_ROWS) if said.isdecimal() and len(said) < len("1000") else 0
    rows = max(rows, 1) if rows else FIRST_ROWS
    return min(rows + MORE_ROWS, MOST_ROWS) if ASKS_FOR_MORE in typed else rows


class PackForm(KeyedForm):
    """What is packed, line by line: what, how much, from which stock, for whom.

    Asked for more lines, it comes back with everything that was typed and nothing looked at yet.
    """

    template_name = "giving/parts/pack_form.html"

    title = Text(label=_("What for"), max_length=100, required=False)
    rows = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, typed: QueryDict, *, recipients: QuerySet[Party], held: Sequence[Held] = ()
    ) -> None:
        rows, asks = rows_in(typed), ASKS_FOR_MORE in typed
        kept = {name: said for name, said in typed.items() if name != KEY_FIELD} if asks else {}
        super().__init__(None if asks else typed or None, initial={**kept, "rows": rows})
        self.numbers = range(1, rows + 1)
        marked = {_key(one): one for one in held if one.lot or one.use}
        # Asked once, however many lines there are.
        offered: dict[str, Mapping[str, Any]] = {
            "item": {str(one.pk): one for one in goods()},
            "recipient": {str(one.pk): one for one in recipients},
            "stock": marked,
        }
        self.columns = [name for name in COLUMNS if name != "stock" or marked]
        for n in self.numbers:
            fields = _line(offered)
            self.fields |= {f"{name}_{n}": fields[name] for name in self.columns}

    @property
    def lines(self) -> list[list[forms.BoundField]]:
        """The fields as they are drawn: line by line."""
        return [[self[f"{name}_{n}"] for name in self.columns] for n in self.numbers]

    def clean(self) -> dict[str, Any]:
        """The lines in which something was typed, as loads."""
        said: dict[str, Any] = super().clean() or {}
        typed = [n for n in self.numbers if self._is_typed(n)]
        for n in typed:
            self._require_whole(n, said)
        if not typed:
            self.add_error("item_1", _("Say what is packed."))
        if not self.errors:
            said["loads"] = [self._load(n, said) for n in typed]
        return said

    def _is_typed(self, n: int) -> bool:
        return any(self[f"{name}_{n}"].data for name in self.columns)

    def _require_whole(self, n: int, said: Mapping[str, Any]) -> None:
        """A line names an item and how much of it, and stock in which there is that item."""
        for name in ("item", "quantity"):
            field = f"{name}_{n}"
            if field not in self.errors and said.get(field) is None:
                why = _("Line %(n)s: an item and how much of it belong together.") % {"n": n}
                self.add_error(field, why)
        chosen, item = said.get(f"stock_{n}"), said.get(f"item_{n}")
        if chosen is not None and item is not None and chosen.item != item:
            self.add_error(f"stock_{n}", _("Line %(n)s: this is another item.") % {"n": n})

    @staticmethod
    def _load(n: int, said: Mapping[str, Any]) -> Load:
        chosen: Held | None = said.get(f"stock_{n}")
        recipient: Party | None = said[f"recipient_{n}"]
        return Load(
            item=said[f"item_{n}"],
            quantity=said[f"quantity_{n}"],
            unit=said[f"unit_{n}"],
            lot=chosen.lot if chosen else None,
            use=chosen.use if chosen else None,
            helped=Helped(recipient=recipient) if recipient else None,
        )


def _line(offered: Mapping[str, Mapping[str, Any]]) -> dict[str, forms.Field]:
    """The fields of one line; none of them must be filled in for itself."""
    return {
        "item": _chosen(_("Goods item"), offered["item"], empty="—"),
        "quantity": Amount(label=_("Quantity"), required=False),
        "unit": Text(label=_("Unit or pack"), max_length=12, required=False),
        "stock": _chosen(_("Lot or designated use"), offered["stock"], empty=_("neither")),
        "recipient": _chosen(_("For whom"), offered["recipient"], empty=_("decided on arrival")),
    }


def _chosen(label: Any, known: Mapping[str, Any], *, empty: Any) -> forms.TypedChoiceField:
    shown = [
        (key, _marked(one) if isinstance(one, Held) else str(one)) for key, one in known.items()
    ]
    return forms.TypedChoiceField(
        label=label,
        choices=[("", empty), *shown],
        coerce=known.__getitem__,
        empty_value=None,
        required=False,
    )


def _key(one: Held) -> str:
    return f"{one.item.pk}|{_pk(one.lot)}|{_pk(one.use)}"


def _pk(record: Lot | Use | None) -> int:
    return record.pk if record is not None else 0


def _marked(one: Held) -> str:
    return " · ".join([str(one.item), *about_held(one), str(one)])
