"""The same work on django-helpdesk, a ticket desk in Django, in the manner of :mod:`bench.casework`.

    python -m bench.peers --entries 20000 --data /tmp/somewhere --install
    python -m bench.peers --entries 20000 --data /tmp/somewhere --postgres postgresql://…/heli_peer

The peer is no dependency of Heli. ``--install`` puts it by pip into an environment of its own in the data
folder; where it is not installed, that is said and nothing is measured. Its queue is the page and the rows
that the page then asks for; its control is its own hello world under its own middleware.
"""

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.http import HELLO, Client, Table, Took, asking, middle, page_lines
from bench.load import Request, run
from bench.serving import PYTHONPATH, ROOT, Backends, free_port, launched


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
    environ = {
        "PYTHONPATH": PYTHONPATH,
        "PEER_DATA": str(asked.data),
        "PEER_DATABASE_URL": asked.postgres,
    }
    queue, *tickets = _filled(python, environ, asked)
    workers = (os.cpu_count() or 1) if asked.postgres else 1
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(_served(python, environ, workers))
        peer = Client.of_plain(server)
        for line in Peer(peer, queue, tickets, asked).lines():
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


def _served(python: Path, environ: dict[str, str], workers: int) -> Any:
    port = free_port()
    command = [
        *(str(python), "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", "8", "bench.peer.wsgi:application"),
    ]
    return launched(command, port=port, environ=environ, probe=HELLO)


class Peer(Table):
    """Its pages and its form."""

    def __init__(self, peer: Client, queue: str, tickets: list[str], asked: Any) -> None:
        self.peer, self.queue, self.tickets = peer, queue, tickets
        self.rounds, self.each = asked.rounds, asked.each
        self.backends = Backends(asked.postgres) if asked.postgres else None

    def lines(self) -> Iterator[str]:
        """The table."""
        page = self.peer.ask("GET", "/tickets/")
        found = ROWS.search(page)
        if found is None:
            sys.exit("the queue of the peer does not say where its rows come from")
        rows = f"{found[1]}?draw=1&start=0&length=50"
        paths = {
            "hello world of the peer": [HELLO],
            "peer: queue, the page": ["/tickets/"],
            "peer: queue, its 50 rows": [rows],
            "peer: one ticket": [f"/tickets/{key}/" for key in self.tickets],
        }
        yield from page_lines(self.taken({name: self._of(some) for name, some in paths.items()}))
        body = urlencode(
            {
                "queue": self.queue,
                "title": "路边有一堆垃圾",
                "body": "路边有一堆建筑垃圾，没有人清运",
                "submitter_email": "",
                "priority": "3",
            }
        )
        took = self.taken(
            {
                "peer: a ticket by its form": (
                    self.peer,
                    lambda *_n: ("POST", "/tickets/submit/", body),
                    1,
                )
            }
        )
        for name, rounds in took.items():
            cpu, rate = middle(rounds, "cpu"), middle(rounds, "rate")
            failed = sum(one.outcome.failures for one in rounds)
            yield f"{name:34}{cpu:9.2f} cpu ms{rate:9.0f}/s{failed:8} failed"

    def _of(self, paths: list[str]) -> tuple[Client, Any, int]:
        return self.peer, partial(_next, paths), 1

    def once(self, client: Client, make: Any, clients: int) -> Took:
        """One round; a created ticket answers with 302, the form with its mistakes with 200."""
        method, path, _body = make(0, 0)
        each = self.each * 20 if path == HELLO else self.each
        before = self._spent()
        outcome = run(
            client.server.port,
            lambda number, n: Request(*make(number, n), client.headers()),
            clients=clients,
            each=each,
            ok=(302,) if method == "POST" else (200,),
        )
        return Took((self._spent() - before) / outcome.requests * 1000, outcome)

    def _spent(self) -> float:
        server = self.peer.server
        return server.cpu() + (self.backends.cpu(server.processes()) if self.backends else 0.0)


def _next(paths: list[str], _client: int, n: int) -> tuple[str, str, str]:
    return "GET", paths[n % len(paths)], ""


if __name__ == "__main__":
    main()
