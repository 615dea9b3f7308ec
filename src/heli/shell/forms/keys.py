"""One-time keys: a form that was sent twice is one act."""

import uuid
from collections.abc import Mapping
from copy import copy
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
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
    """What fields come to that were left out because nothing was said (:func:`filled`)."""

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


F = TypeVar("F", bound=KeyedForm)


def filled(blank: F, data: Any, files: Any) -> F:
    """A form as ``blank`` with something in it, to be read (:meth:`KeyedForm.said`) and not to be shown.

    It has the very fields of the blank one, which nobody may change: copying them takes longer than
    reading what they hold. Those of which nothing is said are left out, where each is read by itself.
    """
    unsaid = _unsaid(blank)
    fields = {
        name: field
        for name, field in blank.fields.items()
        if name not in unsaid or name in data or name in files
    }
    return _with(blank, data, files, fields, unsaid)


def _with(
    blank: F, data: Any, files: Any, fields: dict[str, forms.Field], unsaid: Mapping[str, Any]
) -> F:
    made = copy(blank)
    made.is_bound, made.data, made.files, made.unsaid = True, data, files, unsaid
    # As Django's own forms begin.
    made.__dict__.update(fields=fields, _errors=None, _bound_fields_cache={})
    return made


def _unsaid(blank: KeyedForm) -> Mapping[str, Any]:
    """What the fields come to of which nothing need be said; found out once for a blank form."""
    known: Mapping[str, Any] | None = blank.__dict__.get("_come_to")
    if known is None:
        read = _with(blank, {}, MultiValueDict(), dict(blank.fields), {})
        read.full_clean()
        is_each = type(blank).clean is forms.BaseForm.clean and not any(
            hasattr(blank, f"clean_{name}") for name in blank.fields
        )
        known = read.cleaned_data if is_each else {}
        blank.__dict__["_come_to"] = known
    return known
