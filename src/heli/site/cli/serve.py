"""``heli serve``: the web and the background work in one command.

The parent prepares the database and the static files, loads everything once, and becomes granian's
supervisor: web processes are forked from it, so they start at once and share its memory. SQLite has one writer, so it gets one process whose threads queue in memory instead of
polling a lock file; PostgreSQL gets one process per core.
"""

import argparse
import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from functools import partial
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.urls import get_resolver
from granian import Granian
from granian.constants import Interfaces

from heli.site.cli import migrate, orphan
from heli.site.cli.outcome import DONE, Answer, say_error
from heli.site.cli.words import _
from heli.site.signin import first_run


THREADS = 8
WEB_FIRST_SECONDS = 1.0


def run(arguments: argparse.Namespace) -> int:
    """Prepare, start both, and wait until told to stop."""
    prepare()
    address = f"http://{arguments.host}:{arguments.port}"
    token = first_run.open_if_new()
    return serve(arguments, address, token)


def prepare() -> None:
    """The database and the static files as this version needs them."""
    names = migrate.missing()
    if names and connection.vendor != "sqlite" and len(names) < _all_migrations():
        says = _("The database needs %(count)s steps first. Make a backup, then run: heli migrate")
        raise Answer(says % {"count": len(names)})
    migrate.bring_up(names)
    if _static_is_old():
        say_error(_("Collecting static files ..."))
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def serve(arguments: argparse.Namespace, address: str, token: str = "") -> int:
    """Run web and worker until a signal comes."""
    workers = getattr(arguments, "workers", None)
    if not workers:
        workers = 1 if connection.vendor == "sqlite" else os.cpu_count() or 1
    _load()
    # Children must not share a connection with their parent.
    connections.close_all()
    os.environ["HELI_DATA"] = str(settings.ENV.data.resolve())
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(stopping,), daemon=True)
    keeper.start()
    say_error(_("Heli is at %(address)s  (stop with Ctrl+C)") % {"address": address})
    if token:
        says = _("There is no account yet. Open %(page)s and enter this token: %(token)s")
        say_error(says % {"page": f"{address}/account/first-run/", "token": token})
    try:
        Granian(
            "heli.site.wsgi:application",
            address=getattr(arguments, "host", "127.0.0.1"),
            port=arguments.port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            backlog=1024,
            websockets=False,
            log_level="error",  # type: ignore[arg-type]  # an enum of strings
            respawn_failed_workers=True,
            workers_kill_timeout=10,
        ).serve()
    finally:
        stopping.set()
        keeper.join(timeout=10)
    return DONE


def _keep_worker(stopping: threading.Event) -> None:
    """Start the worker once the web is up, and start it again if it dies."""
    stopping.wait(WEB_FIRST_SECONDS)
    while not stopping.is_set():
        command = [sys.executable, "-m", "heli", "worker", "--parent", f"{os.getpid()}"]
        worker = subprocess.Popen(command)  # noqa: S603  -- our own words
        while worker.poll() is None and not stopping.wait(0.2):
            pass
        if worker.poll() is None:
            worker.send_signal(signal.SIGTERM)
            worker.wait(timeout=10)
        else:
            stopping.wait(3)


def _load() -> None:
    """Import what the first request would have to wait for."""
    import_module("heli.site.wsgi")
    list(get_resolver().url_patterns)
    # What is loaded now stays until the end: looking for garbage in it would cost each process a
    # fifth of its time, and touch (so copy) the memory that they share.
    gc.collect()
    gc.freeze()
    if "fork" in multiprocessing.get_all_start_methods():
        multiprocessing.set_start_method("fork", force=True)
        os.register_at_fork(after_in_child=partial(orphan.end_with, os.getpid()))


def _all_migrations() -> int:
    return len(MigrationLoader(None).disk_migrations)


def _static_is_old() -> bool:
    """Whether a static file changed since they were collected."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    folders = {
        file.parent
        for package in ("shell", "loops", "site", "core")
        for file in (Path(__file__).parents[2] / package).glob("**/static/**/*")
    }
    return any(file.stat().st_mtime > collected for folder in folders for file in folder.iterdir())
