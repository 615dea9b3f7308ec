"""What is asked about resumption checks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.files.photos import put_photo
from heli.core.files.store import Stored
from heli.core.parties.models import Party
from heli.loops.services.actions.checking import MOST_PHOTOS
from heli.loops.services.queries.checks import Item
from heli.shell.forms import Day, KeyedForm, LongText, Photos, Text
from heli.shell.forms.choices import offer


FOUND = (("pass", _("passes")), ("fail", _("does not pass")))


class ChecklistForm(KeyedForm):
    """A checklist, an item to a line."""

    title = Text(label=_("Name of the checklist"), max_length=100)
    text = LongText(label=_("Items, one to a line"), max_length=10_000, rows=12)
    base = forms.IntegerField(widget=forms.HiddenInput, initial=0)


class AskCheckForm(KeyedForm):
    """A firm that wants to resume."""

    firm = forms.ModelChoiceField(label=_("Firm"), queryset=Party.objects.none(), empty_label=None)
    note = LongText(label=_("Remark"), max_length=1000, rows=3, required=False)

    def __init__(self, *args: Any, firms: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, firm=firms)


class InspectForm(KeyedForm):
    """Every item that has to be looked at: passes or not, what has to be put right, and photos of it.

    Nothing is chosen beforehand: whoever inspects says it of each item.
    """

    def __init__(self, *args: Any, looked_at: Sequence[Item], **more: Any) -> None:
        super().__init__(*args, **more)
        self.codes = [one.code for one in looked_at]
        for one in looked_at:
            self.fields[one.code] = forms.ChoiceField(
                label=f"{one.code[1:]}. {one.text}", choices=FOUND, widget=forms.RadioSelect
            )
            self.fields[f"note_{one.code}"] = Text(
                label=_("What has to be put right"), max_length=200, required=False
            )
            self.fields[f"photos_{one.code}"] = Photos(
                label=_("Photos of what does not pass"), most=MOST_PHOTOS, required=False
            )
        self.fields["deadline"] = Day(label=_("Put right until"), required=False)

    def said(self) -> dict[str, Any]:
        """What was found."""
        said = super().said()
        return {
            "passed": {code: said[code] == "pass" for code in self.codes},
            "notes": {code: said[f"note_{code}"] for code in self.codes},
            "photos": {code: shots for code in self.codes if (shots := _shots(said, code))},
            "deadline": said["deadline"],
        }


def _shots(said: dict[str, Any], code: str) -> list[Stored]:
    """The photos of an item, each drawn anew: nothing that the camera wrote is kept."""
    field = f"photos_{code}"
    return [
        put_photo(one.chunks(), name=one.name or "photo.jpg", field=field) for one in said[field]
    ]
