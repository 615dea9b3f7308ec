"""How the town of :mod:`bench.town` gets its million: the rows of its first cases again and again, by SQL."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bench.office import copying, settle
from bench.places import COLUMNS, MICRO, ROWS, SOUTH, STEP, WEST
from bench.town_firsts import UNITS, Town


OPEN_SHARE = {
    "reported": 8, "verifying": 4, "registered": 4, "dispatched": 8,
    "handling": 16, "handled": 4, "checked": 2, "closed": 4,
}  # fmt: skip
"""How many in a thousand stand there; the rest is archived."""
YEARS_MINUTES, DAYS_MINUTES = 3 * 365 * 1440, 20 * 1440


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
