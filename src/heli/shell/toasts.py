"""Short messages after an act, with a way back where there is one."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest

from heli.core.acts import Message


_UNDO = "undo:"


class Cookie(CookieStorage):
    """Messages in a signed cookie that only this site and no script reads."""

    cookie_name = f"{'__Host-' if settings.SESSION_COOKIE_SECURE else ''}heli_messages"


class Storage(FallbackStorage):
    """The browser carries its messages: an act is one commit, and what was said needs no second.

    Only what is too long for a cookie is kept in the session.
    """

    storage_classes = (Cookie, SessionStorage)


@dataclass(frozen=True, slots=True)
class Toast:
    """A message as it is shown."""

    text: str
    tone: str
    undo: str = ""


def say(request: HttpRequest, text: Message, *, undo: str = "", tone: str = "success") -> None:
    """Show ``text`` on the next page; ``undo`` is the URL a button posts to (with a one-time key)."""
    level = getattr(messages, tone.upper())
    messages.add_message(request, level, str(text), extra_tags=_UNDO + undo if undo else "")


def waiting(request: HttpRequest) -> list[Toast]:
    """The messages waiting for this reader; they are shown once."""
    return [
        Toast(
            text=str(message),
            tone=message.level_tag,
            undo=(message.extra_tags or "").removeprefix(_UNDO),
        )
        for message in messages.get_messages(request)
    ]
