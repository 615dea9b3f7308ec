"""A grid centre at work, made by the acts that make one in life.

``centre()`` is a town with its desk (clerk, dispatcher, head, leader), two checkers, two units with
people, a grid with its worker, and a responsibility list. ``centre.reported()`` is a resident's
report; ``centre.registered()``, ``.dispatched()``, ``.handled()``, ``.checked()`` and ``.closed()`` are further on.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import make
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Actor
from heli.core.files.actions import upload
from heli.core.files.models import File
from heli.core.files.store import put
from heli.core.flow.models import Call, Entry
from heli.core.parties.models import Party
from heli.core.places.models import Area
from heli.kit.ids import new_uid
from heli.loops.grid.actions.checking import check_case, close_cases
from heli.loops.grid.actions.desks import open_desk
from heli.loops.grid.actions.dispatching import dispatch_cases, sign_case
from heli.loops.grid.actions.drafts import Contact, Draft, Shot
from heli.loops.grid.actions.handling import handle_case
from heli.loops.grid.actions.lists import add_line
from heli.loops.grid.actions.reporting import report
from heli.loops.grid.actions.screening import Sorting, record_finding, register_cases, verify_case
from heli.loops.grid.enums import Channel, Finding, PhotoKind
from heli.loops.grid.models import Report
from heli.loops.grid.queries.cases import case_of


LAT, LON = 31_340_000, 119_960_000
RUBBISH, LAMP, LID = "06010", "01037", "01001"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
_numbers = count(1)


def photo_file() -> File:
    """A photo that was uploaded."""
    stored = put([JPEG + str(next(_numbers)).encode()], name="照片.jpg")
    return upload(stored, by=SYSTEM, at=make.AT)


def shot(
    kind: str, *, at: datetime = make.AT, lat: int | None = LAT, lon: int | None = LON
) -> Shot:
    """A photo taken at the place of the matter."""
    return Shot(photo_file(), kind, taken_at=at, lat=lat, lon=lon)


@dataclass
class Centre:
    """Everybody and everything a grid centre consists of."""

    town: Party
    call: Call
    area: Area
    grid: Area
    group: Party
    cleaning: Party
    lamps: Party
    clerk: Actor
    dispatcher: Actor
    head: Actor
    leader: Actor
    checker: Actor
    worker: Actor
    handler: Actor
    unit_head: Actor
    lamp_head: Actor
    at: datetime = field(default=make.AT)

    def draft(self, **more: Any) -> Draft:
        """What a resident would send."""
        said = {
            "uid": new_uid(),
            "text": f"路边有一堆垃圾，第{next(_numbers)}次看到",
            "category": RUBBISH,
            "lat": LAT,
            "lon": LON,
            "place": "示例路口",
            "area": self.grid,
            **more,
        }
        return Draft(**said)

    def report(
        self, *, contact: Contact | None = None, by: Actor | None = None, **more: Any
    ) -> Report:
        """A report as it is taken."""
        at = more.pop("at", self.at)
        who = contact or Contact(name="示例居民", phone="13800000000")
        return report(self.call, draft=self.draft(**more), contact=who, by=by or ANYBODY, at=at)

    def reported(self, **more: Any) -> Entry:
        """A case that a resident's report opened."""
        return case_of(self.report(**more).entry.uid)

    def patrolled(self, **more: Any) -> Entry:
        """A case that the grid worker reported from the own grid, with two photos."""
        photos = (shot(PhotoKind.NEAR), shot(PhotoKind.FAR))
        said = {"channel": Channel.PATROL, "photos": photos, "by": self.worker, **more}
        return self.reported(contact=Contact(), **said)

    def registered(self, *, condition: str = "", patrol: bool = False, **more: Any) -> Entry:
        """A registered case: a resident's, that was looked at first, or one from patrol."""
        if patrol:
            entry = self.patrolled(**more)
        else:
            entry = self.reported(**more)
            verify_case(entry, assignee=self.person(self.checker), by=self.clerk, at=self.at)
            record_finding(entry, finding=Finding.EXISTS, by=self.checker, at=self.at)
        register_cases([entry], sorting=Sorting(condition=condition), by=self.clerk, at=self.at)
        return entry

    def dispatched(self, **more: Any) -> Entry:
        """A case that went to the unit that the list names."""
        entry = self.registered(**more)
        dispatch_cases([entry], by=self.dispatcher, at=self.at)
        return entry

    def signed(self, **more: Any) -> Entry:
        """A case that its unit signed for."""
        entry = self.dispatched(**more)
        by = self.handler if entry.org == self.cleaning else self.lamp_head
        sign_case(entry, by=by, at=self.at)
        return entry

    def handled(self, **more: Any) -> Entry:
        """A case that the head of its unit handed in."""
        entry = self.signed(**more)
        self.hand_in(entry)
        return entry

    def hand_in(self, entry: Entry, *, after: timedelta = timedelta(0)) -> None:
        """Handle a case and show it."""
        photos = [shot(PhotoKind.AFTER, at=self.at + after)]
        handle_case(entry, note="已清理", photos=photos, by=self.unit_head, at=self.at + after)

    def checked(self, **more: Any) -> Entry:
        """A case that passed its check."""
        entry = self.handled(**more)
        self.check(entry)
        return entry

    def check(self, entry: Entry, result: str = "pass", *, after: timedelta = timedelta(0)) -> None:
        """Check a case on the spot."""
        photos = [shot(PhotoKind.CHECK, at=self.at + after)]
        check_case(
            entry,
            result=result,
            note="现场查看",
            photos=photos,
            by=self.checker,
            at=self.at + after,
        )

    def closed(self, **more: Any) -> Entry:
        """A case that was closed, its reporters answered."""
        entry = self.checked(**more)
        close_cases([entry], reply="已处理完毕，感谢反映。", by=self.clerk, at=self.at)
        return case_of(entry.uid)

    def later(self, **more: int) -> datetime:
        """A moment after the centre's own."""
        return self.at + timedelta(**more)

    def person(self, who: Actor) -> Party:
        """The person behind an actor."""
        return Party.objects.get(pk=who.party_id)


