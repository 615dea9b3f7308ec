"""Requests and their answers: who asks does not decide, and one thing is asked at a time."""

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal
from heli.core.flow.definitions import Transition
from heli.core.flow.guards import Situation
from heli.core.flow.models import Entry


class NothingAsked(Refusal):
    """A decision answers a request that still stands."""

    message = _("Nothing is asked here that could be decided; perhaps it was decided already.")


class StillAsked(Refusal):
    """One thing is asked at a time."""

    message = _("“%(title)s” waits for a decision already.")


class NotTheAsker(Refusal):
    """Who asks does not decide."""

    message = _("You asked for this yourself; somebody else decides.")
    status = 403


def asked_after(entry: Entry, transition: Transition, target: str) -> str:
    """What waits for a decision afterwards: a request falls away when the entry moves on."""
    if transition.asks:
        return str(transition.verb)
    return "" if transition.answers or target != entry.state else entry.asked


def check_decision(situation: Situation) -> None:
    entry, way = situation.entry, situation.transition
    if way.asks and entry.asked:
        raise StillAsked(title=entry.title or entry.code)
    if not way.answers:
        return
    if entry.asked != way.answers:
        raise NothingAsked
    asker = next(s.actor_id for s in reversed(situation.steps) if s.verb == way.answers)
    alone = bool(situation.telling.facts.get(ALONE))
    if asker is not None and asker == situation.by.party_id and not alone:
        raise NotTheAsker


ALONE = "decided_alone"
"""The fact by which an act says that nobody else could decide: whoever may say so, the act checks."""
