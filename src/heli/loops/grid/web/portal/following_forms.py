"""What somebody with a receipt fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from heli.loops.grid.enums import Satisfaction
from heli.shell.forms import KeyedForm, LongText, Text


SOLVED = (("yes", _("Yes, it is solved")), ("no", _("No, it is not")))


class FindForm(forms.Form):
    """What stands on the receipt."""

    number = Text(
        label=_("Number"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    digits = Text(
        label=_("Four digits"),
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class RateForm(KeyedForm):
    """Whether it is solved, and how satisfied somebody is."""

    solved = forms.ChoiceField(label=_("Is it solved?"), choices=SOLVED, widget=forms.RadioSelect)
    satisfaction = forms.ChoiceField(
        label=_("How satisfied are you?"),
        choices=Satisfaction.choices[:3],
        widget=forms.RadioSelect,
    )


class ReopenForm(KeyedForm):
    """Once, and in time: it is not solved."""

    note = LongText(label=_("What is not solved?"), rows=3, max_length=1000)
