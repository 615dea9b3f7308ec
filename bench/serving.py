"""Starting servers on loopback, and reading what they used from the kernel's own accounting."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg


ROOT = Path(__file__).resolve().parent.parent
PYTHONPATH = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
"""What is measured is what stands here, whatever is installed."""
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it answers, and its process group."""

    port: int
    pid: int
    ready_after: float

    def processes(self) -> list[int]:
        """The server and its workers."""
        found = [self.pid]
        for parent in found:
            children = Path(f"/proc/{parent}/task/{parent}/children")
            if children.exists():
                found += [int(pid) for pid in children.read_text().split()]
        return found

    def cpu(self) -> float:
        """Seconds of processor time that the server has used so far, all workers together."""
        return sum(map(cpu_of, self.processes()))

    def background(self) -> list[int]:
        """The process that does what nobody waits for. A thread of the server started it."""
        children = Path(f"/proc/{self.pid}/task").glob("*/children")
        pids = {int(pid) for one in children for pid in one.read_text().split()}
        said = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in pids}
        return [pid for pid, words in said.items() if b"\0worker\0" in words]

    def memory(self) -> list[int]:
        """Resident memory of each process, in MiB."""
        sizes = []
        for pid in self.processes():
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            sizes.append(pages * os.sysconf("SC_PAGE_SIZE") // 2**20)
        return sizes


def cpu_of(pid: int) -> float:
    """Seconds of processor time that one process has used so far; none when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def database_cpu(url: str) -> float:
    """Seconds that PostgreSQL's processes for a database have used; none without an address."""
    if not url:
        return 0.0
    parts = urlsplit(url)
    if parts.path not in _links:
        _links[parts.path] = psycopg.connect(url.replace(parts.path, "/postgres"), autocommit=True)
    asked = "SELECT pid FROM pg_stat_activity WHERE datname = %s"
    rows = _links[parts.path].execute(asked, [parts.path.lstrip("/")]).fetchall()
    return sum(cpu_of(pid) for (pid,) in rows)


_links: dict[str, psycopg.Connection[Any]] = {}


@contextlib.contextmanager
def serving(
    application: str, *, environ: Mapping[str, str], workers: int = 2, probe: str = "/hello/"
) -> Iterator[Server]:
    """Serve a WSGI application with granian, as ``heli serve`` does, until the block ends."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws",
        "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers),
        "--blocking-threads", "4", application,
    ]  # fmt: skip
    with launched(command, port=port, environ=environ, probe=probe) as server:
        yield server


@contextlib.contextmanager
def launched(
    command: list[str], *, port: int, environ: Mapping[str, str], probe: str
) -> Iterator[Server]:
    """Run a server command until the block ends; ready when ``probe`` answers below 500."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": PYTHONPATH, **environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(port, probe)
        yield Server(port, process.pid, time.perf_counter() - began)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def wait_for(port: int, probe: str, *, limit: float = 120) -> None:
    """Return when the server answers. Raises ``TimeoutError`` after ``limit`` seconds."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", probe)
            if connection.getresponse().status < 500:
                return
        time.sleep(0.02)
    raise TimeoutError(f"no answer on port {port}")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
