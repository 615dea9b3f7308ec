"""What a step at the desk is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from heli.core.acts import Action, Actor, Message
from heli.core.flow.models import Entry
from heli.loops.grid.enums import PhotoKind, Verb
from heli.loops.grid.flows import CASE_FLOW
from heli.loops.grid.web.desk.forms.base import StepForm
from heli.loops.grid.web.shots import shots
from heli.shell import clock


Call = Callable[[Entry, dict[str, Any], str, Actor], Any]


@dataclass(frozen=True, slots=True)
class Way:
    """A step: ``name`` in the address, the verbs that offer it, its form and its act.

    Without a form it is one button. ``key`` is its letter on the keyboard. ``first`` steps are
    those that a case usually takes next.
    """

    name: str
    verbs: tuple[Verb, ...]
    call: Call
    form: type[StepForm] | None = None
    key: str = ""
    first: bool = False

    @property
    def label(self) -> Message:
        """What the button says."""
        return CASE_FLOW.transition(self.verbs[0]).label

    @property
    def done(self) -> Message:
        """What is said when it was done."""
        return CASE_FLOW.transition(self.verbs[0]).done_label


def acting(act: Action[..., Any]) -> Call:
    """An act on one case, with what its form said."""
    return lambda entry, said, key, by: act.once(key)(entry, **said, by=by, at=clock.now())


def acting_on_all(act: Action[..., Any]) -> Call:
    """An act on several cases, done to one."""
    return lambda entry, said, key, by: act.once(key)([entry], **said, by=by, at=clock.now())


def showing(act: Action[..., Any], others: PhotoKind) -> Call:
    """An act that comes with photos, taken now where nothing else is known."""

    def call(entry: Entry, said: dict[str, Any], key: str, by: Actor) -> Any:
        at = clock.now()
        taken = shots(said, taken_at=at, others=others)
        return act.once(key)(entry, **said, photos=taken, by=by, at=at)

    return call
