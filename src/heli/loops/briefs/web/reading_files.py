"""What was found in a text, to take along: a report as docx and xlsx, labelled rows as jsonl."""

import json
from io import BytesIO
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.acts import list_of
from heli.loops.briefs.models import ReadText, Stage, may_use
from heli.loops.briefs.queries.reading import labelled_rows
from heli.loops.briefs.queries.reading_marks import whole_sheet
from heli.loops.briefs.web.reading import the_text
from heli.loops.briefs.web.reading_shown import ShownText
from heli.shell import clock
from heli.shell.documents import Block, Paper, Paragraph, Table, Title, to_docx
from heli.shell.requests import Request
from heli.shell.tables.workbook import write_xlsx


TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson",
    "txt": "text/plain; charset=utf-8",
}


@door("desk", policy=may_use)
def report(request: Request, uid: UUID, form: str) -> HttpResponse:
    """A file of what was found; ``txt`` is the text that the labelled rows refer to."""
    found = the_text(request, uid)
    if found.stage != Stage.READ or form not in TYPES:
        raise Http404
    response = HttpResponse(_content(found, form), content_type=TYPES[form])
    disposition = content_disposition_header(as_attachment=True, filename=f"{found.title}.{form}")
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response


def _content(text: ReadText, form: str) -> bytes:
    if form == "txt":
        return text.body.encode()
    if form == "jsonl":
        rows = (json.dumps(row, ensure_ascii=False) for row in labelled_rows(text))
        return "".join(f"{row}\n" for row in rows).encode()
    shown = ShownText(text, whole_sheet(text))
    return _docx(text, shown) if form == "docx" else _xlsx(text, shown)


def _figures(shown: ShownText) -> list[tuple[str, ...]]:
    return [
        (
            figure.text,
            figure.what,
            figure.asserts,
            f"{figure.glyph} {figure.label}",
            list_of(f.says for f in figure.findings)
            or (figure.matches[0].label if figure.matches else ""),
        )
        for figure in shown.figures
    ]


def _heads() -> tuple[str, ...]:
    return _("Figure"), _("What is counted"), _("Asserts"), _("Mark"), _("Checks and records")


def _docx(text: ReadText, shown: ShownText) -> bytes:
    checks = tuple((f"{f.glyph} {f.label}", str(f.klass), f.says) for f in shown.findings)
    blocks: list[Block] = [
        Title(_("Figures in “%(title)s”") % {"title": text.title}),
        *(Paragraph.of(remark) for remark in shown.remarks),
        Paragraph.of(_("Checks"), level=1),
        Table((_("Verdict"), _("Class"), _("Finding")), checks, (2, 2, 7)),
        Paragraph.of(_("Figures"), level=1),
        Table(_heads(), tuple(_figures(shown)), (2, 3, 3, 2, 5)),
    ]
    on = timezone.localtime(clock.now()).date()
    return to_docx(Paper(title=text.title, on=on, blocks=blocks, author=text.org.name))


def _xlsx(text: ReadText, shown: ShownText) -> bytes:
    file = BytesIO()
    checks = [("", "", str(f.klass), f"{f.glyph} {f.label}", f.says) for f in shown.findings]
    write_xlsx(
        file,
        title=text.title,
        header=_heads(),
        widths=(16, 20, 20, 16, 60),
        rows=[*_figures(shown), *checks],
    )
    return file.getvalue()
