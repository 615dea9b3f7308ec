"""Keys: what opens, what does not, and that a key is never more than its program."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

import make
import make_api
from heli.core.access.actions import OnlyForPeople, UnknownScope, create_key, revoke_key
from heli.core.access.actions.roles import NotYourRoleToGive
from heli.core.access.enums import Role
from heli.core.access.keys import key_behind, new_key
from heli.core.access.models import ApiKey
from heli.core.acts import SYSTEM, Actor, NotAllowed
from heli.core.parties.models import Party
from heli.shell import clock
from security.world import account


pytestmark = pytest.mark.django_db
READ = "records:read"


def give(org: Party, by: Actor, role: str = "", name: str = "乙系统") -> ApiKey:
    fresh = new_key()
    return create_key(
        org, name=name, scopes=[READ], role=role, prefix=fresh.prefix, secret=fresh.secret,
        by=by, at=make.AT,
    )  # fmt: skip


def test_key_opens_what_it_is_made_for_and_nothing_else() -> None:
    program = make_api.program(make.federation(), READ)

    assert program.get("/entries").status_code == 200
    refused = program.get("/measures")
    assert (refused.status_code, refused.headers["Content-Type"]) == (
        403,
        "application/problem+json",
    )
    assert "measures:read" in refused.json()["detail"]


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        "heli",
        "heli_",
        "heli_x",
        "heli_aaaaaaaa_bbbb",
        "heli_\x00_b",
        "心",
    ],
)
def test_no_key_and_a_wrong_key_open_nothing(spoilt: str) -> None:
    answer = Client().get("/api/v1/entries", HTTP_AUTHORIZATION=f"Bearer {spoilt}")

    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="Heli"')
    assert Client().get("/api/v1/entries").status_code == 401


def test_key_with_another_secret_opens_nothing() -> None:
    made, text = make_api.key(make.federation())

    changed = text[:-1] + ("a" if text[-1] != "a" else "b")

    assert key_behind(text, on=make.TODAY) == made
    assert key_behind(changed, on=make.TODAY) is None


def test_secret_is_kept_nowhere() -> None:
    made, text = make_api.key(make.federation())
    secret = text.rpartition("_")[2]

    kept = repr(ApiKey.objects.filter(pk=made.pk).values().get())

    assert secret not in kept


def test_revoked_key_is_refused_at_its_next_request() -> None:
    made, text = make_api.key(make.federation(), role=Role.CLERK)
    program = make_api.Program(text)
    assert program.get("/entries").status_code == 200

    revoke_key(made, by=SYSTEM, at=clock.now())

    assert program.get("/entries").status_code == 401
    assert made.party.ties_out.filter(kind="role", until__isnull=True).count() == 0


def test_key_ends_after_its_last_day() -> None:
    _made, text = make_api.key(make.federation(), until=make.TODAY)

    assert key_behind(text, on=make.TODAY) is not None
    assert key_behind(text, on=make.TODAY + timedelta(days=1)) is None


def test_day_of_last_use_is_kept() -> None:
    made, text = make_api.key(make.federation())

    with time_machine.travel("2020-03-01T12:00:00+08:00", tick=False):
        make_api.Program(text).get("/entries")

    made.refresh_from_db()
    assert made.last_used_on == date(2020, 3, 1)


def test_key_is_counted_for_itself() -> None:
    org = make.federation()
    slow, other = make_api.program(org, READ, rate=2), make_api.program(org, READ)

    statuses = [slow.get("/entries").status_code for _ in range(3)]

    assert statuses == [200, 200, 429]
    assert other.get("/entries").status_code == 200


def test_program_signs_and_administers_nothing() -> None:
    org = make.federation()

    for role in (Role.SIGNER, Role.ORG_ADMIN, Role.SYSTEM_ADMIN):
        with pytest.raises(OnlyForPeople):
            give(org, SYSTEM, role)


def test_key_for_something_unknown_is_not_made() -> None:
    fresh = new_key()

    with pytest.raises(UnknownScope):
        create_key(
            make.federation(), name="x", scopes=["everything"], prefix=fresh.prefix,
            secret=fresh.secret, by=SYSTEM, at=make.AT,
        )  # fmt: skip


def test_administrator_of_another_body_makes_no_key_here() -> None:
    org, stranger = make.federation(), make.actor(Role.ORG_ADMIN)

    with pytest.raises(NotAllowed):
        give(org, stranger)


def test_system_administrator_gets_no_role_by_way_of_a_key() -> None:
    org = make.federation()
    admin = make.actor(Role.SYSTEM_ADMIN, over=org)
    give(org, make.actor(Role.ORG_ADMIN, over=org), Role.EDITOR, name="编辑系统")

    with pytest.raises(NotYourRoleToGive):
        give(org, admin, Role.EDITOR)
    with pytest.raises(NotYourRoleToGive):
        give(org, admin, name="编辑系统")
    assert give(org, admin, name="只读系统").party.ties_out.filter(kind="role").count() == 0


def test_second_key_of_a_name_is_for_the_same_program() -> None:
    org = make.federation()

    first, second = give(org, SYSTEM), give(org, SYSTEM)

    assert first.party == second.party


def test_session_of_our_own_pages_may_read_and_needs_a_token_to_write() -> None:
    user = account("", make.federation())
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    uid = "00000000-0000-7000-8000-000000000000"

    read = client.get("/api/v1/entries")
    written = client.post(f"/api/v1/calls/{uid}/proposals", {}, content_type="application/json")

    assert (read.status_code, written.status_code) == (200, 403)
    assert written.headers["Content-Type"] == "application/problem+json"


def test_key_stands_alone_whatever_session_comes_with_it() -> None:
    org = make.federation()
    client = Client()
    client.force_login(account(Role.EDITOR, org))
    _made, text = make_api.key(org, "register:read")

    answer = client.get("/api/v1/entries", HTTP_AUTHORIZATION=f"Bearer {text}")

    assert answer.status_code == 403


def test_key_is_shown_once_on_the_desk() -> None:
    org = make.federation()
    client = Client()
    client.force_login(account(Role.ORG_ADMIN, org))
    page = client.get("/desk/keys/new/")
    form_key = page.context["form"]["form_key"].value()
    said = {"form_key": form_key, "org": org.pk, "name": "乙系统", "scopes": READ, "rate": 60}

    first = client.post("/desk/keys/new/", said)
    again = client.post("/desk/keys/new/", said)

    text = first.context["text"]
    assert key_behind(text, on=clock.today()) is not None
    assert again.context["text"] == ""
    assert ApiKey.objects.count() == 1
    assert text not in client.get(f"/desk/keys/{ApiKey.objects.get().uid}/").content.decode()
