"""Taking what a phone delivers: each operation once, in its order, each with its own outcome."""

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _, gettext_lazy

from heli.core.acts import Conflict, Invalid, KeyReused, Refusal, outcome_under
from heli.core.files import arriving
from heli.shell import clock
from heli.shell.field.operations import (
    One,
    Operation,
    Told,
    find_operation,
    registered_operations,
)
from heli.shell.forms import KeyedForm
from heli.shell.forms.keys import KEY_FIELD
from heli.shell.requests import Request


MOST = 50
VERSIONS = (1,)
WHILE_A_BATCH_IS_DONE = timedelta(minutes=1)
ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")


class NotUnderstood(Refusal):
    """A batch, or an operation in it, is not what this version takes."""

    message = gettext_lazy("This phone speaks another version. Reload the page; nothing is lost.")
    status = 400


class Gone(Refusal):
    """What an operation is about is not there for the one who delivers it."""

    message = gettext_lazy("What this is about is not with you any more, or was closed meanwhile.")


@dataclass(frozen=True, slots=True)
class Line:
    """One operation of a batch, as it was written on the phone.

    ``claimed_at`` is when it was done by the phone's clock, ``captured_at`` the same, but never
    later than now.
    """

    id: str
    name: str
    subject: str
    claimed_at: datetime
    captured_at: datetime
    said: dict[str, list[str]]
    files: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one.

    It was delivered, or returned with the sentence why; it is held behind another on the same
    subject, or misses uploads that have to be sent (again) first.
    """

    id: str
    state: str
    url: str = ""
    text: str = ""
    sentence: str = ""
    code: str = ""
    conflict: bool = False
    missing: list[str] = field(default_factory=list)


_SAID = [one.name for one in fields(Outcome)]


def read_batch(content: object) -> list[Line]:
    """The operations of a batch. Refuses with :class:`NotUnderstood` what no phone of ours writes."""
    if not isinstance(content, dict) or content.get("v") not in VERSIONS:
        raise NotUnderstood
    lines = content.get("operations")
    if not isinstance(lines, list) or len(lines) > MOST:
        raise NotUnderstood
    return [_read(line) for line in lines]


def _read(line: object) -> Line:
    if not isinstance(line, dict):
        raise NotUnderstood
    id_, name, subject = (line.get(key) for key in ("id", "name", "subject"))
    captured = line.get("captured_at")
    said, files = _lists(line.get("said")), _lists(line.get("files"))
    if not (isinstance(id_, str) and ULID.fullmatch(id_)):
        raise NotUnderstood
    if not (isinstance(name, str) and isinstance(subject, str) and isinstance(captured, str)):
        raise NotUnderstood
    claimed = _moment(captured)
    # A phone whose clock is ahead has seen nothing of the future.
    return Line(id_, name, subject, claimed, min(claimed, clock.now()), said, files)


def _lists(content: object) -> dict[str, list[str]]:
    if not isinstance(content, dict):
        raise NotUnderstood
    for values in content.values():
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise NotUnderstood
    return content


def _moment(text: str) -> datetime:
    try:
        found = parse_datetime(text)
    except ValueError:
        raise NotUnderstood from None
    if found is None or not is_aware(found):
        raise NotUnderstood
    return found


def deliver(request: Request, lines: list[Line]) -> list[dict[str, Any]]:
    """Do each operation once. What follows a returned one on the same subject is held."""
    stopped: set[str] = set()
    outcomes = []
    together = _together(request, lines)
    for line in lines:
        if line.subject and line.subject in stopped:
            outcome = Outcome(line.id, "held")
        else:
            outcome = together.get(line.id) or _outcome(request, line)
        if outcome.state != "delivered":
            stopped.add(line.subject)
        outcomes.append({name: getattr(outcome, name) for name in _SAID})
    return outcomes


def _together(request: Request, lines: list[Line]) -> dict[str, Outcome]:
    """What could be done in one act, by the ids of its lines. Everything else is done by itself."""
    found: dict[str, Outcome] = {}
    for name in dict.fromkeys(line.name for line in lines):
        several = [line for line in lines if line.name == name and not line.subject]
        operation = _known(name) if name in registered_operations() else None
        if operation is not None and operation.many is not None and len(several) > 1:
            found |= _many(request, operation, several)
    return found


def _many(request: Request, operation: Operation, lines: list[Line]) -> dict[str, Outcome]:
    with ExitStack() as open_files:
        ready = [
            (line, one) for line in lines if (one := _ready(request, operation, line, open_files))
        ]
        try:
            results = (
                operation.many(request, [one for _line, one in ready]) if operation.many else []
            )
        except (Refusal, Http404):
            return {}
        done = [(line, made) for (line, _one), made in zip(ready, results, strict=True) if made]
    for line, _made in done:
        _take_up(request, line)
    return {line.id: _delivered(line, operation, made) for line, made in done}


def _ready(request: Request, operation: Operation, line: Line, open_files: ExitStack) -> One | None:
    """One operation as its form reads it; None where something is missing or wrong."""
    files, missing = _files(request, line, open_files)
    told = Told(line.subject, line.captured_at, _said(line.said), files, delivered=True)
    try:
        form = operation.form(request, told)
    except (Refusal, Http404):
        return None
    form.fields.pop(KEY_FIELD, None)
    if missing or not form.is_valid():
        return None
    return told, form.said(), _key_of(request, line)


def _key_of(request: Request, line: Line) -> str:
    return f"field:{request.actor.uid}:{line.id}"


def _outcome(request: Request, line: Line) -> Outcome:
    key = _key_of(request, line)
    try:
        operation = _known(line.name)
        with ExitStack() as open_files:
            files, missing = _files(request, line, open_files)
            if missing:
                return _before(request, line, key) or Outcome(line.id, "missing", missing=missing)
            result = _do(request, operation, line, files, key)
    except Refusal as refusal:
        may_be_done = not isinstance(refusal, KeyReused) or _was_ahead(request, line, key)
        done = _before(request, line, key) if may_be_done else None
        return done or _returned(line, refusal)
    _take_up(request, line)
    return _delivered(line, operation, result)


def _was_ahead(request: Request, line: Line, key: str) -> bool:
    """Whether the phone claimed a moment to come, now or when the operation was done.

    It counts as of the moment it came in then, so that the second time it does not say quite the
    same; and yet it is the same operation.
    """
    done = outcome_under(key, by=request.actor)
    is_ahead = line.claimed_at > line.captured_at
    return done is not None and (is_ahead or line.claimed_at > done.at - WHILE_A_BATCH_IS_DONE)


def _known(name: str) -> Operation:
    try:
        return find_operation(name)
    except KeyError:
        raise NotUnderstood from None


def _do(
    request: Request, operation: Operation, line: Line, files: MultiValueDict[str, Any], key: str
) -> Any:
    told = Told(line.subject, line.captured_at, _said(line.said), files, delivered=True)
    try:
        form = operation.form(request, told)
        # The key of an operation is its ULID, not one of ours.
        form.fields.pop(KEY_FIELD, None)
        if not form.is_valid():
            raise Invalid(what=" ".join(_faults(form)))
        return operation.act(request, told, form.said(), key)
    except Http404:
        raise Gone from None


def _said(said: Mapping[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in said.items():
        query.setlist(name, list(values))
    return query


def _faults(form: KeyedForm) -> Iterator[str]:
    for name, errors in form.errors.items():
        words = " ".join(str(error) for error in errors)
        yield f"{form[name].label}: {words}" if name in form.fields else words


def _files(
    request: Request, line: Line, open_files: ExitStack
) -> tuple[MultiValueDict[str, Any], list[str]]:
    """The uploads an operation names, as a form takes them; and those that are not (wholly) here."""
    found: MultiValueDict[str, Any] = MultiValueDict()
    missing: list[str] = []
    for name, ids in line.files.items():
        for one in ids:
            try:
                upload = arriving.find(str(request.actor.uid), one)
                content = open_files.enter_context(arriving.open_whole(upload))
            except (arriving.NotAnnounced, arriving.Damaged):
                missing.append(one)
            else:
                found.appendlist(name, UploadedFile(content, upload.name, size=upload.size))
    return found, missing


def _take_up(request: Request, line: Line) -> None:
    """The act has its own copy: what arrived in pieces is not needed any more."""
    for ids in line.files.values():
        for one in ids:
            try:
                arriving.forget(arriving.find(str(request.actor.uid), one))
            except arriving.NotAnnounced:
                continue


def _before(request: Request, line: Line, key: str) -> Outcome | None:
    """What an operation led to when it was delivered before."""
    done = outcome_under(key, by=request.actor)
    return _delivered(line, _known(line.name), done.value) if done else None


def _delivered(line: Line, operation: Operation, result: Any) -> Outcome:
    if result is None:
        return Outcome(line.id, "delivered", text=_("Delivered"))
    return Outcome(line.id, "delivered", url=operation.then(result), text=operation.words(result))


def _returned(line: Line, refusal: Refusal) -> Outcome:
    is_conflict = isinstance(refusal, Conflict | Gone) or refusal.status == Conflict.status
    return Outcome(
        line.id, "returned", sentence=str(refusal), code=refusal.code, conflict=is_conflict
    )
