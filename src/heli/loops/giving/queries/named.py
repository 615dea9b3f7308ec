"""Entries of giving as an address names them."""

from heli.core.acts import Lookup
from heli.core.flow.definitions import Flow
from heli.core.flow.models import Entry
from heli.loops.giving import policies


def entries_of(*flows: Flow) -> Lookup[Entry]:
    """The entries of these flows, of any without one, by their uid; with what their pages show.

    Made once, at the top of a module, as a :class:`Lookup` is.
    """
    rows = Entry.objects.select_related("call__undertaking__owner", "call__issuer", "org", "party")
    return Lookup(rows.filter(policies.of_flow(*flows)) if flows else rows, "uid")
