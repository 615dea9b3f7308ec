"""Lists as downloads."""

from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from heli.shell.tables.plain import csv_lines
from heli.shell.tables.workbook import write_xlsx


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def respond_csv(
    name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    """A csv download, streamed."""
    response = StreamingHttpResponse(
        csv_lines(header, rows), content_type="text/csv; charset=utf-8"
    )
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.csv")
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response


def respond_xlsx(name: str, **content: Any) -> FileResponse:
    """An xlsx download; ``content`` as in :func:`write_xlsx`."""
    file = TemporaryFile()  # noqa: SIM115  -- the response closes it
    write_xlsx(file, title=name, **content)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
