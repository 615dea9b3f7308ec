"""Casework among a million cases: pages, intake, nearness, and what stands still beside them.

    python -m bench.casework --entries 1000000
    python -m bench.casework --entries 1000000 --postgres postgresql://postgres@127.0.0.1:5432/heli_cases
    python -m bench.casework --entries 20000 --peer

The data are those of :mod:`bench.town`; server, control and rounds those of :mod:`bench.http`. Pages are
compared by the processor time of the web processes and, on PostgreSQL, of the database's processes that
serve them; the background process is told apart and has a line of its own. Intake is what a phone
delivers (``/field/sync/``): one report in a request, and fifty. With ``--peer`` the same work is done on
django-helpdesk, see :mod:`bench.peer`.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from bench.http import (
    HELLO,
    TITLES,
    Client,
    Table,
    both,
    environment_of_heli,
    middle,
    prepared,
)
from bench.load import Request
from bench.serving import ROOT, cpu_of


QUEUE = "/desk/cases/?box=open"
PAGES = {
    "queue, on their way": QUEUE,
    "queue, a state": "/desk/cases/?state=handling",
    "queue, a state and two filters": "/desk/cases/?state=handling&group=06&channel=patrol",
    "queue, overdue": "/desk/cases/?box=late",
    "queue, everything": "/desk/cases/?box=all",
    "queue, latest first": "/desk/cases/?box=all&sort=-reported",
    "map window of the queue": "/desk/cases/map/?box=open",
}
STAGES = ("reported", "handling", "archived")
BATCH = 50


def main() -> None:
    """Make the data, start both servers, take turns, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--postgres", default="", help="URL of a database to be made anew")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--each", type=int, default=40, help="requests in a round")
    parser.add_argument("--data", type=Path, help="keep the data here and use it again")
    parser.add_argument("--peer", action="store_true", help="install and measure django-helpdesk")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        print("\n".join(inside()))
        return
    with contextlib.ExitStack() as stack:
        folder = asked.data or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        said = prepared(folder, asked.entries, asked.postgres, office="bench.town")
        print(in_process(folder, asked.postgres), end="", flush=True)
        plain, heli = both(stack, folder, asked.postgres)
        worker = Client.of_heli(heli.server, str(said["worker"]), str(said["password"]))
        for line in Casework(plain, heli, worker, said, asked).lines():
            print(line, flush=True)
    if asked.peer:
        from bench.peer import compared  # noqa: PLC0415  -- needs the network, so only when asked

        print("\n".join(compared(asked.rounds, asked.each)))


