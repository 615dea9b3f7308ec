"""Small offices: when nobody else could decide, or check, the act says so and the case shows it."""

from datetime import datetime
from typing import Any

from heli.core.access.queries import holders
from heli.core.acts import Actor, local_day
from heli.core.flow.definitions import flow_of
from heli.core.flow.engine import ALONE
from heli.core.flow.models import Entry
from heli.core.flow.queries import asked_of
from heli.loops.grid.queries.office import office_of


def alone_facts(entry: Entry, by: Actor, at: datetime) -> dict[str, Any]:
    """I9: in a small office whoever asked may decide, if nobody else could; the case then says so.

    Everywhere else, and wherever somebody else could, asker and decider are two people.
    """
    asked = asked_of(entry)
    if asked is None or asked.actor_id is None or asked.actor_id != by.party_id:
        return {}
    if not office_of(entry.call).small:
        return {}
    ways = [way for way in flow_of(entry.flow).transitions if way.answers == entry.asked]
    for who in {str(one) for way in ways for one in way.who}:
        org = entry.org if who.endswith("@org") else entry.call.issuer
        named = holders(org, who.removesuffix("@org"), on=local_day(at))
        if named.exclude(pk=by.party_id).exists():
            return {}
    entry.case.self_checked = True
    return {ALONE: True}
