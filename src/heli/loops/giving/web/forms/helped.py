"""Who was helped: a body, or a kind of households as a count."""

from django import forms
from django.utils.translation import gettext_lazy as _

from heli.core.parties.models import Party
from heli.loops.giving.web.forms.amounts import choose
from heli.shell.forms import Text


class HelpedWords(forms.Form):
    """A body, or a kind of households as a count; nobody is named."""

    recipient = choose(_("For whom"), Party.objects.none(), empty_label=_("a kind of households"))
    kind = Text(
        label=_("Kind of households"),
        max_length=60,
        required=False,
        help_text=_("Households are counted, never named."),
    )
    households = forms.IntegerField(label=_("How many households"), min_value=1, required=False)
    organisations = forms.IntegerField(label=_("How many bodies"), min_value=1, required=False)
