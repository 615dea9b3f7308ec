"""Figures of reporting, taking up and dispatching."""

from django.utils.translation import gettext_lazy as _

from heli.core.measures.enums import Counting
from heli.loops.grid.enums import Tag
from heli.loops.grid.measures.parts import counted, ratio, summed


ACCEPTING = (Tag.VERIFYING, Tag.REGISTERED, Tag.SELF_HANDLED, Tag.MERGED, Tag.JOINED)

REPORTED = counted(
    "reported",
    _("Reports"),
    _("Every report that came in, also those that were joined to a case there was."),
    Tag.REPORTED,
    Tag.JOINED,
)
ACCEPTED = counted(
    "accepted",
    _("Reports taken up"),
    _(
        "Every report on the day it was first taken up: looked at, registered, merged, handled at once."
    ),
    *ACCEPTING,
    where={"accepted": True},
)
REGISTERED = counted(
    "registered",
    _("Cases registered"),
    _("Every registered case that was neither voided nor merged since."),
    Tag.REGISTERED,
)
REGISTERED_PATROL = counted(
    "registered_patrol",
    _("Cases registered from patrol"),
    _("Registered cases that a grid worker reported."),
    Tag.REGISTERED,
    where={"source": "patrol"},
)
REGISTERED_PUBLIC = counted(
    "registered_public",
    _("Cases registered from residents"),
    _("Registered cases that residents reported."),
    Tag.REGISTERED,
    where={"source": "public"},
)
REGISTERED_ON_TIME = counted(
    "registered_on_time",
    _("Cases taken up in time"),
    _("Registered cases that were taken up within the limit of taking up."),
    Tag.REGISTERED,
    where={"on_time": True},
)
DISPATCHED = counted(
    "dispatched",
    _("Dispatches"),
    _("Every time a case was given to a unit."),
    Tag.DISPATCHED,
    unit="件次",
    counting=Counting.EVENTS,
)
DISPATCHED_ON_TIME = counted(
    "dispatched_on_time",
    _("Dispatches in time"),
    _("Dispatches within the limit of dispatching."),
    Tag.DISPATCHED,
    where={"on_time": True},
    unit="件次",
    counting=Counting.EVENTS,
)
DISPATCHED_RIGHT = summed(
    "dispatched_right",
    _("Dispatches to the right unit"),
    _("Dispatches that were not taken back because a return was upheld."),
    Tag.DISPATCHED,
    amount="accurate",
    unit="件次",
    counting=Counting.EVENTS,
)
RETURNED = counted(
    "returned",
    _("Returns upheld"),
    _("Every time a case was taken back from a unit because it was not its own."),
    Tag.RETURNED,
    unit="件次",
    counting=Counting.EVENTS,
)
SELF_HANDLED = counted(
    "self_handled",
    _("Handled on the spot"),
    _("Matters that the grid worker handled at once. Never part of what was to be handled."),
    Tag.SELF_HANDLED,
)
SELF_OR_REGISTERED = counted(
    "self_or_registered",
    _("Handled on the spot or registered"),
    _("Matters handled at once, and cases registered."),
    Tag.SELF_HANDLED,
    Tag.REGISTERED,
)
MERGED = counted(
    "merged",
    _("Reports put together"),
    _("Reports that were merged into another case or joined one."),
    Tag.MERGED,
    Tag.JOINED,
)
VOIDED = counted(
    "voided",
    _("Voided"),
    _("Cases that turned out to be none. They count nowhere else."),
    Tag.VOIDED,
)
REFUSED = counted(
    "refused",
    _("Reports declined"),
    _("Reports that were not taken up, with a reason."),
    Tag.REFUSED,
)
PATROLLED = counted(
    "patrolled",
    _("Reports from patrol"),
    _("Every report of a grid worker."),
    Tag.REPORTED,
    where={"source": "patrol"},
)
PATROLLED_VALID = counted(
    "patrolled_valid",
    _("Valid reports from patrol"),
    _("Reports of grid workers that were registered or handled at once."),
    Tag.SELF_HANDLED,
    Tag.REGISTERED,
    where={"source": "patrol"},
)
VERIFIED = counted(
    "verified",
    _("Looks on the spot"),
    _("Every finding of somebody who went to look before a case was registered."),
    Tag.FOUND,
    unit="次",
    counting=Counting.EVENTS,
)
VERIFIED_ON_TIME = counted(
    "verified_on_time",
    _("Looks on the spot in time"),
    _("Findings within the limit of looking."),
    Tag.FOUND,
    where={"on_time": True},
    unit="次",
    counting=Counting.EVENTS,
)

INTAKE = (
    *(REPORTED, ACCEPTED, REGISTERED, REGISTERED_PATROL, REGISTERED_PUBLIC, REGISTERED_ON_TIME),
    *(DISPATCHED, DISPATCHED_ON_TIME, DISPATCHED_RIGHT, RETURNED, SELF_HANDLED, SELF_OR_REGISTERED),
    *(MERGED, VOIDED, REFUSED, PATROLLED, PATROLLED_VALID, VERIFIED, VERIFIED_ON_TIME),
    ratio("registered_rate", _("Share registered"), REGISTERED, ACCEPTED),
    ratio("registered_on_time_rate", _("Share taken up in time"), REGISTERED_ON_TIME, REGISTERED),
    ratio("patrol_share", _("Share from patrol"), REGISTERED_PATROL, REGISTERED),
    ratio("public_share", _("Share from residents"), REGISTERED_PUBLIC, REGISTERED),
    ratio("dispatched_right_rate", _("Share dispatched right"), DISPATCHED_RIGHT, DISPATCHED),
    ratio("dispatched_on_time_rate", _("Share dispatched in time"), DISPATCHED_ON_TIME, DISPATCHED),
    ratio("returned_rate", _("Share returned"), RETURNED, DISPATCHED),
    ratio("merged_rate", _("Share put together"), MERGED, REPORTED),
    ratio("self_handled_rate", _("Share handled on the spot"), SELF_HANDLED, SELF_OR_REGISTERED),
    ratio("valid_rate", _("Share of valid reports from patrol"), PATROLLED_VALID, PATROLLED),
    ratio("verified_on_time_rate", _("Share looked at in time"), VERIFIED_ON_TIME, VERIFIED),
    ratio("voided_rate", _("Share voided"), VOIDED, REPORTED),
)
