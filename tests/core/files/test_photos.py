"""Photographs are drawn anew: upright, small, and without what the camera wrote (S11)."""

import random
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from heli.core.acts import Refusal
from heli.core.files.photos import EDGE, NotAPhoto, TooManyPixels, drawn_anew, put_photo
from heli.core.files.store import PHOTO_BYTES, TooBig, path_of


GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F
TURNED = 6


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: object) -> Path:
    settings.HELI_DATA = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def taken(size: tuple[int, int] = (80, 40), kind: str = "JPEG", mode: str = "RGB") -> bytes:
    """A photograph as a phone makes it: lying on its side, with maker and place."""
    exif = Image.Exif()
    exif[MAKER], exif[ORIENTATION] = "Example Phone 8", TURNED
    exif.get_ifd(GPS)[2] = (31.0, 14.0, 5.0)
    out = BytesIO()
    Image.new(mode, size, 120).save(out, kind, exif=exif)
    return out.getvalue()


def drawn(raw: bytes, name: str = "IMG_1.jpg") -> Image.Image:
    return Image.open(BytesIO(drawn_anew([raw], name=name)))


def test_neither_place_nor_device_stays_in_a_photo_and_it_stands_upright() -> None:
    raw = taken()

    kept = drawn(raw)

    assert b"Example Phone" in raw
    assert (dict(kept.getexif()), kept.size) == ({}, (40, 80))
    assert b"Example Phone" not in drawn_anew([raw], name="IMG_1.jpg")


def test_a_large_photo_becomes_smaller_and_a_small_one_does_not_grow() -> None:
    assert max(drawn(taken((4000, 3000))).size) == EDGE
    assert drawn(taken((80, 40))).size == (40, 80)


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "L"), ("WEBP", "RGB")])
def test_every_kind_is_kept_as_jpeg_under_an_honest_name(kind: str, mode: str) -> None:
    stored = put_photo([taken(kind=kind, mode=mode)], name=f"前面.{kind.lower()}")

    assert (stored.mime, stored.name) == ("image/jpeg", "前面.jpg")
    assert path_of(stored.sha256).read_bytes().startswith(b"\xff\xd8\xff")


def test_the_same_photo_twice_is_one_content() -> None:
    first, again = (put_photo([taken()], name="a.jpg") for _ in range(2))

    assert first == again


def test_what_is_glued_to_a_photo_is_lost() -> None:
    polyglot = taken() + b"<script>alert(1)</script>" + b"PK\x03\x04 zipped"

    assert b"script" not in drawn_anew([polyglot], name="a.jpg")


@pytest.mark.parametrize(
    "raw",
    [b"", b"GIF89a" + b"0" * 90, b"%PDF-1.7", b"<svg onload='alert(1)'/>", b"\xff\xd8\xff" * 40],
)
def test_what_is_no_photo_is_refused(raw: bytes) -> None:
    with pytest.raises(NotAPhoto, match="不是可以显示的照片"):
        drawn_anew([raw], name="a.jpg")


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    bomb = BytesIO()
    Image.new("1", (9_000, 9_000)).save(bomb, "PNG")

    with pytest.raises(TooManyPixels):
        drawn_anew([bomb.getvalue()], name="bomb.png")
    assert len(bomb.getvalue()) < 20_000


def test_more_bytes_than_a_photo_has_are_not_read() -> None:
    with pytest.raises(TooBig):
        drawn_anew(iter([b"\xff" * (PHOTO_BYTES // 2)] * 3), name="a.jpg")


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow says so, and goes on
def test_damaged_photos_are_kept_or_refused_and_never_anything_else() -> None:
    chance = random.Random(11)  # noqa: S311  -- damage, no secret
    seeds = [taken((64, 64), kind) for kind in ("JPEG", "PNG", "WEBP")]
    answers = set()
    for number in range(600):
        raw = bytearray(seeds[number % 3])
        for _ in range(chance.randint(1, 12)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        raw = raw[: chance.randint(len(raw) // 2, len(raw))]
        try:
            answers.add(type(drawn_anew([bytes(raw)], name="a.jpg")))
        except Refusal as refusal:
            answers.add(type(refusal))

    assert answers <= {bytes, NotAPhoto, TooManyPixels}
    assert bytes in answers
