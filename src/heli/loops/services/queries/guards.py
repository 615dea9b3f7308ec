"""What else is asked before a step of this loop."""

from django.utils.translation import gettext as _

from heli.core.acts import Message
from heli.core.flow.guards import Situation, register_guard
from heli.loops.services.queries.visits import problems_of


def _problems_ended(situation: Situation) -> Message:
    """A visit is followed until what it brought back is solved or withdrawn."""
    left = [one for one in problems_of(situation.entry) if one.is_open]
    return _("%(n)s of the problems brought back are still open") % {"n": len(left)} if left else ""


def register_guards() -> None:
    """Make them known to the engine."""
    register_guard("services.problems_ended", _problems_ended)
