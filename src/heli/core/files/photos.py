"""Photographs as they are kept: upright, of a sensible size, without what the camera wrote.

A phone writes into a picture where and when it was taken and by which device. Nobody asked for
that, so every photograph is drawn anew from its pixels, and nothing else of the upload survives:
no place, no hidden thumbnail, no second file glued to its end.
"""

import struct
import zlib
from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from heli.core.files.store import PHOTO_BYTES, NotThisKind, Stored, TooBig, put


EDGE = 2560
"""The longer side of what is kept: enough to read a number plate, small enough to send."""
MOST_PIXELS = 50_000_000
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")

# What Pillow raises for bytes that only pretend to be a picture.
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class NotAPhoto(NotThisKind):
    """Only JPEG, PNG and WebP are taken, and only when they can be drawn."""

    message = _("“%(name)s” is not a photo that can be shown. Please send a JPEG, PNG or WebP.")


class TooManyPixels(TooBig):
    """A picture of a few kilobytes can unpack to gigabytes; it is refused before it does."""

    message = _("“%(name)s” has more than %(limit)s million pixels. Please make it smaller.")


def put_photo(chunks: Iterable[bytes], *, name: str, field: str = "photos") -> Stored:
    """Draw a photograph anew and write it to the store, as :func:`~heli.core.files.store.put` does.

    Refuses with :class:`~heli.core.files.store.TooBig`, :class:`TooManyPixels` and
    :class:`NotAPhoto`. The same bytes give the same content, so that a repetition is one.
    """
    return put([drawn_anew(chunks, name=name, field=field)], name=_as_jpeg(name))


def drawn_anew(chunks: Iterable[bytes], *, name: str, field: str = "photos") -> bytes:
    """The JPEG that is kept of a photograph. Refuses as :func:`put_photo` does."""
    raw = _whole(chunks, name, field)
    try:
        with Image.open(BytesIO(raw), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                limit = MOST_PIXELS // 1_000_000
                raise TooManyPixels(name=name, limit=limit, field=field)
            # A large JPEG is decoded at a fraction of its size: less memory, the same result.
            picture.draft("RGB", (EDGE, EDGE))
            return _encoded(ImageOps.exif_transpose(picture))
    except _BROKEN as error:
        raise NotAPhoto(name=name, field=field) from error


def _whole(chunks: Iterable[bytes], name: str, field: str) -> bytes:
    raw = bytearray()
    for chunk in chunks:
        raw += chunk
        if len(raw) > PHOTO_BYTES:
            raise TooBig(name=name, limit=PHOTO_BYTES // 1024 // 1024, field=field)
    return bytes(raw)


def _encoded(picture: Image.Image) -> bytes:
    picture.thumbnail((EDGE, EDGE))
    # What was transparent becomes white; every other mode becomes plain colour.
    flat = Image.new("RGB", picture.size, "white")
    has_gaps = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    whole = picture.convert("RGBA") if has_gaps else picture.convert("RGB")
    flat.paste(whole, mask=whole.getchannel("A") if has_gaps else None)
    out = BytesIO()
    flat.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _as_jpeg(name: str) -> str:
    return f"{name.rpartition('.')[0] or name or 'photo'}.jpg"
