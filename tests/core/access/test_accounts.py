import json
import stat
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from pytest_django import Settings

import make
from heli.core.access import actions, tokens
from heli.core.access.doors import door
from heli.core.access.enums import Role
from heli.core.access.models import User
from heli.core.access.queries import actor_of, roles_of
from heli.core.acts import ANONYMOUS, SYSTEM, Invalid, NotAllowed, anyone
from heli.core.journal.models import JournalEntry
from heli.core.parties.models import Party
from heli.core.parties.queries import below


pytestmark = pytest.mark.django_db
SAY = {"by": SYSTEM, "at": make.AT}
GOOD = "汉江大桥 1957 通车"


def accept(user: User, token: str, password: str = GOOD) -> User:
    return actions.accept_invitation(user, token=token, password=password, by=ANONYMOUS, at=make.AT)


def test_a_new_account_has_no_password_and_opens_by_invitation_once() -> None:
    user = make.user()
    assert not user.has_usable_password()
    token = tokens.invitation(user)

    accept(user, token)

    user.refresh_from_db()
    assert user.check_password(GOOD)
    with pytest.raises(actions.BadToken):
        accept(user, token)


def test_the_journal_remembers_neither_password_nor_token_nor_name() -> None:
    user = make.user(username="liming")
    token = tokens.invitation(user)

    accept(user, token)

    entries = JournalEntry.objects.order_by("-id")[:2]
    assert json.loads(entries[0].payload)["password"] == {"$secret": True}
    text = "".join(entry.payload + entry.fingerprint for entry in entries)
    assert [word for word in (GOOD, token, "liming") if word in text] == []


def test_an_invitation_of_another_too_old_or_after_the_account_was_closed_is_refused() -> None:
    user, other = make.user(), make.user()
    with time_machine.travel(make.AT, tick=False):
        token = tokens.invitation(user)
        with pytest.raises(actions.BadToken):
            accept(other, token)
    with (
        time_machine.travel(make.AT + timedelta(days=4), tick=False),
        pytest.raises(actions.BadToken),
    ):
        accept(user, token)

    with time_machine.travel(make.AT, tick=False):
        actions.disable_account(user, reason="调离", **SAY)
        with pytest.raises(actions.BadToken):
            accept(user, token)
    user.refresh_from_db()
    assert not user.has_usable_password()


def test_a_weak_password_is_refused_with_the_reasons(settings: Settings) -> None:
    settings.AUTH_PASSWORD_VALIDATORS = [
        {
            "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
            "OPTIONS": {"min_length": 10},
        }
    ]
    user = make.user()

    with pytest.raises(actions.BadPassword) as refusal:
        accept(user, tokens.invitation(user), "short")

    assert refusal.value.field == "password"
    assert "10" in str(refusal.value)


def test_two_accounts_of_one_name_or_one_person_are_refused() -> None:
    make.user(username="liming")

    for username in ("liming", "LiMing", " liming "):
        with pytest.raises(actions.NameTaken):
            make.user(username=username)
    with pytest.raises(Invalid):
        actions.create_account(make.person(), username="  ", **SAY)
    person = make.user().party
    assert person is not None
    with pytest.raises(Invalid):
        make.user(person)
    with pytest.raises(Invalid):
        make.user(make.federation())


def test_accounts_are_opened_by_those_who_administer_the_persons_body() -> None:
    city = make.federation()
    here, there = make.society(city), make.society(city)
    person = make.person(org=here)

    with pytest.raises(NotAllowed):
        actions.create_account(
            person, username="a", by=make.actor(Role.ORG_ADMIN, over=there), at=make.AT
        )
    with pytest.raises(NotAllowed):
        actions.create_account(
            person, username="a", by=make.actor(Role.CLERK, over=here), at=make.AT
        )
    made = actions.create_account(
        person,
        username="a",
        email="a@example.org",
        by=make.actor(Role.SYSTEM_ADMIN, over=city),
        at=make.AT,
    )
    assert (made.party, made.email, str(made)) == (person, "a@example.org", "a")


def test_a_closed_account_has_nobody_behind_it() -> None:
    city = make.federation()
    person = make.person(org=city)
    user = make.user(person)
    actions.grant_role(city, to=person, role=Role.CLERK, **SAY)
    admin = make.actor(Role.ORG_ADMIN, over=city)

    with pytest.raises(Invalid):
        actions.disable_account(user, reason=" ", by=admin, at=make.AT)
    actions.disable_account(user, reason="调离", by=admin, at=make.AT)
    assert actor_of(User.objects.get(pk=user.pk), on=make.TODAY) == ANONYMOUS

    actions.enable_account(user, by=admin, at=make.AT)
    again = User.objects.get(pk=user.pk)
    assert actor_of(again, on=make.TODAY).party_id == person.pk
    assert not again.has_usable_password()


def test_an_account_without_a_person_is_nobody() -> None:
    user = User.objects.create_user("robot", party=None, password=None)

    assert actor_of(user, on=make.TODAY) == ANONYMOUS


def test_closing_an_account_of_another_body_is_refused() -> None:
    user = make.user()

    with pytest.raises(NotAllowed):
        actions.disable_account(user, reason="调离", by=make.actor(Role.ORG_ADMIN), at=make.AT)


def test_preferences_are_ones_own() -> None:
    user = make.user()
    me = make.actor(who=user.party)

    actions.set_preferences(user, changes={"language": "en"}, by=me, at=make.AT)
    actions.set_preferences(user, changes={"letters": "large"}, by=me, at=make.AT)

    assert User.objects.get(pk=user.pk).preferences == {"language": "en", "letters": "large"}
    with pytest.raises(NotAllowed):
        actions.set_preferences(user, changes={"language": "en"}, by=make.actor(), at=make.AT)


def test_a_fresh_installation_opens_once_with_the_token_it_printed() -> None:
    token = tokens.first_run_token()
    path = settings.HELI_DATA / "keys" / "first_run"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert tokens.first_run_token() == token
    say = {
        "organisation": "示例市社科联",
        "name": "示例人",
        "username": "admin",
        "password": GOOD,
        "by": ANONYMOUS,
        "at": make.AT,
    }

    with pytest.raises(actions.BadToken):
        actions.open_installation("0" * 40, **say)
    with pytest.raises(Invalid):
        actions.open_installation(token, **{**say, "organisation": " "})
    user = actions.open_installation(token, **say)

    root = Party.objects.get(kind="org")
    assert set(below(root)) == {root}
    assert user.check_password(GOOD)
    held = {tie.title for tie in roles_of(user.party, on=make.TODAY)}
    assert held == {Role.SYSTEM_ADMIN, Role.ORG_ADMIN}
    with pytest.raises(actions.BadToken):
        actions.open_installation(token, **say)

    tokens.spend_first_run_token()
    User.objects.all().delete()
    with pytest.raises(actions.BadToken):
        actions.open_installation(token, **say)


def test_a_door_declares_itself() -> None:
    def view() -> None:
        """A view."""

    declared = door("desk", policy=anyone, unsafe=True)(view)

    assert declared.door.face == "desk"
    assert declared.door.policy is anyone
    assert declared.door.unsafe
