"""Filters: declared once, read from the address, shown as chips that can be taken off."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from heli.core.acts import Actor, Message, row_of
from heli.shell.forms import typed
from heli.shell.forms.fields import Day
from heli.shell.kept import Always, always


Choices = Iterable[tuple[Any, Message]]
Option = tuple[Any, Message, bool]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on: what it says, and the parameters that taking it off removes."""

    label: str
    text: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What a filter read from an address."""

    rule: Q | None = None
    chips: tuple[Chip, ...] = ()
    wrong: str = ""


@dataclass(frozen=True)
class Filter:
    """A filter called ``code`` in the address. Subclasses say how it is read and drawn."""

    code: str
    label: Message
    drawn: ClassVar[str] = "text"

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that belong to it."""
        return (self.code,)

    def read(self, query: QueryDict, actor: Actor) -> Read:
        """What the address asks of this filter."""
        raise NotImplementedError

    def options(self, actor: Actor) -> Choices:
        """What can be chosen, where something can."""
        return ()

    def marked(self, chosen: Sequence[str], actor: Actor) -> Sequence[Option]:
        """What can be chosen, and whether it is among the values ``chosen``."""
        return [(value, label, str(value) in chosen) for value, label in self.options(actor)]


@dataclass(frozen=True)
class Search(Filter):
    """Words that must all occur in one of ``fields`` (each word in any of them)."""

    fields: tuple[str, ...] = ()
    drawn: ClassVar[str] = "search"

    def read(self, query: QueryDict, actor: Actor) -> Read:
        text = typed.one_line(query.get(self.code, "").replace("\0", ""))[:100]
        if not text:
            return Read()
        rule = Q()
        for word in text.split():
            either = Q()
            for field in self.fields:
                either |= Q(**{f"{field}__icontains": word})
            rule &= either
        return Read(rule, (Chip(str(self.label), text, self.names),))


@dataclass(frozen=True)
class Choice(Filter):
    """One or several of a few values. ``choices`` is a list or a function of the actor.

    ``rules`` maps a value to its own condition, where it is not a plain equality on ``field``.
    """

    field: str = ""
    choices: Choices | Callable[[Actor], Choices] = ()
    rules: Callable[[str, Actor], Q] | None = None
    drawn: ClassVar[str] = "choice"

    def __post_init__(self) -> None:
        if not callable(self.choices) and _follow_language(told := tuple(self.choices)):
            object.__setattr__(self, "choices", always(told))

    def options(self, actor: Actor) -> Choices:
        return self.choices(actor) if callable(self.choices) else self.choices

    def marked(self, chosen: Sequence[str], actor: Actor) -> Sequence[Option]:
        found = self.options(actor)
        if type(found) is not Always:
            found = tuple(found)
            if _follow_language(found):
                return super().marked(chosen, actor)
        return _marked(found, frozenset(chosen))

    def read(self, query: QueryDict, actor: Actor) -> Read:
        if not query.get(self.code):
            return Read()
        known = {str(value): str(label) for value, label in self.options(actor)}
        wanted = [value for value in query.getlist(self.code) if value in known]
        if not wanted:
            return Read()
        rule = Q()
        for value in wanted:
            rule |= self.rules(value, actor) if self.rules else Q(**{self.field: value})
        text = row_of(known[value] for value in wanted)
        return Read(rule, (Chip(str(self.label), text, self.names),))


@dataclass(frozen=True)
class Org(Choice):
    """A body: ``choices`` gives (id, name) pairs; ``field`` may be a path such as ``org_id``."""


@dataclass(frozen=True)
class Days(Filter):
    """From a day to a day, both included: ``received_from`` and ``received_to`` in the address.

    With ``moment=True`` the field holds moments; then the days are those of the installation.
    """

    field: str = ""
    moment: bool = False
    drawn: ClassVar[str] = "days"

    @property
    def names(self) -> tuple[str, ...]:
        return (f"{self.code}_from", f"{self.code}_to")

    def read(self, query: QueryDict, actor: Actor) -> Read:
        start, end = (query.get(name, "") for name in self.names)
        try:
            since, until = _day(start), _day(end)
        except ValidationError as error:
            return Read(wrong=f"{self.label}: {' '.join(error.messages)}")
        if since and until and until < since:
            return Read(wrong=f"{self.label}: {_('The last day lies before the first one.')}")
        rule = Q()
        path = f"{self.field}__date" if self.moment else self.field
        if since:
            rule &= Q(**{f"{path}__gte": since})
        if until:
            rule &= Q(**{f"{path}__lte": until})
        if not rule:
            return Read()
        text = f"{since or ''} – {until or ''}"
        return Read(rule, (Chip(str(self.label), text.strip(), self.names),))


def _follow_language(options: tuple[tuple[Any, Message], ...]) -> bool:
    """Whether some are called otherwise in another language: such words are not compared as words."""
    return any(type(label) is not str for _value, label in options)


@lru_cache(maxsize=256)
def _marked(options: tuple[tuple[Any, Message], ...], chosen: frozenset[str]) -> Sequence[Option]:
    return Always((value, label, str(value) in chosen) for value, label in options)


def _day(text: str) -> date | None:
    return Day(required=False).to_python(text)
