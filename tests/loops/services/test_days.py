"""Daily firm reports: expected on working days, sent by the pair, missing ones seen."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

import make
from browse import client_of, send, text
from heli.core.acts import Invalid, NotAllowed
from heli.core.flow.engine import Closed, NotFromHere
from heli.core.flow.models import Entry
from heli.core.flow.queries import inbox
from heli.loops.services.actions.caring import appoint_pair, enlist_firms
from heli.loops.services.actions.daily import expect_day, report_day, switch_days
from heli.loops.services.queries.daily import days, is_workday, rolled_up
from heli.loops.services.tasks import keep_days
from make_services import House, services


pytestmark = pytest.mark.django_db

MONDAY = date(2020, 2, 10)
FRIDAY = datetime(2020, 2, 14, 2, tzinfo=UTC)


def expected(house: House) -> Entry:
    on = MONDAY
    expect_day(house.desk, on=on, by=house.clerk, at=house.at)
    return Entry.objects.select_related("call", "org").get(org=house.firm, period=on.isoformat())


def test_a_report_is_expected_of_the_pair_on_working_days_alone() -> None:
    house = services()
    _care, leader, officer = house.paired()

    entry = expected(house)

    assert entry in inbox(leader)
    assert entry in inbox(officer)
    assert (is_workday(date(2020, 2, 15)), is_workday(date(2020, 2, 3))) == (False, True)
    with pytest.raises(Invalid):
        expect_day(house.desk, on=date(2020, 2, 15), by=house.clerk, at=house.at)
    expect_day(house.desk, on=MONDAY, by=house.clerk, at=house.at)
    assert house.count("services.days_expected") == 1


def test_a_day_is_reported_once_by_one_of_the_pair_and_counts_for_that_day() -> None:
    house = services()
    _care, _leader, officer = house.paired()
    entry = expected(house)
    said = {"production": "partly", "workers": 42, "note": "缺口罩。"}

    for other in (house.clerk, house.asker, house.stranger()):
        with pytest.raises(NotAllowed):
            report_day(entry, **said, by=other, at=house.at)
    step = report_day(entry, **said, by=officer, at=house.at)

    assert step.effective_on == MONDAY
    with pytest.raises(NotFromHere):
        report_day(entry, **said, by=officer, at=house.at)
    [day] = days(Entry.objects.filter(flow__startswith="services.daily@"))
    assert (day.expected, day.sent, day.missing, day.workers) == (1, 1, 0, 42)
    assert day.by_production == {"normal": 0, "partly": 1, "stopped": 0}


def test_a_missing_day_is_seen_and_in_the_end_stands_as_not_reported() -> None:
    house = services()
    house.paired()
    switch_days(house.desk, is_on=True, by=house.clerk, at=FRIDAY)

    assert keep_days(FRIDAY) == 1
    assert keep_days(FRIDAY) == 0
    assert keep_days(FRIDAY + timedelta(days=1)) == 0
    entry = Entry.objects.get(org=house.firm, period="2020-02-14")
    [(_name, day)] = rolled_up([entry])
    assert day.missing == 1

    keep_days(FRIDAY + timedelta(days=4))

    entry.refresh_from_db()
    assert entry.state == "day_missed"


def test_a_firm_without_a_pair_owes_no_report_and_an_ended_list_asks_for_none() -> None:
    house = services()
    other = make.society(house.body, name="另一公司", subkind="company")
    call = enlist_firms(house.desk, firms=[house.firm, other], by=house.clerk, at=house.at)
    pair = [make.person(org=house.body) for _n in range(2)]
    care = Entry.objects.get(call=call, org=house.firm)
    appoint_pair(care, leader=pair[0], officer=pair[1], by=house.clerk, at=house.at)

    expected(house)
    assert house.count("services.days_expected") == 1
    switch_days(house.desk, is_on=False, by=house.clerk, at=house.at)
    with pytest.raises(Closed):
        expect_day(house.desk, on=MONDAY, by=house.clerk, at=house.at + timedelta(days=1))


def test_the_pair_reports_on_its_page_and_the_desk_sees_who_is_missing() -> None:
    house = services()
    _care, _leader, officer = house.paired()
    entry = expected(house)
    desk, pair = client_of(house.clerk), client_of(officer)

    page = text(desk.get(reverse("services:days"), {"day": "2020-02-10"}))
    assert "To be reported" in page
    answer = send(pair, "services:report_day", entry.uid, production="normal", workers="120")

    assert answer.headers["Location"] == reverse("services:day", args=[entry.uid])
    assert "120" in text(pair.get(answer.headers["Location"]))
    assert "working as usual" in text(desk.get(reverse("services:days")))
    assert client_of(house.stranger()).get(answer.headers["Location"]).status_code == 404
    assert "Off: nothing is asked for." not in text(desk.get(reverse("services:days")))
    send(desk, "services:switch_days", house.desk.uid)
    assert "Off: nothing is asked for." in text(desk.get(reverse("services:days")))


def test_no_report_yet_is_said() -> None:
    page = text(client_of(services().clerk).get(reverse("services:days")))

    assert "No day was asked for yet" in page
