"""What the pages of services say, to whoever reads them."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from browse import client_of, text
from heli.loops.services.actions.counting import report_count
from make_services import services


pytestmark = pytest.mark.django_db


def test_what_was_counted_is_said_in_the_language_of_the_reader() -> None:
    house = services()
    told = {"desk": house.desk, "what": "disputes", "n": 23, "by": house.officer, "at": house.at}
    with translation.override("zh-hans"):
        tally = report_count(house.department, **told)
    browser = client_of(house.clerk)

    shown = [
        text(browser.get(reverse("services:tallies"))),
        text(browser.get(reverse("services:tally", args=[tally.uid]))),
    ]

    assert ["Disputes settled in confidence" in page for page in shown] == [True, True]
    assert [tally.title in page for page in shown] == [False, False]


def test_commissioners_are_called_after_their_firm_in_every_language() -> None:
    house = services()
    with translation.override("zh-hans"):
        care, _leader, _officer = house.paired()
    browser = client_of(house.clerk)

    shown = text(browser.get(reverse("services:care", args=[care.uid])))

    heading = re.search(r"<h1[^>]*>(.*?)</h1>", shown, re.DOTALL)
    assert heading
    assert care.org.name in heading[1]
    assert care.call.title not in shown
