"""A press piece about gifts is held against the open ledger: each figure finds its record or not."""

from datetime import date

import pytest

import make
from heli.core.access.enums import Role
from heli.core.acts import Actor, find_task
from heli.core.measures.queries import figures_of
from heli.loops.briefs.actions import reading as acts
from heli.loops.briefs.models import ReadText
from heli.loops.briefs.queries.briefs import latest
from heli.loops.briefs.queries.reading_marks import sheet_of
from make_giving import House, giving


pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "2月，全系统接收口罩3000只，接收捐款60604元。另向一线发放口罩500只。\n"
    "示例慈善总会收到捐款20000元。邻市某商会收到捐款90000元。"
)


@pytest.fixture
def house() -> House:
    built = giving()
    built.approve_measures()
    built.receive("某厂", goods=[built.goods(3000)])
    built.receive("某人", cash=60604)
    return built


def editor(house: House) -> Actor:
    return make.actor(Role.EDITOR, over=house.body)


def read(house: House, body: str = TEXT) -> ReadText:
    text = acts.give_text(
        house.body,
        title="外来简报",
        body=body,
        day=date(2020, 3, 1),
        first=date(2020, 1, 1),
        last=date(2020, 12, 31),
        by=editor(house),
        at=make.AT,
    )
    find_task("briefs.read")(text=str(text.uid), at=make.AT)
    text.refresh_from_db()
    return text


def test_each_figure_finds_its_record_or_says_that_there_is_none(house: House) -> None:
    marks = {m.reading.text: m.mark.value for m in sheet_of(read(house)).figures}

    assert marks == {
        "3000只": "bound",
        "60604元": "bound",
        "500只": "unmatched",
        "20000元": "unmatched",
        "90000元": "unmatched",
    }


def test_goods_are_bound_to_their_item(house: House) -> None:
    [masks] = [m for m in sheet_of(read(house)).figures if m.reading.text == "3000只"]

    assert masks.measure == f"giving.goods_received@1 item={house.masks.uid}"


def test_traditional_script_finds_the_same_record(house: House) -> None:
    marks = {
        m.reading.text: m.mark.value for m in sheet_of(read(house, "接收捐款60604圓。")).figures
    }

    assert marks == {"60604圓": "bound"}


def test_what_the_ledger_denies_is_marked(house: House) -> None:
    marks = {
        m.reading.text: m.mark.value for m in sheet_of(read(house, "共接收捐款7万元。")).figures
    }

    assert marks == {"7万元": "contradicting"}


def test_what_the_text_adds_up_is_no_wrong_total(house: House) -> None:
    text = read(house, "接收捐款5万元，接收另一笔捐款1.06万元，接收捐款合计6.06万元。")

    marks = {m.reading.text: m.mark.value for m in sheet_of(text).figures}

    assert marks == {"5万元": "consistent", "1.06万元": "consistent", "6.06万元": "bound"}


def test_a_draft_keeps_what_narrows_a_figure(house: House) -> None:
    text = read(house, TEXT.partition("\n")[0])

    brief = acts.draft_brief(
        text,
        title="捐赠简报",
        first=date(2020, 1, 1),
        last=date(2020, 12, 31),
        by=editor(house),
        at=make.AT,
    )

    bound = {f.quote: f for f in figures_of(latest(brief)) if f.version_id}
    assert set(bound) == {"3000只", "60604元"}
    assert str(house.masks.uid) in bound["3000只"].params
