"""Roles over subtrees, and the three administrators that are three people (S39)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from heli.core.access import actions
from heli.core.access.enums import Role
from heli.core.access.models import User
from heli.core.access.policies import over
from heli.core.access.queries import actor_for, actor_of, holders, roles_of
from heli.core.acts import ANONYMOUS, SYSTEM, Actor, Grant, Invalid, NotAllowed
from heli.core.parties import actions as parties
from heli.core.parties.models import Party, Tie


pytestmark = pytest.mark.django_db
SAY = {"by": SYSTEM, "at": make.AT}


@pytest.fixture
def city(db: None) -> Party:
    return make.federation()


def test_a_role_holds_over_the_body_and_all_below_it_and_nowhere_else(city: Party) -> None:
    district = make.society(city)
    society, sibling = make.society(district), make.society(city)
    clerk = make.actor(Role.CLERK, over=district)

    def reached(*roles: str) -> set[Party]:
        return set(Party.objects.filter(over(clerk, *roles, field="pk")))

    assert reached(Role.CLERK) == {district, society}
    assert sibling not in reached()
    assert reached() == {district, society}
    assert reached(Role.SIGNER) == set()
    assert set(Party.objects.filter(over(ANONYMOUS, field="pk"))) == set()


def test_a_role_moves_with_the_tree(city: Party) -> None:
    mine, other = make.society(city), make.society(city)
    society = make.society(mine)
    clerk = make.actor(Role.CLERK, over=mine)

    parties.move(society, parent=other, **SAY)

    assert not Party.objects.filter(over(clerk, Role.CLERK, field="pk"), pk=society.pk).exists()


def test_a_role_withdrawn_is_gone_with_the_next_request(city: Party) -> None:
    who = make.person(org=city)
    tie = actions.grant_role(city, to=who, role=Role.CLERK, **SAY)
    assert actor_for(who, on=make.TODAY).grants == (Grant(Role.CLERK, city.pk),)

    actions.withdraw_role(tie, **SAY)

    assert actor_for(who, on=make.TODAY).grants == ()
    assert roles_of(who, on=make.TODAY) == []
    assert list(holders(city, Role.CLERK, on=make.TODAY)) == []


def test_a_role_from_a_day_to_a_day(city: Party) -> None:
    who = make.person(org=city)
    since, until = date(2020, 3, 1), date(2020, 4, 1)
    tie = actions.grant_role(city, to=who, role=Role.CLERK, since=since, until=until, **SAY)

    days = [since - timedelta(days=1), since, until - timedelta(days=1), until]
    assert [bool(actor_for(who, on=day).grants) for day in days] == [False, True, True, False]
    assert roles_of(who, on=since) == [tie]
    with pytest.raises(Invalid):
        actions.grant_role(city, to=who, role=Role.EDITOR, since=until, until=until, **SAY)


def test_a_role_granted_twice_stays_as_it_was(city: Party) -> None:
    who = make.person(org=city)

    first = actions.grant_role(city, to=who, role=Role.CLERK, **SAY)

    assert actions.grant_role(city, to=who, role=Role.CLERK, **SAY) == first
    assert roles_of(who, on=make.TODAY) == [first]


def test_holders_of_a_role_are_found_from_any_body_below(city: Party) -> None:
    society = make.society(city)
    above, here = make.person(org=city), make.person(org=society)
    for org, who in ((city, above), (society, here)):
        actions.grant_role(org, to=who, role=Role.SIGNER, **SAY)

    assert set(holders(society, Role.SIGNER, on=make.TODAY)) == {above, here}
    assert set(holders(city, Role.SIGNER, Role.CLERK, on=make.TODAY)) == {above}


def test_the_administrator_of_a_body_grants_ordinary_roles_in_it_only(city: Party) -> None:
    society = make.society(city)
    admin = make.actor(Role.ORG_ADMIN, over=society)
    who = make.person(org=society)

    actions.grant_role(society, to=who, role=Role.CLERK, by=admin, at=make.AT)

    with pytest.raises(NotAllowed):
        actions.grant_role(city, to=who, role=Role.CLERK, by=admin, at=make.AT)
    for role in (Role.ORG_ADMIN, Role.AUDITOR, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN):
        with pytest.raises(actions.NotYourRoleToGive):
            actions.grant_role(society, to=who, role=role, by=admin, at=make.AT)
    assert [tie.title for tie in roles_of(who, on=make.TODAY)] == [Role.CLERK]


def test_nobody_grants_a_role_to_themselves(city: Party) -> None:
    me = make.person(org=city)
    security = make.actor(Role.SECURITY_ADMIN, over=city, who=me)

    with pytest.raises(actions.NotOneself):
        actions.grant_role(city, to=me, role=Role.CLERK, by=security, at=make.AT)


def test_the_security_administrator_cannot_take_their_own_office_from_themselves(
    city: Party,
) -> None:
    me = make.person(org=city)
    security = make.actor(Role.SECURITY_ADMIN, over=city, who=me)
    [tie] = roles_of(me, on=make.TODAY)

    with pytest.raises(actions.NotOneself):
        actions.withdraw_role(tie, by=security, at=make.AT)
    with pytest.raises(NotAllowed):
        actions.withdraw_role(tie, by=make.actor(Role.CLERK, over=city), at=make.AT)


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        (Role.SYSTEM_ADMIN, Role.AUDITOR),
        (Role.AUDITOR, Role.SECURITY_ADMIN),
        (Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN),
    ],
)
def test_the_three_administrators_are_three_people(city: Party, held: str, wanted: str) -> None:
    who = make.person(org=city)
    tie = actions.grant_role(city, to=who, role=held, **SAY)

    with pytest.raises(actions.ThreeAdmins):
        actions.grant_role(city, to=who, role=wanted, **SAY)

    actions.withdraw_role(tie, **SAY)
    assert actions.grant_role(city, to=who, role=wanted, **SAY).title == wanted


def test_the_system_administrator_appoints_the_first_security_administrator_only(
    city: Party,
) -> None:
    system = make.actor(Role.SYSTEM_ADMIN, over=city)
    first, second = make.person(org=city), make.person(org=city)

    actions.grant_role(city, to=first, role=Role.SECURITY_ADMIN, by=system, at=make.AT)

    with pytest.raises(actions.NotYourRoleToGive):
        actions.grant_role(city, to=second, role=Role.SECURITY_ADMIN, by=system, at=make.AT)
    with pytest.raises(actions.NotYourRoleToGive):
        actions.grant_role(city, to=second, role=Role.CLERK, by=system, at=make.AT)


def test_an_auditor_changes_nothing(city: Party) -> None:
    auditor = make.actor(Role.AUDITOR, over=city)
    who = make.person(org=city)

    for act in (
        lambda: actions.grant_role(city, to=who, role=Role.CLERK, by=auditor, at=make.AT),
        lambda: parties.add_organisation(city, name="示例学会", by=auditor, at=make.AT),
        lambda: actions.create_account(who, username="who", by=auditor, at=make.AT),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_role_that_does_not_exist_or_for_a_body_is_refused(city: Party) -> None:
    with pytest.raises(Invalid):
        actions.grant_role(city, to=make.person(), role="boss", **SAY)
    with pytest.raises(Invalid):
        actions.grant_role(city, to=make.society(city), role=Role.CLERK, **SAY)
    assert not Tie.objects.filter(kind="role").exists()


def test_the_actor_behind_an_account_costs_one_query(city: Party) -> None:
    who = make.person(org=city)
    make.user(who)
    actions.grant_role(city, to=who, role=Role.CLERK, **SAY)

    user = User.objects.get(party=who)
    with CaptureQueriesContext(connection) as captured:
        actor = actor_of(user, on=make.TODAY)

    assert len(captured) == 1
    expected = Actor(
        name=who.name, party_id=who.pk, uid=who.uid, grants=(Grant(Role.CLERK, city.pk),)
    )
    assert actor == expected
    assert actor.is_signed_in


def test_an_account_found_by_its_key_brings_the_roles_that_are_held_on_a_day(city: Party) -> None:
    who, nobody = make.person(org=city), make.person(org=city)
    days = [make.TODAY + timedelta(days=n) for n in range(-1, 4)]
    terms = (
        (Role.CLERK, days[1], None),
        (Role.EDITOR, days[0], days[2]),
        (Role.LIAISON, days[3], None),
    )
    for role, since, until in terms:
        actions.grant_role(city, to=who, role=role, since=since, until=until, **SAY)
    user, other = make.user(who), make.user(nobody)

    with CaptureQueriesContext(connection) as captured:
        found = User.objects.get(pk=user.pk)
        actors = [actor_of(found, on=day) for day in days]

    assert len(captured) == 1
    alone = [actor_for(who, on=day) for day in days]
    assert [set(one.grants) for one in actors] == [set(one.grants) for one in alone]
    assert [len(one.grants) for one in actors] == [1, 2, 1, 2, 2]
    assert found == user
    assert actor_of(User.objects.get(pk=other.pk), on=make.TODAY).grants == ()
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=0)
