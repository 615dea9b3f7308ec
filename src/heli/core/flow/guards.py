"""What else is asked before a transition, beside its states, people and needs: predicates by name.

A flow names its guards (``guards=("grid.checker_apart",)``), so that the definition stays data; the
loop that knows the rule registers the predicate when it is ready. A guard answers with the reason
why not, as a sentence, or with nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Message, Refusal
from heli.core.flow.clocks import standing
from heli.core.flow.definitions import Transition
from heli.core.flow.models import Entry, Step
from heli.core.flow.recording import Telling


class NotYet(Refusal):
    """A guard of the flow said no, and why."""

    message = _("This is not possible now: %(why)s")


@dataclass(frozen=True)
class Situation:
    """What a guard is asked about. ``steps`` are read once, and only if somebody looks."""

    entry: Entry
    transition: Transition
    telling: Telling
    by: Actor
    at: datetime

    @cached_property
    def steps(self) -> list[Step]:
        """What happened to the entry so far, without what was undone."""
        return standing(self.entry.steps.select_related("actor").order_by("seq"))


Guard = Callable[[Situation], Message]
_guards: dict[str, Guard] = {}


def register_guard(name: str, guard: Guard) -> None:
    """Make a predicate known. ``ValueError`` when another one has the name."""
    if _guards.setdefault(name, guard) is not guard:
        msg = f"two guards are called {name}"
        raise ValueError(msg)


def is_known_guard(name: str) -> bool:
    """Whether somebody registered it."""
    return name in _guards


def why_guarded(situation: Situation) -> Message:
    """The first reason why not, "" when every guard of the transition agrees."""
    found = (_guards[name](situation) for name in situation.transition.guards)
    return next((why for why in found if why), "")


def check_guards(situation: Situation) -> None:
    """Refuse with :class:`NotYet` unless every guard agrees."""
    if why := why_guarded(situation):
        raise NotYet(why=why)
