"""Lists of gifts as somebody uploads them, and imports that were looked at."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from heli.core.files.store import put
from heli.core.flow.models import Entry
from heli.loops.giving import tasks
from heli.loops.giving.actions.importing import begin_import, upload_gifts
from make_giving import House


HEADER = ("日期", "捐赠人", "金额（元）", "物资名称", "规格", "数量", "票据编号", "是否公开")
ROWS: tuple[tuple[Any, ...], ...] = (
    ("2020-02-03", "王某", 500, None, None, None, "0001", "是"),
    ("2020年2月4日", "李某", "41,379.99", None, None, None, "0002", "否"),
    ("2020-02-05", "爱心人士", None, "口罩", "N95 GB 19083", 3000, "0003", ""),
)


def new_book() -> Any:
    from openpyxl import Workbook

    return Workbook()


def workbook(rows: Sequence[Sequence[Any]], path: Path, header: Sequence[str] = HEADER) -> Path:
    book = new_book()
    for row in (header, *rows):
        book.active.append(list(row))
    book.save(path)
    return path


def given(house: House, rows: Sequence[Sequence[Any]], path: Path, **more: Any) -> Entry:
    """An import that was uploaded and looked at."""
    return looked_at(house, workbook(rows, path / "gifts.xlsx", **more).read_bytes())


def looked_at(house: House, content: bytes, name: str = "gifts.xlsx") -> Entry:
    """A file that was uploaded and looked at."""
    file = put([content], name=name)
    entry = upload_gifts(house.appeal, file=file, by=house.clerk, at=house.at)
    tasks.check_import(entry=str(entry.uid), at=house.at)
    entry.refresh_from_db()
    assert entry.answers.get("trouble", "") == ""
    return entry


def begin(house: House, entry: Entry, rows: int, cash: str, **more: Any) -> None:
    begin_import(entry, rows=rows, cash=Decimal(cash), by=house.clerk, at=house.at, **more)


def run_to_the_end(house: House, entry: Entry) -> None:
    tasks.run_import(entry=str(entry.uid), at=house.at)
    entry.refresh_from_db()
