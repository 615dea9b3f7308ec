"""Plain builders: every record a test needs, made by the acts that make it in life.

``make.federation()`` is a federation with its root body; ``make.society()`` stands below it;
``make.actor(Role.EDITOR, over=federation)`` is somebody who holds that role. Whatever is not said
is invented, and different each time.
"""

import json
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from heli.core.access import actions as access
from heli.core.access.models import User
from heli.core.access.queries import actor_for
from heli.core.acts import SYSTEM, Actor
from heli.core.parties import actions as parties
from heli.core.parties.models import Party, Undertaking
from heli.core.places import actions as places
from heli.core.places.models import Area, Site


AT = datetime(2020, 2, 10, 2, 0, tzinfo=UTC)
"""Monday 10 February 2020, 10:00 in Shanghai: the moment of every act that names no other."""

TODAY = date(2020, 2, 10)
LONG_AGO = date(2010, 1, 1)

_numbers = count(1)


def federation(name: str = "示例市社会科学界联合会", **more: Any) -> Party:
    """The body at the top of the administrative tree."""
    return parties.add_organisation(None, name=name, by=SYSTEM, at=AT, since=LONG_AGO, **more)


def society(parent: Party | None = None, name: str = "", **more: Any) -> Party:
    """A society below ``parent`` (a federation of its own, if none is given)."""
    parent = parent or federation()
    name = name or f"示例第{next(_numbers)}学会"
    more = {"subkind": "society", "since": LONG_AGO, **more}
    return parties.add_organisation(parent, name=name, by=SYSTEM, at=AT, **more)


def person(name: str = "", *, org: Party | None = None, **more: Any) -> Party:
    """A person who is a member of ``org``."""
    name = name or f"示例{next(_numbers)}"
    more = {"since": LONG_AGO, **more}
    return parties.add_person(org or federation(), name=name, by=SYSTEM, at=AT, **more)


def actor(role: str = "", *, over: Party | None = None, who: Party | None = None) -> Actor:
    """Somebody who holds ``role`` over a body; without a role, a signed-in member of it."""
    over = over or federation()
    who = who or person(org=over)
    if role:
        access.grant_role(over, to=who, role=role, since=LONG_AGO, by=SYSTEM, at=AT)
    return actor_for(who, on=TODAY)


def user(who: Party | None = None, *, username: str = "") -> User:
    """An account of a person, not yet entered."""
    username = username or f"user{next(_numbers)}"
    return access.create_account(who or person(), username=username, by=SYSTEM, at=AT)


def area(parent: Area | None = None, *, kind: str = "city", name: str = "", **more: Any) -> Area:
    """A region."""
    name = name or f"示例{next(_numbers)}区"
    return places.add_area(parent, kind=kind, name=name, by=SYSTEM, at=AT, **more)


def outline(west: float, south: float, *, wide: float = 0.01, high: float = 0.01) -> str:
    """A rectangle as GeoJSON text: degrees from its south-western corner."""
    east, north = round(west + wide, 7), round(south + high, 7)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def site(area: Area | None = None, *, lon: str, lat: str, name: str = "", **more: Any) -> Site:
    """A named place with a position."""
    name = name or f"示例{next(_numbers)}站"
    return places.add_site(area, name=name, lon=lon, lat=lat, by=SYSTEM, at=AT, **more)


def undertaking(
    owner: Party | None = None, *, kind: str = "periodical", **more: Any
) -> Undertaking:
    """Something that groups acts: a periodical, a campaign."""
    more = {"name": f"示例第{next(_numbers)}号", **more}
    return parties.open_undertaking(owner or federation(), kind=kind, by=SYSTEM, at=AT, **more)
