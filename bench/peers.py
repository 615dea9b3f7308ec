"""The same work on django-helpdesk, a ticket desk in Django, side by side with Heli in one run.

    python -m bench.peers --entries 20000 --data /tmp/somewhere --install
    python -m bench.peers --entries 20000 --data /tmp/somewhere --postgres postgresql://…/heli_peer

As many tickets there as cases here, in the manner of :mod:`bench.casework`: rounds take turns, processor time
stands over that of one hello world, and each has a hello world under its own middleware beside it. The peer is
no dependency of Heli. ``--install`` puts it by pip into an environment of its own in the data folder; where it
is not installed, that is said and nothing is measured. Its queue is the page and the rows that the page then asks for.
"""

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.casework import QUEUE, STAGES, Casework
from bench.http import HELLO, Client, Took, asking, both, middle, page_lines, prepared
from bench.load import Request, run
from bench.serving import PYTHONPATH, ROOT, Backends, Server, free_port, launched


WANTED = ("django-helpdesk==2.6.1", "Django==5.2.*", "granian", "psycopg[binary]")
ROWS = re.compile(r'"url": "(/datatables_ticket_list/[^"]+)"')


def main() -> None:
    """Install the peer if that is asked for, fill it, start it, print its table."""
    parser = asking(__doc__, entries=20_000)
    parser.add_argument("--install", action="store_true", help="install the peer first")
    asked = parser.parse_args()
    if asked.data is None:
        parser.error("--data names the folder of the peer")
    python = asked.data / "venv" / "bin" / "python"
    if asked.install:
        subprocess.run([sys.executable, "-m", "venv", asked.data / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *WANTED], check=True)
    if not _is_installed(python):
        sys.exit(f"skipped: django-helpdesk is not installed in {asked.data / 'venv'} (--install)")
    url = f"{asked.postgres}_peer" if asked.postgres else ""
    environ = {
        "PYTHONPATH": PYTHONPATH,
        "PEER_DATA": str(asked.data),
        "PEER_DATABASE_URL": url,
    }
    said = prepared(asked.data, asked.entries, asked.postgres, office="bench.town")
    queue, *tickets = _filled(python, environ, asked)
    with contextlib.ExitStack() as stack:
        plain, heli = both(stack, asked.data, asked.postgres)
        worker = Client.of_heli(heli.server, str(said["worker"]), str(said["password"]))
        served = stack.enter_context(
            _served(python, environ, workers=len(plain.server.processes()) - 1)
        )
        peer = Peer(Client.of_plain(served), queue, tickets, Backends(url) if url else None)
        for line in Beside(plain, heli, worker, said, asked, peer=peer).lines():
            print(line, flush=True)


def _is_installed(python: Path) -> bool:
    if not python.exists():
        return False
    return not subprocess.run([python, "-c", "import helpdesk"], check=False).returncode


def _filled(python: Path, environ: dict[str, str], asked: Any) -> list[str]:
    (asked.data / "heli.sqlite3").unlink(missing_ok=True)
    done = subprocess.run(
        [python, "-m", "bench.peer", str(asked.entries)],
        cwd=ROOT,
        env={**os.environ, **environ},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.split()


def _served(
    python: Path, environ: dict[str, str], workers: int
) -> contextlib.AbstractContextManager[Server]:
    port = free_port()
    command = [
        *(str(python), "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", "8", "bench.peer.wsgi:application"),
    ]
    return launched(command, port=port, environ=environ, probe=HELLO)


@dataclass(frozen=True)
class Peer:
    """The peer: a session on its server, what stands in it, and its database's processes."""

    client: Client
    queue: str
    tickets: list[str]
    backends: Backends | None

    def rows(self) -> str:
        """Where its queue has its rows from."""
        found = ROWS.search(self.client.ask("GET", "/tickets/"))
        if found is None:
            sys.exit("the queue of the peer does not say where its rows come from")
        return f"{found[1]}?draw=1&start=0&length=50"

    def form(self) -> str:
        """A ticket as its form sends it."""
        said = {"title": "路边有一堆垃圾", "body": "路边有一堆建筑垃圾，没有人清运"}
        fixed = {"queue": self.queue, "submitter_email": "", "priority": "3"}
        return urlencode({**said, **fixed})

    def spent(self) -> float:
        """Processor time so far, its database's processes included."""
        server = self.client.server
        behind = self.backends.cpu(server.processes()) if self.backends else 0.0
        return server.cpu() + behind


class Beside(Casework):
    """Its pages and its form between ours, in the same rounds."""

    def __init__(self, *said: Any, peer: Peer) -> None:
        super().__init__(*said)
        self.peer = peer

    def lines(self) -> Iterator[str]:
        """The tables."""
        cases = [f"/desk/cases/{uid}/" for stage in STAGES for uid in self.said[stage]]
        tickets = [f"/tickets/{key}/" for key in self.peer.tickets]
        works = {
            "hello world, control": (self.plain, HELLO),
            "hello world of the peer": (self.peer.client, HELLO),
            "Heli: queue, the page with 30 rows": (self.heli, QUEUE),
            "peer: queue, the page": (self.peer.client, "/tickets/"),
            "peer: queue, its 50 rows": (self.peer.client, self.peer.rows()),
            "Heli: one case": (self.heli, *cases),
            "peer: one ticket": (self.peer.client, *tickets),
        }
        asked = {
            name: (client, partial(_next, paths), 1) for name, (client, *paths) in works.items()
        }
        yield from page_lines(self.taken(asked))
        yield from self.creating()

    def creating(self) -> Iterator[str]:
        """A matter of somebody who is signed in."""
        self.worker_headers = {**self.worker.headers(), "Content-Type": "application/json"}
        made = ("POST", "/tickets/submit/", self.peer.form())
        took = self.taken(
            {
                "Heli: a report from the field": (self.worker, lambda *_n: self.sync(1), 1),
                "peer: a ticket by its form": (self.peer.client, lambda *_n: made, 1),
            }
        )
        for name, rounds in took.items():
            cpu, rate = middle(rounds, "cpu"), middle(rounds, "rate")
            failed = sum(one.outcome.failures for one in rounds)
            yield f"{name:34}{cpu:9.2f} cpu ms{rate:9.0f}/s{failed:8} failed"
        yield from self.arrived()

    def once(self, client: Client, make: Any, clients: int) -> Took:
        """One round; a ticket that the peer created answers with 302, its form with mistakes with 200."""
        if client is not self.peer.client:
            return super().once(client, make, clients)
        method, path, _body = make(0, 0)
        each = self.each * 20 if path == HELLO else self.each
        before = self.peer.spent()
        outcome = run(
            client.server.port,
            lambda number, n: Request(*make(number, n), client.headers()),
            clients=clients,
            each=each,
            ok=(302,) if method == "POST" else (200,),
        )
        return Took((self.peer.spent() - before) / outcome.requests * 1000, outcome)


def _next(paths: list[str], _client: int, n: int) -> tuple[str, str, str]:
    return "GET", paths[n % len(paths)], ""


if __name__ == "__main__":
    main()
