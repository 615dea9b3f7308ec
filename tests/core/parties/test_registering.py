from datetime import date

import pytest

import make
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Invalid, NotAllowed
from heli.core.journal.models import JournalEntry, Opening
from heli.core.parties import actions
from heli.core.parties.models import Party, PartyKind, Tie, Undertaking
from heli.core.parties.policies import everybody
from heli.core.parties.queries import below, search


pytestmark = pytest.mark.django_db
SAY = {"by": SYSTEM, "at": make.AT}
CODE = "51320700MJ0000018M"


def test_add_organisation_by_the_clerk_of_the_federation() -> None:
    city = make.federation()
    clerk = make.actor(Role.CLERK, over=city)

    society = actions.add_organisation(city, name=" 示例  历史学学会 ", by=clerk, at=make.AT)

    assert society.name == "示例 历史学学会"
    assert set(below(city)) == {city, society}
    entry = JournalEntry.objects.latest("id")
    assert (entry.act, entry.actor) == ("parties.organisation.add", str(clerk.uid))


def test_add_organisation_by_the_clerk_of_another_society_is_refused() -> None:
    city = make.federation()
    clerk = make.actor(Role.CLERK, over=make.society(city))
    before = JournalEntry.objects.count()

    with pytest.raises(NotAllowed):
        actions.add_organisation(city, name="示例历史学学会", by=clerk, at=make.AT)
    with pytest.raises(NotAllowed):
        actions.add_organisation(None, name="示例历史学学会", by=clerk, at=make.AT)

    assert JournalEntry.objects.count() == before


def test_add_organisation_takes_the_area_of_the_body_above() -> None:
    area = make.area()
    city = make.federation(area=area)

    assert make.society(city).area == area
    assert make.society(city, area=make.area(area, kind="county")).area != area


def test_add_organisation_with_its_credit_code_found_again_by_it() -> None:
    city = make.federation()

    society = make.society(city, code=f" {CODE.lower()} ")

    assert society.code == CODE
    assert list(search(CODE)) == [society]


@pytest.mark.parametrize("code", ["51320700MJ00000180", "51320700MJ000001", "IOSVZ", "１２３"])
def test_add_organisation_with_a_wrong_credit_code_is_refused(code: str) -> None:
    with pytest.raises(actions.BadCode) as refusal:
        make.society(code=code)

    assert (refusal.value.field, refusal.value.status) == ("code", 422)


def test_add_organisation_with_the_code_of_another_is_refused_until_that_was_merged() -> None:
    city = make.federation()
    first, second = make.society(city, code=CODE), make.society(city)

    with pytest.raises(actions.AlreadyKnown):
        make.society(city, code=CODE)

    actions.merge(first, into=second, **SAY)
    assert make.society(city, code=CODE).code == CODE


@pytest.mark.parametrize("name", ["", "   ", "a\x00b", "长" * 121])
def test_a_name_that_cannot_be_kept_is_refused(name: str) -> None:
    city = make.federation()

    for act in (actions.add_organisation, actions.add_person, actions.add_group):
        with pytest.raises(Invalid) as refusal:
            act(city, name=name, **SAY)
        assert refusal.value.field == "name"
    assert list(Party.objects.all()) == [city]


def test_add_person_says_their_name_to_the_journal_only_as_a_commitment() -> None:
    person = make.person("示例人甲")

    entry = JournalEntry.objects.latest("id")
    assert "示例人甲" not in entry.payload
    assert Opening.objects.get(entry=entry).value == "示例人甲"
    tie = Tie.objects.get(src=person)
    assert (tie.kind, tie.since) == ("member", make.LONG_AGO)


def test_add_person_today_where_the_office_is() -> None:
    person = actions.add_person(make.federation(), name="示例人", kind="expert", **SAY)

    assert Tie.objects.get(src=person).since == make.TODAY


@pytest.mark.parametrize("kind", ["role", "child"])
def test_add_person_in_a_place_or_a_role_is_refused(kind: str) -> None:
    with pytest.raises(Invalid):
        make.person(kind=kind)


def test_add_group_stands_below_its_body() -> None:
    city = make.federation()

    group = actions.add_group(city, name="临时党支部", subkind="branch", **SAY)

    assert group.kind == PartyKind.GROUP
    assert set(below(city)) == {city, group}


def test_rename_is_found_under_the_new_name_only() -> None:
    city = make.federation()
    society = make.society(city, "示例旧学会")
    admin = make.actor(Role.ORG_ADMIN, over=city)

    actions.rename(society, name="示例新学会", short="新学会", by=admin, at=make.AT)

    assert list(search("新学会")) == [society]
    assert list(search("旧学会")) == []


def test_rename_of_a_member_of_another_body_is_refused() -> None:
    city = make.federation()
    person = make.person(org=make.society(city))

    with pytest.raises(NotAllowed):
        actions.rename(
            person, name="改名", by=make.actor(Role.CLERK, over=make.society(city)), at=make.AT
        )
    actions.rename(person, name="改名", by=make.actor(Role.CLERK, over=city), at=make.AT)
    assert Party.objects.get(pk=person.pk).name == "改名"


def test_open_undertaking_from_a_day_to_a_day() -> None:
    city = make.federation()
    day = date(2020, 2, 1)

    made = make.undertaking(city, name="红心连社", starts_on=day, ends_on=day)

    assert Undertaking.objects.get() == made
    assert str(made) == "红心连社"
    with pytest.raises(Invalid):
        make.undertaking(city, starts_on=day, ends_on=date(2020, 1, 31))


def test_everybody_may_see_the_register() -> None:
    city = make.federation()

    assert list(everybody.visible_to(make.actor(over=city)).filter(kind="org")) == [city]
