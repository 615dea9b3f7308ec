"""A real ``heli serve`` that can be killed, and a browser that keeps trying."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg


PATIENCE_SECONDS = 60
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|form_key)" value="([^"]+)"')
TESTS = Path(__file__).parents[1]


@dataclass
class Server:
    """One installation in ``data``, on its own port."""

    data: Path
    database_url: str = ""
    port: int = 0
    more: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    @property
    def environ(self) -> dict[str, str]:
        """What the installation is set to."""
        own = {k: v for k, v in os.environ.items() if not k.startswith("HELI_")}
        settings = {
            "HELI_DATA": str(self.data),
            "HELI_DATABASE_URL": self.database_url,
            "HELI_MFA_REQUIRED": "off",
            "DJANGO_SETTINGS_MODULE": "heli.site.settings",
            "PYTHONPATH": str(TESTS),
        }
        return own | settings | self.more

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of the installation, or with ``-c`` a script inside it."""
        module = [] if arguments[0] == "-c" else ["-m", "heli"]
        return subprocess.run(
            [sys.executable, *module, *arguments],
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def start(self) -> None:
        """Start it with everything that belongs to it, in a group of its own."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "heli", "serve", "--port", str(self.port)],
            env=self.environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def wait(self) -> None:
        """Until it answers."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if Browser(self.port).get("/health/").status == http.client.OK:
                    return
            time.sleep(0.1)
        msg = "the server does not answer"
        raise TimeoutError(msg)

    def kill(self) -> None:
        """As a power cut would, for every process of the group."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's last form."""
        return dict(HIDDEN.findall(self.text))


@dataclass
class Browser:
    """Keeps cookies; follows nothing."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        """A page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """A form."""
        return self._ask("POST", path, urlencode(fields))

    def sign_in(self, name: str, password: str) -> None:
        """Through the page."""
        page = self.get("/account/login/")
        self.post("/account/login/", page.hidden() | {"login": name, "password": password})

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.strip().partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, response.headers, text)


@contextlib.contextmanager
def own_database(settings: dict[str, object]) -> object:
    """A fresh database on the server the tests use; "" for SQLite."""
    if "postgresql" not in str(settings["ENGINE"]):
        yield ""
        return
    user, host, port = settings["USER"], settings["HOST"] or "", settings["PORT"] or ""
    name = f"heli_kill_{os.getpid()}"
    server = f"postgresql://{user}@{host}:{port}" if host else f"postgresql://{user}@"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{urlsplit(server).geturl()}/{name}"
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
