"""The two flows of the advice loop, as data."""

from heli.core.flow.definitions import register
from heli.loops.advice.flows.issue import ISSUE
from heli.loops.advice.flows.proposal import PROPOSAL


def register_flows() -> None:
    """Make both definitions known to the engine."""
    register(PROPOSAL)
    register(ISSUE)


__all__ = ["ISSUE", "PROPOSAL", "register_flows"]
