"""What a list of gifts would bring, before anything is posted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from heli.core.flow.models import Call
from heli.loops.giving.queries import lists
from heli.loops.giving.queries.alike import posted_like, said_of
from heli.loops.giving.queries.rows import Fault, Known, Reader, Row
from heli.loops.giving.queries.sheets import COLUMNS


CHUNK = 1000
SHOWN_FAULTS, SHOWN_ROWS = 200, 5
Numbered = tuple[int, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A row of the sheet with its cells, and what it was understood as."""

    line: int
    cells: Sequence[Any]
    read: Row | Known | list[Fault]


def understood(
    sheet: Iterable[Numbered], appeal: Call, mapping: Mapping[str, int], *, today: date, after: int
) -> Iterator[list[Seen]]:
    """The rows of a list behind row ``after``, in chunks.

    Memory for one chunk; the registers are asked once.
    """
    reader = Reader(appeal, mapping, today=today)
    rows = ((n, cells) for n, cells in sheet if n > after)
    while chunk := list(islice(rows, CHUNK)):
        yield [Seen(n, cells, reader.read(n, cells)) for n, cells in chunk]


@dataclass(slots=True)
class Checked:
    """What reading a list found. ``cash`` is the sum of the new rows, for the control total."""

    rows: int = 0
    new: int = 0
    unchanged: int = 0
    wrong: int = 0
    asked: int = 0
    cash: Decimal = Decimal(0)
    goods: dict[str, Decimal] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def say(self, found: Sequence[Fault]) -> None:
        """Count what is wrong or asked with one row, and keep the first of them to show."""
        if all(one.is_question for one in found):
            self.asked += 1
        else:
            self.wrong += 1
        self.faults += found[: max(SHOWN_FAULTS - len(self.faults), 0)]

    def add(self, row: Row) -> None:
        """Count a new gift."""
        self.new += 1
        self.cash += row.slip.cash or 0
        for one in row.slip.goods:
            key = f"{one.item}\t{one.unit or one.item.unit.name}"
            self.goods[key] = self.goods.get(key, Decimal(0)) + one.quantity

    def dumped(self) -> dict[str, Any]:
        """As it is kept with the import."""
        return {
            "asked": self.asked,
            "cash": str(self.cash),
            "faults": [[one.line, one.column, one.why, one.is_question] for one in self.faults],
            "goods": [[*key.split("\t"), f"{n:f}"] for key, n in sorted(self.goods.items())],
            "new": self.new,
            "rows": self.rows,
            "unchanged": self.unchanged,
            "wrong": self.wrong,
        }


class Checker:
    """Looks at the rows of a list one chunk after the other."""

    def __init__(self, appeal: Call) -> None:
        self.appeal, self.found = appeal, Checked()
        self.seen: dict[bytes, int] = {}

    def look(self, chunk: Sequence[Seen]) -> Iterator[tuple[Seen, Sequence[Fault]]]:
        """Count a chunk; gives the rows with which something is wrong or to be asked."""
        new = [one.read for one in chunk if isinstance(one.read, Row)]
        known = {one.read.gift for one in chunk if isinstance(one.read, Known)}
        like = posted_like(self.appeal, [row.slip for row in new])
        books = lists.by_uid(uid for uid in known if _is_uid(uid)) if known else {}
        for one in chunk:
            self.found.rows += 1
            if isinstance(one.read, Row):
                self.found.add(one.read)
                faults = [*one.read.asked, *self._twin(one.read, like)]
            elif isinstance(one.read, Known):
                faults = _changed(one.read, books)
                self.found.unchanged += not faults
            else:
                faults = one.read
            if faults:
                self.found.say(faults)
                yield one, faults

    def _twin(self, row: Row, like: set[tuple[str, ...]]) -> list[Fault]:
        """Whether it looks like a row above, or like a gift in the books."""
        said = said_of(row.slip)
        mark = blake2b("\0".join(said).encode(), digest_size=12).digest()
        first = self.seen.setdefault(mark, row.line)
        if first != row.line:
            why = _("It looks like row %(line)s. Is it another gift?") % {"line": first}
        elif said in like:
            why = _("It looks like a gift that was posted already. Is it another gift?")
        else:
            return []
        return [Fault(row.line, COLUMNS["voucher"][0], why, is_question=True)]


def _changed(row: Known, books: Mapping[str, list[lists.Written]]) -> list[Fault]:
    """In what a row differs from the line of the gift it names."""
    lines = books.get(row.gift, [])
    if not 1 <= row.n <= len(lines):
        why = _("This gift is not, or no longer, in the books like that. Correct it there.")
        return [Fault(row.line, COLUMNS["reference"][0], why)]
    said = _("The books say “%(books)s”, the list says “%(list)s”. Correct the gift in the books.")
    line = lines[row.n - 1]
    return [
        Fault(
            row.line,
            COLUMNS[name][0],
            said % {"books": lists.shown(line[name]), "list": lists.shown(row.said[name])},
        )
        for name in lists.differing(row.said, line)
    ]


def _is_uid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
