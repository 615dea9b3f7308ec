"""Photos of a form, taken out of what was said: each drawn anew and kept."""

from datetime import datetime
from typing import Any

from heli.core.files.photos import put_photo
from heli.loops.grid.actions.drafts import Shot
from heli.loops.grid.enums import PhotoKind


MILLION = 1_000_000
KINDS = {
    "near": PhotoKind.NEAR,
    "far": PhotoKind.FAR,
    "before": PhotoKind.BEFORE,
    "after": PhotoKind.AFTER,
}


def shots(
    said: dict[str, Any],
    *,
    taken_at: datetime | None,
    others: PhotoKind = PhotoKind.NEAR,
    position: tuple[float | None, float | None] | None = None,
) -> tuple[Shot, ...]:
    """The photos; those of a field that names no kind show ``others``."""
    lat, lon = position or (said.pop("lat", None), said.pop("lon", None))
    fields = [name for name in (*KINDS, "photos") if name in said]
    return tuple(
        Shot(
            put_photo(upload.chunks(), name=upload.name or "photo.jpg", field=name),
            KINDS.get(name, others),
            taken_at=taken_at,
            lat=millionths(lat),
            lon=millionths(lon),
        )
        for name in fields
        for upload in said.pop(name)
    )


def millionths(degrees: float | None) -> int | None:
    """Degrees as they are kept."""
    return None if degrees is None else round(degrees * MILLION)
