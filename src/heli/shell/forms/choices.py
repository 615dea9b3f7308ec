"""What can be chosen in a form, where its maker decides that and not its class."""

from typing import Any

from django import forms
from django.db.models import QuerySet


def offer(form: forms.BaseForm, **rows: QuerySet[Any] | list[tuple[Any, str]]) -> None:
    """Let the fields of these names offer these records, or these values with their labels.

    ``TypeError`` for a field that offers no choice.
    """
    for name, known in rows.items():
        field = form.fields[name]
        if isinstance(field, forms.ModelChoiceField) and isinstance(known, QuerySet):
            field.queryset = known
        elif isinstance(field, forms.ChoiceField) and isinstance(known, list):
            field.choices = known
        else:
            raise TypeError(name)
