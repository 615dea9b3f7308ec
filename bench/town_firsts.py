"""What a town of :mod:`bench.town` consists of: its bodies, people and grids, and a case of every kind.

Everything here comes from the acts that make it in life, but the grids, written by the hundred.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from bench.places import COLUMNS, ROWS, spot, town


SINCE = date(2015, 1, 1)
UNITS = 60
RUBBISH = "06010"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
STAGES = (
    *("reported", "verifying", "registered", "dispatched", "handling", "handled", "checked"),
    *("closed", "archived"),
)
AGES = (timedelta(minutes=90), timedelta(days=2), timedelta(days=9))
"""How long ago the cases on their way came: some are in time, some late, some late for long."""
FRESH = ("dispatched",)
"""Where a case does not stay for long: a unit that does not sign is signed for."""


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
        """An account at the desk, one of a grid worker, and the key of a program that reports."""
        from heli.core.access import actions as access  # noqa: PLC0415
        from heli.core.access.actions.keys import MAX_RATE  # noqa: PLC0415
        from heli.core.access.keys import new_key  # noqa: PLC0415
        from heli.core.access.tokens import invitation  # noqa: PLC0415

        password = secrets.token_urlsafe(12)
        for role in ("clerk", "frontline"):
            user = access.create_account(self.people[role], username=f"bench-{role}", **self.by)
            access.accept_invitation(user, token=invitation(user), password=password, **self.by)
        key = new_key()
        parts = {"prefix": key.prefix, "secret": key.secret, "scopes": ["open311:write"]}
        access.create_key(self.town, name="压测程序", rate=MAX_RATE, **parts, **self.by)
        return {
            "username": "bench-clerk",
            "worker": "bench-frontline",
            "password": password,
            "key": key.text,
        }

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
            for stage in STAGES
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
