"""A packing list is typed line by line; what was typed is kept whatever comes of it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from browse import client_of, send, text
from heli.core.flow.models import Entry
from heli.core.ledger.models import Item
from heli.loops.giving.queries.packing import packing_list
from heli.loops.giving.web.forms.packing import FIRST_ROWS, MORE_ROWS, MOST_ROWS
from make_giving import House, giving
from make_ledger import item, unit


pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: Any) -> House:
    return giving()


@pytest.fixture
def gloves(house: House) -> Item:
    """Something beside masks; 36,000 masks and 900 gloves are in stock."""
    made = item("手套", unit=unit("双", dimension="pieces"))
    house.receive("示例公司", goods=(house.goods(36000), house.goods(900, of=made)), is_meant=True)
    return made


def pack(house: House, browser: Client | None = None, **said: Any) -> Any:
    return send(browser or client_of(house.clerk), "giving:pack", house.campaign.uid, **said)


def packed() -> list[Entry]:
    return list(Entry.objects.filter(flow__startswith="giving.delivery@"))


def test_several_lines_are_packed_at_once_and_empty_ones_left_out(
    house: House, gloves: Item
) -> None:
    first, second = house.hospital("示例第一医院"), house.hospital("示例第二医院")
    masks = {"item_1": house.masks.pk, "quantity_1": "16000", "recipient_1": first.pk}
    others = {"item_3": gloves.pk, "quantity_3": "900", "recipient_3": second.pk}

    assert pack(house, title="两院", **masks, **others).status_code == 302

    [made] = packed()
    assert [(str(one.item), one.words) for one in packing_list(made)] == [
        (str(house.masks), "16,000 只"),
        (str(gloves), "900 双"),
    ]


def test_more_lines_keep_what_was_typed_and_complain_of_nothing(house: House, gloves: Item) -> None:
    typed = {"title": "两院", "item_1": house.masks.pk, "quantity_1": "一万", "rows": FIRST_ROWS}

    asked = pack(house, **typed, quantity_3="90", more="1")

    shown = text(asked)
    assert (asked.status_code, packed()) == (200, [])
    assert all(said in shown for said in ('value="两院"', 'value="一万"', 'value="90"'))
    assert f'<option value="{house.masks.pk}" selected>' in shown
    assert f'name="quantity_{FIRST_ROWS + MORE_ROWS}"' in shown
    assert 'role="alert"' not in shown


def test_a_line_that_is_not_whole_is_named_and_everything_is_kept(
    house: House, gloves: Item
) -> None:
    half = {"item_1": house.masks.pk, "quantity_2": "90", "unit_2": "双"}

    wrong = pack(house, rows=9, **half)

    shown = text(wrong)
    assert (wrong.status_code, packed()) == (422, [])
    assert "Line 1: an item and how much of it belong together." in shown
    assert "Line 2: an item and how much of it belong together." in shown
    assert all(said in shown for said in ('value="90"', 'value="双"', 'name="quantity_9"'))


def test_two_lines_that_are_more_than_the_stock_together_are_refused(
    house: House, gloves: Item
) -> None:
    lines = {f"item_{n}": house.masks.pk for n in (1, 2)}

    refused = pack(house, **lines, quantity_1="20000", quantity_2="20000")

    assert (refused.status_code, packed()) == (409, [])
    assert "36,000 只" in text(refused)


def test_an_empty_list_is_no_delivery(house: House) -> None:
    assert "Say what is packed." in text(pack(house, title="空"))
    assert packed() == []


@pytest.mark.parametrize("rows", ["100000000", "-3", "²", "0", ""])
def test_how_many_lines_there_are_is_not_believed(house: House, rows: str) -> None:
    shown = text(pack(house, rows=rows, more="1"))

    assert 1 <= shown.count("<legend") <= MOST_ROWS


def test_a_long_list_asks_the_registers_once(house: House, gloves: Item) -> None:
    browser, asked = client_of(house.clerk), []
    for rows in (3, 3, 40):
        with CaptureQueriesContext(connection) as queries:
            pack(house, browser, rows=rows, more="1")
        asked.append(len(queries))

    assert asked[1] == asked[2]


def test_only_those_who_keep_the_books_pack(house: House) -> None:
    url = reverse("giving:pack", args=[house.campaign.uid])

    assert client_of(house.stranger()).get(url).status_code == 404
    assert client_of(house.hand).get(url).status_code == 403
    assert pack(house, client_of(house.hand), more="1").status_code == 403
