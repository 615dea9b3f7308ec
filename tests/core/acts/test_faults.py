"""R29: the database fails at its k-th statement, for every k: all or nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import OperationalError, connection

import make
from core.flow import samples as flow
from heli.core.access import actions as access
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM
from heli.core.files.actions import upload
from heli.core.files.store import put
from heli.core.flow.actions import undo_steps
from heli.core.notices import actions as notices
from heli.core.parties import actions as parties


class Fails:
    """Lets ``k`` statements through, then fails like a database that went away."""

    def __init__(self, k: int) -> None:
        self.left = k
        self.hit = False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001  -- Django's signature
        if self.left == 0:
            self.hit = True
            message = f"the server went away at: {sql[:60]}"
            raise OperationalError(message)
        self.left -= 1
        return execute(sql, params, many, context)


def everything() -> dict[str, list[Any]]:
    """All rows of all tables."""
    return {
        model._meta.label: sorted(map(str, model._default_manager.values_list()))
        for model in apps.get_models()
        if model._meta.managed
    }


def add_society() -> Callable[[], Any]:
    city = make.federation()
    return lambda: parties.add_organisation(city, name="示例学会", by=SYSTEM, at=make.AT)


def move_society() -> Callable[[], Any]:
    city = make.federation()
    society, other = make.society(city), make.society(city)
    return lambda: parties.move(society, parent=other, by=SYSTEM, at=make.AT)


def store_phone() -> Callable[[], Any]:
    person = make.person()
    return lambda: parties.store_personal(
        person,
        field="phone",
        value="13800001234",
        purpose="排班",
        keep_until=date(2021, 1, 1),
        by=SYSTEM,
        at=make.AT,
    )


def grant_role() -> Callable[[], Any]:
    city, person = make.federation(), make.person()
    return lambda: access.grant_role(city, to=person, role=Role.CLERK, by=SYSTEM, at=make.AT)


def erase_person() -> Callable[[], Any]:
    person = make.person()
    make.user(person)
    return lambda: access.erase_person(person, reason="本人要求", by=SYSTEM, at=make.AT)


def report_matter() -> Callable[[], Any]:
    call = flow.open_call(make.federation(), by=SYSTEM, at=make.AT)
    return lambda: flow.report(call, org=call.issuer, by=SYSTEM, at=make.AT)


def expect_returns() -> Callable[[], Any]:
    call = flow.open_call(make.federation(), by=SYSTEM, at=make.AT)
    orgs = [make.society(call.issuer) for _ in range(3)]
    return lambda: flow.expect(call, orgs=orgs, by=SYSTEM, at=make.AT)


def move_matters() -> Callable[[], Any]:
    matters = [flow.matter(), flow.matter()]
    return lambda: flow.move_many(matters, verb="handle", by=SYSTEM, at=make.AT)


def take_back() -> Callable[[], Any]:
    clerk = make.actor(Role.CLERK)
    step = flow.move(flow.matter(), verb="handle", by=clerk, at=make.AT)
    return lambda: undo_steps([step], by=clerk, at=make.AT)


def send_message() -> Callable[[], Any]:
    city = make.federation()
    message = notices.draft_message(city, to=[make.person()], subject="通知", by=SYSTEM, at=make.AT)
    return lambda: notices.approve_message(message, by=SYSTEM, at=make.AT)


def keep_file() -> Callable[[], Any]:
    stored = put(["签到表".encode()], name="签到表.txt")
    return lambda: upload(stored, by=SYSTEM, at=make.AT)


ACTS = [
    add_society,
    move_society,
    store_phone,
    grant_role,
    erase_person,
    report_matter,
    expect_returns,
    move_matters,
    take_back,
    send_message,
    keep_file,
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ready", ACTS)
def test_a_failure_at_any_statement_leaves_all_or_nothing(
    ready: Callable[[], Callable[[], Any]],
) -> None:
    failed = 0
    for k in range(100):
        # Each round stands on records of its own: what an act was told may be changed in memory.
        do = ready()
        before = everything()
        fails = Fails(k)
        try:
            with connection.execute_wrapper(fails):
                do()
        except OperationalError:
            assert everything() == before
            failed += 1
        else:
            assert not fails.hit
            break
    assert failed >= 3
    assert everything() != before
