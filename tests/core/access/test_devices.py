"""Phones that keep work: let in by their owner, told to forget by owner or administrator."""

from uuid import uuid4

import pytest

import make
from heli.core.access.actions import admit_device, disable_account, revoke_devices
from heli.core.access.enums import Role
from heli.core.access.models import User
from heli.core.access.queries import standing_device
from heli.core.acts import ANONYMOUS, SYSTEM, Actor, NotAllowed
from heli.core.parties.models import Party


pytestmark = pytest.mark.django_db


def owner(org: Party) -> Actor:
    who = make.actor(over=org)
    make.user(Party.objects.get(pk=who.party_id))
    return who


def test_a_phone_may_keep_work_until_its_owner_has_it_forget() -> None:
    me = owner(make.federation())
    device = admit_device(name="Android", by=me, at=make.AT)
    assert standing_device(device.uid) == device

    revoke_devices([device], by=me, at=make.AT)

    assert standing_device(device.uid) is None
    device.refresh_from_db()
    assert device.revoked_at == make.AT


def test_the_administrator_of_the_body_has_a_lost_phone_forget_and_a_colleague_does_not() -> None:
    org = make.federation()
    device = admit_device(name="Android", by=owner(org), at=make.AT)

    with pytest.raises(NotAllowed):
        revoke_devices([device], by=owner(org), at=make.AT)
    with pytest.raises(NotAllowed):
        revoke_devices([device], by=make.actor(Role.ORG_ADMIN), at=make.AT)
    revoke_devices([device], by=make.actor(Role.ORG_ADMIN, over=org), at=make.AT)

    assert standing_device(device.uid) is None


def test_a_closed_account_has_no_phone() -> None:
    me = owner(make.federation())
    device = admit_device(name="Android", by=me, at=make.AT)

    disable_account(User.objects.get(party_id=me.party_id), reason="离职", by=SYSTEM, at=make.AT)

    assert standing_device(device.uid) is None


def test_a_visitor_has_no_phone_and_an_unknown_one_may_keep_nothing() -> None:
    with pytest.raises(NotAllowed):
        admit_device(name="Android", by=ANONYMOUS, at=make.AT)
    assert standing_device(uuid4()) is None
