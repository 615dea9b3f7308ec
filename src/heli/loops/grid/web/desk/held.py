"""A file that was looked at and waits to be confirmed: signed in the page, its bytes in the store for an hour."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from typing import Any

from django.core import signing
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal
from heli.core.files.store import Stored, path_of, put
from heli.shell.documents.streaming import MAX_BYTES, head, stream_numbered


SALT = "heli.grid.held"
LASTS = 50 * 60


class FileGone(Refusal):
    """A file that nobody confirms is swept after an hour."""

    message = _("The file was not kept. Please choose it again.")


class NotSuchJson(Refusal):
    """A file in JSON has a list of cases."""

    message = _("“%(name)s” has no list of cases.")
    status = 422


def stored(file: Any) -> Stored:
    """The file in the store. Refuses at once what cannot be read at all."""
    kept = put(file.chunks(), name=file.name)
    if not _is_json(kept):
        head(path_of(kept.sha256), name=kept.name, rows=1)
    return kept


def seal(what: str, kept: Stored, *more: Any) -> str:
    """What the page carries of a file that was looked at as ``what``."""
    return signing.dumps([astuple(kept), *more], salt=f"{SALT}.{what}")


def unseal(what: str, text: str) -> tuple[Stored, list[Any]]:
    """The same back. Refuses with :class:`FileGone` what we did not sign in the last hour."""
    try:
        kept, *more = signing.loads(text, salt=f"{SALT}.{what}", max_age=LASTS)
    except signing.BadSignature:
        raise FileGone from None
    return Stored(*kept), more


def rows_of(kept: Stored) -> Iterator[tuple[int, Sequence[Any]]]:
    """Its rows with their numbers: of a sheet, of csv, or of a list of cases in JSON."""
    path = path_of(kept.sha256)
    if not path.exists():
        raise FileGone
    return _json_rows(kept) if _is_json(kept) else stream_numbered(path, name=kept.name)


def _is_json(kept: Stored) -> bool:
    return kept.name.lower().endswith(".json")


def _json_rows(kept: Stored) -> Iterator[tuple[int, Sequence[Any]]]:
    path = path_of(kept.sha256)
    try:
        told = json.loads(path.read_bytes()) if path.stat().st_size <= MAX_BYTES else None
    except (ValueError, RecursionError) as broken:
        raise NotSuchJson(name=kept.name, field="file") from broken
    found = told.get("cases") if isinstance(told, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise NotSuchJson(name=kept.name, field="file")
    header = list(dict.fromkeys(key for one in found for key in one))
    yield 1, header
    for number, one in enumerate(found, 2):
        yield number, [_plain(one.get(key)) for key in header]


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | None) else ""
