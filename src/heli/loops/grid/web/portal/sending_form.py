"""The form of the last screen."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from heli.loops.grid.queries.packs import UNSURE, Codes
from heli.shell.forms import KeyedForm, Ready, Text


PHONE = re.compile(r"\+?[0-9][0-9 -]{5,18}[0-9]")


class SendForm(KeyedForm):
    """The last screen: a category if one is known, a number if an answer is wanted."""

    category = forms.ChoiceField(label=_("What kind of matter"), required=False)
    phone = Text(
        label=_("Your phone number, if you want an answer"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, *args: Any, codes: Codes | None, **more: Any) -> None:
        super().__init__(*args, **more)
        if codes is None:
            del self.fields["category"]
            return
        field: Any = self.fields["category"]
        field.choices = Ready([(UNSURE, _("Not sure: the desk chooses")), *codes.by_group])

    def clean_phone(self) -> str:
        """A number that can be called; nothing is looked up."""
        phone: str = self.cleaned_data["phone"]
        if phone and not PHONE.fullmatch(phone):
            raise ValidationError(_("This is not a phone number. It has digits only, at least 7."))
        return phone
