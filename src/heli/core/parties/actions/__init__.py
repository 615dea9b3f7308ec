"""What can be done to the register: one function per act."""

from heli.core.parties.actions.merging import CannotMerge, merge
from heli.core.parties.actions.registering import (
    AlreadyKnown,
    BadCode,
    add_group,
    add_organisation,
    add_person,
    open_undertaking,
    rename,
)
from heli.core.parties.actions.tying import (
    AlreadyTied,
    NotATie,
    WouldCircle,
    end_tie,
    move,
    tie,
)
from heli.core.parties.actions.vault import NoReason, erase_value, reveal, store_personal


__all__ = [
    "AlreadyKnown",
    "AlreadyTied",
    "BadCode",
    "CannotMerge",
    "NoReason",
    "NotATie",
    "WouldCircle",
    "add_group",
    "add_organisation",
    "add_person",
    "end_tie",
    "erase_value",
    "merge",
    "move",
    "open_undertaking",
    "rename",
    "reveal",
    "store_personal",
    "tie",
]
