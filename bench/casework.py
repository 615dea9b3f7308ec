"""Casework among a million cases: pages, intake, nearness, and what stands still beside them.

    python -m bench.casework --entries 1000000
    python -m bench.casework --entries 1000000 --postgres postgresql://postgres@127.0.0.1:5432/heli_cases

The data are those of :mod:`bench.town`; server, control and rounds those of :mod:`bench.http`. Pages are
compared by the processor time of the web processes and, on PostgreSQL, of the database's processes that
serve them; the background process is told apart and has a line of its own. Intake is what a phone
delivers (``/field/sync/``), one report in a request, and fifty; and what a program sends through Open311,
with a key and without a session.
"""

import contextlib
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.http import (
    HELLO,
    TITLES,
    Client,
    Table,
    Took,
    asking,
    both,
    environment_of_heli,
    middle,
    page_lines,
    prepared,
)
from bench.load import Outcome, Request, run
from bench.serving import PYTHONPATH, ROOT, Backends, cpu_of
from bench.walls import Walls


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
    asked = asking(__doc__, entries=1_000_000).parse_args()
    with contextlib.ExitStack() as stack:
        folder = asked.data or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        said = prepared(folder, asked.entries, asked.postgres, office="bench.town")
        print(in_process("bench.nearness", folder, asked.postgres), end="", flush=True)
        plain, heli = both(stack, folder, asked.postgres)
        worker = Client.of_heli(heli.server, str(said["worker"]), str(said["password"]))
        table = Casework(plain, heli, worker, said, asked)
        for line in table.lines():
            print(line, flush=True)
        screens = json.loads(in_process("bench.walls", folder, asked.postgres))
        walls = Walls(
            heli.server.port, screens, spent=lambda: table.spent(heli), arrive=table.deliver
        )
        for line in walls.lines():
            print(line, flush=True)


