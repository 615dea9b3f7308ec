"""What we give out comes back in with nothing changed, whatever stands in it and in either file."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import make
from heli.core.acts import SYSTEM
from heli.core.flow.models import Entry
from heli.core.ledger.actions import set_pack
from heli.core.ledger.enums import Basis
from heli.core.ledger.models import Transaction
from heli.loops.giving.actions.naming import name_donor
from heli.loops.giving.actions.receiving import correct_gift
from heli.loops.giving.enums import Capacity, DonorKind, Publication
from heli.loops.giving.queries.lists import HEADER, gift_rows, listed
from heli.loops.giving.queries.slips import Designation
from heli.shell.tables.plain import csv_lines
from heli.shell.tables.workbook import write_xlsx
from loops.giving.lists import looked_at
from make_giving import House, day, giving
from make_ledger import item


pytestmark = pytest.mark.django_db
FORMATS = ("csv", "xlsx")


@pytest.fixture
def house(db: Any) -> House:
    return giving()


def rich(house: House) -> None:
    """Gifts with everything a gift can have."""
    ward, hospital = make.area(name="示例区"), house.hospital("示例第一医院")
    set_pack(house.masks, name="箱", quantity=2000, since=day("01-01"), by=SYSTEM, at=make.AT)
    suits = item("防护服", standard="GB 19082-2009")
    valued = house.goods(
        "18",
        unit="箱",
        value=Decimal("180000.50"),
        basis=Basis.INVOICE,
        lot="=B-1/2",
        expires_on=date(2021, 6, 30),
    )
    house.receive(
        "示例A科技公司",
        kind=DonorKind.COMPANY,
        cash="41379.99",
        goods=(valued, house.goods(500), house.goods("20", of=suits)),
        voucher="0007",
        designation=Designation(purpose="一线医护", area=ward, recipient=hospital),
        note='\'=1+1\n第二行，"引号"',
    )
    house.receive("示例支部", kind=DonorKind.PARTY_BRANCH, cash=3800, givers=38, body=house.society)
    house.receive(cash="0.01", is_meant=True, on=day("01-02"))
    house.receive(
        "王小明", cash=200, publication=Publication.INITIAL, capacity=Capacity.STATISTICAL
    )
    other = house.hospital("示例基金会")
    gift = house.receive("李某", cash=300, channel=other, voucher="+86-1")
    name_donor(gift, publication=Publication.ANONYMOUS, by=house.clerk, at=house.at)


def exported(house: House, kind: str) -> bytes:
    """All gifts of the campaign as a file."""
    rows = gift_rows(listed(house.campaign))
    if kind == "csv":
        return "".join(csv_lines(HEADER, rows)).encode()
    file = io.BytesIO()
    write_xlsx(file, title="捐赠", header=HEADER, widths=[10] * len(HEADER), rows=rows)
    return file.getvalue()


def counts(entry: Entry) -> tuple[int, int, int, int]:
    """What an import would do: unchanged, new, wrong, asked."""
    checked = entry.answers["checked"]
    assert checked["faults"] == []
    return tuple(checked[name] for name in ("unchanged", "new", "wrong", "asked"))  # type: ignore[return-value]  -- four names


@pytest.mark.parametrize("kind", FORMATS)
def test_our_own_export_changes_nothing(house: House, kind: str) -> None:
    rich(house)

    entry = looked_at(house, exported(house, kind), f"gifts.{kind}")

    assert counts(entry) == (8, 0, 0, 0)


def test_the_row_that_somebody_changed_is_told_with_both_values(house: House) -> None:
    rich(house)
    content = exported(house, "csv").decode().replace("41379.99", "41379.98")
    entry = looked_at(house, content.encode(), "gifts.csv")

    checked = entry.answers["checked"]
    assert (checked["unchanged"], checked["wrong"]) == (7, 1)
    [[line, column, why, is_question]] = checked["faults"]
    assert (line, column, is_question) == (2, "金额", False)
    assert "41379.99" in why
    assert "41379.98" in why


def test_a_gift_that_was_taken_back_is_not_in_the_books_any_more(house: House) -> None:
    gift = house.receive("王某", cash=500)
    content = exported(house, "csv")

    correct_gift(gift, reason="重复", by=house.clerk, at=house.at)

    assert looked_at(house, content, "gifts.csv").answers["checked"]["wrong"] == 1
    assert exported(house, "csv").count(b"\n") == 1


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"])
    | st.sampled_from("'\"=+-@,;\t\n　|％"),
    max_size=20,
)
yuan = st.decimals("0.01", 10**9, places=2)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=words,
    voucher=words,
    note=words,
    purpose=words,
    cash=yuan,
    pieces=st.lists(st.integers(1, 2**50), max_size=3),
    givers=st.none() | st.integers(1, 10**6),
    kind=st.sampled_from(DonorKind.values),
    publication=st.sampled_from(Publication.values),
)
def test_whatever_is_typed_comes_back(
    house: House,
    name: str,
    voucher: str,
    note: str,
    purpose: str,
    cash: Decimal,
    pieces: list[int],
    givers: int | None,
    kind: str,
    publication: str,
) -> None:
    before = Transaction.objects.count()
    house.receive(
        name,
        kind=kind,
        cash=cash,
        givers=givers,
        publication=publication,
        voucher=voucher,
        goods=tuple(house.goods(n) for n in pieces),
        note=note,
        designation=Designation(purpose=purpose),
        is_meant=True,
    )
    assert Transaction.objects.count() == before + 1

    for one in FORMATS:
        entry = looked_at(house, exported(house, one), f"gifts.{one}")
        assert counts(entry)[1:] == (0, 0, 0)
