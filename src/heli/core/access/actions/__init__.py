"""What can be done with accounts and roles: one function per act."""

from heli.core.access.actions.accounts import (
    BadPassword,
    BadToken,
    NameTaken,
    accept_invitation,
    create_account,
    disable_account,
    enable_account,
    erase_person,
    open_installation,
    set_preferences,
)
from heli.core.access.actions.devices import admit_device, revoke_devices
from heli.core.access.actions.keys import OnlyForPeople, UnknownScope, create_key, revoke_key
from heli.core.access.actions.roles import (
    NotOneself,
    NotYourRoleToGive,
    ThreeAdmins,
    grant_role,
    withdraw_role,
)
from heli.core.access.actions.screens import (
    NoSuchCode,
    claim_screen,
    pair_screen,
    revoke_screen,
)


__all__ = [
    "BadPassword",
    "BadToken",
    "NameTaken",
    "NoSuchCode",
    "NotOneself",
    "NotYourRoleToGive",
    "OnlyForPeople",
    "ThreeAdmins",
    "UnknownScope",
    "accept_invitation",
    "admit_device",
    "claim_screen",
    "create_account",
    "create_key",
    "disable_account",
    "enable_account",
    "erase_person",
    "grant_role",
    "open_installation",
    "pair_screen",
    "revoke_devices",
    "revoke_key",
    "revoke_screen",
    "set_preferences",
    "withdraw_role",
]
