"""Figures against published bulletins, "—" for nothing, schemes apart from measures, code sets and days."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

import make
import make_grid
from heli.core.acts import SYSTEM
from heli.kit.bundle.folding import quotient
from heli.loops.grid.actions.codes import KeyTaken, RowsToMend, adopt_codes, import_codes
from heli.loops.grid.actions.summaries import send_summary
from heli.loops.grid.actions.watching import watch_cases
from heli.loops.grid.measures import MEASURES
from heli.loops.grid.queries.counts import kept_counts, queue, recount_views, view
from heli.loops.grid.queries.directories import read_directory
from heli.loops.grid.queries.office import codes_called, codes_on
from heli.loops.grid.queries.packs import TOWN, shipped
from heli.loops.grid.queries.schemes import schemes, score
from heli.loops.grid.queries.summaries import daily_call, levels
from heli.loops.grid.tasks import keep_days
from loops.grid.test_stories_after import figures


SHARED = Path(os.environ.get("HELI_SHARED", Path(__file__).parents[3].parent / "shared"))
DIRECTORY = SHARED / "domain" / "gbt47678.5-2026-directory.csv"


def share(part: int, whole: int, decimals: int = 2) -> str:
    """A rate as the declared ratios compute it."""
    return str(quotient(Decimal(part), Decimal(whole), decimals=decimals, percent=True))


def test_the_bulletin_of_tianmen_is_reproduced() -> None:
    """December 2016: 受理 1054, 立案 996, 应结案 972, 结案 911, 按期结案 737."""
    assert (share(911, 972), share(737, 972)) == ("93.72", "75.82")
    assert (share(902, 956), share(9, 16)) == ("94.35", "56.25")
    assert (953 + 43, 971 + 25, 956 + 16, 902 + 9) == (996, 996, 972, 911)
    # Its shares "of all cases" are shares of those registered, not of those received.
    assert (share(953, 996), share(43, 996), share(971, 996, 1)) == ("95.68", "4.32", "97.5")
    assert share(953, 1054) != "95.68"


def test_the_bulletin_of_xuchang_implies_what_was_overdue() -> None:
    """January 2022: 应结案 14577, 结案率 85.19, 按期 73.92, hence 结案 12418 and 2159 overdue."""
    assert share(12_418, 14_577) == "85.19"
    assert 14_577 - 12_418 == 2_159
    ratios = {m.code: m for m in MEASURES if m.is_ratio}
    closed = ratios["grid.closed_rate"]
    assert (closed.numerator, closed.denominator) == ("grid.closed@1", "grid.to_close@1")
    assert closed.decimals == 2


def test_a_scheme_is_data_and_says_nothing_of_a_unit_without_cases() -> None:
    three = schemes()["three_rates@1"]
    values = {"grid.response_rate": "100", "grid.satisfied_rate": "90", "grid.solved_rate": "80"}
    assert score(three, lambda code: Decimal(values[code])).total == Decimal("86.00")
    assert score(three, lambda _code: None).total is None

    units = schemes()["departments@1"]
    told = {
        "grid.closed_rate": "93.72",
        "grid.handled_on_time_rate": "75.82",
        "grid.rework_rate": "2",
        "grid.check_failed": "51",
    }
    found = score(units, lambda code: Decimal(told[code]))
    assert found.total == Decimal("89.26")
    marks = schemes()["marks@1"]
    jin = {
        "grid.closed_on_time_rate": "65",
        "grid.closed_rate": "90",
        "grid.urgent_on_time_rate": "98",
    }
    assert score(marks, lambda code: Decimal(jin[code])).total == Decimal("64.00")


def test_the_town_pack_has_words_of_residents_and_profiles_nobody() -> None:
    town = shipped()[TOWN]
    assert 40 <= len(town.categories) <= 60
    assert all(one.words and one.conditions for one in town.categories)
    assert all(set(one.confused_with) <= set(town.by_code) for one in town.categories)
    assert all(one.help for one in town.categories if len(one.confused_with) > 1)
    names = " ".join(one.name + " ".join(one.words) for one in town.categories)
    assert not [word for word in ("宗教", "民族", "重点人员", "信访人") if word in names]


@pytest.mark.django_db
def test_without_cases_every_rate_is_a_dash() -> None:
    found = figures(make_grid.centre())
    ratios = [m.code.removeprefix("grid.") for m in MEASURES if m.is_ratio]
    assert {found[code] for code in ratios} == {"—"}


@pytest.mark.django_db
def test_counts_add_up_as_they_are_declared() -> None:
    centre = make_grid.centre()
    centre.closed()
    late = centre.signed()
    watch_cases([late], by=SYSTEM, at=centre.later(days=3))
    centre.dispatched(category=make_grid.LAMP)
    found = figures(centre)

    assert (found["reported"], found["registered"], found["open"]) == ("3", "3", "2")
    assert (found["to_handle"], found["handled"], found["not_handled"]) == ("2", "1", "1")
    assert (found["handled_rate"], found["pending"], found["late"]) == ("50.00", "1", "1")
    assert (found["closed_on_time"], found["to_close"]) == ("1", "2")


@pytest.mark.django_db
@pytest.mark.skipif(not DIRECTORY.exists(), reason="the national list is not at hand")
def test_a_national_list_is_taken_over_whole() -> None:
    centre = make_grid.centre()
    text = DIRECTORY.read_text("utf-8-sig")
    read = read_directory(text)
    assert read.errors == ()
    assert len(read.rows) == 403

    walk = {TOWN: {"06010": "06010"}}
    said = {"label": "GB/T 47678.5-2026", "text": text, "crosswalk": walk, "by": centre.head}
    import_codes(centre.call, version="gbt47678.5@2026", at=centre.at, **said)
    adopt_codes(
        centre.call, version="gbt47678.5@2026", since=make.TODAY, by=centre.head, at=centre.at
    )
    codes = codes_on(centre.call, make.TODAY)
    assert len(codes.categories) == 403
    assert codes.translated("06010", TOWN) == "06010"
    with pytest.raises(KeyTaken):
        import_codes(centre.call, version="gbt47678.5@2026", at=centre.at, **said)


@pytest.mark.django_db
def test_a_list_with_wrong_rows_is_not_taken() -> None:
    centre = make_grid.centre()
    text = "code,name,kind\n06010,暴露垃圾,事项\n06010,又一个,事项\n??,坏的,事项\n06011,,事项\n"
    assert [error.row for error in read_directory(text).errors] == [3, 4, 5]
    with pytest.raises(RowsToMend):
        import_codes(
            centre.call, version="x@1", label="坏", text=text, by=centre.head, at=centre.at
        )
    with pytest.raises(LookupError):
        codes_called("x@1")


@pytest.mark.django_db
def test_a_view_is_counted_beside_the_page() -> None:
    centre = make_grid.centre()
    centre.reported()
    views = {"waiting": view({"desk": centre.town.pk, "state": ["reported"]})}
    assert kept_counts(views, at=centre.at) == {"waiting": None}
    assert recount_views(centre.at) == 1
    assert kept_counts(views, at=centre.at) == {"waiting": 1}
    centre.reported()
    assert recount_views(centre.later(seconds=5)) == 1
    assert kept_counts(views, at=centre.at) == {"waiting": 2}
    assert recount_views(centre.later(seconds=10)) == 0
    assert [entry.state for entry in queue(views["waiting"])] == ["reported", "reported"]


@pytest.mark.django_db
def test_the_day_of_a_grid_is_read_off_the_log_checked_and_frozen() -> None:
    centre = make_grid.centre()
    keep_days(centre.at)
    centre.patrolled()
    entry = (
        daily_call(centre.call).entries.select_related("call__issuer", "org__area", "area").get()
    )
    send_summary(entry, by=centre.worker, at=centre.later(minutes=30))
    assert entry.answers["figures"]["reported"] == 1

    keep_days(centre.later(hours=4))
    entry.refresh_from_db()
    assert entry.state == "frozen"
    found = {
        one.body.name: (one.expected, one.sent, one.figures["points"])
        for one in levels(centre.call, entry.period)
    }
    assert found == {"示例镇人民政府": (1, 1, 1), "第3网格组": (1, 1, 1)}
