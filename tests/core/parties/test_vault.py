from datetime import date, timedelta

import pytest
from django.db import connection

import make
from heli.core.access import actions as access
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Invalid, NotAllowed
from heli.core.journal.models import JournalEntry, Opening
from heli.core.journal.verifying import verify_log
from heli.core.parties import actions, chores, vault
from heli.core.parties.models import Party, VaultItem
from heli.core.parties.queries import reveals_of, search


pytestmark = pytest.mark.django_db
PHONE = "138 0000 1234"


def stored(person: Party, *, value: str = PHONE, until: date = date(2021, 2, 10)) -> VaultItem:
    return actions.store_personal(
        person,
        field="phone",
        value=value,
        purpose="排班联系",
        keep_until=until,
        by=SYSTEM,
        at=make.AT,
    )


def test_store_keeps_no_readable_copy_anywhere() -> None:
    person = make.person()
    item = stored(person)

    assert vault.opened(item) == PHONE
    assert PHONE.encode() not in bytes(VaultItem.objects.get().ciphertext)
    assert PHONE not in JournalEntry.objects.latest("id").payload
    assert Opening.objects.latest("id").value == PHONE


def test_store_again_replaces_the_value() -> None:
    person = make.person()
    stored(person, value="13800009999")
    item = stored(person)

    assert VaultItem.objects.count() == 1
    assert vault.opened(item) == PHONE


def test_store_for_no_purpose_or_until_yesterday_is_refused() -> None:
    person = make.person()

    with pytest.raises(Invalid):
        stored(person, value="  ")
    with pytest.raises(Invalid):
        stored(person, until=make.TODAY)
    assert VaultItem.objects.count() == 0


def test_lookup_finds_the_same_number_however_it_was_typed() -> None:
    person, other = make.person(), make.person()
    stored(person)
    stored(other, value="13900001234")

    assert vault.held_by("phone", "13800001234") == [person]
    assert vault.held_by("email", "13800001234") == []


def test_a_value_moved_to_another_person_does_not_open() -> None:
    person, thief = make.person(), make.person()
    item = stored(person)

    VaultItem.objects.filter(pk=item.pk).update(party=thief)

    with pytest.raises(vault.Unreadable):
        vault.opened(VaultItem.objects.select_related("party").get(pk=item.pk))


def test_reveal_is_on_record_with_its_reason_and_the_person_can_read_it() -> None:
    city = make.federation()
    person = make.person(org=city)
    item = stored(person)
    clerk = make.actor(Role.CLERK, over=city)

    opened = actions.reveal(item, reason="核对排班电话", by=clerk, at=make.AT)

    assert vault.opened(opened) == PHONE
    [told] = reveals_of(person)
    assert (told.actor, told.said["reason"]) == (str(clerk.uid), "核对排班电话")


def test_reveal_without_a_reason_is_refused() -> None:
    item = stored(make.person())

    with pytest.raises(actions.NoReason):
        actions.reveal(item, reason=" ? ", by=SYSTEM, at=make.AT)


def test_reveal_by_the_clerk_of_another_body_is_refused() -> None:
    city = make.federation()
    item = stored(make.person(org=make.society(city)))
    stranger = make.actor(Role.CLERK, over=make.society(city))

    with pytest.raises(NotAllowed):
        actions.reveal(item, reason="核对排班电话", by=stranger, at=make.AT)
    assert reveals_of(item.party) == []


def test_reveal_of_ones_own_value() -> None:
    person = make.person()
    item = stored(person)

    assert (
        actions.reveal(item, reason="查看本人信息", by=make.actor(who=person), at=make.AT) == item
    )


def test_erase_value_takes_what_opens_it_in_the_log_too() -> None:
    person = make.person()
    item = stored(person)

    with pytest.raises(actions.NoReason):
        actions.erase_value(item, reason="", by=make.actor(who=person), at=make.AT)
    actions.erase_value(item, reason="本人要求", by=make.actor(who=person), at=make.AT)

    assert VaultItem.objects.count() == 0
    assert not Opening.objects.filter(value=PHONE).exists()
    assert verify_log().holds


def test_values_whose_time_is_over_are_erased_by_the_worker() -> None:
    old, young = make.person(), make.person()
    stored(old, until=date(2020, 3, 1))
    stored(young, until=date(2020, 3, 2))

    done = chores.forget_old_values(make.AT + timedelta(days=21))

    assert done == 1
    assert list(VaultItem.objects.values_list("party", flat=True)) == [young.pk]


def test_erase_person_leaves_nothing_that_names_them() -> None:
    person = make.person("示例人丁")
    account = make.user(person, username="dingdd")
    stored(person)

    access.erase_person(person, reason="本人要求删除", by=SYSTEM, at=make.AT)

    account.refresh_from_db()
    assert account.is_active is False
    assert list(search("示例人丁")) == []
    assert dump_mentions("示例人丁", "dingdd", PHONE) == []
    assert verify_log().holds


def test_erase_person_without_a_reason_is_refused() -> None:
    person = make.person()

    with pytest.raises(Invalid):
        access.erase_person(person, reason="", by=SYSTEM, at=make.AT)
    with pytest.raises(Invalid):
        access.erase_person(make.federation(), reason="本人要求", by=SYSTEM, at=make.AT)


def dump_mentions(*words: str) -> list[tuple[str, str]]:
    """Every cell of every table that contains one of the words."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  -- the database names its tables
            text = str(cursor.fetchall())
            found += [(table, word) for word in words if word in text]
    return found
