"""Forms with photos and pieces of uploads whose connection breaks at any byte (R7).

``HELI_FULL=1`` breaks 500 of each; the usual run is a sample.
"""

import os
import random
import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

import make_grid
from browse import client_of
from heli.core.files import chores
from heli.core.files.models import Blob, File
from heli.loops.grid.models import Report
from shell.field.offhand import Phone, picture


pytestmark = pytest.mark.django_db
REPORT = "/field/grid/report/"
TIMES = 500 if os.environ.get("HELI_FULL") == "1" else 25


class Broken(BytesIO):
    """What arrives of a request, until the other end is gone."""

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size)
        if not found or size is None or size < 0 or len(found) < size:
            raise ConnectionResetError
        return found


def cut(client: Any, method: str, path: str, body: bytes, at: int, **environ: str) -> Any:
    """Send a request that ends after ``at`` bytes."""
    client.raise_request_exception = False
    said = {"CONTENT_LENGTH": str(len(body)), "wsgi.input": Broken(body[:at])}
    return client.generic(method, path, b"x", **{**environ, **said})


@pytest.fixture
def centre(tmp_path: Path, settings: Any) -> make_grid.Centre:
    settings.HELI_DATA = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    # Also small photos go through a file on the disk.
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000
    return make_grid.centre()


def files_in(folder: Path) -> list[str]:
    return [
        path.name for path in folder.rglob("*") if path.is_file() and path.parent.name != "keys"
    ]


def test_broken_forms_and_pieces_leave_no_row_and_no_file(
    centre: make_grid.Centre, tmp_path: Path
) -> None:
    chance = random.Random(7)  # noqa: S311  -- where it breaks, no secret
    phone = Phone(client_of(centre.worker))
    content = picture()
    page = phone.client.get(REPORT).content.decode()
    (form_key,) = re.findall(r'name="form_key" value="([^"]+)"', page)
    fields = {"form_key": form_key, "text": "墙边有垃圾", "place": "墙边"}
    body = encode_multipart(
        BOUNDARY, {**fields, "near": SimpleUploadedFile("a.jpg", content, "image/jpeg")}
    )
    blobs, before = Blob.objects.count(), files_in(tmp_path)
    id_ = phone.announce(content)

    for _n in range(TIMES):
        form = cut(
            phone.client,
            "POST",
            REPORT,
            body,
            chance.randrange(len(body)),
            CONTENT_TYPE=MULTIPART_CONTENT,
        )
        piece = cut(
            phone.client,
            "PATCH",
            f"/field/uploads/{id_}/",
            content,
            chance.randrange(len(content)),
            CONTENT_TYPE="application/octet-stream",
            HTTP_UPLOAD_OFFSET="0",
        )
        assert form.status_code >= 400
        assert piece.status_code >= 400

    assert (Report.objects.count(), File.objects.count(), Blob.objects.count()) == (0, 0, blobs)
    # What is announced may go on for a week; temporary files have an hour.
    chores.sweep_orphans(datetime.now(UTC) + timedelta(hours=1, minutes=1))
    assert phone.client.get(f"/field/uploads/{id_}/").json()["has"] == 0
    chores.sweep_orphans(datetime.now(UTC) + timedelta(days=8))
    assert sorted(files_in(tmp_path)) == sorted(before)
    # Whole, both are taken: it was the cut that was refused.
    end = len(body)
    whole = cut(phone.client, "POST", REPORT, body, end, CONTENT_TYPE=MULTIPART_CONTENT)
    assert (whole.status_code, Report.objects.count()) == (302, 1), whole.content.decode()[-3000:]
