"""Values as a file holds them; csv that never calculates (CWE-1236)."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _


LONGEST = 32_767
DANGEROUS = tuple("=+-@\t\r\n＝＋－＠﹢﹣﹦﹫|%")
_LEADING = " \u00a0\u3000\u200b\ufeff"
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def safe_text(value: Any) -> str:
    """Text that a file can hold: at most 32,767 characters, the unwritable ones replaced."""
    text = _UNWRITABLE.sub("�", str(value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def as_word(value: Any) -> Any:
    """A yes or no as a word; everything else as it is."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value


def as_csv_cell(value: Any) -> str:
    """A value for a csv file: a ``'`` before text that a spreadsheet would calculate."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, int | float | Decimal | date) and not isinstance(value, bool):
        return str(value)
    text = safe_text(as_word(value))
    return f"'{text}" if _is_guarded(text) else text


def of_csv_cell(cell: str) -> str:
    """The text behind a cell that :func:`as_csv_cell` wrote."""
    return cell[1:] if cell.startswith("'") and _is_guarded(cell[1:]) else cell


def _is_guarded(text: str) -> bool:
    """Whether a ``'`` is put before it: it would be calculated, or looks guarded already."""
    bare = text.lstrip("'")
    return bare.startswith(DANGEROUS) or bare.lstrip(_LEADING).startswith(DANGEROUS)


class _Echo:
    """What csv writes to: hands each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The lines of a csv file, beginning with a byte order mark (spreadsheets need it)."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([as_csv_cell(c) for c in header])
    for row in rows:
        yield writer.writerow([as_csv_cell(c) for c in row])
