"""Files beside a proposal: put there, and read."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.files.store import Stored, put
from heli.core.texts.models import Attachment
from heli.loops.advice import policies
from heli.loops.advice.actions.attaching import attach_file
from heli.loops.advice.web.forms import UploadForm
from heli.loops.advice.web.shown import page_of
from heli.loops.advice.web.steps import allowed, page_words
from heli.shell import clock
from heli.shell.downloads import download
from heli.shell.forms import perform
from heli.shell.requests import Request


@door("desk", policy=policies.attach_to, unsafe=True)
def attach(request: Request, uid: UUID) -> HttpResponse:
    """Put a file beside a proposal."""
    proposal = allowed(request, uid, policies.attach_to)
    return perform(
        request,
        UploadForm(request.POST or None, request.FILES or None),
        lambda said, key: attach_file.once(key)(
            proposal, file=_stored(said["file"]), by=request.actor, at=clock.now()
        ),
        template="shell/form_page.html",
        then=lambda _kept: page_of(proposal),
        done=_("The file was added."),
        context=page_words(proposal, _("Add a file")),
    )


def _stored(upload: UploadedFile) -> Stored:
    return put(upload.chunks(), name=upload.name or "")


@door("desk", policy=policies.see_proposal)
def file(request: Request, uid: UUID, which: UUID) -> StreamingHttpResponse:
    """A file beside a proposal, always as a download."""
    proposal = allowed(request, uid, policies.see_proposal)
    found = (
        Attachment.objects.filter(doc=proposal.doc, file__uid=which)
        .select_related("file__blob")
        .first()
    )
    if found is None:
        raise Http404
    return download(found.file)
