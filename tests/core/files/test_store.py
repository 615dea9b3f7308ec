import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings

import make
from heli.core.acts import ANONYMOUS, SYSTEM, NotAllowed
from heli.core.files import chores, store
from heli.core.files.actions import upload
from heli.core.files.models import Blob, File
from heli.core.files.store import ClassifiedFile, NotThisKind, TooBig, put
from heli.core.journal.models import JournalEntry


pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 100
WEBP = b"RIFF\x00\x00\x00\x00WEBPVP8 " + b"0" * 100


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: object) -> Path:
    settings.HELI_DATA = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "files"


def package(**parts: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return made.getvalue()


def lying(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_an_upload_lies_under_its_hash_and_comes_back(folder: Path) -> None:
    stored = put([PNG[:50], PNG[50:]], name="现场.png")

    file = upload(stored, by=make.actor(), at=make.AT)

    assert lying(folder) == [stored.sha256]
    assert (file.name, file.blob.mime, file.blob.size) == ("现场.png", "image/png", len(PNG))
    assert b"".join(store.read(file.blob)) == PNG
    assert store.is_whole(file.blob)
    name, _digest = JournalEntry.objects.latest("id").effects[0]
    assert name == f"files.file:{file.uid}"
    assert (str(file), str(file.blob)) == ("现场.png", stored.sha256[:12])


def test_two_uploads_of_one_photo_are_one_blob(folder: Path) -> None:
    for name in ("a.png", "b.png"):
        upload(put([PNG], name=name), by=SYSTEM, at=make.AT)

    assert (Blob.objects.count(), File.objects.count(), len(lying(folder))) == (1, 2, 1)


def test_a_visitor_uploads_nothing() -> None:
    stored = put([PNG], name="a.png")

    with pytest.raises(NotAllowed):
        upload(stored, by=ANONYMOUS, at=make.AT)
    assert Blob.objects.count() == 0


GOOD = [
    ("a.jpg", JPEG, "image/jpeg"),
    ("a.JPEG", JPEG, "image/jpeg"),
    ("a.gif", b"GIF89a" + b"0" * 20, "image/gif"),
    ("a.webp", WEBP, "image/webp"),
    ("a.pdf", b"%PDF-1.7 broken", "application/pdf"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 20, "application/x-ole-storage"),
    ("a.docx", package(word__document_xml="<w>正文</w>"), "wordprocessingml.document"),
    ("a.xlsx", package(xl__workbook_xml="<x/>"), "spreadsheetml.sheet"),
    ("a.pptx", package(ppt__presentation_xml="<p/>"), "presentationml.presentation"),
    ("a.zip", package(readme="x"), "application/zip"),
    ("a.txt", "文字".encode(), "text/plain"),
    ("a.csv", "文字,数量".encode("gb18030"), "text/plain"),
]


@pytest.mark.parametrize(("name", "content", "mime"), GOOD, ids=[name for name, _c, _m in GOOD])
def test_what_is_kept(name: str, content: bytes, mime: str) -> None:
    assert put([content], name=name).mime.endswith(mime)


BAD = [
    ("empty.txt", b""),
    ("photo.jpg", PNG),
    ("page.html", b"<html><script>1</script></html>"),
    ("picture.svg", b"<svg onload='1'/>"),
    ("program.exe", b"MZ\x90\x00" + b"\x00" * 50),
    ("text.txt", b"a\x00b"),
    ("bytes.txt", b"\xff\xfe\xff\xff\x80"),
    ("cut.docx", package(word__document_xml="<w/>")[:40]),
    ("noname", PNG),
]


@pytest.mark.parametrize(("name", "content"), BAD, ids=[name for name, _c in BAD])
def test_what_is_refused_leaves_nothing_behind(name: str, content: bytes, folder: Path) -> None:
    with pytest.raises(NotThisKind) as refusal:
        put([content], name=name)

    assert lying(folder) == []
    assert (refusal.value.field, refusal.value.status) == ("file", 422)


def test_a_photo_of_more_than_ten_and_a_document_of_more_than_thirty_megabytes(
    folder: Path,
) -> None:
    megabyte = b"0" * 1024 * 1024

    with pytest.raises(TooBig):
        put([JPEG, *[megabyte] * 10], name="a.jpg")
    with pytest.raises(TooBig):
        put(["正文".encode(), *[megabyte] * 30], name="a.txt")
    assert put(["正文".encode(), *[megabyte] * 29], name="a.txt").size > 29 * 1024 * 1024
    assert len(lying(folder)) == 1


def pdf(text: str) -> bytes:
    """A PDF of one page that says ``text`` in ASCII."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table
    return made + head + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made)


SECRET = [
    ("机密★.txt", b"x"),
    ("a.txt", "秘密★一年".encode()),
    ("a.csv", "绝密 ★".encode("gb18030")),
    ("a.docx", package(word__document_xml="<w:t>机</w:t><w:t>密</w:t><w:t>★10年</w:t>")),
    ("a.xlsx", package(xl__workbook_xml="<x/>", xl__sharedStrings_xml="<t>絕密★</t>")),
]


@pytest.mark.parametrize(("name", "content"), SECRET, ids=[name for name, _c in SECRET])
def test_a_classified_file_is_refused_and_not_kept(name: str, content: bytes, folder: Path) -> None:
    with pytest.raises(ClassifiedFile):
        put([content], name=name)

    assert lying(folder) == []


def test_a_pdf_is_read_and_one_that_speaks_of_secrets_without_the_mark_is_kept() -> None:
    assert put([pdf("secret of success")], name="a.pdf").mime == "application/pdf"
    assert put(["论商业秘密的保护".encode()], name="a.txt").mime == "text/plain"


def test_an_office_file_that_is_locked_or_damaged_inside_is_kept_unread() -> None:
    made = bytearray(package(word__document_xml="<w>" + "正文" * 200 + "</w>"))
    made[60:70] = b"\x00" * 10

    assert put([bytes(made)], name="a.docx").mime.endswith("wordprocessingml.document")


def test_only_the_beginning_of_a_huge_part_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heli.core.files.marks.READ_AT_MOST", 20)
    content = package(word__document_xml="<w>" + "正" * 100 + "</w>", word__more_xml="机密★")

    assert put([content], name="a.docx").size == len(content)
    assert put(["长".encode() * 100], name="a.txt").mime == "text/plain"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/a.png", "a.png"),
        ("C:\\照片\\现场.png", "现场.png"),
        ("a\r\nb.png", "ab.png"),
        ("长" * 300 + ".png", "长" * 196 + ".png"),
    ],
)
def test_a_name_says_nothing_about_folders(name: str, kept: str) -> None:
    assert put([PNG], name=name).name == kept


def test_an_upload_that_breaks_off_leaves_nothing(folder: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield PNG
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        put(broken(), name="a.png")

    assert lying(folder) == []


def test_a_stored_file_that_was_changed_is_not_given_out(folder: Path) -> None:
    file = upload(put([PNG], name="a.png"), by=SYSTEM, at=make.AT)
    path = store.path_of(file.blob.sha256)

    path.write_bytes(PNG[:-1] + b"1")
    with pytest.raises(store.Broken):
        b"".join(store.read(file.blob))
    assert not store.is_whole(file.blob)

    path.unlink()
    assert not store.is_whole(file.blob)


def test_a_file_of_some_megabytes_comes_back_whole() -> None:
    content = "文字".encode() * 500_000
    file = upload(put([content], name="a.txt"), by=SYSTEM, at=make.AT)

    pieces = list(store.read(file.blob))

    assert [len(piece) for piece in pieces] == [
        store.CHUNK,
        store.CHUNK,
        3_000_000 - 2 * store.CHUNK,
    ]
    assert b"".join(pieces) == content


def test_a_stored_file_of_no_bytes_gives_none() -> None:
    nothing = sha256(b"").hexdigest()
    store.path_of(nothing).parent.mkdir(parents=True)
    store.path_of(nothing).write_bytes(b"")

    assert list(store.read(Blob(sha256=nothing, size=0))) == []


def test_the_sweep_takes_what_nobody_took_up_after_an_hour(folder: Path) -> None:
    kept = upload(put([PNG], name="a.png"), by=SYSTEM, at=make.AT)
    orphan, young = put([JPEG], name="a.jpg"), put([WEBP], name="a.webp")
    cut = folder / "incoming" / "cut"
    cut.write_bytes(b"half")
    now = datetime.now(UTC)
    long_ago = (now - timedelta(hours=2)).timestamp()
    for path in (store.path_of(kept.blob.sha256), store.path_of(orphan.sha256), cut):
        os.utime(path, (long_ago, long_ago))

    assert chores.sweep_orphans(now) == 2

    assert lying(folder) == sorted([kept.blob.sha256, young.sha256])
    assert folder.parent == settings.HELI_DATA


def test_the_sweep_spares_what_was_uploaded_anew_meanwhile(folder: Path) -> None:
    stored = put([PNG], name="a.png")
    path = store.path_of(stored.sha256)
    now = datetime.now(UTC)

    assert store._remove(path, (now - timedelta(hours=1)).timestamp()) == 0
    assert store._remove(folder / "gone", now.timestamp()) == 0
    assert lying(folder) == [stored.sha256]
