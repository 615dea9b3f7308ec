"""The responsibility list as a whole: read from a file, compared with what holds, looked through for holes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Message
from heli.core.flow.models import Call
from heli.core.parties.models import Party
from heli.core.places.models import Area
from heli.core.places.queries import within
from heli.loops.grid.models import Responsibility
from heli.loops.grid.queries.office import codes_on
from heli.loops.grid.queries.packs import Codes
from heli.loops.grid.queries.portal import areas_of
from heli.loops.grid.queries.routing import lines_on, overlapping
from heli.loops.grid.queries.sheets import MOST_ROWS, Fault, Rows, Sheet
from heli.loops.grid.queries.staff import units_of


HEADER = ("category", "condition", "area", "unit", "assists", "basis")
_NAMES = {
    "category": ("category", "事项代码", "类别代码", "代码", "类别"),
    "condition": ("condition", "立案条件"),
    "area": ("area", "区域", "网格", "村"),
    "unit": ("unit", "责任单位", "主办单位", "处置单位"),
    "assists": ("assists", "协办单位"),
    "basis": ("basis", "依据"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """Who is in charge of what, where; ``assists`` are uids of bodies that help."""

    category: str
    condition: str
    area: Area | None
    unit: Party
    assists: tuple[str, ...] = ()
    basis: str = ""

    @property
    def about(self) -> tuple[str, str, int | None]:
        """What it is about: only one line holds for it at a time."""
        return self.category, self.condition, self.area.pk if self.area else None

    @property
    def says(self) -> tuple[int, tuple[str, ...], str]:
        """What it says about that."""
        return self.unit.pk, self.assists, self.basis


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: the lines that can be taken, and what is wrong with the others."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a list over changes on a day: lines that begin, that end, and that stay."""

    begins: tuple[Line, ...]
    ends: tuple[Responsibility, ...]
    stays: tuple[Responsibility, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A category for which nobody is in charge: anywhere (no areas named), or in these."""

    code: str
    name: str
    areas: tuple[str, ...] = ()


class _Known:
    """What names in a file may mean, looked up once."""

    def __init__(self, call: Call, on: date) -> None:
        self.codes = codes_on(call, on)
        self.units = _by_name(units_of(call, on=on))
        area = call.issuer.area
        areas = list(within(area).filter(until__isnull=True)) if area else []
        self.areas = {**_by_name(areas), **{one.code: [one] for one in areas if one.code}}


def _by_name(rows: Iterable[Party] | Iterable[Area]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for one in rows:
        found[one.name].append(one)
    return found


def read_lines(call: Call, rows: Rows, *, on: date) -> Read:
    """Read a list: its rows with their numbers. Every row is judged; nothing is written."""
    sheet = Sheet(rows, _NAMES)
    if not {"category", "unit"} <= set(sheet.columns):
        return Read((), (Fault(1, _("the columns for category and unit are missing")),))
    known, lines, faults = _Known(call, on), [], []
    seen: set[tuple[str, str, int | None]] = set()
    for number, row in sheet:
        if not any(row.values()):
            continue
        line, why = _line(row, known)
        if line and line.about in seen:
            why = _("the same matters stand there twice")
        if why or line is None or number > MOST_ROWS + 1:
            faults.append(Fault(number, why or _("the list is too long")))
            continue
        seen.add(line.about)
        lines.append(line)
    return Read(tuple(lines), tuple(faults))


def _line(row: dict[str, str], known: _Known) -> tuple[Line | None, Message]:
    if why := next(_faults(row, known), ""):
        return None, why
    category = "" if row["category"] in ("*", "全部") else row["category"]
    place = row.get("area", "")
    return Line(
        category,
        row.get("condition", ""),
        known.areas[place][0] if place else None,
        known.units[row["unit"]][0],
        tuple(str(known.units[name][0].uid) for name in _several(row.get("assists", ""))),
        row.get("basis", "")[:200],
    ), ""


def _several(text: str) -> list[str]:
    for mark in "、；;,":
        text = text.replace(mark, "，")
    return [name.strip() for name in text.split("，") if name.strip()]


def _faults(row: dict[str, str], known: _Known) -> Iterator[Message]:
    code, codes = row["category"], known.codes
    if not code:
        yield _("the category is missing; * stands for all")
    elif code not in ("*", "全部") and codes.find(code) is None and code not in codes.groups:
        yield _("there is no category %(code)s in this version") % {"code": code}
    category = codes.find(code)
    condition = row.get("condition", "")
    if condition and (category is None or category.condition(condition) is None):
        yield _("there is no condition %(code)s of this category") % {"code": condition}
    if not row["unit"]:
        yield _("the unit is missing")
    for name in filter(None, (row["unit"], *_several(row.get("assists", "")))):
        yield from _ambiguous(name, known.units, _("no unit here is called “%(name)s”"))
    if place := row.get("area", ""):
        yield from _ambiguous(place, known.areas, _("no area here is called “%(name)s”"))


def _ambiguous(name: str, found: dict[str, list[Any]], missing: Message) -> Iterator[Message]:
    if name not in found:
        yield missing % {"name": name}
    elif len(found[name]) > 1:
        yield _("several are called “%(name)s”; use the code") % {"name": name}


def planned(call: Call, lines: Sequence[Line], *, since: date, whole: bool) -> Plan:
    """What taking these lines over from a day on changes. ``whole``: what is not among them ends."""
    held = {
        (row.category, row.condition, row.area_id): row
        for row in lines_on(call, since).filter(until__isnull=True).order_by("since", "pk")
    }
    same = {line.about for line in lines if (row := held.get(line.about)) and _same(row, line)}
    about = {line.about for line in lines}
    ends = [row for key, row in held.items() if key not in same and (whole or key in about)]
    return Plan(
        tuple(line for line in lines if line.about not in same),
        tuple(ends),
        tuple(row for key, row in held.items() if key in same),
    )


def _same(row: Responsibility, line: Line) -> bool:
    return (row.unit_id, tuple(row.assists), row.basis) == line.says


def gaps(call: Call, *, on: date) -> list[Gap]:
    """The categories for which the list names nobody, somewhere or anywhere. Three queries."""
    lines = list(lines_on(call, on))
    areas = [one for one in areas_of(call) if one.kind == "grid"]
    found = (_gap(one.code, one.name, one.group, lines, areas) for one in _categories(call, on))
    return [gap for gap in found if gap is not None]


def _categories(call: Call, on: date) -> Sequence[Any]:
    codes: Codes = codes_on(call, on)
    return codes.categories


def _gap(
    code: str, name: str, group: str, lines: Sequence[Responsibility], areas: Sequence[Area]
) -> Gap | None:
    mine = [row for row in lines if row.category in (code, group, "") and not row.condition]
    if any(row.area_id is None for row in mine):
        return None
    where = {row.area_id for row in mine}
    bare = [one.name for one in areas if not where & _around(one)]
    if not bare and areas and mine:
        return None
    return Gap(code, name, tuple(bare) if mine else ())


def _around(area: Area) -> set[int]:
    return {int(key) for key in area.path.split("/") if key} | {area.pk}


def overlaps(call: Call, *, on: date) -> list[tuple[Responsibility, Responsibility]]:
    """Lines that say something about the very same matters at the same time, now or later."""
    rows = list(
        Responsibility.objects.filter(call=call)
        .exclude(until__lte=on)
        .select_related("unit", "area")
        .order_by("category", "condition", "since", "pk")
    )
    return [(row, other) for row in rows for other in overlapping(row, rows) if row.pk < other.pk]
