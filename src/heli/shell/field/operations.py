"""What can be done in the field: each a form and an act, known by name.

The form is filled in on a phone and may be delivered hours later; or it is posted at once. Either
way it is the same form and the same act, under a key, so that it happens once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict

from heli.core.acts import Message
from heli.kit.ids import moment_of
from heli.shell import clock
from heli.shell.forms import KeyedForm, perform
from heli.shell.requests import Request


@dataclass(frozen=True, slots=True)
class Told:
    """What a form says, wherever it was filled in.

    ``captured_at`` is when that was, by the phone's clock and never later than now (of a plain form,
    when it was opened: a second click says the same); ``subject`` the uid of the record it is
    about, "" for something new. What was ``delivered`` is read, its form is never shown.
    """

    subject: str = ""
    captured_at: datetime = field(default_factory=clock.now)
    said: QueryDict | None = None
    files: MultiValueDict[str, Any] | None = None
    delivered: bool = False


Act = Callable[[Request, Told, dict[str, Any], str], Any]
One = tuple[Told, dict[str, Any], str]
"""What one operation of a batch says: how it was told, what its form read, and its key."""
ActOnMany = Callable[[Request, Sequence[One]], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Operation:
    """A form and the act behind it.

    ``form(request, told)`` makes the form; it raises ``Http404`` or ``NotAllowed`` when the subject
    is not the reader's (any more). ``act(request, told, said, key)`` does the act ``.once(key)``.
    ``then(result)`` is the page of what came of it, ``words(result)`` how the outbox names it.
    ``many(request, several)``, where there is one, does several that are about nothing else in one act,
    and gives the result of each: None for one that is to be done by itself, which then says why.
    """

    name: str
    label: Message
    form: Callable[[Request, Told], KeyedForm]
    act: Act
    then: Callable[[Any], str]
    words: Callable[[Any], str] = str
    many: ActOnMany | None = None


_operations: dict[str, Operation] = {}


def register(*operations: Operation) -> None:
    """Make operations known. ``ValueError`` when two different ones have one name."""
    for one in operations:
        if _operations.setdefault(one.name, one) is not one:
            msg = f"two operations are called {one.name}"
            raise ValueError(msg)


def find_operation(name: str) -> Operation:
    """The operation of that name. Raises ``KeyError``."""
    return _operations[name]


def registered_operations() -> list[str]:
    """Every name a phone may deliver."""
    return sorted(_operations)


def perform_here(
    request: Request,
    name: str,
    *,
    template: str,
    subject: str = "",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The view of an operation's form: shown, or done at once when it is posted as a plain form."""
    one = find_operation(name)
    is_sent = request.method == "POST"
    told = Told(
        subject, said=request.POST if is_sent else None, files=request.FILES if is_sent else None
    )
    return perform(
        request,
        one.form(request, told),
        lambda said, key: one.act(
            request, replace(told, captured_at=moment_of(UUID(key))), said, key
        ),
        template=template,
        then=one.then,
        context={"operation": one, "subject": subject, **(context or {})},
    )
