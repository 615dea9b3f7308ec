"""A town with a million cases in 2,000 grids, in a database of its own: what ``bench.casework`` asks for.

    HELI_DATA=/tmp/somewhere python -m bench.town --entries 100000

The town, its desk, its units, its worker and one case of every kind come from the acts that make them
in life. The grids are written by the hundred (:mod:`heli.core.journal.inserting`); the other cases are the
rows of those first ones again (entry, case, report, photos, steps), written by SQL with other
numbers, days, places and units: nothing in the journal stands behind them. Nineteen in twenty are
archived, spread over three years; the others stand somewhere on their way, some late, and of each the
worker has done what its clocks ask for, as in a house where it never stood still. ``office.json`` in the data
folder says how to sign in and which cases to look at.
"""

import argparse
import json
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench.office import copying, settle
from bench.places import COLUMNS, ROWS, SOUTH, STEP, WEST, town


SINCE = date(2015, 1, 1)
UNITS = 60
RUBBISH = "06010"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
OPEN_SHARE = {
    "reported": 8, "verifying": 4, "registered": 4, "dispatched": 8,
    "handling": 16, "handled": 4, "checked": 2, "closed": 4,
}  # fmt: skip
"""How many in a thousand stand there; the rest is archived."""
AGES = (timedelta(minutes=90), timedelta(days=2), timedelta(days=9))
"""How long ago the cases on their way came: some are in time, some late, some late for long."""
FRESH = ("dispatched",)
"""Where a case does not stay for long: a unit that does not sign is signed for."""
YEARS_MINUTES, DAYS_MINUTES = 3 * 365 * 1440, 20 * 1440
MICRO = 1_000_000