def in_process(folder: Path, postgres: str) -> str:
    """What is measured without a server, in a process that has the database."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.casework", "--inside"],
        cwd=ROOT,
        env={**os.environ, **environment_of_heli(folder, postgres)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


class Casework(Table):
    """The pages of the desk, what arrives from the field, and what goes on beside."""

    def __init__(
        self, plain: Client, heli: Client, worker: Client, said: dict[str, Any], asked: Any
    ) -> None:
        self.plain, self.heli, self.worker, self.said = plain, heli, worker, said
        self.rounds, self.each, self.postgres = asked.rounds, asked.each, asked.postgres

    def lines(self) -> Iterator[str]:
        """The tables, row by row."""
        yield from self.pages()
        yield from self.intake()
        yield from self.beside()

    def pages(self) -> Iterator[str]:
        """Processor time of pages, over that of hello world."""
        pages = dict(PAGES)
        second = self.second_page()
        if second:
            pages["queue, a page further on"] = second
        cases: dict[str, Any] = {name: [path] for name, path in pages.items()}
        for stage in STAGES:
            cases[f"one case, {stage}"] = [f"/desk/cases/{uid}/" for uid in self.said[stage]]
        works = {
            name: (self.heli, lambda _c, n, paths=paths: ("GET", paths[n % len(paths)], ""), 1)
            for name, paths in cases.items()
        }
        took = self.taken({"hello world, control": (self.plain, lambda *_n: ("GET", HELLO, ""), 1), **works})
        hello = middle(took["hello world, control"], "cpu")
        yield f"{'page':34}{'cpu ms':>9}{'x hello':>9}{'p50 ms':>9}{'p95 ms':>9}{'failed':>8}"
        for name, rounds in took.items():
            cpu = middle(rounds, "cpu")
            waits = [median(one.outcome.percentile(share) for one in rounds) for share in (50, 95)]
            failed = sum(one.outcome.failures for one in rounds)
            yield f"{name:34}{cpu:9.2f}{cpu / hello:9.1f}{waits[0]:9.1f}{waits[1]:9.1f}{failed:8}"

    def second_page(self) -> str:
        """The address behind the queue's “next page”."""
        from html import unescape  # noqa: PLC0415

        page = self.heli.ask("GET", QUEUE)
        found = [part.split('"')[0] for part in page.split('href="')[1:] if "after=" in part.split('"')[0]]
        return unescape(found[0]) if found else ""

    def intake(self) -> Iterator[str]:
        """Reports from the field, one by one and by the batch, over the control's two rows."""
        body = urlencode(TITLES)
        self.worker_headers = {**self.worker.headers(), "Content-Type": "application/json"}
        took = self.taken(
            {
                "two rows, bare": (self.plain, lambda *_n: ("POST", "/create/", body), 1),
                "two rows, signed in": (
                    self.plain, lambda *_n: ("POST", "/create-signed-in/", body), 1,
                ),
                "a report from the field": (self.worker, lambda *_n: self.sync(1), 1),
                "fifty reports in a batch": (self.worker, lambda *_n: self.sync(BATCH), 1),
            }  # fmt: skip
        )
        bare, single = (middle(took[name], "rate") for name in ("two rows, bare", "a report from the field"))
        yield f"{'durable, 1 client':34}{'cpu ms':>9}{'cases/s':>9}{'of bare':>9}{'of one':>9}{'p99 ms':>9}{'failed':>8}"
        for name, rounds in took.items():
            n = BATCH if "fifty" in name else 1
            rate = middle(rounds, "rate") * n
            cpu = middle(rounds, "cpu") / n
            p99 = max(one.outcome.percentile(99) for one in rounds)
            failed = sum(one.outcome.failures for one in rounds)
            yield f"{name:34}{cpu:9.2f}{rate:9.0f}{rate / bare:8.0%} {rate / single:8.1f}x{p99:9.1f}{failed:8}"
        yield from self.arrived()

    def arrived(self) -> Iterator[str]:
        """Whether what was delivered was taken: the last batch says so."""
        import http.client  # noqa: PLC0415

        method, path, body = self.sync(2)
        link = http.client.HTTPConnection("127.0.0.1", self.worker.server.port, timeout=30)
        link.request(method, path, body, self.worker_headers)
        states = [one["state"] for one in json.loads(link.getresponse().read())["outcomes"]]
        yield f"a batch is answered: {', '.join(states)}"

    def sync(self, count: int) -> tuple[str, str, str]:
        """A batch as a phone sends it."""
        return "POST", "/field/sync/", json.dumps({"v": 1, "operations": [self.line() for _ in range(count)]})

    def line(self) -> dict[str, Any]:
        """One report that nobody sent before."""
        from bench.town import RUBBISH, spot  # noqa: PLC0415
        from heli.kit.ids import new_uid  # noqa: PLC0415

        lat, lon = spot(0)
        uid = new_uid()
        said = {
            "text": [f"路边有一堆垃圾 {uid}"], "category": [RUBBISH], "place": ["压测路口"],
            "lat": [str(lat / 1e6)], "lon": [str(lon / 1e6)],
        }  # fmt: skip
        at = datetime.now(UTC).isoformat()  # noqa: TID251  -- the phone's clock
        return {
            "id": ulid_of(uid.int), "name": "grid.report", "subject": "", "captured_at": at,
            "said": said, "files": {},
        }  # fmt: skip

    def once(self, client: Client, make: Any, clients: int) -> Any:
        """One round; the requests of a batch are fewer, and the database's own time is added."""
        is_field = client is self.worker
        headers = self.worker_headers if is_field else client.headers()
        made = make(0, 0)
        each = self.each
        if client is self.plain:
            each *= 20 if made[1] == HELLO else 3
        elif is_field and len(made[2]) > 5000:  # noqa: PLR2004  -- a batch
            each = max(4, each // 10)
        before = self.spent(client)
        outcome = self.load(client, make, headers, each)
        from bench.http import Took  # noqa: PLC0415

        return Took((self.spent(client) - before) / outcome.requests * 1000, outcome)

    def load(self, client: Client, make: Any, headers: dict[str, str], each: int) -> Any:
        """Send them."""
        from bench.load import run  # noqa: PLC0415

        return run(
            client.server.port,
            lambda number, n: Request(*make(number, n), headers),
            clients=1,
            each=each,
            ok=(200, 302),
        )

    def spent(self, client: Client) -> float:
        """Processor time so far: of the web processes, and of those of the database behind them."""
        beside = set(client.server.background())
        web = sum(cpu_of(pid) for pid in client.server.processes() if pid not in beside)
        return web + self.of_database(plain=client is self.plain)

    def of_database(self, *, plain: bool) -> float:
        """What PostgreSQL's processes for one of the two databases have used."""
        if not self.postgres:
            return 0.0
        from urllib.parse import urlsplit  # noqa: PLC0415

        import psycopg  # noqa: PLC0415

        parts = urlsplit(self.postgres)
        name = parts.path.lstrip("/") + ("_plain" if plain else "")
        if not hasattr(self, "_link"):
            server = self.postgres.replace(parts.path, "/postgres")
            self._link = psycopg.connect(server, autocommit=True)
        beside = {str(pid) for pid in self.heli.server.background()}
        rows = self._link.execute(
            "SELECT pid, client_port FROM pg_stat_activity WHERE datname = %s", [name]
        ).fetchall()
        del beside
        return sum(cpu_of(pid) for pid, _port in rows)

    def beside(self) -> Iterator[str]:
        """What the background process uses while nobody asks for anything, and how old counts get."""
        seconds = 20
        pids = self.heli.server.background()
        before = sum(map(cpu_of, pids))
        time.sleep(seconds)
        used = sum(map(cpu_of, pids)) - before
        yield f"background process, {seconds} s without requests: {used / seconds:.1%} of a core"
        yield f"a saved view's count follows after {self.follows():.1f} s"

    def follows(self) -> float:
        """Seconds until a new report is in the count of “To be taken up”."""
        import http.client  # noqa: PLC0415
        import re  # noqa: PLC0415

        def number() -> str:
            page = self.heli.ask("GET", QUEUE)
            found = re.search(r'href="[^"]*\?state=reported"[^>]*>(.*?)</a>', page, re.DOTALL)
            return re.sub(r"<[^>]+>|\s+", " ", found.group(1)).strip() if found else ""

        number()
        time.sleep(6)
        before = number()
        method, path, body = self.sync(1)
        link = http.client.HTTPConnection("127.0.0.1", self.worker.server.port, timeout=30)
        link.request(method, path, body, self.worker_headers)
        link.getresponse().read()
        began = time.monotonic()
        while number() == before and time.monotonic() - began < 60:  # noqa: PLR2004
            time.sleep(0.1)
        return time.monotonic() - began


def ulid_of(number: int) -> str:
    """128 bits in Crockford's letters, as phones write them."""
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return "".join(letters[number >> shift & 31] for shift in range(125, -1, -5))


def inside() -> Iterator[str]:
    """Point → grid and the search for duplicates, in a process that has the database."""
    import django  # noqa: PLC0415

    os.environ["DJANGO_SETTINGS_MODULE"] = "heli.site.settings"
    django.setup()
    yield from points()
    yield from duplicates()


def points() -> Iterator[str]:
    """Positions a second that are told their grid, as an import or a batch asks."""
    from random import Random  # noqa: PLC0415

    from bench.places import COLUMNS, ROWS, SOUTH, STEP, WEST  # noqa: PLC0415
    from heli.core.places.queries import locator  # noqa: PLC0415
    from heli.kit.geo import Point  # noqa: PLC0415

    chance, n = Random(7), 200_000
    some = [
        Point(chance.uniform(WEST, WEST + COLUMNS * STEP), chance.uniform(SOUTH, SOUTH + ROWS * STEP))
        for _ in range(n)
    ]
    find = locator(on=datetime.now(UTC).date())  # noqa: TID251
    find.at(some[0])
    began = time.process_time()
    found = sum(find.at(point) is not None for point in some)
    yield f"point → grid: {n / (time.process_time() - began):,.0f}/s, {found / n:.0%} inside a grid"


def duplicates() -> Iterator[str]:
    """The search for reports that may mean the same, with and without a category."""
    from bench.town import RUBBISH, spot  # noqa: PLC0415
    from heli.core.flow.models import Call  # noqa: PLC0415
    from heli.loops.grid.models import Case  # noqa: PLC0415
    from heli.loops.grid.queries.near import Spot, alike  # noqa: PLC0415

    call = Call.objects.get(kind="grid")
    code_set = Case.objects.values_list("code_set", flat=True)[0]
    at, text = datetime.now(UTC), "路边有一堆建筑垃圾，好几天没有人清运"  # noqa: TID251
    for what, category in (("with its category", RUBBISH), ("category not known", "")):
        waits, hits = [], 0
        for n in range(300):
            lat, lon = spot(n * 37 % 2000)
            began = time.perf_counter()
            hits += len(alike(call, Spot(lat, lon, category, text=text), at=at, code_set=code_set))
            waits.append((time.perf_counter() - began) * 1000)
        waits.sort()
        yield (
            f"duplicate search, {what}: {median(waits):.2f} ms, p95 {waits[285]:.2f} ms,"
            f" {hits / 300:.1f} found"
        )


if __name__ == "__main__":
    main()
