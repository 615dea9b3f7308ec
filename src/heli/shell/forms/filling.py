"""Forms that are read and never shown: filled from a blank one, of which nothing is copied."""

from collections.abc import Mapping
from copy import copy
from typing import Any, TypeVar

from django import forms
from django.utils.datastructures import MultiValueDict

from heli.shell.forms.keys import KeyedForm


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
