"""Uploads become records; the bytes were put into the store before."""

from datetime import datetime

from heli.core.acts import Actor, action, current_record, signed_in
from heli.core.files.models import Blob, File
from heli.core.files.store import Stored


def keep(stored: Stored, *, by: Actor, at: datetime) -> File:
    """Make a file of bytes in the store. For acts of rooms that take attachments."""
    record = current_record()
    blob, _made = Blob.objects.get_or_create(
        sha256=stored.sha256, defaults={"size": stored.size, "mime": stored.mime}
    )
    file = File(
        blob=blob,
        name=stored.name,
        uploaded_by=str(by.uid or by.name),
        uploaded_at=at,
    )
    file.save(force_insert=True)
    record.wrote(file, {"uid": str(file.uid), "sha256": stored.sha256, "size": stored.size})
    return file


@action("files.file.upload", policy=signed_in)
def upload(stored: Stored, *, by: Actor, at: datetime) -> File:
    """Keep an upload that :func:`~heli.core.files.store.put` has written."""
    return keep(stored, by=by, at=at)
