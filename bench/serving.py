"""Starting servers on loopback, and reading what they used from the kernel's own accounting."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
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


class Backends:
    """PostgreSQL's processes for a database, each told by the process of ours that it serves.

    They are told by the port from which it is connected, over TCP and IPv4. What is read only grows: the time of a process that is gone stays counted.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.name = parts.path.lstrip("/")
        self.link = psycopg.connect(url.replace(parts.path, "/postgres"), autocommit=True)
        self.served: dict[int, int] = {}
        self.used: dict[int, float] = {}

    def cpu(self, pids: Iterable[int]) -> float:
        """Seconds of processor time that the database has used so far for these processes."""
        asked = "SELECT pid, client_port FROM pg_stat_activity WHERE datname = %s"
        found = self.link.execute(asked, [self.name]).fetchall()
        ours = set(pids)
        owners = {port: owner for owner in ours for port in ports_of(owner)}
        self.served |= {pid: owners[port] for pid, port in found if port in owners}
        self.used |= {pid: seconds_of(pid) or self.used.get(pid, 0.0) for pid, _port in found}
        return sum(self.used[pid] for pid, owner in self.served.items() if owner in ours)


def ports_of(pid: int) -> set[int]:
    """The ports from which a process has connections to others on this machine."""
    sockets = set()
    for one in Path(f"/proc/{pid}/fd").glob("*"):
        with contextlib.suppress(FileNotFoundError):
            sockets.add(str(one.readlink()))
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {
        int(line[1].partition(":")[2], 16) for line in lines if f"socket:[{line[9]}]" in sockets
    }


def seconds_of(pid: int) -> float:
    """Seconds that a process of one thread has used so far, to the nanosecond; none when it is gone."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except FileNotFoundError:
        return 0.0


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
