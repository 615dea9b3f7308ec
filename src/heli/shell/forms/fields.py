"""Form fields that make what was typed regular and say clearly what is wrong with it."""

import datetime
import re
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Message
from heli.shell.forms import typed


TOO_LONG = _(
    "This text has %(show_value)s characters; at most %(limit_value)s can be kept. Nothing was"
    " saved and your text is still here."
)


class _Typed(forms.CharField):
    """A character field that passes text through ``regular`` after refusing the unstorable."""

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(max_length=max_length, strip=False, **options)
        for validator in self.validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = TOO_LONG

    def regular(self, text: str) -> str:
        """The text as it is kept."""
        raise NotImplementedError

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        typed.refuse_unstorable(text)
        return self.regular(text)


class Text(_Typed):
    """One line: a title, a name."""

    def __init__(self, *, max_length: int = 200, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def regular(self, text: str) -> str:
        return typed.one_line(text)


class LongText(_Typed):
    """Paragraphs. ``rows`` is the height of the box; 100,000 characters unless told otherwise."""

    def __init__(self, *, max_length: int = 100_000, rows: int = 8, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **options)

    def regular(self, text: str) -> str:
        return typed.many_lines(text)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # A browser would cut a longer paste off in silence; the counter and the answer say it.
        attrs = super().widget_attrs(widget)
        attrs["data-limit"] = attrs.pop("maxlength", None) or self.max_length
        return attrs


class Reason(LongText):
    """Why: asked for before an act that cannot be undone."""

    def __init__(self, *, max_length: int = 1000, rows: int = 3, **options: Any) -> None:
        options.setdefault("label", _("Reason"))
        super().__init__(max_length=max_length, rows=rows, **options)


class Lines(LongText):
    """One thing per line; cleans to a list without empty lines."""

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in super().clean(value).split("\n") if line.strip()]


class Digits(_Typed):
    """Codes and numbers kept as text: half-width, without spaces inside."""

    def __init__(self, *, max_length: int = 40, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def regular(self, text: str) -> str:
        return re.sub(r"[\s-]", "", typed.half_width(text))


class DayInput(forms.DateInput):
    """The browser's date picker; a plain box when it would lose what was typed."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "input-day", **(attrs or {})}, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", shown):
            context["widget"]["type"] = "text"
        elif shown:
            try:
                datetime.date.fromisoformat(shown)
            except ValueError:
                context["widget"]["type"] = "text"
        return context


class Day(forms.DateField):
    """A day, as 2020-02-28, 2020/2/28, 2020.2.28 or 2020年2月28日, in digits of either width."""

    widget = DayInput
    default_error_messages: ClassVar[dict[str, Message]] = {  # type: ignore[assignment]
        "invalid": _("“%(value)s” is not a day. Write it like 2026-02-28."),
        "impossible": _("%(value)s does not exist in the calendar."),
    }

    def to_python(self, value: Any) -> datetime.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        text = typed.half_width(str(value))
        found = re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", text)
        if not found:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"value": text[:40]}
            )
        try:
            return datetime.date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            raise ValidationError(
                self.error_messages["impossible"], code="impossible", params={"value": text}
            ) from None


class Moment(forms.DateTimeField):
    """A day and a time, where the installation is; the browser's picker."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=picker, **options)


class Quantity(forms.DecimalField):
    """A number with its unit beside the box; digits of either width, with or without commas.

    ``canonical`` (units typed → units kept, e.g. 10000 for 万元 → 元) is applied on clean.
    """

    widget = forms.TextInput

    def __init__(self, *, unit: Message, canonical: Decimal = Decimal(1), **options: Any) -> None:
        self.unit = unit
        self.canonical = canonical
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = typed.half_width(value).replace(",", "")
        number = super().to_python(value)
        return None if number is None else number * self.canonical

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off", "data-unit": str(self.unit)}
