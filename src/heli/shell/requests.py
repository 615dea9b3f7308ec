"""What the shell's middleware puts on a request."""

from dataclasses import dataclass

from django.http import HttpRequest

from heli.core.acts import Actor


SIZES = ("std", "large", "elder")
THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Preferences:
    """How one person wants to see the pages."""

    language: str
    size: str = "std"
    theme: str = "auto"
    keys: bool = True


class Request(HttpRequest):
    """The request as views of the faces see it."""

    actor: Actor
    preferences: Preferences
