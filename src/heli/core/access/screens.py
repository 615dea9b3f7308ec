"""Screens on walls: the code that one shows, and the pass that it is let in by.

A screen makes up a ticket and keeps it. What it shows, and somebody types, is a code of nine letters:
six follow from the ticket, three prove that this installation made them for this area and these ten
minutes. So nothing is stored for a screen that nobody let in, a slip of the finger is noticed, and
nobody can compute a code: it takes this installation's key.
"""

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from heli.core.access.keys import ALPHABET
from heli.core.access.models import Screen
from heli.core.acts import Prepared, given
from heli.core.journal.keys import key_file
from heli.core.parties.models import Closure, Party, Tree
from heli.core.places.models import Area


LIFE = timedelta(minutes=10)
LETTERS, PROOF = 6, 3


def new_ticket(at: datetime) -> str:
    """What a screen keeps while it waits: the ten minutes it belongs to, and a secret."""
    return f"{_window(at)}.{secrets.token_urlsafe(24)}"


def code_of(ticket: str, area: Area, *, at: datetime) -> str:
    """The code that a screen shows for its ticket; "" once the ticket is too old or is none."""
    begun, _dot, secret = ticket.partition(".")
    if not secret or begun not in _windows(at):
        return ""
    letters = _letters(f"ticket\n{secret}", LETTERS)
    return letters + _proof(letters, area.uid, begun)


def area_of_code(code: str, areas: Iterable[Area], *, at: datetime) -> Area | None:
    """The area for whose wall a code was made in the last ten minutes; None when it was not."""
    letters, proof = code[:LETTERS], code[LETTERS:]
    for area in areas:
        for begun in _windows(at):
            if hmac.compare_digest(proof.encode(), _proof(letters, area.uid, begun).encode()):
                return area
    return None


def typed(code: str) -> str:
    """A code as somebody typed it, with dashes, spaces or capitals."""
    return "".join(c for c in code.lower() if c.isalnum())


def digest_of(secret: str) -> str:
    """What is kept of a code or a pass."""
    return hashlib.sha256(secret.encode()).hexdigest()


def waiting_for(code: str, area: Area, *, at: datetime) -> Screen | None:
    """The screen that was let in by this code and has not come for its pass yet."""
    rows = Screen.objects.filter(
        code_digest=digest_of(code), area=area, claimed_at__isnull=True, revoked_at__isnull=True
    )
    return rows.filter(paired_at__gt=at - LIFE).first() if code else None


def screen_behind(ticket: str, *, area: Area, org: Party) -> Screen | None:
    """The screen that a pass lets in to the wall of ``area``, kept by ``org``. One query."""
    uid, _dot, secret = ticket.partition(".")
    try:
        known = uuid.UUID(uid)
    except ValueError:
        return None
    found = _LET_IN.first(uid=known, area_id=area.pk, descendant_id=org.pk)
    if found is None or not found.digest:
        return None
    return found if hmac.compare_digest(found.digest, digest_of(secret)) else None


_LET_IN = Prepared(
    Screen.objects.filter(
        uid=given(Screen, "uid"), area=given(Screen, "area_id"), revoked_at__isnull=True
    ).filter(org__below__tree=Tree.ADMIN, org__below__descendant=given(Closure, "descendant_id"))
)
"""Fifty screens ask every ten seconds: the statement is compiled once."""


def _window(at: datetime) -> int:
    return int(at.timestamp() // LIFE.total_seconds())


def _windows(at: datetime) -> tuple[str, str]:
    """Those in which a code that is still good may have been made."""
    return str(_window(at)), str(_window(at) - 1)


def _proof(letters: str, area: uuid.UUID, begun: str) -> str:
    return _letters(f"proof\n{area}\n{begun}\n{letters}", PROOF)


def _letters(said: str, n: int) -> str:
    """Letters that follow from what is said and the key of this installation."""
    mark = hmac.new(key_file("screens.key"), said.encode(), hashlib.sha256).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in mark[:n])
