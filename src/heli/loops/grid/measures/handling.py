"""Figures of handling, checking and closing: what was to be done, what was, and what in time.

What was to be handled is what was handled and what was not although its limit passed (应处置数 = 处置数 +
超期未处置数). What is not yet due, or suspended, lies outside.
"""

from django.utils.translation import gettext_lazy as _

from heli.core.measures.enums import Counting
from heli.loops.grid.enums import Tag
from heli.loops.grid.measures.parts import counted, ratio, summed, times


ON_DEADLINE = _("day of handling; day of the limit for what was not handled")
ON_CLOSING = _("day of closing; day of the limit for what was not closed")
ENDS = (Tag.CLOSED, Tag.FORCED)

HANDLED = counted(
    "handled",
    _("Cases handled"),
    _("Cases on the day they were last handed in as handled; a failed check takes it back."),
    Tag.HANDLED,
)
HANDLED_ON_TIME = counted(
    "handled_on_time",
    _("Cases handled in time"),
    _("Cases handled within the limit, with extensions and pauses that were granted."),
    Tag.HANDLED,
    where={"on_time": True},
)
HANDLED_ORIGINAL = counted(
    "handled_on_time_original",
    _("Cases handled within the original limit"),
    _("Cases handled within the limit as it was first set, without extensions."),
    Tag.HANDLED,
    where={"on_time_original": True},
)
HANDLED_LATE = counted(
    "handled_late",
    _("Cases handled late"),
    _("Cases that were handled after the limit."),
    Tag.HANDLED,
    where={"on_time": False},
)
NOT_HANDLED = counted(
    "not_handled",
    _("Overdue and not handled"),
    _("Cases whose limit passed on a day of the period and that are not handled to this moment."),
    Tag.HANDLE_LAPSED,
    date_label=ON_DEADLINE,
)
TO_HANDLE = counted(
    "to_handle",
    _("Cases to be handled"),
    _("Cases handled, and cases whose limit passed without it."),
    Tag.HANDLED,
    Tag.HANDLE_LAPSED,
    date_label=ON_DEADLINE,
)
LATE = counted(
    "late",
    _("Cases late, handled or not"),
    _("Cases handled after the limit, and cases whose limit passed without it."),
    Tag.HANDLED,
    Tag.HANDLE_LAPSED,
    where={"late": True},
    date_label=ON_DEADLINE,
)
PENDING = summed(
    "pending",
    _("Dispatched and not yet due"),
    _(
        "Cases that lie with a unit and are neither handled, nor overdue, suspended or passed upwards."
    ),
    *(Tag.DISPATCHED, Tag.HANDLED, Tag.HANDLE_LAPSED, Tag.SUSPENDED, Tag.TRANSFERRED, *ENDS),
    amount="pending",
)
SUSPENDED = counted(
    "suspended",
    _("Suspended"),
    _("Cases that are suspended to this moment, on the day this was decided."),
    Tag.SUSPENDED,
)
OPEN = summed(
    "open",
    _("Open cases"),
    _("Registered cases that are not closed to this moment."),
    *(Tag.REGISTERED, *ENDS),
    amount="stock",
)
CLOSED = counted(
    "closed",
    _("Cases closed"),
    _("Cases on the day they were last closed, also without a check; opening again takes it back."),
    *ENDS,
    date_label=ON_CLOSING,
)
CLOSED_ON_TIME = counted(
    "closed_on_time",
    _("Cases closed in time"),
    _("Cases closed after a check within the limit of the whole case."),
    Tag.CLOSED,
    where={"on_time": True},
    date_label=ON_CLOSING,
)
FORCED = counted(
    "forced",
    _("Closed without a check"),
    _("Cases that a leader closed without a check."),
    Tag.FORCED,
)
NOT_CLOSED = counted(
    "not_closed",
    _("Overdue and not closed"),
    _("Cases whose limit passed on a day of the period and that are not closed to this moment."),
    Tag.CLOSE_LAPSED,
    date_label=ON_CLOSING,
)
TO_CLOSE = counted(
    "to_close",
    _("Cases to be closed"),
    _("Cases closed, and cases whose limit passed without it."),
    *(*ENDS, Tag.CLOSE_LAPSED),
    date_label=ON_CLOSING,
)
URGENT = counted(
    "urgent_to_handle",
    _("Urgent cases to be handled"),
    _("Cases of danger to life, handled or past their limit."),
    *(Tag.HANDLED, Tag.HANDLE_LAPSED),
    where={"urgent": True},
    date_label=ON_DEADLINE,
)
URGENT_ON_TIME = counted(
    "urgent_on_time",
    _("Urgent cases handled in time"),
    _("Cases of danger to life that were handled within the limit."),
    Tag.HANDLED,
    where={"urgent": True, "on_time": True},
)
FAILED = times(
    "check_failed",
    _("Checks failed"),
    _("Every check that found a case not done: failures, not cases."),
    Tag.CHECK_FAILED,
)
PASSED = times(
    "check_passed",
    _("Checks passed"),
    _("Every check that found a case done."),
    Tag.CHECK_PASSED,
)
CHECKED = times(
    "checked",
    _("Number of checks"),
    _("Checks passed and failed; what could not be seen is no check."),
    Tag.CHECK_PASSED,
    Tag.CHECK_FAILED,
)
CHECKED_ON_TIME = times(
    "checked_on_time",
    _("Checks in time"),
    _("Checks within the limit of checking."),
    Tag.CHECK_PASSED,
    Tag.CHECK_FAILED,
    where={"on_time": True},
)
EXTENDED = times(
    "extended",
    _("Extensions"),
    _("Every time more time was given."),
    Tag.EXTENDED,
)
REOPENED = times(
    "reopened",
    _("Cases opened again"),
    _("Every time a closed case was opened again."),
    Tag.REOPENED,
)
SUPERVISED = times(
    "supervised",
    _("Urgings"),
    _("Every time a leader or the head of the desk urged a case on."),
    Tag.SUPERVISED,
)
MINUTES = summed(
    "handling_minutes",
    _("Time of handling in working minutes"),
    _("Minutes of office hours from dispatch to handing in, without pauses."),
    Tag.HANDLED,
    amount="minutes",
    unit="分钟",
    counting=Counting.HOURS,
)
NATURAL_MINUTES = summed(
    "handling_minutes_natural",
    _("Time of handling in natural minutes"),
    _("Minutes by the clock on the wall from dispatch to handing in, without pauses."),
    Tag.HANDLED,
    amount="natural_minutes",
    unit="分钟",
    counting=Counting.HOURS,
)

