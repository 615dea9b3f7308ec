"""Where casework stands in the menus."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _, pgettext_lazy

from heli.core.acts import Actor, Message, Policy
from heli.loops.grid import policies
from heli.loops.grid.phrases import (
    ALL_REPORTED,
    APPEALS,
    CASES,
    CENTRE,
    DAYS,
    FOLLOW_IT,
    GRID,
    HELP,
    NOTE_REPORT,
    REPORT_IT,
    STATISTICS,
    UPWARD,
)
from heli.loops.grid.queries.clocks import due_times
from heli.loops.grid.queries.nearby import has_centre, of_centres, patrols
from heli.loops.grid.web.field import board, pages
from heli.loops.grid.web.field_steps import register_operations
from heli.loops.grid.web.portal import cases
from heli.loops.grid.web.wall import walls
from heli.shell.dues import keeps_ends
from heli.shell.field import carry, show_in_field
from heli.shell.navigation import Entry, opens, register, show_on_portal
from heli.shell.web.screens import hang


_NOTES = of_centres(policies.record_for)
_KEEPS = of_centres(policies.manage_desk)


def _line(
    label: Message,
    name: str,
    icon: str,
    order: int,
    policy: Policy[Any],
    concerns: Callable[[Actor], bool] = has_centre,
    go: str = "",
) -> Entry:
    """A line of the desk's menu, for those near a centre."""
    return Entry("desk", label, f"grid:{name}", icon, order, GRID, policy, go, concerns)


def register_menus() -> None:
    """Tell the shell of the pages of this loop."""
    register(
        _line(NOTE_REPORT, "intake_somewhere", "plus", 9, policies.record_somewhere, _NOTES),
        _line(CASES, "cases", "map-pin", 10, policies.desk_somewhere, go="q"),
        _line(DAYS, "days", "clock", 11, policies.days_somewhere),
        _line(STATISTICS, "statistics", "hash", 12, policies.desk_somewhere),
        _line(HELP, "helps", "users", 13, policies.desk_somewhere),
        _line(UPWARD, "upward_somewhere", "arrow-up", 14, policies.record_somewhere, _NOTES),
        _line(APPEALS, "appeals", "message-square", 14, policies.desk_somewhere),
        _line(CENTRE, "keep_somewhere", "settings", 15, policies.manage_somewhere, _KEEPS),
        Entry(
            "field",
            pgettext_lazy("what a grid worker does", "Report"),
            "grid:field_report",
            "plus",
            10,
            policy=policies.field_somewhere,
            concerns=patrols,
        ),
        Entry(
            "field",
            _("Tasks"),
            "grid:field_tasks",
            "map-pin",
            20,
            policy=policies.field_somewhere,
            concerns=has_centre,
        ),
        Entry("portal", REPORT_IT, "grid:report_somewhere", "plus", 10),
        Entry("portal", FOLLOW_IT, "grid:track", "search", 11),
        Entry("portal", ALL_REPORTED, "grid:public_somewhere", "map-pin", 12),
    )
    opens("grid.case", "grid:case")
    opens("grid.summary", "grid:day")
    opens("grid.assist", "grid:beside")
    opens("grid.appeal", "grid:beside")
    show_on_portal("grid", cases.board, order=20)
    keeps_ends("grid.case", due_times)
    hang("grid", walls)
    register_operations()
    carry("grid", pages)
    show_in_field("grid", board, order=10)
