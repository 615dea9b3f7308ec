"""A stored file on its way to a reader: always as a download, never opened by the browser."""

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from heli.core.files.models import File
from heli.core.files.store import read


def attachment(content: bytes, *, name: str, mime: str) -> HttpResponse:
    """Something that was made just now, to keep under ``name``."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=mime, headers={"Content-Disposition": disposition})


def download(file: File) -> StreamingHttpResponse:
    """The content of ``file``, which must have been selected with its ``blob``."""
    answer = StreamingHttpResponse(read(file.blob), content_type=file.blob.mime)
    disposition = content_disposition_header(as_attachment=True, filename=file.name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer
