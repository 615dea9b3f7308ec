"""The cells of a list as HTML. Lists have hundreds, so they are not drawn by a template."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape as escaped

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from heli.core.acts import Message
from heli.shell.components import plain_component
from heli.shell.tables.columns import Cell, Clock, Column, Line, State


WIDE = 30


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
    openings = [_opening(column) for column in columns]
    tick = escape(gettext("Tick"))
    words = Words()
    return SafeString(
        "\n".join(
            f'<tr role="row" data-row{_shows(line)}>{_tick(line, tick) if ticks else ""}'
            f"{_cells(line.cells, openings, words)}</tr>"
            for line in lines
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


def _cells(cells: Sequence[Cell], openings: Sequence[str], words: Words) -> str:
    """The cells of a line. Its first link, if it stands in the first cell, opens it."""
    inside = (_inside(cell, words, first=not n) for n, cell in enumerate(cells))
    return "".join(f"{opens}{says}</td>" for opens, says in zip(openings, inside, strict=True))


def _inside(cell: Cell, words: Words, *, first: bool) -> str:
    value = cell.value
    if cell.column.show == "state" and isinstance(value, State):
        return _state(words.of(value.label), value.kind, words.language)
    if cell.column.show == "clock" and isinstance(value, Clock):
        return _clock(str(value.label), value.level, str(value.full), words.language)
    text = escape(words.of(value) if isinstance(value, Promise) else cell.text)
    if not cell.url:
        return text
    opens = " data-open" if first else ""
    return f'<a class="table-link" href="{escape(cell.url)}"{opens}>{text}</a>'


def escape(text: str) -> str:
    """``text`` as HTML. Letters and digits, of whatever script, are what they are."""
    return text if text.isalnum() else escaped(text)


# Kept here too: what looks a component up among those that are kept takes as long as a row.
@lru_cache(maxsize=1000)
def _state(label: str, kind: str, _language: str | None) -> str:
    return plain_component("state", label=label, kind=kind)


@lru_cache(maxsize=1000)
def _clock(label: str, level: str, full: str, _language: str | None) -> str:
    return plain_component("clock", label=label, level=level, full=full)
