"""What is asked about policies and firms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heli.core.places.models import Area, AreaKind
from heli.loops.services.enums import FirmKind, Sector, Size
from heli.shell.forms import Day, KeyedForm, LongText, Text
from heli.shell.forms.choices import offer


def _several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    ticks = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=choices, widget=ticks, required=False)


class FrameForm(KeyedForm):
    """Which firms something is for; what is left empty leaves nobody out."""

    size = _several(_("Size of the firm"), Size.choices)
    sector = _several(_("Sector"), Sector.choices)
    kind = _several(_("Kind of firm"), FirmKind.choices)
    area = forms.ModelMultipleChoiceField(
        label=_("Where the firm lies"),
        queryset=Area.objects.none(),
        to_field_name="uid",
        required=False,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        levels = (AreaKind.COUNTY, AreaKind.TOWN, AreaKind.COMMUNITY)
        rows = Area.objects.filter(kind__in=levels).order_by("path", "name")
        offer(self, area=rows)

    def said(self) -> dict[str, Any]:
        """What was entered, the conditions together."""
        said = super().said()
        found = {name: list(said.pop(name)) for name in ("size", "sector", "kind")}
        found["area"] = [str(one.uid) for one in said.pop("area")]
        return {**said, "conditions": {name: values for name, values in found.items() if values}}


class PolicyForm(FrameForm):
    """A policy and the firms to which it applies."""

    title = Text(label=_("Title of the policy"), max_length=100)
    text = LongText(label=_("Text of the policy"), rows=8)
    until = Day(label=_("Applies until"), required=False)
    field_order = ("title", "text", "until", "size", "sector", "kind", "area")


class CardForm(KeyedForm):
    """What a firm is."""

    size = forms.ChoiceField(label=_("Size of the firm"), choices=Size.choices)
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
