"""One-time keys: a form that was sent twice is one act."""

import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from heli.kit.ids import new_uid


KEY_FIELD = "form_key"
TOO_OLD = _("This page is too old to be sent. Please check your entries and send again.")
_signer = signing.Signer(salt="heli.form-key")


def issue_key() -> str:
    """A fresh key (UUIDv7), signed so that only keys from here are taken."""
    return _signer.sign(str(new_uid()))


def open_key(text: str) -> str:
    """The key inside a signed one. Raises ``ValidationError``."""
    try:
        return str(uuid.UUID(_signer.unsign(text)))
    except (signing.BadSignature, ValueError):
        raise ValidationError(TOO_OLD, code="invalid") from None


class FormKey(forms.CharField):
    """The hidden field that carries the key; ``cleaned_data["form_key"]`` is the bare UUID."""

    widget = forms.HiddenInput
    default_error_messages: ClassVar = {"invalid": TOO_OLD, "required": TOO_OLD}

    def __init__(self, **options: Any) -> None:
        super().__init__(initial=issue_key, **options)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return open_key(text) if text else ""


class KeyedForm(forms.Form):
    """A form that carries a one-time key. Every form that leads to an act is one.

    ``rare`` names the fields that few need: they are folded behind the others, unless the form came
    back with a question.
    """

    rare: ClassVar[tuple[str, ...]] = ()
    unsaid: Mapping[str, Any] = MappingProxyType({})
    """What fields come to that were left out because nothing was said (:mod:`~heli.shell.forms.filling`)."""

    form_key = FormKey()

    @property
    def usual_fields(self) -> list[forms.BoundField]:
        """What everybody fills in."""
        return [field for field in self.visible_fields() if field.name not in self.rare]

    @property
    def rare_fields(self) -> list[forms.BoundField]:
        """What few fill in."""
        return [field for field in self.visible_fields() if field.name in self.rare]

    @property
    def key(self) -> str:
        """The key, once the form is valid."""
        key: str = self.cleaned_data[KEY_FIELD]
        return key

    def said(self) -> dict[str, Any]:
        """What was entered, without the key."""
        told = {**self.unsaid, **self.cleaned_data}
        return {n: v for n, v in told.items() if n != KEY_FIELD}
