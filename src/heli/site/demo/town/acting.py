"""Doing what happens in the town: each matter through the acts that a case goes through in life."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from random import Random
from typing import Any

from heli.core.acts import ANONYMOUS, Actor
from heli.core.flow.models import Entry
from heli.core.parties.models import Party
from heli.core.places.models import Area
from heli.core.places.queries import drawn as outlines
from heli.loops.grid.actions.checking import check_case, close_cases
from heli.loops.grid.actions.dispatching import dispatch_cases, sign_case
from heli.loops.grid.actions.drafts import NOBODY, Contact, Draft, Shot
from heli.loops.grid.actions.handling import ask_suspension, decide_suspension, handle_case
from heli.loops.grid.actions.merging import merge_cases
from heli.loops.grid.actions.reporting import join, report
from heli.loops.grid.actions.screening import (
    handle_at_once,
    record_finding,
    refuse_case,
    register_cases,
    verify_case,
    void_case,
)
from heli.loops.grid.actions.visiting import record_visit
from heli.loops.grid.enums import (
    Channel,
    Finding,
    PhotoKind,
    Refused,
    Satisfaction,
    Verb,
    WaitsFor,
)
from heli.loops.grid.models import Report
from heli.loops.grid.queries.cases import cases
from heli.site.demo.town.office import Town
from heli.site.demo.town.pictures import photo
from heli.site.demo.town.plan import Happening, Matter, Way


NAMESPACE = uuid.UUID("6a0f2b52-5c1d-4e43-9d39-2f1f0c6f0a11")
MICRO = 1_000_000
SAME_SPOT = 40
"""Millionths of a degree, some four metres."""
TOGETHER = ("register", "dispatch", "close")
"""What a desk does for several cases at once."""
ASKED = (
    (True, Satisfaction.SATISFIED),
    (True, Satisfaction.SATISFIED),
    (True, Satisfaction.MOSTLY),
    (False, Satisfaction.DISSATISFIED),
)


class Month:
    """The month as it is played: a method for each thing that happens."""

    def __init__(self, town: Town, matters: Sequence[Matter]) -> None:
        self.town, self.matters = town, matters
        self.spots = Spots(town.grids, on=town.cast.now())

    def play(self, some: Iterable[Happening]) -> None:
        """Do everything, in its order."""
        for (at, _order, what), alike in groupby(some, key=lambda h: (h.at, h.order, h.what)):
            numbers = [one.matter for one in alike]
            if what in TOGETHER:
                self.do(what, at, [self.entry(n) for n in numbers], numbers)
            else:
                for n in numbers:
                    self.one(what, at, self.matters[n])

    def one(self, what: str, at: datetime, matter: Matter) -> None:
        """Something that is done to one matter alone."""
        act: Callable[[datetime, Matter], None] = getattr(self, f"_{what}")
        act(at, matter)

    def do(self, what: str, at: datetime, entries: list[Entry], numbers: list[int]) -> None:
        """Register, dispatch or close several cases in one act."""
        key = self._key(what, *numbers)
        clerk, editor = self._by("clerk"), self._by("editor")
        if what == "register":
            register_cases.once(key)(entries, by=clerk, at=at)
        elif what == "dispatch":
            dispatch_cases.once(key)(entries, by=editor, at=at)
        else:
            close_cases.once(key)(entries, reply="已处置完毕，感谢反映（示例）。", by=clerk, at=at)

    def entry(self, n: int) -> Entry:
        """The case of a matter, with all that moving it asks for."""
        return cases().get(reports__uid=self.uid(n))

    def uid(self, n: int | str) -> uuid.UUID:
        """The id of a report, the same at every replay."""
        return uuid.uuid5(NAMESPACE, f"{self.town.cast.play.example}/{n}")

    def _key(self, what: str, *about: object) -> str:
        return self.town.cast.key(what, "-".join(map(str, about)))

    def _by(self, part: str) -> Actor:
        return self.town.cast.actors[part]

    def _area(self, matter: Matter) -> Area:
        return self.town.grids[matter.grid]

    def _worker(self, matter: Matter) -> Actor:
        return self.town.workers[self._area(matter).pk]

    def shot(
        self, matter: Matter, kind: str, at: datetime, *, done: bool = False, aside: int = 0
    ) -> Shot:
        """A photo taken at the place of a matter."""
        lat, lon = self.spots.of(matter)
        content = photo(matter.kind.picture, done=done, variant=matter.n % 3)
        return Shot(content, kind, taken_at=at, lat=lat + aside, lon=lon)

    def draft(self, matter: Matter, at: datetime, **more: Any) -> Draft:
        """What is reported."""
        lat, lon = self.spots.of(matter)
        area = self._area(matter)
        said = {
            "uid": self.uid(matter.n),
            "text": f"{matter.text}（示例）",
            "category": matter.kind.category,
            "lat": lat,
            "lon": lon,
            "place": f"{area.name}（示例）",
            "area": area,
            **more,
        }
        return Draft(**said)

    def _report(self, at: datetime, matter: Matter) -> None:
        if matter.by_patrol:
            kinds = (PhotoKind.NEAR, PhotoKind.FAR)
            if matter.way == Way.SELF_HANDLED:
                kinds = (PhotoKind.BEFORE, PhotoKind.AFTER)
            photos = tuple(
                self.shot(matter, kind, at, done=kind == PhotoKind.AFTER, aside=SAME_SPOT * n)
                for n, kind in enumerate(kinds)
            )
            draft = self.draft(matter, at, channel=Channel.PATROL, photos=photos)
            report(self.town.call, draft=draft, by=self._worker(matter), at=at)
            return
        channel = matter.channel
        by = ANONYMOUS if channel == Channel.PORTAL else self._by("clerk")
        photos = (self.shot(matter, PhotoKind.NEAR, at),) if channel == Channel.PORTAL else ()
        draft = self.draft(matter, at, channel=channel, photos=photos)
        report(self.town.call, draft=draft, contact=contact_of(matter), by=by, at=at)

    def _join(self, at: datetime, matter: Matter) -> None:
        first = self.entry(matter.like or 0)
        join(first, draft=self.draft(matter, at), contact=NOBODY, by=ANONYMOUS, at=at)

    def _merge(self, at: datetime, matter: Matter) -> None:
        merge_cases.once(self._key("merge", matter.n))(
            [self.entry(matter.n)],
            into=self.entry(matter.like or 0),
            reply="已有人反映，一并处理（示例）。",
            by=self._by("clerk"),
            at=at,
        )

    def _refuse(self, at: datetime, matter: Matter) -> None:
        refuse_case.once(self._key("refuse", matter.n))(
            self.entry(matter.n),
            reason=Refused.ELSEWHERE,
            reply="该处不在本镇辖区，请向相邻乡镇反映（示例）。",
            by=self._by("clerk"),
            at=at,
        )

    def _self_handle(self, at: datetime, matter: Matter) -> None:
        handle_at_once.once(self._key("self", matter.n))(
            self.entry(matter.n), note="已当场清理", by=self._worker(matter), at=at
        )

    def _look(self, at: datetime, matter: Matter) -> None:
        worker = self._worker(matter)
        verify_case.once(self._key("look", matter.n))(
            self.entry(matter.n),
            assignee=Party.objects.get(uid=str(worker.uid)),
            by=self._by("clerk"),
            at=at,
        )

    def _find(self, at: datetime, matter: Matter) -> None:
        self._found(at, matter, Finding.EXISTS)

    def _absent(self, at: datetime, matter: Matter) -> None:
        self._found(at, matter, Finding.ABSENT)

    def _found(self, at: datetime, matter: Matter, finding: Finding) -> None:
        absent = finding == Finding.ABSENT
        photos = [self.shot(matter, PhotoKind.NEAR, at, done=True)] if absent else []
        record_finding.once(self._key("find", matter.n))(
            self.entry(matter.n),
            finding=finding,
            note="现场未见" if absent else "情况属实",
            photos=photos,
            by=self._worker(matter),
            at=at,
        )

    def _void(self, at: datetime, matter: Matter) -> None:
        void_case.once(self._key("void", matter.n))(
            self.entry(matter.n),
            note="现场核实未见该情况",
            reply="已到现场查看，未见所反映的情况（示例）。",
            by=self._by("clerk"),
            at=at,
        )

    def _sign(self, at: datetime, matter: Matter) -> None:
        entry = self.entry(matter.n)
        sign_case.once(self._key("sign", matter.n))(entry, by=self.unit(entry), at=at)

    def _ask_suspension(self, at: datetime, matter: Matter) -> None:
        entry = self.entry(matter.n)
        ask_suspension.once(self._key("ask_suspension", matter.n))(
            entry,
            waits_for=WaitsFor.WORKS,
            review_on=(self.town.cast.now() + timedelta(days=45)).date(),
            note="列入道路改造一并施工，现场已围护",
            photos=[self.shot(matter, PhotoKind.MEASURE, at, done=True)],
            by=self.unit(entry),
            at=at,
        )

    def _suspend(self, at: datetime, matter: Matter) -> None:
        decide_suspension.once(self._key("suspend", matter.n))(
            self.entry(matter.n), granted=True, note="同意", by=self._by("signer"), at=at
        )

    def _handle(self, at: datetime, matter: Matter) -> None:
        entry = self.entry(matter.n)
        again = entry.steps.filter(verb=Verb.FAIL).exists()
        handle_case.once(self._key("handle", matter.n, int(again)))(
            entry,
            note="已返工，现场复原" if again else "已处置，现场恢复",
            photos=[self.shot(matter, PhotoKind.AFTER, at, done=True)],
            by=self.unit(entry),
            at=at,
        )

    def _fail(self, at: datetime, matter: Matter) -> None:
        self._check(at, matter, "fail", "墙角还有遗留，未清理干净")

    def _pass(self, at: datetime, matter: Matter) -> None:
        self._check(at, matter, "pass", "现场已恢复")

    def _check(self, at: datetime, matter: Matter, result: str, note: str) -> None:
        photos = [self.shot(matter, PhotoKind.CHECK, at, done=result == "pass", aside=SAME_SPOT)]
        check_case.once(self._key(result, matter.n))(
            self.entry(matter.n),
            result=result,
            note=note,
            photos=photos,
            by=self._by("checker"),
            at=at,
        )

    def _ask(self, at: datetime, matter: Matter) -> None:
        """Ask each reporter of the case who left a number."""
        entry = self.entry(matter.n)
        for n, row in enumerate(Report.objects.filter(entry=entry, wants_answer=True)):
            solved, satisfaction = ASKED[(matter.n + n) % len(ASKED)]
            record_visit.once(self._key("ask", matter.n, n))(
                entry,
                report=row,
                contacted=True,
                solved=solved or matter.n % 3 > 0,
                satisfaction=satisfaction,
                by=self._by("clerk"),
                at=at,
            )

    def unit(self, entry: Entry) -> Actor:
        """The head of the unit that a case lies with."""
        return self.town.cast.actors[entry.org.name]


def contact_of(matter: Matter) -> Contact:
    """Two of three leave a number; nobody's is real."""
    if matter.n % 3 == 0:
        return NOBODY
    return Contact(name=f"示例居民{matter.n}", phone=f"1380000{matter.n:04d}")


class Spots:
    """Where matters lie: somewhere inside their grid, the same at every replay."""

    def __init__(self, grids: Sequence[Area], *, on: datetime) -> None:
        self.shapes = {area.pk: shape for area, shape in outlines(grids, on=on.date())}
        self.grids = grids

    def of(self, matter: Matter) -> tuple[int, int]:
        """Millionths of a degree; what is the same as another matter lies beside it."""
        chance = Random(matter.n if matter.like is None else matter.like)  # noqa: S311  -- an example
        middle = self.shapes[self.grids[matter.grid].pk].label_point()
        aside = 0 if matter.like is None else 3 * SAME_SPOT
        return (
            round(middle.lat * MICRO) + chance.randint(-900, 900) + aside,
            round(middle.lon * MICRO) + chance.randint(-1_100, 1_100),
        )
