"""Pages and acts over HTTP against a plain Django project on the same server and database.

    python -m bench.http --entries 100000
    python -m bench.http --entries 100000 --postgres postgresql://postgres@127.0.0.1:5432/heli_bench

Both servers run at the same time on loopback: ``heli serve`` as it is, and the control
(``bench/plain``) under granian with the same number of processes and threads, on the same
kind of database with the same settings. Rounds are interleaved, control first, and medians of the
rounds are compared. Pages are compared by the processor time the servers used (the kernel's count,
all their processes); acts by answered requests a second and by the longest waits, and by processor
time too, because the machine may be crowded. With ``--postgres`` the time that PostgreSQL's own
processes use is not seen; rates are. The named database and ``<name>_plain`` are made anew.
"""

import argparse
import contextlib
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from bench.load import Outcome, Request, run
from bench.serving import ROOT, Server, free_port, launched


LOGIN, HIDDEN = "/account/login/", re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
OPEN = {"HELI_HTTPS": "off", "HELI_MFA_REQUIRED": "off"}
TITLES = {"title": "压测建议"}
CROWD = 8
HELLO, MANY, FEW = "/hello/", 20, 3


def main() -> None:
    """Make the data, start both servers, take turns, print the table."""
    asked = asking(__doc__, entries=100_000).parse_args()
    with contextlib.ExitStack() as stack:
        folder = asked.data or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        began = time.perf_counter()
        said = prepared(folder, asked.entries, asked.postgres)
        print(f"data are there after {time.perf_counter() - began:.0f} s", flush=True)
        plain, heli = both(stack, folder, asked.postgres)
        table = Table(plain, heli, said, asked.rounds, asked.each)
        for line in table.lines():
            print(line, flush=True)


def asking(words: str | None, *, entries: int) -> argparse.ArgumentParser:
    """What the command line asks of a comparison over HTTP: size, database, rounds, where the data stay."""
    parser = argparse.ArgumentParser(
        description=words, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, default=entries)
    parser.add_argument("--postgres", default="", help="URL of a database to be made anew")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--each", type=int, default=40, help="requests in a round")
    parser.add_argument("--data", type=Path, help="keep the data here and use it again")
    return parser


def prepared(
    folder: Path, entries: int, postgres: str, *, office: str = "bench.office"
) -> dict[str, object]:
    """The data that ``office`` makes and the control's tables, unless they are there already."""
    note = folder / "heli" / "office.json"
    if not note.exists():
        (folder / "plain").mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", office, "--entries", str(entries)]
        quietly(command, environment_of_heli(folder, postgres))
        quietly([sys.executable, "-m", "bench.plain"], environment_of_plain(folder, postgres))
    said: dict[str, object] = json.loads(note.read_text(encoding="utf-8"))
    return said


