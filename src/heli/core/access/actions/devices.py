"""Phones that keep somebody's work on the way: let in, and told to forget it."""

from collections.abc import Sequence
from datetime import datetime

from heli.core.access.models import Device
from heli.core.access.policies import may_revoke
from heli.core.acts import Actor, action, current_record, signed_in
from heli.core.parties.models import Party


LONGEST_NAME = 80


@action("access.device.admit", policy=signed_in)
def admit_device(*, name: str, by: Actor, at: datetime) -> Device:
    """Let the phone of whoever acts keep their work. ``name`` tells its kind."""
    device = Device(
        party=Party.objects.get(uid=str(by.uid)), name=name.strip()[:LONGEST_NAME], admitted_at=at
    )
    device.save(force_insert=True)
    current_record().wrote(device, {"uid": str(device.uid), "party": str(by.uid)})
    return device


@action("access.device.revoke", policy=may_revoke)
def revoke_devices(devices: Sequence[Device], *, by: Actor, at: datetime) -> list[Device]:
    """Have phones forget what they keep, at their next contact. Twice is once."""
    for device in devices:
        device.revoked_at = device.revoked_at or at
        device.save(update_fields=["revoked_at"])
        current_record().wrote(device, {"uid": str(device.uid), "revoked_at": device.revoked_at})
    return list(devices)
