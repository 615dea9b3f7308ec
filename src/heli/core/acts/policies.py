"""One policy function per act: the same rule filters a list and checks one record."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.acts.actors import Actor
from heli.core.acts.answers import Asking, carried, carry
from heli.core.acts.refusals import Decision, Message, NotAllowed
from heli.core.journal.prepared import Lookup, Prepared


M = TypeVar("M", bound=Model)
Rule = Callable[[Actor], Q | bool]
Subject = Model | Sequence[Model] | None
# Some policies, some readers: a page asks about six.
MOST_PREPARED = 256


class Policy(Generic[M]):
    """Who may do something, as a filter over the records it may be done to.

    ``visible_to`` gives the records, ``check`` asks the same filter about one record: there is no
    second predicate beside it, so a list can never show what a check would refuse. A rule that
    returns a plain bool answers for every record alike. Policies of one ``question`` ask the same.
    """

    def __init__(
        self, model: type[M] | None, rule: Rule, reason: Message, *, question: object = None
    ) -> None:
        self.model = model
        self.rule = rule
        self.reason = reason
        self.question = self if question is None else question
        self.name = f"{rule.__module__}.{getattr(rule, '__name__', 'rule')}"
        self._each = None if model is None else Lookup(model._default_manager.all(), "pk")

    def visible_to(self, actor: Actor, among: QuerySet[M] | None = None) -> QuerySet[M]:
        """The records of ``among`` (all, if None) that ``actor`` may do this to."""
        if self.model is None:
            msg = f"{self.name} has no model to filter"
            raise TypeError(msg)
        rows: QuerySet[M] = self.model._default_manager.all() if among is None else among
        if actor.is_system:
            return rows
        rule = self.rule(actor)
        if isinstance(rule, bool):
            return rows if rule else rows.none()
        return rows.filter(rule)

    def find(
        self,
        actor: Actor,
        among: Lookup[M],
        value: object,
        *,
        also: Sequence["Policy[M]"] = (),
    ) -> M | None:
        """The record of ``among`` that ``value`` names, if ``actor`` may do this to it. One query.

        It carries the answer, so that the act that follows need not ask again; and those to the
        policies ``also``, which a page is going to ask about the record.
        """
        if (asking := _finding(self, actor, among, tuple(also))) is not None:
            found, said = asking.first(value)
        else:
            found = self.visible_to(actor, among.rows).filter(**{among.by: value}).first()
            said = {}
        if found is not None:
            carry(found, actor, {**said, self.question: True})
        return found

    def foregone(self, actor: Actor) -> bool | None:
        """What it says to ``actor`` whatever records there are; None where it hangs on them."""
        rule = _rule_of(self, actor)
        if rule is None or isinstance(rule, bool) or self.model is None:
            return rule if isinstance(rule, bool) else None
        try:
            self.model._default_manager.filter(rule).query.sql_with_params()
        except EmptyResultSet:
            return False
        return None

    def check(self, actor: Actor, subject: Subject = None) -> Decision:
        """Whether ``actor`` may do this to ``subject`` (to each, if several); at most one query.

        The system may do everything. ``TypeError`` for a subject of another model: its key would
        be compared with keys that mean something else.
        """
        if actor.is_system:
            return Decision(allowed=True)
        several = [subject] if isinstance(subject, Model) else list(subject or ())
        answer = carried(several[0], actor, self.question) if len(several) == 1 else None
        allowed = self._holds(actor, several) if answer is None else answer
        return Decision(allowed=True) if allowed else Decision(allowed=False, reason=self.reason)

    def _holds(self, actor: Actor, several: Sequence[Model]) -> bool:
        keys = {one.pk for one in several}
        if self._each and len(keys) == 1 and (one := _prepared(self, actor, self._each)):
            self._demand_kind(several)
            return one.any(pk=keys.pop())
        rule = self.rule(actor)
        if isinstance(rule, bool):
            return rule
        if self.model is None or not keys:
            return False
        self._demand_kind(several)
        return self.model._default_manager.filter(rule, pk__in=keys).count() == len(keys)

    def _demand_kind(self, several: Sequence[Model]) -> None:
        for one in several:
            if self.model is not None and not isinstance(one, self.model):
                msg = f"{self.name} is about {self.model.__name__}, not {type(one).__name__}"
                raise TypeError(msg)


@lru_cache(maxsize=MOST_PREPARED)
def _prepared(policy: Policy[M], actor: Actor, among: Lookup[M]) -> Prepared[M] | None:
    """The query for one record that ``actor`` may do this to; None where the rule says no such thing."""
    rule = _rule_of(policy, actor)
    if rule is None or isinstance(rule, bool):
        return None
    return Prepared(among.rows.filter(rule, **among.place))


@lru_cache(maxsize=MOST_PREPARED)
def _finding(
    policy: Policy[M], actor: Actor, among: Lookup[M], also: tuple[Policy[M], ...]
) -> Asking[M] | None:
    """The query for one record that ``actor`` may do this to, which answers other policies about it."""
    rule = _rule_of(policy, actor)
    if rule is None or isinstance(rule, bool):
        return None
    rules = {one.question: told for one in also if (told := _rule_of(one, actor)) is not None}
    return Asking(among.rows.filter(rule), among, rules)


def _rule_of(policy: Policy[M], actor: Actor) -> Q | bool | None:
    """What a policy says of an actor. None where it asks the database itself: that may change.

    A rule is a function of its actor alone, so the next time it says the same.
    """
    asked: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        rule = Q() if actor.is_system else policy.rule(actor)
    return None if asked else rule


def subject_of(first: object) -> Subject:
    """What an act is about: its first argument, if that is a record or a list of records."""
    if isinstance(first, Model):
        return first
    if isinstance(first, Sequence) and first and all(isinstance(one, Model) for one in first):
        return first
    return None


def demand(policy: Policy[Any], actor: Actor, subject: Subject = None) -> None:
    """Raise :class:`NotAllowed` with the policy's reason unless ``actor`` may."""
    if not (verdict := policy.check(actor, subject)):
        raise NotAllowed(reason=verdict.reason)


def policy(model: type[M] | None, *, reason: Message) -> Callable[[Rule], Policy[M]]:
    """Turn a rule ``(actor) -> Q | bool`` into a :class:`Policy` over ``model``."""

    def make(rule: Rule) -> Policy[M]:
        return Policy(model, rule, reason)

    return make


def _anyone(_actor: Actor) -> bool:
    return True


def _signed_in(actor: Actor) -> bool:
    return actor.is_signed_in


anyone: Policy[Model] = Policy(None, _anyone, "")
signed_in: Policy[Model] = Policy(None, _signed_in, _("Please sign in first."))
