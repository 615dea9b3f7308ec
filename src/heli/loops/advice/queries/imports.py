"""From the rows of an office's register to proposals, or to a sentence on what is wrong with each.

Nothing is written here. What a row says is taken as an office would write it: days in any usual
form, digits of either width, names of bodies in full or short.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from unicodedata import normalize

from django.utils.translation import gettext as _

from heli.core.flow.models import Call, Entry
from heli.core.parties.folding import fold
from heli.core.parties.models import Party
from heli.core.parties.queries import bodies_within
from heli.core.texts.classified import mark_in
from heli.core.texts.models import Secrecy
from heli.loops.advice.queries.people import WHOLE, Credit


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("编号", "来稿编号", "number"),
    "received_on": ("收稿日期", "来稿日期", "received on"),
    "title": ("题目", "标题", "title"),
    "author": ("作者", "author"),
    "body": ("单位", "供稿单位", "body"),
    "text": ("正文", "内容", "text"),
    "secrecy": ("公开程度", "密级", "secrecy"),
    "channel": ("渠道", "channel"),
    "original": ("原创声明", "original"),
}
NEEDED = ("received_on", "title", "author", "body", "text")
SECRECY = {"公开": Secrecy.PUBLIC, "内部": Secrecy.INTERNAL, "": Secrecy.INTERNAL}
YES = ("是", "yes", "y", "1", "true", "")
LONGEST_TITLE, LONGEST_TEXT = 120, 20_000


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One proposal of a register, understood. ``line`` is its row in the sheet."""

    line: int
    number: str
    received_on: date
    title: str
    authors: tuple[Credit, ...]
    org: Party
    text: str
    secrecy: str
    channel: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row, in words; row 1 is the header."""

    line: int
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a sheet would bring, and what stands in its way."""

    rows: tuple[ProposalRow, ...]
    faults: tuple[Fault, ...]
    total: int

    @property
    def is_clean(self) -> bool:
        """Whether every row can be taken."""
        return not self.faults and bool(self.rows)

    def faults_of(self, line: int) -> list[Fault]:
        """What is wrong with one row."""
        return [fault for fault in self.faults if fault.line == line]


class _Wrong(Exception):
    """A cell cannot be used."""


def preview(sheet: Sequence[Sequence[Any]], call: Call, *, today: date) -> Preview:
    """Read a register: its header names the columns in any order. Three queries."""
    if not sheet:
        return Preview((), (Fault(1, "", _("The sheet is empty.")),), 0)
    places, faults = _header(sheet[0])
    if faults:
        return Preview((), tuple(faults), len(sheet) - 1)
    reader = _Reader(call, today, _bodies(call))
    rows: list[ProposalRow] = []
    for line, cells in enumerate(sheet[1:], start=2):
        row = reader.read(line, {name: _cell(cells, at) for name, at in places.items()})
        if row is not None:
            rows.append(row)
    return Preview(tuple(rows), tuple(reader.faults), len(sheet) - 1)


def _header(cells: Sequence[Any]) -> tuple[dict[str, int], list[Fault]]:
    heads = [_words(cell).lower() for cell in cells]
    places: dict[str, int] = {}
    for name, known in COLUMNS.items():
        found = [heads.index(head) for head in known if head in heads]
        if found:
            places[name] = found[0]
    here = "、".join(_words(cell) for cell in cells if _words(cell))
    return places, [
        Fault(
            1,
            COLUMNS[name][0],
            _("The column “%(column)s” is missing. The sheet has: %(here)s.")
            % {"column": COLUMNS[name][0], "here": here},
        )
        for name in NEEDED
        if name not in places
    ]


def _cell(cells: Sequence[Any], at: int) -> Any:
    return cells[at] if at < len(cells) else None


def _words(cell: Any) -> str:
    return " ".join(normalize("NFKC", str(cell if cell is not None else "")).split())


def _bodies(call: Call) -> dict[str, Party]:
    bodies: dict[str, Party] = {}
    for body in bodies_within(call.issuer):
        bodies.setdefault(fold(body.name), body)
        if body.name_short:
            bodies.setdefault(fold(body.name_short), body)
    return bodies


class _Reader:
    """Reads row after row and remembers what came before."""

    def __init__(self, call: Call, today: date, bodies: Mapping[str, Party]) -> None:
        self.call, self.today, self.bodies = call, today, bodies
        self.faults: list[Fault] = []
        taken = Entry.objects.filter(call__issuer=call.issuer_id, flow__begins="advice.proposal@")
        self.numbers = dict.fromkeys(taken.exclude(code="").values_list("code", flat=True), 0)
        self.seen = {
            _same(title, org): 0
            for title, org in taken.exclude(state="draft").values_list("title", "org_id")
        }

    def read(self, line: int, cells: Mapping[str, Any]) -> ProposalRow | None:
        before = len(self.faults)
        said = {name: self._ask(line, name, cells.get(name)) for name in COLUMNS}
        if len(self.faults) == before:
            self._once(line, said)
        if len(self.faults) > before:
            return None
        return ProposalRow(
            line=line,
            number=said["number"],
            received_on=said["received_on"],
            title=said["title"],
            authors=said["author"],
            org=said["body"],
            text=said["text"],
            secrecy=said["secrecy"],
            channel=said["channel"],
        )

    def _ask(self, line: int, name: str, cell: Any) -> Any:
        try:
            return getattr(self, f"_{name}")(cell)
        except _Wrong as wrong:
            self.faults.append(Fault(line, COLUMNS[name][0], str(wrong)))
            return None

    def _once(self, line: int, said: Mapping[str, Any]) -> None:
        number, title = said["number"], said["title"]
        if number:
            self._first(line, "number", number, self.numbers.setdefault(number, line))
        first = self.seen.setdefault(_same(title, said["body"].pk), line)
        self._first(line, "title", title, first)

    def _first(self, line: int, column: str, what: str, first: int) -> None:
        """Say that a row repeats an earlier one (row 0: what was received before)."""
        if first == line:
            return
        why = (
            _("“%(what)s” stands in row %(line)s already.")
            if first
            else _("“%(what)s” was received already.")
        )
        self.faults.append(Fault(line, COLUMNS[column][0], why % {"what": what, "line": first}))

    def _number(self, cell: Any) -> str:
        number = _words(cell)
        if number and not re.fullmatch(r"[\w\-./〔〕]{1,40}", number):
            raise _Wrong(_("“%(value)s” cannot be a number.") % {"value": number[:40]})
        return number

    def _received_on(self, cell: Any) -> date:
        day = day_of(cell)
        if day > self.today:
            raise _Wrong(_("%(day)s lies in the future.") % {"day": day.isoformat()})
        return day

    def _title(self, cell: Any) -> str:
        return _sized(_words(cell), LONGEST_TITLE)

    def _text(self, cell: Any) -> str:
        text = _sized(str(cell or "").replace("\r\n", "\n").strip(), LONGEST_TEXT)
        if mark := mark_in(text):
            raise _Wrong(
                _("It carries the mark “%(mark)s” and must not be entered here.") % {"mark": mark}
            )
        return text

    def _author(self, cell: Any) -> tuple[Credit, ...]:
        names = [name for name in re.split(r"[、,，;；/\s]+", _words(cell)) if name]
        if not names or len(names) > len(set(names)):
            raise _Wrong(_("The author is missing, or named twice."))
        return evenly(names)

    def _body(self, cell: Any) -> Party:
        name = _words(cell)
        body = self.bodies.get(fold(name))
        if body is None:
            raise _Wrong(
                _(
                    "“%(value)s” is not registered under %(issuer)s. Register the body first, or correct its name."
                )
                % {"value": name or "—", "issuer": self.call.issuer.name}
            )
        return body

    def _secrecy(self, cell: Any) -> str:
        word = _words(cell)
        if word not in SECRECY:
            raise _Wrong(_("“%(value)s” is not allowed: write 公开 or 内部.") % {"value": word})
        return SECRECY[word].value

    def _channel(self, cell: Any) -> str:
        return _words(cell)[:20]

    def _original(self, cell: Any) -> bool:
        if _words(cell).lower() not in YES:
            raise _Wrong(_("The statement of originality is missing."))
        return True


def _same(title: str, org: int) -> tuple[str, int]:
    return (fold(title), org)


def _sized(text: str, most: int) -> str:
    if not text:
        raise _Wrong(_("It is missing."))
    if len(text) > most:
        raise _Wrong(
            _("It has %(length)s characters; at most %(most)s are kept.")
            % {"length": len(text), "most": most}
        )
    return text


def evenly(names: Sequence[str]) -> tuple[Credit, ...]:
    """Equal shares in whole percent; what is left goes to the first."""
    share, left = divmod(WHOLE, len(names))
    return tuple(Credit(name, share + (left if i == 0 else 0)) for i, name in enumerate(names))


_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def day_of(cell: Any) -> date:
    """A day as a spreadsheet holds it, or as people write it. Raises with a sentence if it is none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _words(cell)
    found = _DAY.fullmatch(text)
    if not found:
        raise _Wrong(
            _("“%(value)s” is not a day; write it like 2020-02-14.") % {"value": text or "—"}
        )
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise _Wrong(_("%(value)s does not exist in the calendar.") % {"value": text}) from None


def fault_rows(sheet: Sequence[Sequence[Any]], found: Iterable[Fault]) -> list[list[Any]]:
    """The sheet again with a column that says what is wrong, for correcting it there."""
    by_line: dict[int, list[str]] = {}
    for fault in found:
        by_line.setdefault(fault.line, []).append(f"{fault.column}: {fault.why}".lstrip(": "))
    width = max((len(row) for row in sheet), default=0)
    remarks = [
        _("What is wrong"),
        *("；".join(by_line.get(i, [])) for i in range(2, len(sheet) + 1)),
    ]
    padded = ([*row, *[None] * (width - len(row))] for row in sheet)
    return [[*row, remark] for row, remark in zip(padded, remarks, strict=False)]
