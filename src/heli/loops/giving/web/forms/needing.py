"""Where what is needed comes from, and what of it arrived."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heli.core.acts import aside, row_of
from heli.loops.giving.queries.sources import Source
from heli.loops.giving.web.forms.amounts import Amount
from heli.shell.forms import Day, KeyedForm, Text
from heli.shell.forms.choices import offer


class MatchForm(KeyedForm):
    """One of the sources that are offered, or another in words."""

    source = forms.ChoiceField(label=_("The source"), required=False)
    where = Text(
        label=_("Another source, in words"),
        max_length=120,
        required=False,
        help_text=_("Only if it is none of those above."),
    )
    quantity = Amount(label=_("Quantity"))
    unit = Text(label=_("Unit or pack"), max_length=12, required=False)
    note = Text(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, sources: list[Source], **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = {one.key: one for one in sources if one.free > 0}
        offered = [(key, _choice(one)) for key, one in self.known.items()]
        offer(self, source=[("", str(_("none of these"))), *offered])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not said.get("source") and not said.get("where") and "source" not in self.errors:
            self.add_error("source", _("Please choose a source, or write where it comes from."))
        return said

    def matched(self, said: dict[str, Any]) -> dict[str, Any]:
        """What the act takes."""
        chosen = self.known.get(said.pop("source"))
        if chosen is None:
            return said
        return {**said, "where": "", "source": chosen.pledge, "stock": chosen.stock}


def _choice(one: Source) -> str:
    return f"{one.label}{aside(row_of(one.about))} {one.words}"


class MeetForm(KeyedForm):
    """What arrived of a need."""

    quantity = Amount(
        label=_("How much arrived"),
        required=False,
        help_text=_("Empty: all that is still needed."),
    )
    unit = Text(label=_("Unit or pack"), max_length=12, required=False)
    on = Day(label=_("Day"))
    note = Text(label=_("Note"), max_length=200, required=False)