ANYBODY = Actor(name="anonymous")


def centre(**rules: Any) -> Centre:
    """A town with everything, on a Monday morning."""
    area = make.area(kind="town", name="示例镇")
    community = make.area(area, kind="community", name="洋溪村")
    grid = make.area(community, kind="grid", name="第3网格")
    town = make.federation("示例镇人民政府", area=area)
    call = open_desk(town, title="示例镇网格中心", by=SYSTEM, at=make.AT - timedelta(days=40))
    if rules:
        call.settings = rules
        call.save()
    group = make.society(town, "第3网格组", subkind="grid", area=grid)
    cleaning, lamps = make.society(town, "环卫所"), make.society(town, "路灯所")
    worker = make.person("网格员甲", org=group)
    made = Centre(
        town=town,
        call=call,
        area=area,
        grid=grid,
        group=group,
        cleaning=cleaning,
        lamps=lamps,
        clerk=make.actor(Role.CLERK, over=town),
        dispatcher=make.actor(Role.EDITOR, over=town),
        head=make.actor(Role.REVIEWER, over=town),
        leader=make.actor(Role.SIGNER, over=town),
        checker=make.actor(Role.CHECKER, over=town),
        worker=make.actor(Role.FRONTLINE, over=group, who=worker),
        handler=make.actor(Role.LIAISON, over=cleaning),
        unit_head=make.actor(Role.SIGNER, over=cleaning),
        lamp_head=make.actor(Role.SIGNER, over=lamps),
    )
    add_line(
        call,
        unit=cleaning,
        category="06",
        basis="权责清单第1条",
        since=make.LONG_AGO,
        by=SYSTEM,
        at=make.AT,
    )
    add_line(
        call,
        unit=lamps,
        category="01",
        basis="权责清单第2条",
        since=make.LONG_AGO,
        by=SYSTEM,
        at=make.AT,
    )
    return made
