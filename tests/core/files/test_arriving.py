"""Uploads in pieces: cut anywhere, continued where they ended, whole or not at all (R7)."""

import os
import random
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from heli.core.acts import Refusal
from heli.core.files import arriving, chores
from heli.core.files.arriving import Upload
from heli.core.files.store import PHOTO_BYTES, NotThisKind, TooBig


ME, OTHER = "01a21f71-0000-7000-8000-000000000001", "01a21f71-0000-7000-8000-000000000002"
ID, ID_2 = "01M8FQ5PZQAC78Q8JZAA9F0QMY", "01M8FQ5PZQAC78Q8JZAA9F0QMZ"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: object) -> Path:
    settings.HELI_DATA = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "files" / "arriving"


def photo() -> bytes:
    out = BytesIO()
    Image.effect_noise((200, 200), 80).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def announced(content: bytes, *, owner: str = ME, id_: str = ID, name: str = "a.jpg") -> Upload:
    digest = sha256(content).hexdigest()
    return arriving.announce(owner, id_, size=len(content), sha256=digest, name=name)


def whole(upload: Upload) -> bytes:
    with arriving.open_whole(upload) as file:
        return file.read()


def test_an_upload_cut_anywhere_goes_on_from_there() -> None:
    content, chance = photo(), random.Random(7)  # noqa: S311  -- cuts, no secret
    upload = announced(content)

    while not upload.is_whole:
        # A new process each time: it knows nothing but what lies on the disk.
        upload = arriving.find(ME, ID)
        arriving.go_on(
            upload, content[upload.has : upload.has + chance.randint(1, 4000)], offset=upload.has
        )

    assert whole(upload) == content


def test_a_piece_that_comes_twice_is_told_where_to_go_on() -> None:
    content = photo()
    upload = announced(content)
    arriving.go_on(upload, content[:1000], offset=0)

    with pytest.raises(arriving.OtherPlace) as refused:
        arriving.go_on(upload, content[:1000], offset=0)

    assert refused.value.params == {"has": 1000}
    assert upload.has == 1000


def test_more_than_was_announced_is_not_taken() -> None:
    content = photo()

    with pytest.raises(arriving.OtherPlace):
        arriving.go_on(announced(content), content + b"more", offset=0)


def test_damage_on_the_way_starts_again() -> None:
    content = photo()
    upload = announced(content)

    with pytest.raises(arriving.Damaged):
        arriving.go_on(upload, bytes(len(content)), offset=0)

    assert upload.has == 0
    arriving.go_on(upload, content, offset=0)
    assert whole(upload) == content


def test_damage_on_the_disk_is_seen_when_it_is_taken_up() -> None:
    content = photo()
    upload = arriving.go_on(announced(content), content, offset=0)
    upload.path(".part").write_bytes(bytes(len(content)))

    with pytest.raises(arriving.Damaged):
        arriving.open_whole(upload)


def test_half_an_upload_cannot_be_taken_up() -> None:
    content = photo()
    upload = arriving.go_on(announced(content), content[:500], offset=0)

    with pytest.raises(arriving.NotAnnounced):
        arriving.open_whole(upload)


def test_what_is_no_accepted_kind_is_forgotten_at_once(folder: Path) -> None:
    content = b"MZ\x90\x00 a program"
    upload = announced(content, name="harmless.jpg")

    with pytest.raises(NotThisKind):
        arriving.go_on(upload, content, offset=0)

    assert list(folder.glob("*/*")) == []


def test_somebody_elses_upload_is_not_there() -> None:
    announced(photo())

    with pytest.raises(arriving.NotAnnounced):
        arriving.find(OTHER, ID)


@pytest.mark.parametrize("id_", ["../../keys/secret", "01m8fq5pzqac78q8jzaa9f0qmy", "", "%2e%2e"])
def test_an_id_is_a_ulid_and_no_path(id_: str) -> None:
    with pytest.raises(arriving.BadAnnouncement):
        announced(photo(), id_=id_)
    with pytest.raises(arriving.NotAnnounced):
        arriving.find(ME, id_)


def test_an_upload_is_announced_once() -> None:
    content = photo()
    arriving.go_on(announced(content), content[:10], offset=0)

    assert announced(content).has == 10
    with pytest.raises(arriving.AnnouncedDifferently):
        announced(photo() + b"x")


def test_quotas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "MOST_AT_ONCE", 1)
    announced(photo())

    with pytest.raises(arriving.TooManyUploads):
        announced(photo(), id_=ID_2)
    announced(photo(), owner=OTHER, id_=ID_2)
    with pytest.raises(TooBig):
        arriving.announce(ME, ID, size=PHOTO_BYTES + 1, sha256="0" * 64, name="a.jpg")


def test_what_nobody_continues_is_forgotten_after_a_week(folder: Path) -> None:
    content = photo()
    arriving.go_on(announced(content), content[:10], offset=0)
    now = datetime.now(UTC)

    assert chores.sweep_orphans(now + timedelta(days=6)) == 0
    assert chores.sweep_orphans(now + timedelta(days=8)) == 2
    assert list(folder.glob("*/*")) == []


def test_500_uploads_cut_at_random_leave_nothing_behind(folder: Path) -> None:
    content, chance = photo()[:300], random.Random(3)  # noqa: S311  -- cuts, no secret
    for number in range(500):
        id_ = f"01M8FQ5PZQAC78Q8JZAA9{number:05d}"
        try:
            upload = announced(content, owner=f"{ME[:-2]}{number // 100:02d}", id_=id_)
            arriving.go_on(upload, content[: chance.randrange(len(content))], offset=0)
        except Refusal as refusal:
            pytest.fail(str(refusal))

    chores.sweep_orphans(datetime.now(UTC) + timedelta(days=8))

    assert [name for _at, _folders, files in os.walk(folder) for name in files] == []
