"""Hours of counselling: offered, booked with a number and no name, kept; the number is erased."""

from datetime import timedelta

import pytest
from django.urls import reverse

import make
from browse import client_of, send, text
from heli.core.access.enums import Role
from heli.core.access.queries import actor_for
from heli.core.acts import Actor, Invalid, NotAllowed
from heli.core.flow.models import Entry
from heli.core.flow.queries import inbox
from heli.core.parties.chores import forget_old_values
from heli.core.parties.models import VaultItem
from heli.core.parties.vault import opened
from heli.loops.services.actions.counselling import (
    NoNumber,
    book,
    free,
    keep,
    open_slots,
    reveal_number,
)
from make_services import House, services


pytestmark = pytest.mark.django_db
PHONE = "13800000000"


def offered(house: House) -> tuple[list[Entry], Actor, Actor]:
    supervisor = make.person(org=house.body)
    hotline = make.actor(Role.FRONTLINE, over=house.body)
    said = {"on": make.TODAY + timedelta(days=1), "start": "09:00", "end": "11:00", "minutes": 50}
    by = {"by": house.clerk, "at": house.at}
    call = open_slots(house.desk, supervisor=supervisor, **said, place="电话", **by)
    rows = call.entries.select_related("call", "org").order_by("title")
    return list(rows), actor_for(supervisor, on=make.TODAY), hotline


def test_a_supervisor_on_call_offers_equal_hours() -> None:
    house = services()

    slots, supervisor, _hotline = offered(house)

    assert [one.title[-5:] for one in slots] == ["09:00", "09:50"]
    said = {"on": make.TODAY, "start": "09:00", "end": "09:30", "minutes": 50, "place": "电话"}
    person = make.person(org=house.body)
    with pytest.raises(Invalid):
        open_slots(house.desk, supervisor=person, **said, by=house.clerk, at=house.at)
    with pytest.raises(NotAllowed):
        open_slots(house.desk, supervisor=person, **said, by=supervisor, at=house.at)


def test_only_the_supervisor_sees_the_number_and_it_is_erased_on_its_day() -> None:
    house = services()
    [slot, _other], supervisor, hotline = offered(house)
    book(slot, phone=PHONE, by=hotline, at=house.at)
    assert slot in inbox(supervisor)

    for other in (house.clerk, hotline, house.asker, house.stranger()):
        with pytest.raises(NotAllowed):
            reveal_number(slot, by=other, at=house.at)
    assert opened(reveal_number(slot, by=supervisor, at=house.at)) == PHONE
    keep(slot, by=supervisor, at=house.at)
    assert house.count("services.hours_kept") == 1

    assert forget_old_values(house.at + timedelta(days=30)) == 1
    with pytest.raises(NoNumber):
        reveal_number(slot, by=supervisor, at=house.at)


def test_a_cancelled_booking_counts_no_more_and_leaves_no_number() -> None:
    house = services()
    [slot, _other], _supervisor, hotline = offered(house)
    book(slot, phone=PHONE, by=hotline, at=house.at)

    free(slot, by=hotline, at=house.at)

    assert house.count("services.hours_booked") == 0
    forget_old_values(house.at)
    assert not VaultItem.objects.filter(field="phone").exists()
    book(slot, phone=PHONE, by=house.clerk, at=house.at)
    assert house.count("services.hours_booked") == 1


def test_firms_and_strangers_book_nothing_and_see_nothing() -> None:
    house = services()
    [slot, _other], _supervisor, _hotline = offered(house)

    for other in (house.asker, house.officer, house.stranger()):
        with pytest.raises(NotAllowed):
            book(slot, phone=PHONE, by=other, at=house.at)
        page = client_of(other).get(reverse("services:slot", args=[slot.uid]))
        assert page.status_code == 404


def test_the_number_is_shown_once_to_the_supervisor_and_stands_on_no_other_page() -> None:
    house = services()
    [slot, _other], supervisor, _hotline = offered(house)
    book(slot, phone=PHONE, by=house.clerk, at=house.at)
    on_call, desk = client_of(supervisor), client_of(house.clerk)

    assert PHONE not in text(on_call.get(reverse("services:slot", args=[slot.uid])))
    assert PHONE in text(send(on_call, "services:slot_number", slot.uid))
    assert send(desk, "services:slot_number", slot.uid).status_code == 403
    assert PHONE not in text(desk.get(reverse("services:slot", args=[slot.uid])))
    assert slot.title in text(desk.get(reverse("services:slots")))
