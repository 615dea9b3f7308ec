"""What every template knows about the page around it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from heli.core.acts import ANONYMOUS
from heli.shell.navigation import Group, Shown, groups, menu
from heli.shell.requests import Preferences


LANGUAGE_TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}
SHORT_NAMES = {"zh-hans": "简", "zh-hant": "繁", "en": "EN"}


class Shell:
    """The page's surroundings; each is worked out only if a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.preferences: Preferences = getattr(
            request, "preferences", Preferences(language=settings.LANGUAGE_CODE)
        )
        self.actor = getattr(request, "actor", ANONYMOUS)

    @property
    def reader(self) -> tuple[Preferences, str, bool]:
        """What the parts of a page that look the same for one reader depend on."""
        return self.preferences, self.actor.name, self.actor.is_signed_in

    @property
    def lang(self) -> str:
        """The language as HTML's ``lang`` says it."""
        return LANGUAGE_TAGS.get(self.preferences.language, self.preferences.language)

    @property
    def size(self) -> str:
        """std, large or elder."""
        return self.preferences.size

    @property
    def theme(self) -> str:
        """auto, light or dark."""
        return self.preferences.theme

    @property
    def keys(self) -> bool:
        """Whether the keyboard map is on."""
        return self.preferences.keys

    @property
    def languages(self) -> list[dict[str, Any]]:
        """The languages to choose from."""
        return [
            {
                "code": code,
                "tag": LANGUAGE_TAGS.get(code, code),
                "short": SHORT_NAMES.get(code, code),
                "name": name,
                "current": code == self.preferences.language,
            }
            for code, name in settings.LANGUAGES
        ]

    @property
    def desk_menu(self) -> Sequence[Group]:
        """The menu of the desk, by kinds of work."""
        request: Any = self.request
        return groups("desk", request) if hasattr(request, "actor") else ()

    @property
    def portal_menu(self) -> Sequence[Shown]:
        """The menu of the portal."""
        return self._menu("portal")

    @property
    def field_menu(self) -> Sequence[Shown]:
        """The menu of the field face."""
        return self._menu("field")

    def _menu(self, face: str) -> Sequence[Shown]:
        request: Any = self.request
        return menu(face, request) if hasattr(request, "actor") else ()

    @property
    def map(self) -> dict[str, str]:
        """The tiles below maps, if the installation names any: ``tiles``, ``by``, ``crs``."""
        found: dict[str, str] = settings.HELI_MAP
        return found

    @property
    def marks(self) -> dict[str, str]:
        """The marks of the footer: host, site code, filing numbers; empty ones are hidden."""
        return getattr(settings, "SITE_MARKS", {})


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor."""
    return {"shell": Shell(request)}