def main() -> None:
    """Fill the database and write ``office.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    asked = parser.parse_args()
    import django  # noqa: PLC0415  -- settings are read at import, once per process

    os.environ["DJANGO_SETTINGS_MODULE"] = "heli.site.settings"
    django.setup()
    from bench.figures import fresh_database  # noqa: PLC0415

    fresh_database()
    made = Town(datetime.now(UTC).replace(microsecond=0))
    made.build()
    said = {**made.accounts(), **Copies(made, asked.entries).write()}
    Path(os.environ["HELI_DATA"], "office.json").write_text(json.dumps(said), encoding="utf-8")


@dataclass
class Town:
    """The bodies, people, grids and first cases."""

    now: datetime

    def build(self) -> None:
        """Everything but the million."""
        from heli.core.acts import SYSTEM  # noqa: PLC0415
        from heli.core.parties import actions as parties  # noqa: PLC0415
        from heli.core.places import actions as places  # noqa: PLC0415
        from heli.loops.grid.actions.desks import configure_desk, open_desk  # noqa: PLC0415
        from heli.loops.grid.actions.lists import add_line  # noqa: PLC0415

        self.by: dict[str, Any] = {"by": SYSTEM, "at": self.now - timedelta(days=20)}
        self.area = places.add_area(None, kind="town", name="压测镇", **self.by)
        self.town = parties.add_organisation(
            None, name="压测镇人民政府", since=SINCE, is_example=True, area=self.area, **self.by
        )
        self.units = [self._body(f"压测第{n}所", subkind="unit") for n in range(1, UNITS + 1)]
        self.grids = list(self._grids())
        self.group = self._body("压测第1网格组", subkind="grid", area=self.grids[0])
        self.call = open_desk(self.town, title="压测网格中心", **self.by)
        # Then a unit hands in by itself, and each kind of case needs few people.
        configure_desk(self.call, rules={"unit_confirms": False}, **self.by)
        for code in ("06", ""):
            add_line(self.call, unit=self.units[0], category=code, since=SINCE, **self.by)
        self._people()

    def _body(self, name: str, **more: Any) -> Any:
        from heli.core.parties import actions as parties  # noqa: PLC0415

        return parties.add_organisation(
            self.town, name=name, since=SINCE, is_example=True, **more, **self.by
        )

    def _people(self) -> None:
        from heli.core.access import actions as access  # noqa: PLC0415
        from heli.core.access.queries import actor_for  # noqa: PLC0415
        from heli.core.parties import actions as parties  # noqa: PLC0415

        places = {
            "clerk": self.town, "editor": self.town, "checker": self.town, "reviewer": self.town,
            "liaison": self.units[0], "frontline": self.group,
        }  # fmt: skip
        self.people, self.actors = {}, {}
        for role, body in places.items():
            one = parties.add_person(
                body, name=f"压测{role}", since=SINCE, is_example=True, **self.by
            )
            access.grant_role(body, to=one, role=role, since=SINCE, **self.by)
            self.people[role], self.actors[role] = one, actor_for(one, on=self.now.date())

    def accounts(self) -> dict[str, Any]:
        """An account at the desk and one of a grid worker."""
        from heli.core.access import actions as access  # noqa: PLC0415
        from heli.core.access.tokens import invitation  # noqa: PLC0415

        password = secrets.token_urlsafe(12)
        for role in ("clerk", "frontline"):
            user = access.create_account(self.people[role], username=f"bench-{role}", **self.by)
            access.accept_invitation(user, token=invitation(user), password=password, **self.by)
        return {"username": "bench-clerk", "worker": "bench-frontline", "password": password}

    def _grids(self) -> Iterator[Any]:
        """2,000 grids with crooked borders in forty villages, each with the group that walks it."""
        from heli.core.journal.building import new  # noqa: PLC0415
        from heli.core.journal.inserting import insert_many  # noqa: PLC0415
        from heli.core.parties.models import Closure, Party  # noqa: PLC0415
        from heli.core.places.indexing import touch  # noqa: PLC0415
        from heli.core.places.models import Area, Outline  # noqa: PLC0415
        from heli.kit.geo import as_geojson  # noqa: PLC0415

        top = f"/{self.area.pk}/"
        villages = [
            new(Area, kind="community", name=f"压测第{n}村", parent=self.area, path=top)
            for n in range(ROWS)
        ]
        insert_many(villages)
        shapes = town(Random(5))
        grids = [
            new(
                Area,
                kind="grid",
                name=f"第{n}网格",
                parent=villages[n // COLUMNS],
                path=f"{top}{villages[n // COLUMNS].pk}/",
            )
            for n in range(len(shapes))
        ]
        insert_many(grids)
        insert_many(
            [
                new(Outline, area=one, geometry=as_geojson(shape))
                for one, shape in zip(grids, shapes, strict=True)
            ]
        )
        touch()
        groups = [
            new(Party, kind="org", subkind="grid", name=f"{one.name}组", area=one)
            for one in grids[1:]
        ]
        insert_many(groups)
        paths = [(one, one, 0) for one in groups] + [(self.town, one, 1) for one in groups]
        insert_many(
            [new(Closure, tree="admin", ancestor=a, descendant=d, depth=n) for a, d, n in paths]
        )
        return iter(grids)

    def first_cases(self) -> dict[str, list[Any]]:
        """Cases of every stage, each taken there by acts and then watched, one of each age."""
        return {
            stage: [
                self._to(stage, age)
                for age in (AGES[:1] if stage in ("archived", *FRESH) else AGES)
            ]
            for stage in (*OPEN_SHARE, "archived")
        }

    def _to(self, stage: str, age: timedelta) -> Any:
        from heli.loops.grid.actions.checking import check_case, close_cases  # noqa: PLC0415
        from heli.loops.grid.actions.dispatching import dispatch_cases, sign_case  # noqa: PLC0415
        from heli.loops.grid.actions.handling import handle_case  # noqa: PLC0415
        from heli.loops.grid.actions.screening import register_cases, verify_case  # noqa: PLC0415
        from heli.loops.grid.actions.watching import watch_cases  # noqa: PLC0415
        from heli.loops.grid.queries.cases import case_of  # noqa: PLC0415

        who, at = self.actors, self.now - age
        if stage in FRESH:
            at = self.now
        asks = stage in ("verifying", "closed")
        made = self._report(patrol=stage != "verifying", asks=asks, at=at)
        entry = case_of(made.entry.uid)
        steps = {
            "registered": lambda: register_cases([entry], by=who["clerk"], at=at),
            "dispatched": lambda: dispatch_cases([entry], by=who["editor"], at=at),
            "handling": lambda: sign_case(entry, by=who["liaison"], at=at),
            "handled": lambda: handle_case(
                entry, note="已清理", photos=[self._shot("after", at)], by=who["liaison"], at=at
            ),
            "checked": lambda: check_case(
                entry, result="pass", note="已看", photos=[self._shot("check", at)],
                by=who["checker"], at=at,
            ),
            "closed": lambda: close_cases([entry], reply="已处理完毕。", by=who["clerk"], at=at),
            "archived": lambda: None,
        }  # fmt: skip
        if stage == "verifying":
            looker = self.people["checker"]
            verify_case(entry, assignee=looker, by=who["clerk"], at=at)
        elif stage != "reported":
            for name, step in steps.items():
                step()
                if name == stage:
                    break
        watch_cases([case_of(entry.uid)], by=self.by["by"], at=self.now)
        found = case_of(entry.uid)
        if found.state != stage:
            msg = f"{stage}: {found.state}"
            raise RuntimeError(msg)
        return found

    def _report(self, *, patrol: bool, asks: bool, at: datetime) -> Any:
        from heli.core.acts import Actor  # noqa: PLC0415
        from heli.kit.ids import new_uid  # noqa: PLC0415
        from heli.loops.grid.actions.drafts import Contact, Draft  # noqa: PLC0415
        from heli.loops.grid.actions.reporting import report  # noqa: PLC0415

        lat, lon = spot(0)
        draft = Draft(
            uid=new_uid(),
            text="路边有一堆建筑垃圾，已经好几天没有人清运，影响通行。",
            category=RUBBISH,
            lat=lat,
            lon=lon,
            place="压测路口",
            area=self.grids[0],
            channel="patrol" if patrol else "portal",
            photos=(self._shot("near", at), self._shot("far", at)) if patrol else (),
        )
        by = self.actors["frontline"] if patrol else Actor(name="anonymous")
        contact = Contact("压测居民", "13900000000") if asks else Contact()
        return report(self.call, draft=draft, contact=contact, by=by, at=at)

    def _shot(self, kind: str, at: datetime) -> Any:
        from heli.core.files.actions import upload  # noqa: PLC0415
        from heli.core.files.store import put  # noqa: PLC0415
        from heli.loops.grid.actions.drafts import Shot  # noqa: PLC0415

        stored = put([JPEG + secrets.token_bytes(8)], name="照片.jpg")
        lat, lon = spot(0)
        return Shot(upload(stored, **self.by), kind, taken_at=at, lat=lat, lon=lon)


def spot(grid: int) -> tuple[int, int]:
    """The middle of a grid in millionths of a degree."""
    column, row = grid % COLUMNS, grid // COLUMNS
    return (
        round((SOUTH + (row + 0.5) * STEP) * MICRO),
        round((WEST + (column + 0.5) * STEP) * MICRO),
    )


class Copies:
    """The rows of the first cases, again and again."""

    def __init__(self, made: Town, number: int) -> None:
        from django.db import connection  # noqa: PLC0415

        self.made, self.number = made, number
        self.connection, self.is_lite = connection, connection.vendor == "sqlite"
        self.first_grid, self.first_unit = made.grids[0].pk, made.units[0].pk
        self.begun = 0

    def write(self) -> dict[str, Any]:
        """Write them all; says which cases the pages are asked for."""
        from heli.core.flow.models import Entry, Step  # noqa: PLC0415
        from heli.loops.grid.models import Case, Photo, Report  # noqa: PLC0415

        self.models = (Entry, Step, Case, Report, Photo)
        first = self.made.first_cases()
        shares = {name: self.number * n // 1000 for name, n in OPEN_SHARE.items()}
        counts = {"archived": self.number - sum(shares.values()), **shares}
        with self.connection.cursor() as cursor:
            indexes = self._bare(cursor)
            for stage, count in counts.items():
                for part, one in enumerate(first[stage]):
                    among = len(first[stage])
                    if some := count // among + (part < count % among):
                        self._copy(cursor, one, stage, some)
                        self.begun += some
            cursor.execute("ANALYZE")
            count_all(cursor)
            if not self.is_lite:
                # An index made beside rows that were just changed is not used while others are at work.
                cursor.execute("VACUUM flow_entry, grid_case")
            for statement in indexes:
                cursor.execute(statement)
        not_in_figures()
        if self.is_lite:
            with self.connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        else:
            settle(self.models)
            with self.connection.cursor() as cursor:
                cursor.execute("VACUUM (ANALYZE) flow_entry, grid_case, grid_report, flow_step")
        return {stage: self._some(stage) for stage in counts} | {"call": str(self.made.call.uid)}

    def _some(self, stage: str) -> list[str]:
        from heli.core.flow.models import Entry  # noqa: PLC0415

        rows = Entry.objects.filter(
            state=stage, flow__startswith="grid.case@", code__startswith="b"
        )
        return [str(uid) for uid in rows.order_by("-pk").values_list("uid", flat=True)[:200]]

    def _bare(self, cursor: Any) -> list[str]:
        """Without the plain indexes, which are made again after the rows."""
        from bench.figures import without_indexes  # noqa: PLC0415

        if self.is_lite:
            cursor.execute("PRAGMA cache_size=-2000000")
        return without_indexes(cursor, [model._meta.db_table for model in self.models])

    def _copy(self, cursor: Any, one: Any, stage: str, count: int) -> None:
        entry_table, step_table, case_table, report_table, photo_table = self.models
        step_rows = list(one.steps.order_by("seq"))
        report = one.reports.get()
        last = {model: self._last(model) for model in self.models}
        entry = f"{last[entry_table]} + i"
        grid, unit = self._grid(), self._unit(stage)
        lat, lon = self._position()
        when = self._when(stage, count)
        area = f"{self.first_grid} + {grid}"
        write: list[tuple[Any, int, dict[str, str]]] = [
            (entry_table, one.pk, {
                "code": f"'b' || ({self.begun} + i)", "area_id": area, "org_id": unit,
                "title": f"'暴露垃圾 · 第' || {grid} || '网格'", "opened_at": when("opened_at"),
                **({"closed_at": when("closed_at")} if one.closed_at else {}),
            }),
            (case_table, one.case.pk, {
                "entry_id": entry, "lat": lat, "lon": lon,
                "cell": f"({lat}) / 3000 * 1048576 + ({lon}) / 3000",
                "place": "'压测路' || (i % 900) || '号'", "reported_at": when("reported_at"),
                **({"due_at": when("due_at")} if one.case.due_at else {}),
            }),
            (report_table, report.pk, {
                "entry_id": entry, "number": f"'b' || ({self.begun} + i)", "lat": lat, "lon": lon,
                "made_at": when("made_at"), "received_at": when("received_at"),
                "text": "'路边有一堆建筑垃圾，在' || (i % 900) || '号门前，' || (i % 31) || '天没有人清运。'",
            }),
        ]  # fmt: skip
        day = f"date({when('at')})" if self.is_lite else f"({when('at')})::date"
        write += [
            (step_table, row.pk, {
                "entry_id": entry, "at": when("at"), "effective_on": day,
                "area_id": area, "org_id": "t.org_id" if row.org_id == self.made.town.pk else unit,
            })
            for row in step_rows
        ]  # fmt: skip
        photos = photo_table.objects.filter(entry=one).order_by("pk")
        write += [
            (photo_table, row.pk, {
                "entry_id": entry, "lat": lat, "lon": lon,
                **({"report_id": f"{last[report_table]} + i"} if row.report_id else {}),
            })
            for row in photos
        ]  # fmt: skip
        for model, pk, differs in write:
            begin = self._last(model)
            has_uid = {"uid": self._uid()} if hasattr(model, "uid") else {}
            values = {**has_uid, **differs, "id": f"{begin} + i"}
            cursor.execute(copying(model, pk, count, values, self.connection.vendor))

    def _last(self, model: Any) -> int:
        found: int | None = model.objects.order_by("-pk").values_list("pk", flat=True).first()
        return found or 0

    def _uid(self) -> str:
        return "lower(hex(randomblob(16)))" if self.is_lite else "gen_random_uuid()"

    def _grid(self) -> str:
        """Which grid the i-th case lies in: neighbours in time are not neighbours on the ground."""
        return (
            f"((i::bigint * 7919) % {COLUMNS * ROWS})"
            if not self.is_lite
            else (f"((i * 7919) % {COLUMNS * ROWS})")
        )

    def _unit(self, stage: str) -> str:
        """The desk's own body until it is dispatched, then one of the units."""
        before = stage in ("reported", "verifying", "registered")
        return "t.org_id" if before else f"{self.first_unit} + i % {UNITS}"

    def _position(self) -> tuple[str, str]:
        grid, step = self._grid(), round(STEP * MICRO)
        inside = step // 2
        row, column = f"({grid} / {COLUMNS})", f"({grid} % {COLUMNS})"
        lat = f"{round(SOUTH * MICRO)} + {row} * {step} + {step // 4} + (i % 997) * {inside} / 997"
        lon = (
            f"{round(WEST * MICRO)} + {column} * {step} + {step // 4} + (i % 991) * {inside} / 991"
        )
        return f"({lat})", f"({lon})"

    def _when(self, stage: str, count: int) -> Callable[[str], str]:
        """A moment of the i-th copy: over three years, or within the hour before that of its first."""
        if stage == "archived":
            back = f"(({count} - i) * {YEARS_MINUTES}.0 / {count} + {DAYS_MINUTES})"
        else:
            back = "(i * 7 % 3600) / 60.0"
        if self.is_lite:
            return lambda column: f"datetime(t.{column}, (-{back}) || ' minutes')"
        return lambda column: f"(t.{column} - {back} * interval '1 minute')"


