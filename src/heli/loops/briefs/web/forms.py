"""What is typed on the desk: cleaned here, judged by the acts."""

from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor
from heli.core.ledger.models import Item
from heli.core.measures.enums import Method
from heli.core.parties.models import Party, Undertaking
from heli.core.parties.queries import bodies_within
from heli.core.places.models import Area
from heli.loops.briefs import policies
from heli.loops.briefs.queries.narrowing import (
    NAMES,
    Narrowing,
    campaigns_below,
    items,
)
from heli.shell.forms import Day, KeyedForm, LongText, Reason, Text
from heli.shell.forms.keys import KEY_FIELD
from heli.shell.forms.typed import refuse_unstorable


# Digits of full width become plain ones; characters that nobody sees would hide a number.
_UNSEEN = (0x200B, 0xFEFF, 0x00AD, 0x2060, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_REGULAR: dict[int, str | None] = {
    **{0xFF10 + n: str(n) for n in range(10)},
    **dict.fromkeys(_UNSEEN),
    0x00A0: " ",
}


def _of(model: type[Model], label: Any) -> forms.ModelChoiceField[Any]:
    """A choice among records that the form's issuer decides; empty means all of them."""
    return forms.ModelChoiceField(
        label=label,
        queryset=model._default_manager.none(),
        required=False,
        empty_label=_("all"),
    )


class BriefText(forms.CharField):
    """The text of a brief: nothing is trimmed, so that a number stays where the writer sees it."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, required=False, **options)

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        refuse_unstorable(text)
        return text.translate(_REGULAR)


class StartForm(KeyedForm):
    """A new brief."""

    org = forms.ModelChoiceField(
        label=_("Issued by"), queryset=Party.objects.none(), empty_label=None
    )
    title = Text(label=_("Title"), max_length=120)
    masthead = Text(
        label=_("Name of the periodical"),
        max_length=20,
        required=False,
        help_text=_("As it stands in red at the head of page one."),
    )
    first = Day(label=_("Counts from"))
    last = Day(
        label=_("to"), help_text=_("Both days are included; a single figure may have others.")
    )
    body = LongText(
        label=_("Text"),
        required=False,
        rows=8,
        help_text=_("Paste an earlier text, if there is one: its numbers are found for you."),
    )

    def __init__(self, *args: Any, by: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["org"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  -- declared above
        field.queryset = policies.may_start.visible_to(by).order_by("pk")


class WriteForm(KeyedForm):
    """The sheet: title and text, and the revision they were written on."""

    title = Text(max_length=120)
    body = BriefText()
    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class NumberForm(KeyedForm):
    """What one number is."""

    choice = forms.CharField(max_length=100)
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)
    base = forms.IntegerField(min_value=0)


class ReleaseForm(KeyedForm):
    """Which number is to be said anew."""

    start = forms.IntegerField(min_value=0)
    base = forms.IntegerField(min_value=0)


class Places(forms.MultipleChoiceField):
    """Places in a text, as the ticked boxes say them."""

    def valid_value(self, value: str) -> bool:
        return value.isdecimal()

    def clean(self, value: Any) -> Any:
        return [int(place) for place in super().clean(value)]


class ConfirmForm(KeyedForm):
    """The suggestions that were ticked."""

    places = Places()
    base = forms.IntegerField(min_value=0)


class NarrowedForm(forms.Form):
    """What a figure is about, of the issuer's: ``said_about`` makes one :class:`Narrowing` of it."""

    body = _of(Party, _("Body"))
    campaign = _of(Undertaking, _("Campaign or programme"))
    item = _of(Item, _("Item"))
    place = _of(Area, _("Place"))

    def __init__(self, *args: Any, issuer: Party, **options: Any) -> None:
        super().__init__(*args, **options)
        rows: dict[str, QuerySet[Any]] = {
            "body": bodies_within(issuer).exclude(pk=issuer.pk),
            "campaign": campaigns_below(issuer),
            "item": items(),
            "place": Area.objects.order_by("path", "pk"),
        }
        for name, known in rows.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  -- declared above
            field.queryset = known

    def said_about(self) -> Narrowing:
        """The choices, once the form is valid."""
        return Narrowing(**{name: self.cleaned_data[name] for name in NAMES})

    def apart(self) -> dict[str, Any]:
        """Everything else that was said, and the narrowing as ``about``."""
        said = {n: v for n, v in self.cleaned_data.items() if n not in (*NAMES, KEY_FIELD)}
        return {**said, "about": self.said_about()}


class PaletteForm(NarrowedForm):
    """A measure, its period and what it is about: asked before a figure is inserted or bound."""

    measure = forms.ChoiceField(label=_("Measure"))
    first = Day(label=_("from"))
    last = Day(label=_("to"))
    field_order = ("measure", "first", "last", *NAMES)

    def __init__(self, *args: Any, measures: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["measure"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  -- declared above
        field.choices = measures


class InsertForm(NarrowedForm, KeyedForm):
    """A figure to insert: the measure, its period and the wording that was chosen."""

    measure = forms.CharField(max_length=80)
    first = Day()
    last = Day()
    style = forms.CharField(max_length=20, required=False)
    caret = forms.IntegerField(min_value=0, required=False)
    base = forms.IntegerField(min_value=0)

    def said(self) -> dict[str, Any]:
        """What was entered, what narrows it as one."""
        return self.apart()


class BindForm(PaletteForm, KeyedForm):
    """What a typed number states: the measure, its days, and what it is about."""

    end = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def said(self) -> dict[str, Any]:
        """What was entered, what narrows it as one."""
        return self.apart()


class ClaimForm(KeyedForm):
    """Who states a number that no record proves."""

    external = forms.ChoiceField(
        label=_("Where it comes from"),
        choices=[("", _("Somebody reports it")), ("1", _("It is cited from another text"))],
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )
    source = Text(
        label=_("Source"),
        max_length=200,
        help_text=_("The body or person who answers for the number, or the text it is cited from."),
    )
    as_of = Day(label=_("As of"), required=False)
    method = forms.ChoiceField(
        label=_("How it was found"),
        choices=[("", _("not known")), *Method.choices],
        required=False,
    )
    evidence = forms.FileField(
        label=_("Evidence"),
        required=False,
        help_text=_("A scan, a screenshot or a letter; it is kept with the brief."),
    )
    end = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class RelateForm(KeyedForm):
    """Figures that belong together: the total or whole, and the others."""

    kind = forms.CharField(max_length=12)
    whole = forms.IntegerField(min_value=0)
    places = Places()
    is_complete = forms.BooleanField(required=False)


class CheckForm(KeyedForm):
    """Which check."""

    check = forms.UUIDField()


class WaiveForm(CheckForm):
    """Which check, and why it may stay as it is."""

    reason = Reason(max_length=200)


class NoteForm(KeyedForm):
    """What is to be changed."""

    note = LongText(label=_("What is to be changed"), max_length=1000, rows=3)


class CorrectionForm(KeyedForm):
    """Why a sealed brief is corrected."""

    reason = Reason(label=_("What was wrong"), max_length=500)
