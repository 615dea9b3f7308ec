"""What is asked about a record while it is looked for, and the answers that it carries from then on.

An actor is made for one request and knows the roles of that moment, so that no answer outlives the
request in which it was given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, Case, Model, Q, QuerySet, Value, When

from heli.core.acts.actors import Actor
from heli.core.journal.prepared import Lookup, Prepared


M = TypeVar("M", bound=Model)
_CARRIED = "_answered"


def carried(record: Model, actor: Actor, question: object) -> bool | None:
    """What this very actor was answered when the record was found; None if that was not asked."""
    asked_for, said = record.__dict__.get(_CARRIED, (None, {}))
    found: bool | None = said.get(question) if asked_for is actor else None
    return found


def carry(record: Model, actor: Actor, said: Mapping[object, bool]) -> None:
    """Let a record carry what was answered about it."""
    record.__dict__[_CARRIED] = (actor, said)


@dataclass
class Asking(Generic[M]):
    """A record looked for among ``rows``, with conditions that are answered in the same query.

    ``rules`` are conditions by the questions they answer. Many questions come to the same condition
    for somebody, who holds one role: it is asked once.
    """

    rows: QuerySet[M]
    among: Lookup[M]
    rules: Mapping[object, Q | bool]
    known: dict[object, bool] = field(default_factory=dict)
    columns: dict[object, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        plain, names = self.rows.model._default_manager.all(), dict[str, str]()
        asked: dict[str, Case] = {}
        for question, rule in self.rules.items():
            if isinstance(rule, bool) or not rule:
                self.known[question] = bool(rule) if isinstance(rule, bool) else True
                continue
            try:
                condition = repr(plain.filter(rule).query.sql_with_params())
            except EmptyResultSet:
                self.known[question] = False
                continue
            name = names.setdefault(condition, f"may_{len(names)}")
            asked[name] = _told(rule)
            self.columns[question] = name
        self.prepared = Prepared(self.rows.filter(**self.among.place).annotate(**asked))

    def first(self, value: object) -> tuple[M | None, dict[object, bool]]:
        """The record that ``value`` names, and the answers about it. One query."""
        found = self.prepared.first(**{self.among.by: value})
        if found is None:
            return None, {}
        said = {question: bool(getattr(found, name)) for question, name in self.columns.items()}
        return found, {**self.known, **said}


def _told(rule: Q) -> Case:
    return Case(
        When(rule, then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )
