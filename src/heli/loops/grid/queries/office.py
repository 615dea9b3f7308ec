"""The rules of one grid centre: its hours, its code sets, what it asks of units. Kept with its call."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any

from heli.core.flow.definitions import Limit
from heli.core.flow.models import Call, Entry
from heli.kit.worktime import Calendar, Clock, OfficeHours, Season, Window
from heli.loops.grid.enums import TO_VERIFY, Channel, Urgency
from heli.loops.grid.models import CodeSet
from heli.loops.grid.queries.packs import TOWN, Codes, parse, shipped


@dataclass(frozen=True)
class Office:
    """How a centre works. Every value may be set; these are the ones it begins with.

    ``verify_first`` names the channels whose cases are looked at before they are registered.
    ``small`` lets one person hold several parts of the desk; handler and checker, and asker and
    decider stay apart even then, or the case says so in public. Metres, hours and days as named. ``answers``
    are a centre's own usual ones: a label, a text, and the step they are for ("" for all). ``limits``
    are a centre's own for the stages (:data:`STAGE_LIMITS`): a code, how much, and by which clock.
    """

    small: bool = False
    unit_confirms: bool = True
    verify_first: tuple[str, ...] = tuple(TO_VERIFY)
    self_metres: int = 30
    self_hours: int = 24
    same_metres: int = 100
    reopen_days: int = 15
    reopen_share: str = "0.5"
    merge_days: int = 30
    appeal_workdays: int = 5
    suspend_days: int = 90
    most_parts: int = 10
    crowd: int = 5
    keep_months: int = 24
    freeze_hour: int = 12
    windows: tuple[tuple[str, str], ...] = ()
    summer: tuple[tuple[str, str], ...] = ()
    code_sets: tuple[tuple[str, str], ...] = ((TOWN, "2000-01-01"),)
    mostly_satisfied: str = "0.9"
    answers: tuple[tuple[str, str, str], ...] = ()
    limits: tuple[tuple[str, str, str], ...] = ()

    def code_set_on(self, day: date) -> str:
        """The key of the code set in use on a day: the last one that began."""
        begun = [(since, key) for key, since in self.code_sets if since <= day.isoformat()]
        return max(begun)[1] if begun else self.code_sets[0][0]


_NAMES = frozenset(Office.__dataclass_fields__)


def office_of(call: Call) -> Office:
    """The rules of the centre that opened ``call``."""
    told = {name: _frozen(value) for name, value in call.settings.items() if name in _NAMES}
    return Office(**told)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


def calendar_of(call: Call) -> Calendar:
    """The working calendar of a centre."""
    office = office_of(call)
    return _calendar(office.windows, office.summer)


@cache
def _calendar(
    windows: tuple[tuple[str, str], ...], summer: tuple[tuple[str, str], ...]
) -> Calendar:
    usual = _windows(windows)
    hours = OfficeHours(usual) if usual else OfficeHours()
    if summer:
        hours = OfficeHours(hours.windows, (Season((6, 1), (9, 30), _windows(summer)),))
    return Calendar(hours=hours)


def _windows(told: tuple[tuple[str, str], ...]) -> tuple[Window, ...]:
    return tuple(
        Window(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in told
    )


def codes_called(key: str) -> Codes:
    """The code set of a key, shipped or imported. Raises ``LookupError``. No query for shipped ones."""
    if key in shipped():
        return shipped()[key]
    found = CodeSet.objects.filter(key=key).first()
    if found is None:
        raise LookupError(key)
    return parse({**found.data, "crosswalk": found.crosswalk})


def codes_on(call: Call, day: date) -> Codes:
    """The categories that a centre uses on a day."""
    return codes_called(office_of(call).code_set_on(day))


def codes_of(entry: Entry) -> Codes:
    """The categories of a case, in the version it was reported under."""
    return codes_called(entry.case.code_set)


STAGE_LIMITS: Mapping[str, Limit] = {
    "accept_patrol": Limit(Decimal("0.5"), Clock.WORK_HOUR),
    "accept": Limit(2, Clock.WORK_HOUR),
    "verify": Limit(2, Clock.WORK_HOUR),
    "dispatch": Limit(Decimal("0.5"), Clock.WORK_HOUR),
    "dispatch_residents": Limit(24, Clock.URGENT_HOUR),
    "dispatch_supply": Limit(2, Clock.URGENT_HOUR),
    "dispatch_life": Limit(1, Clock.URGENT_HOUR),
    "sign": Limit(2, Clock.WORK_HOUR),
    "sign_life": Limit(Decimal("0.25"), Clock.URGENT_HOUR),
    "check": Limit(4, Clock.WORK_HOUR),
    "close": Limit(1, Clock.WORK_HOUR),
    "visit": Limit(3, Clock.WORK_DAY),
}
"""How long each stage may take where a centre says nothing else (dispatching: BJ 2023)."""


def stage_limit(call: Call, code: str) -> Limit:
    """How long a stage may take at a centre. ``KeyError`` for a stage that has no limit."""
    own = {name: Limit(Decimal(n), Clock(clock)) for name, n, clock in office_of(call).limits}
    return own.get(code, STAGE_LIMITS[code])


def accept_limit(call: Call, channel: str) -> Limit:
    """How long taking up may take: shorter for a grid worker's report."""
    return stage_limit(call, "accept_patrol" if channel == Channel.PATROL else "accept")


def dispatch_limit(call: Call, channel: str, urgency: str) -> Limit:
    """How long dispatching may take: by danger for residents, else by the desk's own limit."""
    by_danger = {Urgency.LIFE: "dispatch_life", Urgency.SUPPLY: "dispatch_supply"}
    if (code := by_danger.get(Urgency(urgency))) is not None:
        return stage_limit(call, code)
    residents = Channel(channel).is_from_residents
    return stage_limit(call, "dispatch_residents" if residents else "dispatch")


def sign_limit(call: Call, urgency: str) -> Limit:
    """How long a unit may take to sign: shorter in danger."""
    return stage_limit(call, "sign_life" if urgency == Urgency.LIFE else "sign")


def own_limit(call: Call, code: str) -> Limit | None:
    """A centre's own limit for a stage; None where it keeps the one of the flow."""
    found = stage_limit(call, code)
    return None if found == STAGE_LIMITS[code] else found
