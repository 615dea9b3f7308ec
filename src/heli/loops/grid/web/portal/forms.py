"""The forms of residents: one question a screen, and no more of them than are needed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from heli.core.places.models import Area
from heli.loops.grid.web.field_forms import Degrees
from heli.shell.forms import LongText, Photos, Text


class WhatForm(forms.Form):
    """Photos first, then a sentence; one of both is enough."""

    photos = Photos(label=_("Photos"), required=False)
    text = LongText(
        label=_("What is it? One sentence is enough."),
        help_text=_("A photo alone is enough as well."),
        rows=3,
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, has_photos: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.has_photos = has_photos

    def clean(self) -> dict[str, Any]:
        """Something is said, or shown."""
        said = super().clean() or {}
        if not (said.get("text") or said.get("photos") or self.has_photos or self.errors):
            raise ValidationError(_("Please write a few words, or add a photo."))
        return said


class WhereForm(forms.Form):
    """The map and the phone fill in the position; the village and a few words do as well."""

    area = forms.ModelChoiceField(
        label=_("Village or grid"),
        queryset=Area.objects.none(),
        to_field_name="uid",
        required=False,
        empty_label=_("by the map"),
    )
    place = Text(
        label=_("Where exactly, in words"),
        help_text=_("One of the map, the village and these words is needed."),
        max_length=200,
        required=False,
    )
    lat = Degrees(90)
    lon = Degrees(180)
    by_map = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, areas: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["area"]
        field.queryset = areas

    def clean(self) -> dict[str, Any]:
        """Somebody must be able to go there."""
        said = super().clean() or {}
        if None in (said.get("lat"), said.get("lon")):
            said["lat"] = said["lon"] = None
            if not (said.get("area") or said.get("place") or self.errors):
                raise ValidationError(_("Please say where it is: on the map, or in words."))
        return said