def in_process(module: str, folder: Path, postgres: str) -> str:
    """What a process says that has the database and no server."""
    done = subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": PYTHONPATH, **environment_of_heli(folder, postgres)},
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
        self.program = Client(heli.server)
        self.rounds, self.each = asked.rounds, asked.each
        url = asked.postgres
        self.backends = (
            {id(plain): Backends(f"{url}_plain"), id(heli): Backends(url)} if url else {}
        )

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
        took = self.taken(
            {"hello world, control": (self.plain, lambda *_n: ("GET", HELLO, ""), 1), **works}
        )
        yield from page_lines(took)

    def second_page(self) -> str:
        """The address behind the queue's “next page”."""
        page = self.heli.ask("GET", QUEUE)
        found = [
            part.split('"')[0]
            for part in page.split('href="')[1:]
            if "after=" in part.split('"')[0]
        ]
        return unescape(found[0]) if found else ""

    def intake(self) -> Iterator[str]:
        """Reports from the field, one by one and by the batch, over the control's two rows."""
        body = urlencode(TITLES)
        self.worker_headers = {**self.worker.headers(), "Content-Type": "application/json"}
        works = {
            "two rows, bare": (self.plain, lambda *_n: ("POST", "/create/", body), 1),
            "two rows, signed in": (
                self.plain,
                lambda *_n: ("POST", "/create-signed-in/", body),
                1,
            ),
            "a report from the field": (self.worker, lambda *_n: self.sync(1), 1),
            "a report through Open311": (self.program, lambda *_n: self.posted(), 1),
            "fifty reports in a batch": (self.worker, lambda *_n: self.sync(BATCH), 1),
        }
        took = self.taken(works)
        beside = ("two rows, bare", "two rows, signed in", "a report from the field")
        bare, signed_in, single = (middle(took[name], "rate") for name in beside)
        yield (
            f"{'durable, 1 client':34}{'cpu ms':>9}{'cases/s':>9}{'of bare':>9}{'of s.in':>9}"
            f"{'of one':>9}{'p99 ms':>9}{'failed':>8}"
        )
        for name, rounds in took.items():
            n = BATCH if "fifty" in name else 1
            rate = middle(rounds, "rate") * n
            cpu = middle(rounds, "cpu") / n
            p99 = max(one.outcome.percentile(99) for one in rounds)
            failed = sum(one.outcome.failures for one in rounds)
            yield (
                f"{name:34}{cpu:9.2f}{rate:9.0f}{rate / bare:8.0%} {rate / signed_in:8.0%} "
                f"{rate / single:8.1f}x{p99:9.1f}{failed:8}"
            )
        yield from self.arrived()

    def arrived(self) -> Iterator[str]:
        """Whether what was delivered was taken: the last batch says so."""
        yield f"a batch is answered: {', '.join(self.deliver(2))}"

    def deliver(self, count: int = 1) -> list[str]:
        """Bring reports from the field; what became of each."""
        method, path, body = self.sync(count)
        link = http.client.HTTPConnection("127.0.0.1", self.worker.server.port, timeout=30)
        link.request(method, path, body, self.worker_headers)
        return [one["state"] for one in json.loads(link.getresponse().read())["outcomes"]]

    def sync(self, count: int) -> tuple[str, str, str]:
        """A batch as a phone sends it."""
        return (
            "POST",
            "/field/sync/",
            json.dumps({"v": 1, "operations": [self.line() for _ in range(count)]}),
        )

    def posted(self) -> tuple[str, str, str]:
        """A report as a program sends it."""
        said = {name: values[0] for name, values in self.line()["said"].items()}
        form = {
            "api_key": self.said["key"], "service_code": said["category"],
            "description": said["text"], "address_string": said["place"],
            "lat": said["lat"], "long": said["lon"],
        }  # fmt: skip
        return "POST", "/open311/v2/requests.json", urlencode(form)

    def line(self) -> dict[str, Any]:
        """One report that nobody sent before."""
        from bench.places import spot  # noqa: PLC0415
        from bench.town_firsts import RUBBISH  # noqa: PLC0415
        from heli.kit.ids import new_uid  # noqa: PLC0415

        lat, lon = spot(0)
        uid = new_uid()
        said = {
            "text": [f"路边有一堆垃圾 {uid}"], "category": [RUBBISH], "place": ["压测路口"],
            "lat": [str(lat / 1e6)], "lon": [str(lon / 1e6)],
        }  # fmt: skip
        at = datetime.now(UTC).isoformat()
        return {
            "id": ulid_of(uid.int), "name": "grid.report", "subject": "", "captured_at": at,
            "said": said, "files": {},
        }  # fmt: skip

    def once(self, client: Client, make: Any, clients: int) -> Took:
        """One round; the requests of a batch are fewer, and the database's own time is added."""
        is_field = client is self.worker
        headers = self.worker_headers if is_field else client.headers()
        made = make(0, 0)
        each = self.each
        if client is self.plain:
            each *= 20 if made[1] == HELLO else 3
        elif is_field and len(made[2]) > 5000:
            each = max(4, each // 10)
        before = self.spent(client)
        outcome = self.load(client, make, headers, each)
        return Took((self.spent(client) - before) / outcome.requests * 1000, outcome)

    def load(self, client: Client, make: Any, headers: dict[str, str], each: int) -> Outcome:
        """Send them."""
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
        web = [pid for pid in client.server.processes() if pid not in beside]
        behind = self.backends.get(id(self.plain if client is self.plain else self.heli))
        return sum(map(cpu_of, web)) + (behind.cpu(web) if behind else 0.0)

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

        def number() -> str:
            page = self.heli.ask("GET", QUEUE)
            found = re.search(r'href="[^"]*\?state=reported"[^>]*>(.*?)</a>', page, re.DOTALL)
            return re.sub(r"<[^>]+>|\s+", " ", found.group(1)).strip() if found else ""

        number()
        time.sleep(6)
        before = number()
        self.deliver()
        began = time.monotonic()
        while number() == before and time.monotonic() - began < 60:
            time.sleep(0.1)
        return time.monotonic() - began


def ulid_of(number: int) -> str:
    """128 bits in Crockford's letters, as phones write them."""
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return "".join(letters[number >> shift & 31] for shift in range(125, -1, -5))


if __name__ == "__main__":
    main()
