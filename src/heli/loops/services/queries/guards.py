"""What else is asked before a step of this loop."""

from django.utils.translation import gettext as _

from heli.core.acts import Message
from heli.core.flow.guards import Situation, register_guard
from heli.loops.services.enums import Part
from heli.loops.services.queries.mediation import consented
from heli.loops.services.queries.visits import problems_of


def _problems_ended(situation: Situation) -> Message:
    """A visit is followed until what it brought back is solved or withdrawn."""
    left = [one for one in problems_of(situation.entry) if one.is_open]
    return _("%(n)s of the problems brought back are still open") % {"n": len(left)} if left else ""


def _consents_once(situation: Situation) -> Message:
    """A side says it once to each mediator."""
    if situation.telling.facts.get("side") in consented(situation.steps):
        return _("your side consented already")
    return ""


def _both_consent(situation: Situation) -> Message:
    """Nobody is mediated who does not want it."""
    left = {str(Part.ASKING), str(Part.OTHER)} - consented(situation.steps)
    return _("both sides have to consent first") if left else ""


def register_guards() -> None:
    """Make them known to the engine."""
    register_guard("services.problems_ended", _problems_ended)
    register_guard("services.consents_once", _consents_once)
    register_guard("services.both_consent", _both_consent)
