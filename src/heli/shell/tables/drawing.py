"""The cells of a list as HTML. Lists have hundreds, so they are not drawn by a template."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape as escaped

from django.template import Context
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from heli.core.acts import Message
from heli.shell.components import component, plain_component
from heli.shell.tables.columns import Cell, Clock, Column, HeadCell, Line, State


WIDE = 30
_READ_OTHERWISE = re.compile("[&<>\"']").search


class Words:
    """What the words of a page say in the language of its reader: fifty rows have few of them."""

    def __init__(self) -> None:
        self.language = get_language()
        self._said: dict[int, tuple[Message, str]] = {}

    def of(self, label: Message) -> str:
        """Its words, translated once; it is kept meanwhile, so that its identity stays its own."""
        found = self._said.get(id(label))
        if found is None:
            found = self._said[id(label)] = label, str(label)
        return found[1]


def rows(lines: Sequence[Line], columns: Sequence[Column], *, ticks: bool) -> SafeString:
    """The lines of a page, each with a box to tick it where something can be done to several."""
    tick, words = escape(gettext("Tick")), Words()
    drawn = [
        _column([line.cells[n] for line in lines], column, words, opens=not n)
        for n, column in enumerate(columns)
    ]
    return SafeString(
        "\n".join(
            f'<tr role="row" data-row{_shows(line)}>{_tick(line, tick) if ticks else ""}'
            f"{''.join(cells)}</tr>"
            for line, cells in zip(lines, zip(*drawn, strict=True), strict=True)
        )
    )


def _shows(line: Line) -> str:
    """Where its preview comes from; the same line is a point on a map beside the list."""
    if not line.preview:
        return ""
    return f' data-preview="{escape(line.preview)}" data-map-key="{escape(line.id)}"'


def _opening(column: Column) -> str:
    """What every cell of a column begins with; ``data-label`` is its heading on a phone."""
    wide = " table-wide" if column.width >= WIDE else ""
    label = escape(str(column.label))
    return (
        f'<td class="table-{column.align} table-{column.show}{wide}" role="cell"'
        f' data-label="{label}">'
    )


def _tick(line: Line, says: str) -> str:
    name = escape(line.cells[0].text)
    return (
        '<td class="table-tick" role="cell"><label class="tick">'
        f'<input type="checkbox" name="row" value="{escape(line.id)}" data-tick>'
        f'<span class="visually-hidden">{says} {name}</span></label></td>'
    )


def _column(cells: Sequence[Cell], column: Column, words: Words, *, opens: bool) -> list[str]:
    """The cells of a column. The link of a first cell opens its line."""
    begins, opening = _opening(column), " data-open" if opens else ""
    return [f"{begins}{_inside(cell, column, words, opening)}</td>" for cell in cells]


def _inside(cell: Cell, column: Column, words: Words, opening: str) -> str:
    _same, value, url = cell
    if type(value) is State and column.show == "state":
        return _state(words.of(value.label), value.kind, words.language)
    if type(value) is Clock and column.show == "clock":
        return _clock(str(value.label), value.level, str(value.full), words.language)
    text = words.of(value) if isinstance(value, Promise) else column.text(value)
    if _READ_OTHERWISE(text):
        text = escaped(text)
    return f'<a class="table-link" href="{escape(url)}"{opening}>{text}</a>' if url else text


def heads(cells: Sequence[HeadCell], target: str) -> SafeString:
    """The headings of a list, each with the way to sort by it where there is one."""
    swapping, words = swap(target), Words()
    return SafeString("\n".join(_heading(cell, swapping, words) for cell in cells))


def _heading(cell: HeadCell, swapping: str, words: Words) -> str:
    label = escape(words.of(cell.column.label))
    if cell.url:
        sign = component("icon", {"name": _SIGNS[cell.sorted]}, Context())
        label = f'<a class="table-sort" href="{escape(cell.url)}" {swapping}>{label}{sign}</a>'
    is_sorted = f' aria-sort="{cell.sorted}"' if cell.sorted else ""
    return (
        f'<th class="table-{cell.column.align}" role="columnheader" scope="col"{is_sorted}>'
        f"{label}</th>"
    )


def choices(columns: Sequence[tuple[str, Message, bool]]) -> SafeString:
    """A box for each column, ticked where it is shown."""
    words = Words()
    return SafeString(
        "".join(
            f'<label class="check"><input type="checkbox" name="column" value="{escape(code)}"'
            f"{' checked' if shown else ''}><span>{escape(words.of(label))}</span></label>"
            for code, label, shown in columns
        )
    )


_SIGNS = {"": "chevrons-up-down", "ascending": "arrow-up", "descending": "arrow-down"}


def swap(target: str, *, form: bool = False) -> SafeString:
    """What makes htmx put only ``#target`` of the next page in place; the address follows."""
    kind = "hx-trigger=submit" if form else "data-swap"
    one = escape(target)
    return SafeString(
        f'hx-boost="true" {kind} hx-target="#{one}" hx-select="#{one}"'
        ' hx-swap="outerHTML" hx-push-url="true"'
    )


def escape(text: str) -> str:
    """``text`` as HTML. Most words of a list have nothing in them that HTML reads otherwise."""
    return escaped(text) if _READ_OTHERWISE(text) else text


# Kept here too: what looks a component up among those that are kept takes as long as a row.
@lru_cache(maxsize=1000)
def _state(label: str, kind: str, _language: str | None) -> str:
    return plain_component("state", label=label, kind=kind)


@lru_cache(maxsize=1000)
def _clock(label: str, level: str, full: str, _language: str | None) -> str:
    return plain_component("clock", label=label, level=level, full=full)
