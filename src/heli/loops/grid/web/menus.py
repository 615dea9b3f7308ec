"""Where casework stands in the menus."""

from django.utils.translation import gettext_lazy as _, pgettext_lazy

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
from heli.loops.grid.web.field import board, pages
from heli.loops.grid.web.field_steps import register_operations
from heli.loops.grid.web.portal import cases
from heli.loops.grid.web.wall import walls
from heli.shell.dues import keeps_ends
from heli.shell.field import carry, show_in_field
from heli.shell.navigation import Entry, opens, register, show_on_portal
from heli.shell.web.screens import hang


def register_menus() -> None:
    """Tell the shell of the pages of this loop."""
    register(
        Entry(
            "desk",
            NOTE_REPORT,
            "grid:intake_somewhere",
            "plus",
            9,
            GRID,
            policies.record_somewhere,
        ),
        Entry("desk", DAYS, "grid:days", "clock", 11, GRID, policies.days_somewhere),
        Entry("desk", STATISTICS, "grid:statistics", "hash", 12, GRID, policies.desk_somewhere),
        Entry(
            "desk", CENTRE, "grid:keep_somewhere", "settings", 15, GRID, policies.manage_somewhere
        ),
        Entry(
            "desk", UPWARD, "grid:upward_somewhere", "arrow-up", 14, GRID, policies.record_somewhere
        ),
        Entry("desk", HELP, "grid:helps", "users", 13, GRID, policies.desk_somewhere),
        Entry("desk", APPEALS, "grid:appeals", "message-square", 14, GRID, policies.desk_somewhere),
        Entry("desk", CASES, "grid:cases", "map-pin", 10, GRID, policies.desk_somewhere, go="q"),
        Entry(
            "field",
            pgettext_lazy("what a grid worker does", "Report"),
            "grid:field_report",
            "plus",
            10,
            "",
            policies.patrol_somewhere,
        ),
        Entry("field", _("Tasks"), "grid:field_tasks", "map-pin", 20, "", policies.field_somewhere),
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
