"""What only a real server shows: cookies for https, static files, and a clean end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from security.server import Browser, Server, own_database
from security.test_responses import HEADERS


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An installation whose address is https, behind a proxy that speaks to it."""
    more = {"HELI_BASE_URL": "https://127.0.0.1", "HELI_TRUSTED_PROXY_HOPS": "1"}
    folder: Path = tmp_path_factory.mktemp("served")
    with own_database(settings.DATABASES["default"]) as url:
        one = Server(folder, database_url=url, more=more)
        assert one.run("migrate").returncode == 0
        one.start()
        one.wait()
        yield one
        one.kill()


def test_cookies_are_bound_to_https_and_to_this_host(server: Server) -> None:
    answer = Browser(server.port).get("/account/login/")
    cookies = [cookie.strip() for cookie in answer.headers.get_all("Set-Cookie") or []]

    assert len(cookies) == 1
    assert cookies[0].startswith("__Host-csrftoken=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookies[0].split("; "))


def test_static_files_have_hashed_names_and_every_header(server: Server) -> None:
    page = Browser(server.port).get("/account/login/").text
    path = page.split('rel="stylesheet" href="')[1].partition('"')[0]

    answer = Browser(server.port).get(path)

    assert answer.status == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_signal_ends_every_process(server: Server) -> None:
    process = server.process
    assert process is not None
    group = process.pid

    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=60) == 0
    assert is_anybody_in(group) is False


def test_when_the_supervisor_is_killed_nobody_stays_behind(server: Server) -> None:
    server.start()
    server.wait()
    process = server.process
    assert process is not None

    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    end = time.monotonic() + 60
    while time.monotonic() < end and is_anybody_in(process.pid):
        time.sleep(0.2)
    assert is_anybody_in(process.pid) is False


def test_a_worker_whose_server_was_killed_while_it_started_ends(server: Server) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()

    answer = server.run("worker", "--parent", str(gone.pid))

    assert answer.returncode == 0


def test_a_child_that_ignores_signals_is_ended_by_force() -> None:
    script = (
        "import signal, time; from heli.site.cli import orphan; orphan.GRACE_SECONDS = 0.1;"
        "signal.signal(signal.SIGTERM, lambda *_: None); orphan.end_with(0); time.sleep(60)"
    )

    answer = subprocess.run([sys.executable, "-c", script], check=False, timeout=30)

    assert answer.returncode == -signal.SIGKILL


def is_anybody_in(group: int) -> bool:
    """Whether a process of that group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
