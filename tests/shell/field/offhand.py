"""A phone, as the server sees it; and an operation with photos that only tests have."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from itertools import count
from typing import Any

from django import forms
from django.test import Client
from PIL import Image

from heli.core.acts import Actor, Conflict, action, signed_in
from heli.core.files.actions import keep
from heli.core.files.models import File
from heli.core.files.photos import put_photo
from heli.core.files.store import Stored
from heli.shell import clock
from heli.shell.field import Operation, Told, register
from heli.shell.forms import KeyedForm, Text


ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NOTE = "tests.note"
_numbers = count(1)
closed: set[str] = set()
"""Matters on which a note comes too late."""


class TooLate(Conflict):
    """Somebody closed it."""


class NoteForm(KeyedForm):
    """A line and a photo."""

    title = Text(max_length=20)
    photo = forms.FileField(required=False)


@action("tests.note.take", policy=signed_in)
def take_note(
    *, title: str, subject: str, photo: Stored | None, seen_at: datetime, by: Actor, at: datetime
) -> File:
    """Keep a note as a file of its own."""
    if subject in closed:
        raise TooLate
    file = keep(photo or put_photo([picture()], name=f"{title}.jpg"), by=by, at=at)
    file.name = f"{subject}{title}"
    file.save(update_fields=["name"])
    return file


def _take(request: Any, told: Told, said: dict[str, Any], key: str) -> File:
    upload = said["photo"]
    return take_note.once(key)(
        title=said["title"],
        subject=told.subject,
        photo=put_photo(upload.chunks(), name=upload.name) if upload else None,
        seen_at=told.captured_at,
        by=request.actor,
        at=clock.now(),
    )


register(
    Operation(
        NOTE,
        "Note",
        lambda _request, told: NoteForm(told.said, told.files),
        _take,
        lambda _file: "/field/",
        lambda file: file.name,
    )
)


def picture(shade: int = 90) -> bytes:
    """A photograph."""
    out = BytesIO()
    Image.effect_noise((120, 120), shade).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def ulid() -> str:
    """The next id; ids sort as they were made."""
    return f"01M8FQ5PZQAC78Q8JZ{next(_numbers):08d}"


def operation(title: str, *, subject: str = "", id_: str = "", **more: Any) -> dict[str, Any]:
    """An operation as a phone writes it."""
    return {
        "id": id_ or ulid(),
        "name": NOTE,
        "subject": subject,
        "said": {"title": [title]},
        "files": {},
        "captured_at": "2020-02-10T09:58:00+08:00",
        **more,
    }


@dataclass
class Phone:
    """What a phone sends."""

    client: Client
    kept: dict[str, bytes] = field(default_factory=dict)

    def deliver(self, *operations: dict[str, Any], v: int = 1) -> list[dict[str, Any]]:
        """A batch; what became of each."""
        answer = self.post("/field/sync/", {"v": v, "operations": list(operations)})
        assert answer.status_code == 200, answer.content
        outcomes: list[dict[str, Any]] = answer.json()["outcomes"]
        return outcomes

    def states(self, *operations: dict[str, Any]) -> list[str]:
        """Only the states."""
        return [outcome["state"] for outcome in self.deliver(*operations)]

    def post(self, path: str, content: Any) -> Any:
        """JSON to a door."""
        return self.client.post(path, json.dumps(content), content_type="application/json")

    def announce(self, content: bytes) -> str:
        """Begin an upload; its id."""
        id_ = ulid()
        self.kept[id_] = content
        digest = sha256(content).hexdigest()
        about = {"id": id_, "size": len(content), "sha256": digest, "name": "a.jpg"}
        assert self.post("/field/uploads/", about).status_code == 200
        return id_

    def piece(self, id_: str, size: int, *, offset: int | None = None) -> Any:
        """The next piece of an upload."""
        path = f"/field/uploads/{id_}/"
        start = self.client.get(path).json()["has"] if offset is None else offset
        return self.client.patch(
            path,
            self.kept[id_][start : start + size],
            content_type="application/octet-stream",
            headers={"Upload-Offset": str(start)},
        )

    def upload(self, content: bytes) -> str:
        """All of it, in pieces."""
        id_ = self.announce(content)
        for _piece in self._pieces(id_, len(content)):
            pass
        return id_

    def _pieces(self, id_: str, size: int) -> Iterator[Any]:
        has = 0
        while has < size:
            answer = self.piece(id_, 1500)
            has = answer.json()["has"]
            yield answer
