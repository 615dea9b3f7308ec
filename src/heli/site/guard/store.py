"""Sessions in our own database, so that ending one ends it at once, read without delay."""

import json
from functools import lru_cache
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from heli.core.acts import Prepared, given, write_turn
from heli.shell import clock


MOST_OPENED = 512
_ALIVE = Prepared(
    Session.objects.filter(
        session_key=given(Session, "session_key"), expire_date__gt=given(Session, "expire_date")
    )
)


class SessionStore(db.SessionStore):
    """Django's, with two differences: every request reads it, and its writes wait their turn."""

    def _get_session_from_db(self) -> Any:
        found = _ALIVE.first(session_key=self.session_key, expire_date=clock.now())
        if found is None:
            self._session_key = None
        return found

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What a session holds; whether its text is ours is found out once, for it is the same until it changes."""
        found: dict[str, Any] = json.loads(_opened(session_data))
        return found

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002  -- as Django has it
        """Write it, after those who came first."""
        with write_turn():
            super().save(must_create=must_create)


@lru_cache(maxsize=MOST_OPENED)
def _opened(text: bytes | str) -> str:
    return json.dumps(db.SessionStore().decode(text))
