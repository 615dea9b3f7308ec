"""Fifty screens that show the wall of a town: part of ``bench.casework``.

As a process of its own (``python -m bench.walls``, with the database that the environment names) it lets the
screens in, as an administrator does by typing the codes they show, and says which tickets they keep.
"""

import http.client
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime


VIEWERS = 50
EVERY = 10.0
"""How often a screen asks, in seconds: ``wall.js``."""
TICKET = "heli_screen_ticket"
OK = 200
POINTS = 'data-wall-points="'


def main() -> None:
    """Let the screens in, and print the area and their tickets."""
    import django  # noqa: PLC0415  -- settings are read at import, once per process

    os.environ["DJANGO_SETTINGS_MODULE"] = "heli.site.settings"
    django.setup()
    from heli.core.access import screens  # noqa: PLC0415
    from heli.core.access.actions import pair_screen  # noqa: PLC0415
    from heli.core.acts import SYSTEM  # noqa: PLC0415
    from heli.core.flow.models import Call  # noqa: PLC0415

    town = Call.objects.select_related("issuer__area").get(kind="grid").issuer
    area, at = town.area, datetime.now(UTC)
    if area is None:
        raise RuntimeError("the town has no area")
    tickets = [screens.new_ticket(at) for _n in range(VIEWERS)]
    for n, ticket in enumerate(tickets):
        code = screens.code_of(ticket, area, at=at)
        pair_screen(town, area=area, code=code, name=f"压测{n}", by=SYSTEM, at=at)
    print(json.dumps({"area": str(area.uid), "tickets": tickets}))


@dataclass
class Screen:
    """A screen on a wall: its pass, and what it has of each part."""

    port: int
    cookies: dict[str, str]
    tags: dict[str, str] = field(default_factory=dict)
    points: str = ""

    def ask(self, path: str) -> tuple[int, str]:
        """Ask for a part, unless it is still the same; returns the status and what was said."""
        said = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if path in self.tags:
            said["If-None-Match"] = self.tags[path]
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        link.request("GET", path, headers=said)
        answer = link.getresponse()
        text = answer.read().decode()
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = header.split(";")[0].partition("=")
            self.cookies[name] = value
        link.close()
        self.tags[path] = answer.headers.get("ETag") or self.tags.get(path, "")
        return answer.status, text

    def look(self, wall: str) -> str:
        """What the page does every ten seconds: the board, and the map when its points are others."""
        status, board = self.ask(f"{wall}board/")
        if status != OK or board.count(POINTS) == 0:
            return str(status)
        before, self.points = self.points, board.partition(POINTS)[2].partition('"')[0]
        return "200" if before == self.points else f"200 and map {self.ask(f'{wall}map.json')[0]}"


class Walls:
    """What the screens cost: the same time with and without them, while cases arrive in both."""

    def __init__(
        self,
        port: int,
        said: dict[str, object],
        *,
        spent: Callable[[], float],
        arrive: Callable[[], object],
    ) -> None:
        self.wall = f"/wall/{said['area']}/"
        tickets: list[str] = list(said["tickets"])  # type: ignore[call-overload]  # read from JSON
        self.screens = [Screen(port, {TICKET: ticket}) for ticket in tickets]
        self.spent, self.arrive = spent, arrive

    def lines(self, seconds: int = 60) -> Iterator[str]:
        """The one line of the table."""
        for screen in self.screens:
            screen.ask(self.wall)
            screen.ask(self.wall)
            screen.look(self.wall)
        without, _seen = self._pass(seconds, [])
        with_them, seen = self._pass(seconds, self.screens)
        share = (with_them - without) / seconds
        answers = ", ".join(f"{seen.count(status)} × {status}" for status in sorted(set(seen)))
        yield (
            f"a wall with {len(self.screens)} viewers, a case every {EVERY:.0f} s: {share:.1%} of a core"
            f" ({without:.2f} s of {seconds} without them, {with_them:.2f} s with them; {answers})"
        )

    def _pass(self, seconds: int, screens: list[Screen]) -> tuple[float, list[str]]:
        """Processor seconds of a stretch of time, and what the screens were answered."""
        before, began, seen = self.spent(), time.monotonic(), []
        ticks = VIEWERS
        for n in range(round(seconds / EVERY) * ticks):
            time.sleep(max(0.0, began + n * EVERY / ticks - time.monotonic()))
            if n % ticks == 0:
                self.arrive()
            if screens:
                seen.append(screens[n % ticks].look(self.wall))
        time.sleep(max(0.0, began + seconds - time.monotonic()))
        return self.spent() - before, seen


if __name__ == "__main__":
    main()
