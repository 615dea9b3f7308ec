"""Working at the desk through its pages: everybody with a browser of their own."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from browse import client_of, send, text
from heli.core.acts import Actor
from heli.core.flow.models import Entry
from heli.loops.grid.queries.cases import case_of
from make_grid import LAT, LON
from shell.field.offhand import picture


HERE = {"lat": LAT / 1e6, "lon": LON / 1e6}


def photo(light: int = 200) -> SimpleUploadedFile:
    """A photo as a browser sends it."""
    return SimpleUploadedFile("照片.jpg", picture(light), content_type="image/jpeg")


def do(who: Actor, entry: Entry, step: str, *, expect: int = 302, **said: Any) -> Any:
    """Take a step on a case by its form; returns the answer."""
    answer = send(client_of(who), "grid:step", entry.uid, step, **said)
    assert answer.status_code == expect, text(answer)
    entry.refresh_from_db()
    return answer


def decide(who: Actor, entry: Entry, *, yes: bool, expect: int = 302, **said: Any) -> Any:
    """Answer what was asked for."""
    given = {"granted": "yes" if yes else "no", **said}
    answer = send(client_of(who), "grid:decide", entry.uid, **given)
    assert answer.status_code == expect, text(answer)
    entry.refresh_from_db()
    return answer


def page(who: Actor, entry: Entry) -> str:
    """The page of a case, as somebody reads it."""
    answer = client_of(who).get(reverse("grid:case", args=[entry.uid]))
    assert answer.status_code == 200, answer.status_code
    return text(answer)


def now(entry: Entry) -> Entry:
    """The case as it stands."""
    return case_of(entry.uid)
