"""What is typed at the first start and with an invitation."""

from django import forms
from django.utils.translation import gettext_lazy as _


NEW_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class InvitationForm(forms.Form):
    """A first or new password."""

    password = forms.CharField(
        label=_("Password"),
        widget=NEW_PASSWORD,
        strip=False,
        help_text=_("At least 10 characters. A sentence is easy to remember and hard to guess."),
    )


class FirstRunForm(InvitationForm):
    """Who founds the installation."""

    token = forms.CharField(
        label=_("Token"),
        max_length=80,
        help_text=_("heli serve printed it when it started; it is also in keys/first_run."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    organisation = forms.CharField(label=_("Name of your federation"), max_length=120)
    name = forms.CharField(label=_("Your name"), max_length=120)
    username = forms.CharField(
        label=_("Name to sign in with"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )

    field_order = ("token", "organisation", "name", "username", "password")
