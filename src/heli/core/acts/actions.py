"""``@action``: the one piece of magic. Policy, transaction, replay and exactly one journal entry."""

import functools
import inspect
from collections.abc import Callable, Generator
from contextvars import ContextVar
from typing import Any, Generic, ParamSpec, Protocol, TypeVar, overload

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from heli.core.acts.actors import Actor
from heli.core.acts.payloads import describe, marks_of, what_was_said
from heli.core.acts.policies import Policy, demand, subject_of
from heli.core.acts.refusals import Refusal
from heli.core.acts.replay import fingerprint, first_outcome
from heli.core.acts.turns import write_turn
from heli.core.journal import writing


P = ParamSpec("P")
R = TypeVar("R")
_current: ContextVar[writing.Record | None] = ContextVar("current_act", default=None)
_registry: dict[str, "Action[..., Any]"] = {}
Turn = Generator[None, None, R]
"""What an act returns that thinks first: it yields once, when its turn to write may come."""


class Action(Generic[P, R]):
    """An act that can be done: call it, or ``.once(key)`` it to make it safe to repeat."""

    def __init__(self, name: str, policy: Policy[Any], function: Callable[P, R]) -> None:
        functools.update_wrapper(self, function)
        self.name, self.policy, self.function = name, policy, function
        self.thinks_first = inspect.isgeneratorfunction(function)
        self.signature = inspect.signature(function)
        self.marks = marks_of(function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Do the act. Raises a :class:`Refusal` and changes nothing when it is refused."""
        return self._do(None, *args, **kwargs)

    def once(self, key: str) -> Callable[P, R]:
        """The act under an idempotency key: a repetition returns the first outcome."""
        return functools.partial(self._do, key)

    def _do(self, key: str | None, *args: P.args, **kwargs: P.kwargs) -> R:
        if _current.get() is not None:
            msg = f"{self.name} was called inside another act; share a plain function instead"
            raise RuntimeError(msg)
        said = self.signature.bind(*args, **kwargs)
        by: Actor = said.arguments["by"]
        record = writing.Record(
            act=self.name, at=said.arguments["at"], actor=str(by.uid or by.name), key=key
        )
        plain = what_was_said(said, self.marks)
        if key is not None:
            record.fingerprint = fingerprint(self.name, record.actor, plain)
        try:
            # Asked and described before the turn to write comes: nobody waits while we think.
            subject = subject_of(next(iter(said.arguments.values())))
            demand(self.policy, by, subject)
            record.name_subject(subject)
            record.payload = describe(said, self.marks, record, plain)
            thought = self._think(record, said)
            # Durable: when an act returns, it is committed. Nothing wraps acts in a transaction.
            with write_turn(), transaction.atomic(durable=True):
                return self._write(record, said, thought)
        except (IntegrityError, Refusal, ObjectDoesNotExist, LookupError, ValueError):
            # A repetition meets what the first one did: its key, a state that no longer allows it,
            # a record that is gone. Asking only then saves every first request the question.
            if (outcome := first_outcome(record)) is None:
                raise
            return outcome.value  # type: ignore[no-any-return]

    def _think(self, record: writing.Record, said: inspect.BoundArguments) -> Turn[R] | None:
        """Let an act that thinks first do so, up to its ``yield``; None for any other."""
        if not self.thinks_first:
            return None
        # A generator function, as ``thinks_first`` says: the types of an act do not.
        thought: Turn[R] = self.function(*said.args, **said.kwargs)  # type: ignore[assignment]  # so
        token = _current.set(record)
        try:
            next(thought)
        finally:
            _current.reset(token)
        return thought

    def _write(
        self, record: writing.Record, said: inspect.BoundArguments, thought: Turn[R] | None
    ) -> R:
        token = _current.set(record)
        try:
            if thought is None:
                result = self.function(*said.args, **said.kwargs)
            else:
                result = _rest_of(thought, self.name)
        finally:
            _current.reset(token)
        writing.write(record, result=result)
        return result


def _rest_of(thought: Turn[R], name: str) -> R:
    """What an act does in its turn, and returns."""
    try:
        next(thought)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]  # what the generator returns
    msg = f"{name} yields more than once"
    raise RuntimeError(msg)


class _Make(Protocol):
    """What makes a function an act."""

    @overload
    def __call__(self, function: Callable[P, Turn[R]], /) -> Action[P, R]: ...
    @overload
    def __call__(self, function: Callable[P, R], /) -> Action[P, R]: ...


def action(name: str, *, policy: Policy[Any]) -> _Make:
    """Make a function an act named ``loop.noun.verb``, allowed by ``policy`` on its first argument.

    The function takes ``by`` (an :class:`Actor`) and ``at`` (an aware datetime) by keyword. It may
    raise a :class:`Refusal`; then nothing is written. Its other arguments become the payload of
    the journal entry, as :mod:`heli.core.acts.payloads` says. It returns a record, the list of the
    records it :meth:`~heli.core.journal.writing.Record.wrote`, or None, so that a repetition can
    return the same.

    On SQLite one act writes at a time. An act that takes long to think does so before its ``yield``,
    beside others that think or write; what follows is its turn. What it read before may have changed
    by then: only what nobody changes, or what is asked again afterwards, belongs there.
    """

    def make(function: Callable[..., object]) -> Action[..., object]:
        made = Action(name, policy, function)
        if name in _registry:
            msg = f"two acts are called {name}"
            raise ValueError(msg)
        _registry[name] = made
        return made

    return make  # type: ignore[return-value]  # the protocol says more than this can


def current_record() -> writing.Record:
    """The entry being written. Raises ``LookupError`` outside an act: nothing writes without one."""
    record = _current.get()
    if record is None:
        msg = "records are only written inside an act"
        raise LookupError(msg)
    return record


def registered_acts() -> dict[str, "Action[..., Any]"]:
    """Every act of the installed rooms by name."""
    return dict(_registry)


def find_act(name: str) -> "Action[..., Any]":
    """The act of that name. Raises ``KeyError``."""
    return _registry[name]
