"""Checklists in their versions, and how the items of one check stand."""

from dataclasses import dataclass
from uuid import UUID

from heli.core.files.models import File
from heli.core.flow.models import Call, Entry
from heli.core.texts.models import Doc
from heli.loops.services.enums import CHECKLIST


def checklist_of(desk: Call) -> Doc | None:
    """The checklist of the body of a desk, if it has one."""
    return Doc.objects.filter(kind=CHECKLIST, org=desk.issuer_id).first()


def items_of(text: str) -> list[str]:
    """The items of a checklist, one to a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a check: how it was found last. ``passed`` is None before anybody looked.

    ``photos`` are the uids of all that were ever taken of it: what was wrong stays to be seen.
    """

    code: str
    text: str
    passed: bool | None
    note: str
    photos: tuple[str, ...] = ()


def items(check: Entry) -> list[Item]:
    """The items of a check as they stand: each as it was found last."""
    found: dict[str, dict[str, object]] = check.answers.get("found", {})
    photos: dict[str, list[str]] = check.answers.get("photos", {})
    rows = enumerate(check.answers["items"], start=1)
    return [
        Item(
            *(code, str(text), _passed(found.get(code))),
            note=str(found.get(code, {}).get("note", "")),
            photos=tuple(photos.get(code, ())),
        )
        for code, text in ((f"i{n}", text) for n, text in rows)
    ]


def _passed(found: dict[str, object] | None) -> bool | None:
    return None if found is None else bool(found["passed"])


def to_look_at(check: Entry) -> list[Item]:
    """The items that somebody has to look at: all at first, then those that did not pass."""
    return [one for one in items(check) if not one.passed]


def photo_of(check: Entry, uid: UUID) -> File | None:
    """The photo of that uid, if it was taken at this check."""
    if not any(str(uid) in one.photos for one in items(check)):
        return None
    return File.objects.select_related("blob").filter(uid=uid).first()
