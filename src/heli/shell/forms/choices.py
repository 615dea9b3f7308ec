"""What can be chosen in a form, where its maker decides that and not its class."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.choices import BaseChoiceIterator
from django.utils.translation import gettext_lazy as _


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


class SiftedSelect(forms.Select):
    """A list of choices with a box that sifts it: words that stand for a choice find it as well.

    Without a script it is the plain list.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.words: Mapping[str, str] = {}

    def create_option(self, *args: Any, **more: Any) -> dict[str, Any]:
        """An option that carries the words it is found by."""
        option: dict[str, Any] = super().create_option(*args, **more)
        if known := self.words.get(str(option["value"])):
            option["attrs"]["data-words"] = known
        return option


class Sifted(forms.ChoiceField):
    """A choice among many. ``words`` says by what each value is found beside its label."""

    widget = SiftedSelect

    @property
    def words(self) -> Mapping[str, str]:
        """What stands for each value."""
        widget: Any = self.widget
        return dict(widget.words)

    @words.setter
    def words(self, known: Mapping[str, str]) -> None:
        widget: Any = self.widget
        widget.words = known

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"data-sift": _("Search")}


class Ready(BaseChoiceIterator):
    """Choices that are pairs already, in groups or not: Django goes through others twice for each form."""

    def __init__(self, choices: Sequence[tuple[Any, Any]]) -> None:
        self.choices = choices

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        return iter(self.choices)
