"""What django-ninja's description lacks: keys and their scopes, problem documents, one-time keys."""

from collections.abc import Iterator, Mapping
from typing import Any

from heli.core.acts import Message
from heli.shell.api.idempotency import HEADER, LONGEST
from heli.shell.api.problems import MEDIA_TYPE


PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457. `code` is stable; `detail` is in the language of Accept-Language.",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}
KEY_HEADER = {
    "in": "header",
    "name": HEADER,
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": "^[!-~]+$"},
    "description": "Names this one request: sent again, it is the same act.",
}
ALWAYS = {400: "Cannot be read", 404: "Absent, or not yours to see", 429: "Too many requests"}
WITH_KEY = {401: "No key, or one that does not hold", 403: "Not allowed"}
WITH_INPUT = {422: "Refused: what was sent cannot be used"}
UNSAFE = {409: "Refused: in conflict with what others did"}


def completed(said: dict[str, Any], *, scopes: Mapping[str, Message]) -> dict[str, Any]:
    """The description with everything a client must know."""
    schemes = {
        "key": {
            "type": "http",
            "scheme": "bearer",
            "description": "Scopes: " + "; ".join(f"`{c}` {says}" for c, says in scopes.items()),
        }
    }
    said["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    said["components"]["securitySchemes"] = schemes
    for method, operation in _operations(said):
        _complete(method, operation)
    return said


def _operations(said: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for methods in said["paths"].values():
        yield from methods.items()


def _complete(method: str, operation: dict[str, Any]) -> None:
    scope = operation.pop("x-scope", "")
    problems = ALWAYS | (WITH_KEY if scope else {}) | WITH_INPUT
    if method != "get":
        problems |= UNSAFE
        operation["parameters"] = [*operation.get("parameters", []), KEY_HEADER]
    if scope:
        operation["security"] = [{"key": []}]
        operation["x-scope"] = scope
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status, says in problems.items():
        operation["responses"][status] = {"description": says, "content": content}
