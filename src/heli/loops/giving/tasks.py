"""Background work of giving: looking at lists, posting them, taking them back. Safe to run twice."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from heli.core.acts import SYSTEM, Refusal, local_day, task
from heli.core.files.store import Stored, path_of, put
from heli.core.flow.models import Call, Entry
from heli.kit.ahead import Ahead
from heli.loops.giving.actions.importing import (
    finish_import,
    finish_undo,
    keep_check,
    note_trouble,
    post_batch,
    reverse_batch,
)
from heli.loops.giving.enums import ImportStage
from heli.loops.giving.queries.checking import SHOWN_ROWS, Checker, Seen, understood
from heli.loops.giving.queries.importing import (
    LOOKED,
    UNDO_BATCH,
    mapping_of,
    posted_upto,
    transactions_of,
)
from heli.loops.giving.queries.rows import Row
from heli.loops.giving.queries.sheets import HEADER_WITHIN, header_of, missing, words
from heli.shell.documents.streaming import stream_numbered
from heli.shell.tables.workbook import write_xlsx


REMEMBERED = 3600
CHUNK_OF_FILE = 1024 * 1024


def _sheet(entry: Entry) -> Iterator[tuple[int, list[Any]]]:
    return stream_numbered(path_of(entry.answers["blob"]), name=entry.answers["name"])


def _appeal(entry: Entry) -> Call:
    rows = Call.objects.select_related("issuer", "undertaking__owner")
    return rows.get(uid=entry.answers["appeal"])


def _entry(uid: str) -> Entry:
    return Entry.objects.select_related("call__issuer", "call__undertaking", "org", "area").get(
        uid=uid
    )


@task("giving.check_import")
def check_import(*, entry: str, at: datetime) -> None:
    """Look at a list: its columns, and every row."""
    given = _entry(entry)
    if given.state not in (ImportStage.UPLOADED, ImportStage.CHECKED):
        return
    try:
        mapping, found, wrong = _look(given, local_day(at))
    except Refusal as refusal:
        note_trouble.once(f"giving.refused:{entry}:{given.seq}")(
            given, why=str(refusal), by=SYSTEM, at=at
        )
        return
    keep_check.once(f"giving.checked:{entry}:{given.seq}")(
        given, mapping=mapping, outcome=found, wrong=wrong, by=SYSTEM, at=at
    )


def _look(given: Entry, today: date) -> tuple[dict[str, int], dict[str, Any], Stored | None]:
    """The mapping, what looking at the list found, and a file of the rows to look at again."""
    sheet = _sheet(given)
    above = list(islice(sheet, HEADER_WITHIN + SHOWN_ROWS))
    header_at, header = header_of(above)
    mapping = mapping_of(given, header)
    lacking = missing(mapping)
    checker = Checker(_appeal(given))
    wrong = None
    if not lacking:
        rows = chain(above, sheet)
        chunks = understood(rows, checker.appeal, mapping, today=today, after=header_at)
        wrong = _faulty(given, checker, chunks, header)
    sample = [cells for n, cells in above if n > header_at][:SHOWN_ROWS]
    found = {
        **checker.found.dumped(),
        "header": header,
        "header_at": header_at,
        "missing": lacking,
        "sample": [list(map(words, cells)) for cells in sample],
    }
    return mapping, found, wrong


def _faulty(
    given: Entry, checker: Checker, chunks: Iterable[list[Seen]], header: list[str]
) -> Stored | None:
    """Look at every row; those with something wrong as a workbook, None if there are none."""

    def rows() -> Iterator[list[Any]]:
        for chunk in chunks:
            for seen, faults in checker.look(chunk):
                whys = "\n".join(f"{one.column}：{one.why}" for one in faults)
                yield [seen.line, whys, *seen.cells]
            cache.set(LOOKED % given.uid, checker.found.rows, REMEMBERED)

    with TemporaryFile() as file:
        write_xlsx(
            file,
            title="需核对",
            header=["原表行号", "问题", *header],
            widths=[10, 60, *(16 for _head in header)],
            rows=rows(),
        )
        if not checker.found.faults:
            return None
        file.seek(0)
        stem = given.answers["name"].rpartition(".")[0][:80]
        return put(iter(lambda: file.read(CHUNK_OF_FILE), b""), name=f"{stem}-需核对.xlsx")


@task("giving.run_import")
def run_import(*, entry: str, at: datetime) -> None:
    """Post what has not been posted yet of a list, batch by batch, from wherever it stands."""
    given = _entry(entry)
    appeal = _appeal(given)
    chunks = Ahead(
        understood(
            _sheet(given),
            appeal,
            given.answers["mapping"],
            today=local_day(at),
            after=posted_upto(given),
        ),
        put_off=Refusal,
    )
    for chunk in chunks:
        given.refresh_from_db(fields=["state", "seq", "answers", "counted", "is_open", "closed_at"])
        if given.state != ImportStage.RUNNING:
            return
        upto = chunk[-1].line
        if (why := _no_longer(chunk)) is not None:
            note_trouble(given, why=why, by=SYSTEM, at=at)
            return
        slips = [one.read.slip for one in chunk if isinstance(one.read, Row)]
        try:
            post_batch.once(f"giving.import:{entry}:{upto}")(
                given,
                appeal=appeal,
                slips=slips,
                upto=upto,
                meanwhile=chunks.take,
                by=SYSTEM,
                at=at,
            )
        except Refusal as refusal:
            note_trouble(given, why=str(refusal), by=SYSTEM, at=at)
            return
    finish_import.once(f"giving.finish:{entry}")(given, by=SYSTEM, at=at)


def _no_longer(chunk: Sequence[Seen]) -> str | None:
    """What is wrong now with a row that was right when it was looked at."""
    for one in chunk:
        if isinstance(one.read, list):
            fault = one.read[0]
            return _("Row %(line)s, %(column)s: %(why)s") % {
                "line": fault.line,
                "column": fault.column,
                "why": fault.why,
            }
    return None


@task("giving.undo_import")
def undo_import(*, entry: str, at: datetime) -> None:
    """Reverse what a list brought, the latest first, batch by batch, until nothing of it stands."""
    while (given := _entry(entry)).state == ImportStage.UNDOING:
        # Asked once: what stands among all that no longer does takes the longer to find, the less it is.
        standing = list(transactions_of(given).reverse().values_list("pk", flat=True))
        try:
            for first in range(0, len(standing), UNDO_BATCH):
                gifts = standing[first : first + UNDO_BATCH]
                reverse_batch(given, gifts=gifts, by=SYSTEM, at=at)
            if not standing:
                finish_undo(given, by=SYSTEM, at=at)
        except Refusal as refusal:
            note_trouble(given, why=str(refusal), by=SYSTEM, at=at)
            return
