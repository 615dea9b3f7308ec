"""The two pages on which a clerk notes a report: what was said, and that it is sent."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from heli.loops.grid.enums import Channel
from heli.loops.grid.queries.arriving import Candidate
from heli.loops.grid.queries.packs import UNSURE, Codes
from heli.loops.grid.web.desk.forms.base import photos_field
from heli.loops.grid.web.portal.forms import WhereForm
from heli.loops.grid.web.portal.sending_form import PHONE
from heli.shell.forms import Digits, KeyedForm, LongText, Ready, Sifted, Text


CHANNELS = (
    *(Channel.PHONE, Channel.VISIT, Channel.UPPER, Channel.SMS),
    *(Channel.DEPARTMENT, Channel.LEADER, Channel.VIDEO),
)
"""How a report comes to the desk itself."""
NONE = ""


class IntakeForm(KeyedForm, WhereForm):
    """What somebody says on the telephone or at the counter."""

    rare: ClassVar[tuple[str, ...]] = ("photos", "private", "external_number")

    channel = forms.ChoiceField(
        label=_("How the report came"), choices=[(one.value, one.label) for one in CHANNELS]
    )
    text = LongText(label=_("What the reporter says"), rows=3, max_length=4000, required=False)
    category = Sifted(label=_("What kind of matter"), required=False)
    name = Text(label=_("Name of the reporter"), max_length=60, required=False)
    phone = Text(
        label=_("Telephone, if an answer is wanted"),
        max_length=30,
        required=False,
        help_text=_("Goes to the vault: only clerks of the desk can open it, with a reason."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    photos = photos_field(_("Photos"))
    private = forms.BooleanField(label=_("It is private: never shown"), required=False)
    external_number = Digits(
        label=_("Number at the hotline or higher level"), max_length=60, required=False
    )
    field_order = (
        *("form_key", "channel", "text", "category", "area", "place", "name", "phone"),
        *("photos", "external_number", "private"),
    )

    def __init__(self, *args: Any, codes: Codes, has_photos: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.has_photos = has_photos
        category: Any = self.fields["category"]
        category.choices = Ready([(UNSURE, _("Not sure yet")), *codes.by_group])
        category.words = {c.code: " ".join((c.code, *c.words)) for c in codes.categories}
        area: Any = self.fields["area"]
        area.empty_label = _("by the map")

    def clean_phone(self) -> str:
        """A number that can be called; nothing is looked up."""
        phone: str = self.cleaned_data["phone"]
        if phone and not PHONE.fullmatch(phone):
            raise ValidationError(_("This is not a phone number. It has digits only, at least 7."))
        return phone

    def clean(self) -> dict[str, Any]:
        """Something is said, or shown; and somebody can go there."""
        said = super().clean()
        if not (said.get("text") or said.get("photos") or self.has_photos) and not self.errors:
            self.add_error("text", _("Please write a few words, or add a photo."))
        return said


class SendNotedForm(KeyedForm):
    """A case of its own, or one more report of a case there is."""

    joins = forms.ChoiceField(label=_("Is it one of these?"), required=False)

    def __init__(self, *args: Any, found: Sequence[Candidate], **more: Any) -> None:
        super().__init__(*args, **more)
        if not found:
            del self.fields["joins"]
            return
        joins: Any = self.fields["joins"]
        joins.widget = forms.RadioSelect()
        joins.choices = [(NONE, _("None of these: a case of its own")), *map(_told, found)]
        joins.initial = NONE


def _told(one: Candidate) -> tuple[str, str]:
    far = f"{one.metres} m" if one.metres is not None else ""
    alike = f"{one.percent}%" if one.percent else ""
    place = one.entry.case.place
    parts = (f"{one.entry.code} {one.entry.title}", place, far, alike)
    return str(one.entry.uid), " · ".join(filter(None, parts))
