"""Programs with keys, and what they send."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

import make
from heli.core.access.actions import create_key
from heli.core.access.keys import new_key
from heli.core.access.models import ApiKey
from heli.core.acts import SYSTEM
from heli.core.parties.models import Party


def key(org: Party, *scopes: str, **more: Any) -> tuple[ApiKey, str]:
    """A key of a program of ``org``, and its text."""
    fresh = new_key()
    said = {"name": "示例对接系统", "prefix": fresh.prefix, "secret": fresh.secret, **more}
    made = create_key(org, scopes=scopes or ["records:read"], by=SYSTEM, at=make.AT, **said)
    return made, fresh.text


@dataclass
class Program:
    """Another system: every request carries its key."""

    text: str

    def __post_init__(self) -> None:
        self.client = Client(raise_request_exception=False)

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> Any:
        """Read something."""
        return self.client.get(f"/api/v1{path}", query or {}, headers=self._with(headers))

    def post(self, path: str, said: dict[str, Any], **headers: str) -> HttpResponse:
        """Send something."""
        url, more = f"/api/v1{path}", self._with(headers)
        return self.client.post(url, said, content_type="application/json", headers=more)

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        return {"Authorization": f"Bearer {self.text}", **said} if self.text else said


def program(org: Party, *scopes: str, **more: Any) -> Program:
    """A program of ``org`` with a fresh key."""
    return Program(key(org, *scopes, **more)[1])
