"""The rules of one grid centre: its hours, its code sets, what it asks of units. Kept with its call."""

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
    are a centre's own usual ones: a label, a text, and the step they are for ("" for all).
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


def accept_limit(channel: str) -> Limit:
    """How long taking up may take: half an hour for a grid worker's report, two for others."""
    return _HALF if channel == Channel.PATROL else _TWO


def dispatch_limit(channel: str, urgency: str) -> Limit:
    """How long dispatching may take (BJ 2023): by danger for residents, else half an hour."""
    if Channel(channel).is_from_residents or urgency in (Urgency.LIFE, Urgency.SUPPLY):
        return _DISPATCH[Urgency(urgency)]
    return _HALF


def sign_limit(urgency: str) -> Limit:
    """How long a unit may take to sign: two working hours, a quarter of an hour in danger."""
    return _QUARTER if urgency == Urgency.LIFE else _TWO


_HALF = Limit(Decimal("0.5"), Clock.WORK_HOUR)
_TWO = Limit(2, Clock.WORK_HOUR)
_QUARTER = Limit(Decimal("0.25"), Clock.URGENT_HOUR)
_DISPATCH = {
    Urgency.LIFE: Limit(1, Clock.URGENT_HOUR),
    Urgency.SUPPLY: Limit(2, Clock.URGENT_HOUR),
    Urgency.NORMAL: Limit(24, Clock.URGENT_HOUR),
    Urgency.COMPLEX: Limit(24, Clock.URGENT_HOUR),
}
