"""A sealed brief to take along: docx, PDF, and the bundle that proves it."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from heli.core.access.doors import door
from heli.core.flow.models import Entry
from heli.core.measures.queries import bundle_of
from heli.loops.briefs import policies
from heli.loops.briefs.documents import paper_of
from heli.loops.briefs.queries.issued import Issued, issued
from heli.loops.briefs.web.pages import the_brief
from heli.shell import clock
from heli.shell.documents import to_docx, to_pdf
from heli.shell.records import the
from heli.shell.requests import Request


TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "heli": "application/x-ndjson",
}


def verify_url(code: str) -> str:
    """Where anybody checks a code, as it is printed: with the name of the installation."""
    base: str = settings.HELI_BASE_URL
    return base.rstrip("/") + reverse("briefs:verify_code", args=[code])


def export_bundle(code: str) -> bytes:
    """The bundle of the brief sealed under ``code``. Raises ``LookupError``."""
    found = issued(code)
    if found is None:
        raise LookupError(code)
    return bundle_of(found.seal, at=clock.now())


@door("desk", policy=policies.may_work)
def desk_file(request: Request, uid: UUID, form: str) -> HttpResponse:
    """A file of a brief that may not be published."""
    return _file(issued(the_brief(request, uid).code or "-"), form)


@door("portal", policy=policies.public)
def public_file(request: Request, code: str, form: str) -> HttpResponse:
    """A file of a published brief."""
    found = issued(code)
    if found is not None:
        the(request, policies.public, among=Entry.objects.all(), pk=found.brief.pk)
    return _file(found, form)


def _file(found: Issued | None, form: str) -> HttpResponse:
    if found is None or form not in TYPES:
        raise Http404
    response = HttpResponse(_content(found, form), content_type=TYPES[form])
    name = f"{found.title}-{found.seal.code}.{form}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response


def _content(found: Issued, form: str) -> bytes:
    if form == "heli":
        return bundle_of(found.seal, at=clock.now())
    paper = paper_of(found, verify_url=verify_url(found.seal.code))
    return to_docx(paper) if form == "docx" else to_pdf(paper)