def quietly(command: list[str], environ: dict[str, str]) -> None:
    """Run a preparation; its output only if it fails."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def environment_of_heli(folder: Path, postgres: str) -> dict[str, str]:
    """What the environment says to ``heli serve``."""
    return {**OPEN, "HELI_DATA": str(folder / "heli"), "HELI_DATABASE_URL": postgres}


def environment_of_plain(folder: Path, postgres: str) -> dict[str, str]:
    """What the environment says to the control."""
    url = f"{postgres}_plain" if postgres else ""
    return {"PLAIN_DATA": str(folder / "plain"), "PLAIN_DATABASE_URL": url}


def both(stack: contextlib.ExitStack, folder: Path, postgres: str) -> tuple["Client", "Client"]:
    """The control and Heli, each signed in. Heli is started twice: the second start is warm."""
    workers = (os.cpu_count() or 1) if postgres else 1
    port = free_port()
    control = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", "8", "bench.plain.wsgi:application"),
    ]
    plain = stack.enter_context(
        launched(
            control, port=port, environ=environment_of_plain(folder, postgres), probe="/hello/"
        )
    )
    environ = environment_of_heli(folder, postgres)
    with heli_serve(environ):
        pass
    heli = stack.enter_context(heli_serve(environ))
    said = json.loads((folder / "heli" / "office.json").read_text(encoding="utf-8"))
    return Client.of_plain(plain), Client.of_heli(heli, said["username"], said["password"])


@contextlib.contextmanager
def heli_serve(environ: dict[str, str]) -> Iterator[Server]:
    """``heli serve`` until the block ends; ready when its first page answers."""
    port = free_port()
    command = [sys.executable, "-m", "heli", "serve", "--port", str(port)]
    with launched(command, port=port, environ=environ, probe="/") as server:
        yield server


@dataclass
class Client:
    """A server, and a session on it."""

    server: Server
    cookies: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of_plain(cls, server: Server) -> "Client":
        """Signed in to the control."""
        made = cls(server)
        made.ask("GET", "/sign-in/")
        return made

    @classmethod
    def of_heli(cls, server: Server, username: str, password: str) -> "Client":
        """Signed in to Heli by its form."""
        made = cls(server)
        page = made.ask("GET", LOGIN)
        token = HIDDEN.search(page)
        said = {"csrfmiddlewaretoken": token.group(1) if token else "", "login": username}
        made.ask("POST", LOGIN, urlencode({**said, "password": password}))
        # As a browser does: the page that follows shows what signing in has to say, once.
        made.ask("GET", "/desk/")
        return made

    def headers(self) -> dict[str, str]:
        """What every request of the session carries."""
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {**FORM, "Cookie": kept, "X-CSRFToken": self.cookies.get("csrftoken", "")}

    def ask(self, method: str, path: str, body: str = "") -> str:
        """One request that keeps the cookies it is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        connection.request(method, path, body, self.headers())
        answer = connection.getresponse()
        text = answer.read().decode()
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = header.split(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        if answer.status >= 400:
            sys.exit(f"{method} {path} answered {answer.status}")
        return text


@dataclass(frozen=True, slots=True)
class Took:
    """One round: processor milliseconds a request, and what the load saw."""

    cpu: float
    outcome: Outcome


class Table:
    """Everything measured, in rounds that take turns."""

    def __init__(
        self, plain: Client, heli: Client, said: dict[str, object], rounds: int, each: int
    ) -> None:
        self.plain, self.heli, self.rounds, self.each = plain, heli, rounds, each
        self.presses: list[tuple[str, str]] = list(said["presses"])  # type: ignore[call-overload]  # read from JSON
        self.one = self.presses[-1][0]

    def lines(self) -> Iterator[str]:
        """The table, row by row."""
        start = self.heli.server.ready_after
        memory = ", ".join(str(size) for size in self.heli.server.memory())
        yield f"heli serve answers after {start:.2f} s; resident MiB at first: {memory}"
        yield from self.pages()
        for clients in (1, CROWD):
            yield from self.acts(clients)
        memory = ", ".join(str(size) for size in self.heli.server.memory())
        yield f"resident MiB at the end: {memory}"

    def pages(self) -> Iterator[str]:
        """Processor time of pages, over that of hello world."""
        asked: dict[str, tuple[Client, str]] = {
            "hello world, control": (self.plain, HELLO),
            "list of proposals, 30 rows": (self.heli, "/desk/advice/proposals/"),
            "inbox of the desk, 30 rows": (self.heli, "/desk/"),
            "one proposal": (self.heli, f"/desk/advice/proposals/{self.one}/"),
        }
        took = self.taken(
            {
                name: (client, lambda _client, _n, path=path: ("GET", path, ""), 1)
                for name, (client, path) in asked.items()
            }
        )
        yield from page_lines(took)

    def acts(self, clients: int) -> Iterator[str]:
        """Durable acts, over the rate of the control's two rows."""
        body = urlencode(TITLES)
        took = self.taken(
            {
                "two rows, bare": (self.plain, lambda *_n: ("POST", "/create/", body), clients),
                "two rows, signed in": (
                    self.plain,
                    lambda *_n: ("POST", "/create-signed-in/", body),
                    clients,
                ),
                "an act: keep a proposal": (self.heli, self.press, clients),
            }
        )
        bare = middle(took["two rows, bare"], "rate")
        signed_in = middle(took["two rows, signed in"], "rate")
        yield (
            f"{f'durable, {clients} client(s)':34}{'cpu ms':>9}{'rate/s':>9}"
            f"{'of bare':>9}{'of s.in':>9}{'p99 ms':>9}{'failed':>8}"
        )
        for name, rounds in took.items():
            rate = middle(rounds, "rate")
            waits = [wait for one in rounds for wait in one.outcome.waits]
            longest = Outcome(len(waits), 0, 1, waits).percentile(99)
            failed = sum(one.outcome.failures for one in rounds)
            yield (
                f"{name:34}{middle(rounds, 'cpu'):9.2f}{rate:9.0f}{rate / bare:8.0%} "
                f"{rate / signed_in:8.0%} {longest:9.1f}{failed:8}"
            )

    def press(self, *_n: int) -> tuple[str, str, str]:
        """The button of a proposal nobody pressed yet, with its own key."""
        if not self.presses:
            sys.exit("too few open proposals for so many rounds: give it more --entries")
        uid, key = self.presses.pop(0)
        return "POST", f"/desk/advice/proposals/{uid}/step/keep/", urlencode({"form_key": key})

    def taken(
        self, works: dict[str, tuple[Client, Callable[..., tuple[str, str, str]], int]]
    ) -> dict[str, list[Took]]:
        """Each work once to warm up, then in rounds, one after the other."""
        took: dict[str, list[Took]] = {name: [] for name in works}
        for n in range(self.rounds + 1):
            for name, (client, make, clients) in works.items():
                found = self.once(client, make, clients)
                if n:
                    took[name].append(found)
        return took

    def once(self, client: Client, make: Callable[..., tuple[str, str, str]], clients: int) -> Took:
        """One round of one work."""
        headers = client.headers()
        before = client.server.cpu()

        def request(number: int, n: int) -> Request:
            return Request(*make(number, n), headers)

        each = max(10, self.each // clients * 2 if clients > 1 else self.each)
        if client is self.plain:
            # The kernel counts in hundredths of a second: short requests need many.
            each *= MANY if make(0, 0)[1] == HELLO else FEW
        outcome = run(client.server.port, request, clients=clients, each=each, ok=(200, 302))
        return Took((client.server.cpu() - before) / outcome.requests * 1000, outcome)


def page_lines(took: dict[str, list[Took]]) -> Iterator[str]:
    """Pages by their processor time, over that of hello world; the first of them is hello world."""
    hello = middle(next(iter(took.values())), "cpu")
    yield f"{'page':34}{'cpu ms':>9}{'x hello':>9}{'p50 ms':>9}{'p95 ms':>9}{'failed':>8}"
    for name, rounds in took.items():
        cpu = middle(rounds, "cpu")
        waits = [median(one.outcome.percentile(share) for one in rounds) for share in (50, 95)]
        failed = sum(one.outcome.failures for one in rounds)
        yield f"{name:34}{cpu:9.2f}{cpu / hello:9.1f}{waits[0]:9.1f}{waits[1]:9.1f}{failed:8}"


def middle(rounds: list[Took], what: str) -> float:
    """The median of the rounds."""
    return median(one.cpu if what == "cpu" else one.outcome.rate for one in rounds)


if __name__ == "__main__":
    main()
