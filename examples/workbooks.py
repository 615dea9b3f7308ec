# noqa: INP001  -- scripts beside the examples, no package
"""Workbooks as an office keeps them; written again from the same rows, their bytes are the same."""

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook  # noqa: TID253  -- a script that writes workbooks and nothing else


def workbook(path: Path, *sheets: tuple[str, list[list[Any]]]) -> None:
    """Write a workbook whose bytes depend on its contents only."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        sheet.freeze_panes = "A2"
    book.properties.created = book.properties.modified = datetime(2020, 2, 29)  # noqa: DTZ001  -- the format has no zone
    book.properties.creator = "示例"
    raw = io.BytesIO()
    book.save(raw)
    with (
        zipfile.ZipFile(raw) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _still(content)
            target.writestr(zipfile.ZipInfo(name, (2020, 2, 29, 0, 0, 0)), content)


def _still(properties: bytes) -> bytes:
    """Openpyxl writes the moment of saving; the example does not change with the clock."""
    return re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2020-02-29T00:00:00Z", properties)