HANDLING = (
    *(HANDLED, HANDLED_ON_TIME, HANDLED_ORIGINAL, HANDLED_LATE, NOT_HANDLED, TO_HANDLE, LATE),
    *(PENDING, SUSPENDED, OPEN, CLOSED, CLOSED_ON_TIME, FORCED, NOT_CLOSED, TO_CLOSE, URGENT),
    *(URGENT_ON_TIME, FAILED, PASSED, CHECKED, CHECKED_ON_TIME, EXTENDED, REOPENED, SUPERVISED),
    *(MINUTES, NATURAL_MINUTES),
    ratio("handled_rate", _("Share handled"), HANDLED, TO_HANDLE),
    ratio("handled_on_time_rate", _("Share handled in time"), HANDLED_ON_TIME, TO_HANDLE),
    ratio("closed_rate", _("Share closed"), CLOSED, TO_CLOSE),
    ratio("closed_on_time_rate", _("Share closed in time"), CLOSED_ON_TIME, TO_CLOSE),
    ratio("late_rate", _("Share late"), LATE, TO_HANDLE),
    ratio("rework_rate", _("Share of failed checks"), FAILED, TO_CLOSE),
    ratio("extended_rate", _("Share extended"), EXTENDED, TO_HANDLE),
    ratio("check_passed_rate", _("Share of checks passed"), PASSED, CHECKED),
    ratio("checked_on_time_rate", _("Share of checks in time"), CHECKED_ON_TIME, CHECKED),
    ratio("suspended_rate", _("Share suspended"), SUSPENDED, OPEN),
    ratio("urgent_on_time_rate", _("Share of urgent cases in time"), URGENT_ON_TIME, URGENT),
    ratio(
        "handling_mean",
        _("Mean time of handling"),
        MINUTES,
        HANDLED,
        unit="分钟",
        counting=Counting.HOURS,
        decimals=1,
    ),
    ratio(
        "handling_mean_natural",
        _("Mean natural time of handling"),
        NATURAL_MINUTES,
        HANDLED,
        unit="分钟",
        counting=Counting.HOURS,
        decimals=1,
    ),
)
