"""The doors of a phone: how it stands, what it delivers, what it uploads in pieces."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heli.core.access.actions import admit_device
from heli.core.access.doors import door
from heli.core.access.queries import standing_device
from heli.core.acts import Refusal, anyone, signed_in
from heli.core.files import arriving
from heli.core.files.arriving import Upload
from heli.shell import clock
from heli.shell.field.delivery import NotUnderstood, deliver, read_batch
from heli.shell.requests import Request


PIECE = 256 * 1024
"""How much of a photo is sent at once: a lost piece costs little on a slow network."""
SYSTEMS = ("Android", "iPhone", "iPad", "HarmonyOS", "Windows", "Macintosh", "Linux")


@door("api", policy=anyone)
@require_safe
def standing(request: Request, uid: UUID) -> JsonResponse:
    """How a phone stands: told to anybody who knows its admission, so that it can be told to forget."""
    device = standing_device(uid)
    return JsonResponse(
        {
            "standing": "ok" if device else "revoked",
            "signed_in": request.actor.is_signed_in,
            "mine": device is not None and device.party_id == request.actor.party_id,
            "days": settings.FIELD_DAYS,
            "csrf": get_token(request),
        }
    )


@door("field", policy=signed_in, unsafe=True)
@require_POST
def admit(request: Request) -> JsonResponse:
    """Let the phone that asks keep the work of whoever is signed in."""
    name = _system(request.headers.get("User-Agent", ""))
    device = admit_device(name=name, by=request.actor, at=clock.now())
    return JsonResponse({"device": str(device.uid), "days": settings.FIELD_DAYS})


def _system(agent: str) -> str:
    return next((name for name in SYSTEMS if name in agent), "–")


@door("field", policy=signed_in, unsafe=True)
@require_POST
def sync(request: Request) -> JsonResponse:
    """Take a batch of operations; each has its own outcome, and a repetition changes nothing."""
    return _told(lambda: {"outcomes": deliver(request, read_batch(_content(request)))})


@door("field", policy=signed_in, unsafe=True)
@require_POST
def announce(request: Request) -> JsonResponse:
    """Begin an upload in pieces, or find out how much of it has arrived."""
    return _told(lambda: _has(_announced(request, _content(request))))


@door("field", policy=signed_in, unsafe=True)
@require_http_methods(["GET", "PATCH"])
def upload(request: Request, ulid: str) -> JsonResponse:
    """How much of an upload has arrived; or its next piece."""

    def found() -> dict[str, Any]:
        one = arriving.find(str(request.actor.uid), ulid)
        if request.method == "PATCH":
            offset = request.headers.get("Upload-Offset", "")
            arriving.go_on(one, request.body, offset=int(offset) if offset.isdecimal() else -1)
        return _has(one)

    return _told(found)


def _announced(request: Request, content: Any) -> Upload:
    wanted = {"id": str, "size": int, "sha256": str, "name": str}
    if not isinstance(content, dict):
        raise NotUnderstood
    if any(not isinstance(content.get(name), kind) for name, kind in wanted.items()):
        raise NotUnderstood
    said = {name: content[name] for name in ("size", "sha256", "name")}
    return arriving.announce(str(request.actor.uid), content["id"], **said)


def _has(one: Upload) -> dict[str, Any]:
    return {"has": one.has, "size": one.size, "piece": PIECE}


def _content(request: HttpRequest) -> Any:
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        raise NotUnderstood from None


def _told(work: Callable[[], dict[str, Any]]) -> JsonResponse:
    """An answer for a script: what was found, or the refusal with its sentence."""
    try:
        return JsonResponse(work())
    except Refusal as refusal:
        said = {"code": refusal.code, "sentence": str(refusal)}
        return JsonResponse(said, status=refusal.status)