def not_in_figures() -> None:
    """Record the measures, and say that their rollups are up to date: no figure counts what SQL wrote."""
    from heli.core.acts import SYSTEM  # noqa: PLC0415
    from heli.core.measures import rollups  # noqa: PLC0415
    from heli.core.measures.actions import sync_measures  # noqa: PLC0415
    from heli.core.measures.models import MeasureVersion, RollupMark  # noqa: PLC0415
    from heli.core.measures.sources import relation_of  # noqa: PLC0415

    sync_measures(by=SYSTEM, at=datetime.now(UTC))
    for version in MeasureVersion.objects.all():
        if version.measure.adds_over_time:
            last = rollups.settled(relation_of(version.measure)) or 0
            RollupMark.objects.update_or_create(version=version, defaults={"row": last})


SAME = ("state", "asked", "is_open", "channel", '"group"', "urgency")


def count_all(cursor: Any) -> None:
    """Put every case into its line of the kept counts, as the worker does, in a few statements."""
    from_them = (
        "FROM grid_case AS k JOIN flow_entry AS e ON e.id = k.entry_id"
        " JOIN flow_call AS c ON c.id = e.call_id"
    )
    at_entry = {"state", "asked", "is_open"}
    same = [f"{'e' if name in at_entry else 'k'}.{name}" for name in SAME]
    place = ", ".join(("c.issuer_id", "e.org_id", *same))
    columns = ", ".join(("desk_id", "unit_id", *SAME))
    cursor.execute("UPDATE grid_case SET tally_id = NULL WHERE tally_id IS NOT NULL")
    cursor.execute("DELETE FROM grid_tally")
    cursor.execute(
        f"INSERT INTO grid_tally ({columns}, n) SELECT {place}, count(*) {from_them} GROUP BY {place}"
    )
    # Else PostgreSQL takes the lines for hardly any, and goes through those of a kind for every case.
    cursor.execute("ANALYZE grid_tally")
    alike = " AND ".join(f"t.{name} = {told}" for name, told in zip(SAME, same, strict=True))
    cursor.execute(
        "UPDATE grid_case SET is_counted = (1 = 1), tally_id = said.line FROM"
        f" (SELECT k.id AS key, t.id AS line {from_them} JOIN grid_tally AS t"
        f" ON t.desk_id = c.issuer_id AND t.unit_id = e.org_id AND {alike}) AS said"
        " WHERE said.key = grid_case.id"
    )


if __name__ == "__main__":
    main()
