"""The office's own files, read as an office would: by sheet and by the heads of their columns."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

import heli
from heli.core.acts import Refusal
from heli.shell.documents.workbooks import read_sheets


class NoExample(Refusal):
    """The example stands beside the source, not in the installed package."""

    message = _("The example was not found in %(folder)s. Run this from a clone of Heli.")


class BadExample(Exception):
    """The example's own files contradict the rules; a mistake of ours, not of the user."""


@dataclass(frozen=True, slots=True)
class Files:
    """The folder of an example."""

    folder: Path

    def sheet(self, name: str, n: int = 0) -> list[list[Any]]:
        """The rows of the ``n``-th sheet of a workbook, its header first."""
        content = (self.folder / name).read_bytes()
        return list(read_sheets(content, name=name).values())[n]

    def rows(self, name: str, n: int = 0) -> Iterator[dict[str, Any]]:
        """The rows of a sheet by the heads of its columns; days as days."""
        head, *rows = self.sheet(name, n)
        for row in rows:
            cells = [*row, *[None] * (len(head) - len(row))]
            yield {key: _plain(cell) for key, cell in zip(head, cells, strict=True)}

    def brief(self) -> tuple[str, str]:
        """Title and text of the brief: its Markdown heads become lines of their own."""
        first, _sep, rest = (self.folder / "brief.md").read_text(encoding="utf-8").partition("\n")
        lines = (line.lstrip("# ").strip() for line in rest.split("\n"))
        return first.lstrip("# ").strip(), "\n".join(line for line in lines if line)

    def claims(self) -> dict[str, Any]:
        """What the brief's figures are: bound to a measure, or claimed by whom."""
        return tomllib.loads((self.folder / "claims.toml").read_text(encoding="utf-8"))


def _plain(cell: Any) -> Any:
    return cell.date() if isinstance(cell, datetime) else cell


def day(cell: Any) -> date:
    """A cell that holds a day. ``TypeError`` when it does not."""
    if not isinstance(cell, date):
        msg = f"not a day: {cell!r}"
        raise TypeError(msg)
    return cell


def example(name: str) -> Files:
    """The files of an example. Refuses with :class:`NoExample`."""
    folder = Path(heli.__file__).parents[2] / "examples" / name
    if not (folder / "claims.toml").is_file():
        raise NoExample(folder=str(folder))
    return Files(folder)
