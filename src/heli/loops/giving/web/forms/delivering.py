"""Packing, sending, what arrived, and why something did not."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.ledger.models import Item, Lot, Use
from heli.core.ledger.queries import Held
from heli.core.parties.models import Party
from heli.loops.giving.actions.delivering import Arrived, Load
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.enums import Loss
from heli.loops.giving.queries.sources import about_held
from heli.loops.giving.web.forms.amounts import Amount, choose, goods
from heli.loops.giving.web.forms.helped import HelpedWords
from heli.shell.forms import Day, KeyedForm, LongText, Reason, Text
from heli.shell.forms.choices import offer


class PackForm(KeyedForm):
    """One load for one recipient; more loads are more lines of the same form."""

    title = Text(label=_("What for"), max_length=100, required=False)
    item = forms.ModelChoiceField(
        label=_("Goods item"), queryset=Item.objects.none(), empty_label=None
    )
    quantity = Amount(label=_("Quantity"))
    unit = Text(label=_("Unit or pack"), max_length=12, required=False)
    stock = forms.ChoiceField(
        label=_("Lot or designated use"),
        required=False,
        help_text=_("What is marked so is packed only if it is chosen here."),
    )
    recipient = choose(_("For whom"), Party.objects.none(), empty_label=_("decided on arrival"))

    def __init__(
        self, *args: Any, recipients: QuerySet[Party], held: Sequence[Held] = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        marked = [one for one in held if one.lot or one.use]
        self.held = {f"{one.item.pk}|{_pk(one.lot)}|{_pk(one.use)}": one for one in marked}
        offered = [(key, _marked(one)) for key, one in self.held.items()]
        offer(self, stock=[("", str(_("neither"))), *offered])
        if not offered:
            del self.fields["stock"]
        offer(self, item=goods())
        offer(self, recipient=recipients)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        chosen = self.held.get(said.get("stock", ""))
        if chosen is not None and said.get("item") not in (None, chosen.item):
            self.add_error("stock", _("This is another item."))
        return said

    def load(self, said: dict[str, Any]) -> Load:
        """What is packed, from where, for whom."""
        chosen = self.held.get(said.get("stock", ""))
        return Load(
            item=said["item"],
            quantity=said["quantity"],
            unit=said["unit"],
            lot=chosen.lot if chosen else None,
            use=chosen.use if chosen else None,
            helped=Helped(recipient=said["recipient"]) if said["recipient"] else None,
        )


def _pk(record: Lot | Use | None) -> int:
    return record.pk if record is not None else 0


def _marked(one: Held) -> str:
    return " · ".join([str(one.item), *about_held(one), str(one)])


class SendForm(KeyedForm):
    """By whom it goes."""

    carrier = Text(label=_("Carrier"), max_length=100, required=False)
    on = Day(label=_("Day"))


class ArriveForm(HelpedWords, KeyedForm):
    """What arrived at one recipient, line by line; fields are made from the packing list."""

    recipient = choose(_("At whom"), Party.objects.none(), empty_label=_("a kind of households"))
    on = Day(label=_("Day"))

    def __init__(self, *args: Any, packed: Any, recipients: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        self.packed = packed
        offer(self, recipient=recipients)
        for line in packed:
            words = {"item": line.item, "words": line.words}
            label = _("%(item)s: arrived (packed %(words)s)")
            self.fields[f"arrived_{line.n}"] = Amount(label=label % words, required=False)
            self.fields[f"damaged_{line.n}"] = Amount(
                label=_("%(item)s: damaged") % words, required=False
            )
            self.fields[f"returned_{line.n}"] = Amount(
                label=_("%(item)s: came back") % words, required=False
            )

    def arrived(self, said: dict[str, Any]) -> dict[str, Any]:
        """What the act takes. Refuses a recipient that nobody named."""
        names = ("recipient", "kind", "households", "organisations")
        return {
            "helped": Helped(**{name: said[name] for name in names}),
            "lines": [line for line in map(self._line, self.packed) if line is not None],
            "on": said["on"],
        }

    def _line(self, packed: Any) -> Arrived | None:
        names = {"quantity": "arrived", "damaged": "damaged", "returned": "returned"}
        said: dict[str, Decimal] = {
            name: self.cleaned_data[f"{field}_{packed.n}"] or Decimal(0)
            for name, field in names.items()
        }
        if not any(said.values()):
            return None
        return Arrived(
            n=packed.n,
            quantity=said["quantity"],
            damaged=said["damaged"],
            returned=said["returned"],
        )


class ExplainForm(KeyedForm):
    """Why less arrived than was sent."""

    line = forms.TypedChoiceField(label=_("Line"), coerce=int)
    quantity = Amount(label=_("How much is missing"))
    why = forms.ChoiceField(label=_("Why"), choices=Loss.choices)
    note = Reason(label=_("What happened"), max_length=300)

    def __init__(self, *args: Any, packed: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(line.n, f"{line.item} {line.words}") for line in packed]
        offer(self, line=choices)


class NoteForm(KeyedForm):
    """A sentence that goes with a step."""

    note = Reason(max_length=300)


class PublishForm(KeyedForm):
    """Until which day a statement speaks."""

    until = Day(label=_("What came and went until this day"))


class SignForm(KeyedForm):
    """A recipient signs for what arrived, or says that something else did."""

    signed_by = Text(label=_("Your name"), max_length=60)
    note = LongText(
        label=_("If something is different, what?"), max_length=500, rows=3, required=False
    )
