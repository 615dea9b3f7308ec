"""The component tag, one per folder of components, and the few plain tags beside it."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from heli.kit import wording
from heli.shell.components import install
from heli.shell.forms.keys import issue_key
from heli.shell.toasts import Toast, waiting


register = Library()
install(register)


@register.simple_tag
def form_key() -> str:
    """A fresh one-time key, for a form that is not a Django form."""
    return issue_key()


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: Any) -> str:
    """This page's query string with some parameters replaced; None and "" remove one."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag
def swap(target: str, *, form: bool = False) -> SafeString:
    """What makes htmx put only ``#target`` of the next page in place; the address follows."""
    kind = "hx-trigger=submit" if form else "data-swap"
    return format_html(
        'hx-boost="true" {} hx-target="#{}" hx-select="#{}" hx-swap="outerHTML" hx-push-url="true"',
        kind,
        target,
        target,
    )


@register.filter
def digits(value: Decimal | str | None, unit: str) -> str:
    """A value as people read it in its unit: ``{{ cell.value|digits:"吨" }}``; a dash for none."""
    if value is None or value == "":
        return "—"
    return wording.digits(Decimal(value), unit=unit, grouped=False)


@register.filter
def flashed(request: HttpRequest | None) -> list[Toast]:
    """The messages waiting for this reader, taken once."""
    return waiting(request) if request is not None else []
