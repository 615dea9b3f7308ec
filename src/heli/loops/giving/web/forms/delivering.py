"""Sending, what arrived, and why something did not."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.parties.models import Party
from heli.loops.giving.actions.delivering import Arrived
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.enums import Loss
from heli.loops.giving.web.forms.amounts import Amount, choose
from heli.loops.giving.web.forms.helped import HelpedWords
from heli.shell.forms import Day, KeyedForm, LongText, Reason, Text
from heli.shell.forms.choices import offer


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
