"""Reading a national list of categories from csv: what would be taken, and what is wrong with each row.

Columns by name, in any order: ``code`` and ``name`` are needed; ``kind`` (component or matter, 部件 or
事项), ``group`` and ``group_name`` (the first two digits otherwise), ``limit`` and ``clock`` may be there.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Message
from heli.kit.worktime import Clock


MOST_ROWS = 5_000
_CODE = re.compile(r"[0-9A-Z][0-9A-Z-]{1,11}")
_COLUMNS = {
    "code": ("code", "代码", "编码", "小类代码", "category_code", "sub_code"),
    "name": ("name", "名称", "小类名称", "小类", "category_name", "sub_name"),
    "kind": ("kind", "类型", "type", "object_type"),
    "group": ("group", "大类代码", "group_code", "major_code", "main_code"),
    "group_name": ("group_name", "category", "大类", "大类名称", "major_name", "main_name"),
    "limit": ("limit", "时限"),
    "clock": ("clock", "时限类型"),
}
_COMPONENT = frozenset(("component", "部件", "管理部件"))


@dataclass(frozen=True, slots=True)
class Row:
    """One category of the list. Components and matters may share a code: the standard has both."""

    code: str
    name: str
    kind: str
    group: str
    group_name: str
    limit: str
    clock: str


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a row, by its number in the file (the heading is row 1)."""

    row: int
    why: Message


@dataclass(frozen=True, slots=True)
class Directory:
    """What a file says: the rows that can be taken, and the others."""

    rows: tuple[Row, ...]
    errors: tuple[RowError, ...]

    @property
    def groups(self) -> Mapping[str, str]:
        """The groups, components apart from matters."""
        return {_group(row): row.group_name for row in self.rows}


def read_directory(text: str) -> Directory:
    """Read a list. Every row is judged; nothing is written."""
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    names = {name: _column(reader.fieldnames or [], wanted) for name, wanted in _COLUMNS.items()}
    if not names["code"] or not names["name"]:
        return Directory((), (RowError(1, _("the columns for code and name are missing")),))
    rows: list[Row] = []
    errors: list[RowError] = []
    seen: set[tuple[str, str]] = set()
    for number, told in enumerate(reader, 2):
        row = _row(told, names)
        why = next(_faults(row, seen, number), "")
        if why:
            errors.append(RowError(number, why))
        else:
            seen.add((row.kind, row.code))
            rows.append(row)
    return Directory(tuple(rows), tuple(errors))


def _column(given: Any, wanted: tuple[str, ...]) -> str:
    return next((name for name in given if name and name.strip().lower() in wanted), "")


def _row(told: Mapping[str, Any], names: Mapping[str, str]) -> Row:
    cell = {name: str(told.get(column) or "").strip() for name, column in names.items()}
    code = cell["code"].upper()
    return Row(
        code=code,
        name=cell["name"],
        kind="component" if cell["kind"].lower() in _COMPONENT else "matter",
        group=cell["group"] or code[:2],
        group_name=cell["group_name"] or cell["group"] or code[:2],
        limit=cell["limit"] or "5",
        clock=cell["clock"] or Clock.WORK_DAY.value,
    )


def _faults(row: Row, seen: set[tuple[str, str]], number: int) -> Iterator[Message]:
    if number > MOST_ROWS + 1:
        yield _("the list is too long")
    if not _CODE.fullmatch(row.code):
        yield _("this is no code: %(code)s") % {"code": row.code}
    if not row.name:
        yield _("the name is missing")
    if (row.kind, row.code) in seen:
        yield _("the code %(code)s stands there twice") % {"code": row.code}
    if row.clock not in {clock.value for clock in Clock}:
        yield _("there is no clock “%(clock)s”") % {"clock": row.clock}
    if not re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", row.limit) or float(row.limit) <= 0:
        yield _("this is no limit: %(limit)s") % {"limit": row.limit}


def as_data(read: Directory, *, key: str, label: str, source: str) -> dict[str, Any]:
    """The list in the form of a pack. Where a component has the code of a matter it gets a C before."""
    matters = {row.code for row in read.rows if row.kind == "matter"}
    return {
        "key": key,
        "label": label,
        "source": source,
        "groups": [{"code": code, "label": name} for code, name in sorted(read.groups.items())],
        "category": [
            {
                "code": f"C{row.code}"
                if row.kind == "component" and row.code in matters
                else row.code,
                "group": _group(row),
                "name": row.name,
                "kind": row.kind,
                "conditions": [
                    {"code": "a", "label": row.name, "n": row.limit, "clock": row.clock}
                ],
            }
            for row in read.rows
        ],
    }


def _group(row: Row) -> str:
    return f"C{row.group}" if row.kind == "component" else row.group
