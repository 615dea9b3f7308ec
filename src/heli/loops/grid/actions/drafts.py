"""What is handed in with a report or a step: texts, places and photos, before they are records."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Refusal
from heli.core.acts.payloads import plain
from heli.core.files.actions import keep
from heli.core.files.models import File
from heli.core.files.store import Stored
from heli.core.flow.models import Entry
from heli.core.places.models import Area
from heli.kit import canonical
from heli.loops.grid.enums import Channel, PhotoKind, Reference
from heli.loops.grid.models import Photo, Report


LONGEST = 4000
MOST_PHOTOS = 9


class NothingSaid(Refusal):
    """A report says something, or shows it."""

    message = _("Please write a few words, or add a photo.")
    status = 422


class NoPlace(Refusal):
    """Somebody must be able to go there."""

    message = _("Please say where it is: on the map, or in words.")
    status = 422


class TooMuch(Refusal):
    """A report is read by people."""

    message = _("At most %(chars)s characters and %(photos)s photos, please.")
    status = 422


class NotAPhoto(Refusal):
    """Evidence is seen."""

    message = _("“%(name)s” is not a photo.")
    status = 422


@dataclass(frozen=True, slots=True)
class Shot:
    """One photo: bytes in the store or a file already kept; what it shows, and what the device said.

    Positions are millionths of a degree in CGCS2000.
    """

    content: Stored | File
    kind: str = PhotoKind.NEAR
    taken_at: datetime | None = None
    lat: int | None = None
    lon: int | None = None
    bearing: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as its author made it. ``uid`` is the client's; ``made_at`` the client's clock.

    ``category`` empty means that the author is not sure. ``outside`` explains why a grid worker
    reports from another grid. ``made_at`` None means now.
    """

    uid: uuid.UUID
    text: str = ""
    channel: str = Channel.PORTAL
    category: str = ""
    lat: int | None = None
    lon: int | None = None
    reference: str = Reference.CGCS2000
    accuracy: int | None = None
    place: str = ""
    area: Area | None = None
    photos: tuple[Shot, ...] = ()
    component: str = ""
    private: bool = False
    outside: str = ""
    external_number: str = ""
    made_at: datetime | None = None
    consents: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """What makes two drafts of one uid the same. Its area follows from its place."""
        return canonical.digest({"draft": plain(replace(self, area=None))})


@dataclass(frozen=True, slots=True)
class Contact:
    """How a reporter can be reached. Kept in the vault, never in the journal."""

    name: str = ""
    phone: str = ""
    wants_answer: bool = True

    @property
    def is_given(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.name.strip() or self.phone.strip())


NOBODY = Contact(wants_answer=False)


def check_draft(draft: Draft) -> None:
    """T1: a place, and something said or shown. Refuses with what is missing."""
    if not draft.text.strip() and not draft.photos:
        raise NothingSaid(field="text")
    if (draft.lat is None or draft.lon is None) and not draft.place.strip():
        raise NoPlace(field="place")
    if len(draft.text) > LONGEST or len(draft.photos) > MOST_PHOTOS:
        raise TooMuch(chars=LONGEST, photos=MOST_PHOTOS, field="text")
    for shot in draft.photos:
        check_photo(shot)


def check_photo(shot: Shot) -> None:
    """Refuse what is no picture."""
    mime = shot.content.mime if isinstance(shot.content, Stored) else shot.content.blob.mime
    if not mime.startswith("image/"):
        raise NotAPhoto(name=shot.content.name, field="photos")


def photos_of(
    shots: Sequence[Shot], *, by: Actor, at: datetime, entry: Entry | None = None
) -> list[Photo]:
    """Records of photos, not written yet: their step names them, and may be written first. For acts."""
    made = []
    for shot in shots:
        check_photo(shot)
        kept = (
            keep(shot.content, by=by, at=at) if isinstance(shot.content, Stored) else shot.content
        )
        photo = Photo(
            file=kept,
            kind=PhotoKind(shot.kind),
            taken_at=shot.taken_at,
            lat=shot.lat,
            lon=shot.lon,
            bearing=shot.bearing,
        )
        if entry is not None:
            photo.entry = entry
        made.append(photo)
    return made


def write_photos(photos: Sequence[Photo], entry: Entry, report: Report | None = None) -> None:
    """Write them with what they belong to."""
    for photo in photos:
        photo.entry, photo.report = entry, report
    Photo.objects.bulk_create(photos)


__all__ = [
    "NOBODY",
    "Contact",
    "Draft",
    "Shot",
    "check_draft",
    "photos_of",
    "write_photos",
]
