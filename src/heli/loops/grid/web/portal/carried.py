"""What was said on the screens before: signed, in the page itself. Nothing is kept of who gives up."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core import signing

from heli.core.files.store import Stored
from heli.core.places.models import Area
from heli.kit.ids import new_uid
from heli.loops.grid.actions.drafts import Draft, Shot
from heli.loops.grid.enums import Channel, Reference


SALT = "heli.grid.report"
PHOTOS_LAST = timedelta(minutes=50)
"""Photos that no report took up are swept after an hour."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A report on its way through the screens. ``uid`` makes it one report, however often it is sent.

    Positions are millionths of a degree in WGS-84; ``area`` and ``joins`` are uids.
    """

    uid: str = ""
    text: str = ""
    photos: tuple[tuple[str, int, str, str], ...] = ()
    photos_at: float = 0
    lat: int | None = None
    lon: int | None = None
    place: str = ""
    area: str = ""
    joins: str = ""

    @property
    def sealed(self) -> str:
        """As the page carries it."""
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    @property
    def where(self) -> str:
        """The place as somebody reads it back: the village or grid, and their own words for it."""
        named = Area.objects.filter(uid=self.area).first() if self.area else None
        both = (named.name if named else "", self.place)
        return " · ".join(dict.fromkeys(one for one in both if one))

    def has_old_photos(self, at: datetime) -> bool:
        """Whether its photos may be gone already."""
        return bool(self.photos) and at.timestamp() - self.photos_at > PHOTOS_LAST.total_seconds()

    def draft(self, **more: Any) -> Draft:
        """The report it becomes."""
        return Draft(
            uid=UUID(self.uid),
            text=self.text,
            channel=Channel.PORTAL,
            lat=self.lat,
            lon=self.lon,
            reference=Reference.WGS84,
            place=self.place,
            area=Area.objects.filter(uid=self.area).first() if self.area else None,
            photos=tuple(Shot(Stored(*photo)) for photo in self.photos),
            **more,
        )


def opened(text: str) -> Carried:
    """What a page carried; a fresh report for anything that we did not sign."""
    try:
        said = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return Carried(uid=str(new_uid()))
    return replace(Carried(**said), photos=tuple(tuple(one) for one in said["photos"]))
