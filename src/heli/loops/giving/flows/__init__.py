"""The flows of the giving loop, as data."""

from heli.core.flow.definitions import register
from heli.loops.giving.flows.bank import BANK_LINE
from heli.loops.giving.flows.delivery import DELIVERY
from heli.loops.giving.flows.disclosure import DISCLOSURES
from heli.loops.giving.flows.imports import IMPORT
from heli.loops.giving.flows.need import NEED
from heli.loops.giving.flows.pledge import PLEDGE


def register_flows() -> None:
    """Make every definition known to the engine."""
    for flow in (PLEDGE, NEED, DELIVERY, *DISCLOSURES.values(), IMPORT, BANK_LINE):
        register(flow)


__all__ = [
    "BANK_LINE",
    "DELIVERY",
    "DISCLOSURES",
    "IMPORT",
    "NEED",
    "PLEDGE",
    "register_flows",
]
