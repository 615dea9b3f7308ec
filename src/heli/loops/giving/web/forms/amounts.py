"""Amounts as they are typed, and choices among records."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal
from heli.core.ledger.models import Item
from heli.kit.wording import digits
from heli.loops.giving.queries.slips import amount_of
from heli.shell.forms.typed import half_width


class Amount(forms.CharField):
    """An amount in full digits; what was typed in 万 is asked back."""

    def __init__(self, *, zero: bool = False, **options: Any) -> None:
        self.zero = zero
        super().__init__(max_length=20, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> Any:
        text = half_width(super().to_python(value) or "")
        if not text:
            return None
        try:
            return amount_of(text)
        except Refusal as asked:
            raise ValidationError(str(asked), code=asked.code) from asked

    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        if isinstance(amount, Decimal) and (amount < 0 or (amount == 0 and not self.zero)):
            raise ValidationError(_("Please enter an amount above zero."))
        return amount

    def run_validators(self, value: Any) -> None:
        """Nothing more: the length was looked at as text."""


def typed(item: Item, amount: int) -> str:
    """An amount in the item's own unit as somebody would type it."""
    number = Decimal(amount).scaleb(-item.unit.exponent)
    return digits(number, unit=item.unit.name, grouped=False)


def choose(label: Any, rows: QuerySet[Any], **options: Any) -> forms.ModelChoiceField[Any]:
    """A choice among records; empty where nothing must be chosen."""
    return forms.ModelChoiceField(label=label, queryset=rows, required=False, **options)


def goods() -> QuerySet[Item]:
    """What can be given, packed and needed; cash and counts are not goods."""
    rows = Item.objects.filter(is_closed=False).select_related("unit")
    own = rows.exclude(code__in=("cash", "claimed")).exclude(code__begins="tally.")
    return own.order_by("name", "standard")
