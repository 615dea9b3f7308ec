"""What is filled in outdoors: a report, and the steps on a case. Few fields, photos first."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.places.models import Area
from heli.loops.grid.enums import Finding
from heli.loops.grid.queries.packs import UNSURE, Codes
from heli.shell.forms import KeyedForm, LongText, Photos, Ready, Text


RESULTS = (
    ("pass", _("It is done")),
    ("fail", _("It is not done")),
    ("unable", _("It could not be seen")),
)


class Degrees(forms.FloatField):
    """Filled in by the phone; empty where it does not know."""

    widget = forms.HiddenInput

    def __init__(self, most: int) -> None:
        super().__init__(required=False, min_value=-most, max_value=most)


class Positioned(KeyedForm):
    """A form that knows where the phone was when it was filled in."""

    lat = Degrees(90)
    lon = Degrees(180)


class ReportForm(Positioned):
    """A matter seen on patrol."""

    near = Photos(label=_("Photos, close up"), required=False)
    far = Photos(label=_("Photos, from afar"), required=False, most=3)
    category = forms.ChoiceField(label=_("What it is"), required=False)
    place = Text(label=_("Where it is, in words"), max_length=200, required=False)
    area = forms.ModelChoiceField(
        label=_("Grid"),
        queryset=Area.objects.none(),
        to_field_name="uid",
        required=False,
        empty_label=_("by the position"),
    )
    text = LongText(label=_("What you see"), rows=3, max_length=4000, required=False)
    outside = Text(label=_("Why you report from another grid"), max_length=200, required=False)
    accuracy = forms.IntegerField(
        min_value=0, max_value=100_000, required=False, widget=forms.HiddenInput
    )
    field_order = ("form_key", "near", "far", "category", "place", "area", "text", "outside")

    def __init__(self, *args: Any, codes: Codes, areas: QuerySet[Area], **more: Any) -> None:
        super().__init__(*args, **more)
        category: Any = self.fields["category"]
        category.choices = Ready([(UNSURE, _("Not sure")), *codes.by_group])
        area: Any = self.fields["area"]
        area.queryset = areas


class SignForm(KeyedForm):
    """Nothing is asked: it is taken on."""


class HandleForm(Positioned):
    """What was done, and how it looks now."""

    before = Photos(label=_("Photos before"), required=False, most=3)
    after = Photos(label=_("Photos after"), needed=_("Show how it looks now."), most=3)
    note = LongText(label=_("What was done"), rows=3, max_length=1000)


class AtOnceForm(HandleForm):
    """The same, of a matter that was settled on the spot."""

    before = Photos(label=_("Photos before"), needed=_("Show how it looked before."), most=3)


class CheckForm(Positioned):
    """Whether it is done, as somebody else sees it on the spot."""

    photos = Photos(label=_("Photos"), required=False, most=4)
    result = forms.ChoiceField(label=_("Result"), choices=RESULTS, widget=forms.RadioSelect)
    note = LongText(label=_("Remark"), rows=3, max_length=1000, required=False)


class FindForm(Positioned):
    """Whether what was reported is there."""

    photos = Photos(label=_("Photos"), required=False, most=4)
    finding = forms.ChoiceField(
        label=_("Result"), choices=Finding.choices, widget=forms.RadioSelect
    )
    note = LongText(label=_("Remark"), rows=3, max_length=1000, required=False)
