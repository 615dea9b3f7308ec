"""What the worker does for cases: signing when the time is up, marking what is late, reminding, resuming."""

from collections.abc import Sequence
from datetime import datetime

from heli.core.acts import Actor, action
from heli.core.flow.models import Entry
from heli.loops.grid import policies
from heli.loops.grid.actions.stepping import take
from heli.loops.grid.queries.watching import plan_for


@action("grid.cases.watch", policy=policies.system_only)
def watch_cases(entries: Sequence[Entry], *, by: Actor, at: datetime) -> None:
    """Do for each case what its clocks ask for now. Safe to do again at any time.

    A unit that did not sign is signed for, and that is marked. A limit that passed is a step of its
    own, on the day of the limit, so that it can be counted. Reminders go to the unit at half and at
    four fifths of the time, to the head of the desk when it is over, to the leader at twice, higher
    at three times. A suspended case goes on at its review; a case about which everybody was asked is
    archived.
    """
    for entry in entries:
        for due in plan_for(entry, at=at):
            take(entry, due.verb, by=by, at=at, facts=due.facts, on=due.on)
