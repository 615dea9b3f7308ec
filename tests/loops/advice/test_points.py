"""Points by a rule pack."""

from decimal import Decimal

import pytest

from heli.core.flow.models import Step
from heli.loops.advice.enums import Tag
from heli.loops.advice.queries.packs import packs, read_pack
from heli.loops.advice.queries.people import Credit
from heli.loops.advice.queries.points import divided, worth_of


BY_LEVEL = packs()["by_level@1"]
BY_CLASS = packs()["by_class@1"]


def adoption(level: str, form: str) -> Step:
    return Step(tag=Tag.ADOPTED, facts={"level": level, "form": form})


def instruction(level: str, rank: str) -> Step:
    return Step(tag=Tag.INSTRUCTED, facts={"level": level, "rank": rank})


def test_the_two_packs_that_come_with_heli_are_known_by_code_and_version() -> None:
    assert list(packs()) == ["by_class@1", "by_level@1"]
    assert BY_LEVEL.label_in("zh-hans") == "按层级计分（示例）"
    assert BY_LEVEL.label_in("fr") == "By level (example)"


def test_only_the_highest_echo_of_an_item_counts() -> None:
    steps = [
        adoption("provincial", "idea"),
        instruction("national", "deputy"),
        adoption("city", "whole"),
    ]

    worth = worth_of(steps, BY_LEVEL)

    assert (worth.points, worth.step) == (Decimal(10), steps[1])


def test_of_equal_echoes_the_earliest_counts() -> None:
    first, second = adoption("national", "whole"), instruction("national", "head")

    assert worth_of([first, second], BY_LEVEL).step is first


def test_what_no_rule_names_is_worth_nothing() -> None:
    assert worth_of([adoption("county", "idea")], BY_CLASS).points == 0
    assert worth_of([Step(tag=Tag.EDITED, facts={})], BY_LEVEL).step is None


def test_shares_lose_and_invent_no_points() -> None:
    thirds = [Credit("甲", 34), Credit("乙", 33), Credit("丙", 33)]

    given = divided(Decimal(10), thirds)

    assert given == {"甲": Decimal("3.40"), "乙": Decimal("3.30"), "丙": Decimal("3.30")}
    assert divided(Decimal("0.05"), thirds) == {
        "甲": Decimal("0.02"),
        "乙": Decimal("0.02"),
        "丙": Decimal("0.01"),
    }


@pytest.mark.parametrize(
    "wrong",
    [
        "[adoption.village]\nwhole = 1",
        "[adoption.city]\nhead = 1",
        "placed = -1",
    ],
)
def test_a_pack_with_points_that_no_register_can_hold_is_refused(wrong: str) -> None:
    words = 'label = { en = "x" }\nabout = { en = "x" }\n'

    with pytest.raises(ValueError, match=r"register|negative"):
        read_pack("wrong@1", words + wrong)
