"""The town's office: its ground out of GeoJSON, its units, its grids with their people, its list."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Actor
from heli.core.flow.models import Call
from heli.core.parties import actions as parties
from heli.core.places.actions import import_areas, keep_import
from heli.core.places.importing import as_text, read_areas
from heli.core.places.models import Area
from heli.loops.grid.actions.desks import configure_desk, open_desk
from heli.loops.grid.actions.lists import add_line
from heli.loops.grid.enums import GRID_GROUP
from heli.site.demo.cast import SINCE, Cast, add_body, add_extra, add_person
from heli.site.demo.files import Files


LEVELS = (("town", "town"), ("communities", "community"), ("grids", "grid"))
VERIFY_FIRST = ["portal", "video"]
"""Who calls or comes is asked at once; what is sent without a word is looked at first."""
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章"


@dataclass
class Town:
    """Everything the month is played with."""

    files: Files
    cast: Cast
    call: Call
    grids: list[Area] = field(default_factory=list)
    """The areas of its grids, by code."""
    workers: dict[int, Actor] = field(default_factory=dict)
    """Who works in a grid, by the key of its area."""

    @cached_property
    def told(self) -> Mapping[str, Any]:
        """What the office's file says."""
        return told_in(self.files)


def told_in(files: Files) -> Mapping[str, Any]:
    """The office's own file."""
    return tomllib.loads((files.folder / "town.toml").read_text(encoding="utf-8"))


def ground(files: Files, at: datetime) -> Area:
    """The town's areas, imported level by level as an office gets them from its surveyors."""
    parent: Area | None = None
    for name, kind in LEVELS:
        path = files.folder.parent / "places" / f"{name}.geojson"
        kept = keep_import.once(f"demo/town/keep/{name}")(
            parent,
            kind=kind,
            crs="cgcs2000",
            since=SINCE,
            file_name=path.name,
            rows=as_text(read_areas(path.read_bytes(), name=path.name)),
            by=SYSTEM,
            at=at,
        )
        import_areas.once(f"demo/town/import/{name}")(
            kept, reason="示例镇网格划分", by=SYSTEM, at=at
        )
        parent = Area.objects.get(code=told_in(files)["area"])
    assert parent is not None  # noqa: S101  -- three levels were imported
    return parent


def gather(files: Files, cast: Cast) -> None:
    """Register the units with their heads, and each grid with who works in it."""
    for n, row in enumerate(told_in(files)["unit"]):
        unit = add_body(cast, row["name"], "unit")
        add, part = (add_person, "unit_head") if n == 0 else (add_extra, f"head{n}")
        add(cast, part, row["head"], unit, (Role.SIGNER,))
        cast.actors[row["name"]] = cast.actors[part]
        if n == 0:
            add_person(cast, "handler", "韩例洁", unit, (Role.LIAISON,))
    for n, area in enumerate(grids_in(cast.federation.area)):
        _add_grid(cast, n, area)


def grids_in(town: Area | None) -> list[Area]:
    """The grids of the town by their codes."""
    rows = Area.objects.filter(kind="grid", code__begins=town.code if town else "-")
    return list(rows.select_related("parent").order_by("code"))


def _add_grid(cast: Cast, n: int, area: Area) -> None:
    group = parties.add_organisation.once(cast.key("grid", area.code))(
        cast.federation,
        name=f"{area.name}（示例）",
        short=area.name,
        subkind=GRID_GROUP,
        area=area,
        since=SINCE,
        is_example=True,
        by=SYSTEM,
        at=cast.now(),
    )
    add, part = (add_person, "worker") if n == 0 else (add_extra, f"worker{n}")
    add(cast, part, f"{SURNAMES[n % len(SURNAMES)]}例格", group, (Role.FRONTLINE,))


def opened(files: Files, cast: Cast, at: datetime) -> Town:
    """The desk with its responsibility list."""
    call = open_desk.once(cast.key("desk"))(
        cast.federation, title=told_in(files)["desk"], by=cast.actors["admin"], at=at
    )
    configure_desk.once(cast.key("rules"))(
        call, rules={"verify_first": VERIFY_FIRST}, by=cast.actors["head"], at=at
    )
    town = Town(files, cast, call, grids_in(cast.federation.area))
    for n, area in enumerate(town.grids):
        town.workers[area.pk] = cast.actors["worker" if n == 0 else f"worker{n}"]
    for n, row in enumerate(town.told["line"]):
        _add_line(town, n, row, at)
    return town


def _add_line(town: Town, n: int, row: Mapping[str, Any], at: datetime) -> None:
    area = Area.objects.get(code=row["area"]) if "area" in row else None
    add_line.once(town.cast.key("line", n))(
        town.call,
        unit=town.cast.bodies[row["unit"]],
        category=row["category"],
        area=area,
        basis=row["basis"],
        since=date(2020, 1, 1),
        by=town.cast.actors["head"],
        at=at,
    )
