"""What is typed about areas and sites."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from heli.core.places.enums import AreaKind, Datum, SiteKind
from heli.core.places.models import Area
from heli.kit.geo import Flawed, Point, checked
from heli.shell.forms import Day, KeyedForm, Lines, LongText, Reason, Text


OUTLINE_LENGTH = 2_000_000
LEAST_CORNERS = 2


class Outline(LongText):
    """An outline as GeoJSON text."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Outline (GeoJSON)"))
        super().__init__(max_length=OUTLINE_LENGTH, rows=6, **options)


class Line(Lines):
    """Corners, one per line: longitude, latitude."""

    def clean(self, value: Any) -> list[Point]:
        """The corners. Refuses what is no line."""
        found = [_corner(line) for line in super().clean(value)]
        if len(found) < LEAST_CORNERS:
            raise ValidationError(_("A line has at least two corners."))
        return found


def _corner(line: str) -> Point:
    try:
        lon, lat = line.replace("，", ",").split(",")
        return checked(Point(float(lon), float(lat)))
    except (ValueError, Flawed) as error:
        message = _("“%(line)s” is not a position. Write it like 119.8012, 31.4021.")
        raise ValidationError(message, params={"line": line[:60]}) from error


class DatumField(forms.ChoiceField):
    """The reference system of what is handed in."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Reference system"),
            choices=Datum.choices,
            initial=Datum.WGS84,
            help_text=_(
                "Positions from online maps are GCJ-02 or BD-09, those from receivers WGS-84."
            ),
        )


class AreaForm(KeyedForm):
    """A new area."""

    kind = forms.ChoiceField(label=_("Level"), choices=AreaKind.choices, initial=AreaKind.GRID)
    name = Text(label=_("Name"), max_length=100)
    code = Text(label=_("Area code"), max_length=20, required=False)
    since = Day(label=_("Since"), required=False)
    geometry = Outline(required=False)
    crs = DatumField()


class RedrawForm(KeyedForm):
    """Another outline from a day on."""

    geometry = Outline()
    crs = DatumField()
    since = Day(label=_("Valid from"))
    reason = Reason()


class SplitForm(KeyedForm):
    """A line through an area, and what the parts are called."""

    line = Line(
        label=_("Where it is cut"),
        rows=4,
        help_text=_(
            "Corners from outside the area through it to outside again, one per line: longitude,"
            " latitude (WGS-84). Or click them on the map."
        ),
    )
    names = Lines(
        label=_("Names of the parts"),
        rows=3,
        help_text=_("One per line, the largest part first. A code may follow after a comma."),
    )
    since = Day(label=_("Valid from"))
    reason = Reason()


class MergeForm(KeyedForm):
    """Which neighbours become one with an area."""

    others = forms.ModelMultipleChoiceField(
        label=_("To be merged with"),
        queryset=Area.objects.none(),
        to_field_name="uid",
        widget=forms.CheckboxSelectMultiple,
    )
    name = Text(label=_("Name of the whole"), max_length=100)
    code = Text(label=_("Area code"), max_length=20, required=False)
    since = Day(label=_("Valid from"))
    reason = Reason()


class FileForm(KeyedForm):
    """A file of outlines."""

    file = forms.FileField(
        label=_("File of outlines"),
        help_text=_("GeoJSON, KML or a zipped shapefile; at most 20 MB and 5,000 areas."),
    )
    kind = forms.ChoiceField(label=_("Level"), choices=AreaKind.choices, initial=AreaKind.GRID)
    parent = forms.ModelChoiceField(
        label=_("Lies in"),
        queryset=Area.objects.none(),
        to_field_name="uid",
        required=False,
        help_text=_("Rows that name their own area above go there."),
    )
    crs = DatumField()
    since = Day(label=_("Valid from"))


class ReasonForm(KeyedForm):
    """Why."""

    reason = Reason()


class SiteForm(KeyedForm):
    """A named place."""

    name = Text(label=_("Name"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=SiteKind.choices)
    address = Text(label=_("Postal address"), required=False)
    lon = Text(label=_("Longitude"), max_length=20)
    lat = Text(label=_("Latitude"), max_length=20)
    crs = DatumField()
