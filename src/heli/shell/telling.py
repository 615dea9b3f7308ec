"""Facts and histories as HTML. A page of a record has dozens of their words, so no template draws them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.template import Context
from django.template.base import render_value_in_context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from heli.shell.tables.drawing import escape


_PLAIN = Context()
_DOTS = {"next": "○", "now": "●", "bad": "⚠"}


def facts(items: Iterable[tuple[Any, Any]]) -> SafeString:
    """Label and value pairs; what is not known is a dash."""
    return SafeString(
        "\n".join(
            f'<div class="facts-line"><dt>{_said(label)}</dt>'
            f"<dd>{'—' if value is None else _said(value)}</dd></div>"
            for label, value in items
        )
    )


def timeline(steps: Iterable[Any]) -> SafeString:
    """What happened and what is to come, line by line."""
    return SafeString("\n".join(map(_line, steps)))


def _line(step: Any) -> str:
    told = _told(step)
    kind = told.get("kind") or "done"
    return (
        f'<li class="timeline-step timeline-{_said(kind)}">'
        f'<span class="timeline-dot" aria-hidden="true">{_DOTS.get(kind, "✓")}</span>'
        f'<div class="timeline-words">{_time(told)}'
        f'<span class="timeline-label">{_said(told.get("label", ""))}</span>'
        f"{_within('span', 'who', told)}{_within('p', 'note', told)}</div></li>"
    )


def _told(step: Any) -> Mapping[str, Any]:
    """A step as a mapping; records and tuples with names say the same."""
    if isinstance(step, Mapping):
        return step
    names = ("at", "label", "who", "note", "kind", "iso", "full")
    return {name: getattr(step, name) for name in names if hasattr(step, name)}


def _time(told: Mapping[str, Any]) -> str:
    if not (at := told.get("at")):
        return ""
    iso = f' datetime="{_said(told["iso"])}"' if told.get("iso") else ""
    full = f' title="{_said(told["full"])}"' if told.get("full") else ""
    return f'<time class="timeline-time number"{iso}{full}>{_said(at)}</time>'


def _within(tag: str, name: str, told: Mapping[str, Any]) -> str:
    value = told.get(name)
    return f'<{tag} class="timeline-{name}">{_said(value)}</{tag}>' if value else ""


def _said(value: Any) -> str:
    """A value as a template shows it."""
    if type(value) is str:
        return escape(value)
    return str(conditional_escape(render_value_in_context(value, _PLAIN)))
