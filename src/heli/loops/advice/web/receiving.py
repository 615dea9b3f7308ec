"""Receiving a register from a spreadsheet: upload, look, receive. Nothing is written before that."""

from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Invalid, Refusal, row_of
from heli.core.files.store import path_of, put
from heli.core.flow.models import Call
from heli.loops.advice import policies
from heli.loops.advice.actions.receiving import receive_proposals
from heli.loops.advice.queries.imports import COLUMNS, Preview, fault_rows, preview
from heli.loops.advice.web.forms import WorkbookForm
from heli.shell import clock
from heli.shell.documents.workbooks import Cells, read_sheets
from heli.shell.forms import press
from heli.shell.forms.perform import tell
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables.exports import respond_xlsx


SALT = "advice.import"
AN_HOUR = 3600


def the_call(request: Request, uid: UUID) -> Call:
    """The call that rows are received for."""
    return the(request, policies.receive_for, among=Call.objects.select_related("issuer"), uid=uid)


@door("desk", policy=policies.receive_for, unsafe=True)
def upload(request: Request, uid: UUID) -> HttpResponse:
    """Choose a workbook; the next page shows what it would bring."""
    call, status = the_call(request, uid), 200
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                sheet = _first_sheet(file.read(), file.name)
                file.seek(0)
                token = _token(call, put(file.chunks(), name=file.name).sha256, file.name)
                return _shown(request, call, sheet, token)
            except Refusal as refusal:
                status = tell(form, refusal)
    return render(request, "advice/desk/upload.html", _context(call, form=form), status=status)


def _first_sheet(content: bytes, name: str) -> list[Cells]:
    return next(iter(read_sheets(content, name=name).values()), [])


def _token(call: Call, sha256: str, name: str) -> str:
    return signing.dumps([str(call.uid), sha256, name], salt=SALT)


def _shown(request: Request, call: Call, sheet: list[Cells], token: str) -> HttpResponse:
    found = preview(sheet, call, today=clock.today())
    status = 200 if found.is_clean else 422
    context = _context(call, found=found, token=token, lines=_lines(sheet, found))
    return render(request, "advice/desk/preview.html", context, status=status)


def _context(call: Call, **more: Any) -> dict[str, Any]:
    crumbs = [(_("Calls"), reverse("advice:calls")), (call.title, ""), (_("Receive"), "")]
    columns = [(names[0], row_of(names[1:])) for names in COLUMNS.values()]
    return {"call": call, "crumbs": crumbs, "known_columns": columns, **more}


def _lines(sheet: list[Cells], found: Preview) -> list[dict[str, Any]]:
    """The faulty rows with what is wrong, for the page."""
    wrong = sorted({fault.line for fault in found.faults})
    return [
        {
            "line": line,
            "cells": "｜".join(str(cell) for cell in sheet[line - 1] if cell is not None)[:120],
            "faults": found.faults_of(line),
        }
        for line in wrong
    ]


@door("desk", policy=policies.receive_for, unsafe=True)
@require_POST
def receive(request: Request, uid: UUID) -> HttpResponse:
    """Receive the rows that were shown to be right."""
    call = the_call(request, uid)

    def act(key: str) -> Call:
        sheet, _name = _uploaded(call, request.POST.get("token", ""))
        rows = preview(sheet, call, today=clock.today()).rows
        return receive_proposals.once(key)(call, rows=rows, by=request.actor, at=clock.now())

    return press(
        request,
        act,
        then=lambda _call: reverse("advice:proposals") + "?state=received",
        done=_("The rows were received."),
    )


@door("desk", policy=policies.receive_for)
def faults(request: Request, uid: UUID) -> HttpResponseBase:
    """The workbook again, with a column that says what is wrong in each row."""
    call = the_call(request, uid)
    sheet, name = _uploaded(call, request.GET.get("token", ""))
    head, *rows = fault_rows(sheet, preview(sheet, call, today=clock.today()).faults)
    title = name.removesuffix(".xlsx")[:40]
    header = [str(cell or "") for cell in head]
    return respond_xlsx(title, header=header, widths=[16] * len(header), rows=rows)


def _uploaded(call: Call, token: str) -> tuple[list[Cells], str]:
    """The workbook of an earlier page. Refuses when that was too long ago."""
    try:
        wanted, sha256, name = signing.loads(token, salt=SALT, max_age=AN_HOUR)
        content = path_of(sha256).read_bytes()
    except (signing.BadSignature, FileNotFoundError) as gone:
        raise Invalid(what=_("the upload is too old; choose the file again")) from gone
    if wanted != str(call.uid):
        raise Invalid(what=_("this file was uploaded for another call"))
    return _first_sheet(content, name), name
