"""``heli test``: the whole suite on SQLite, then on PostgreSQL where one answers.

The last line is pytest's own. The first database that fails ends the run, so that the last line
never says "passed" for a suite that failed before. What asks no database anything (the kit, the
shape of the code, setting up, reading files), looks at what pages make of words, or drives a browser
is not run a second time, unless somebody says what to run.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from heli.site.cli.outcome import CallWrong, say_error
from heli.site.cli.words import _


ROOT = Path(__file__).parents[4]
ONCE = (
    *("tests/kit", "tests/shape", "tests/browser", "tests/security/test_words.py"),
    *("tests/site/test_bootstrap.py", "tests/site/test_reading_cli.py"),
)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def run(arguments: argparse.Namespace) -> int:
    """Run pytest once per database; returns the first status that is not 0."""
    if find_spec("pytest") is None or not (ROOT / "tests").is_dir():
        raise CallWrong(_("The tests need a checkout: run ./heli test there."))
    given = arguments.rest[1:] if arguments.rest[:1] == ["--"] else arguments.rest
    if find_chromium() is None:
        say_error(_("Skipping the browser tests: no Chromium was found (HELI_CHROMIUM names one)."))
    with tempfile.TemporaryDirectory(prefix="heli-test-") as data:
        for label, url in _databases():
            left_out = [f"--ignore={one}" for one in ONCE] if url and not given else []
            say_error(_("Testing on %(database)s ...") % {"database": label})
            status = subprocess.call(  # noqa: S603  -- our own interpreter
                [sys.executable, "-m", "pytest", *_workers(given), *left_out, *given],
                cwd=ROOT,
                env=os.environ | {"HELI_DATA": data, "HELI_DATABASE_URL": url},
            )
            if status:
                return status
    return 0


def find_chromium() -> str | None:
    """The browser the tests would use."""
    named = os.environ.get("HELI_CHROMIUM")
    return named or next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def _databases() -> Iterator[tuple[str, str]]:
    yield "SQLite", ""
    url = find_postgres()
    if url is None:
        says = _("Skipping PostgreSQL: none answers (HELI_TEST_POSTGRES may give its address).")
        say_error(says)
    else:
        yield "PostgreSQL", url


def find_postgres() -> str | None:
    """The server that the tests may make databases on."""
    import psycopg  # noqa: PLC0415  -- half a second that other commands need not wait

    named = os.environ.get("HELI_TEST_POSTGRES")
    for server in [named] if named else ["postgresql://postgres@127.0.0.1:5432/", "postgresql:///"]:
        base = server.rsplit("/", 1)[0]
        try:
            with psycopg.connect(f"{base}/postgres", connect_timeout=3) as connection:
                if connection.info.server_version < 15_00_00:  # noqa: PLR2004  -- PostgreSQL 15
                    continue
        except psycopg.OperationalError:
            continue
        return f"{base}/heli_{os.getpid()}"
    return None


def _workers(given: list[str]) -> list[str]:
    """One process per core, unless the caller decided that or looks at single tests."""
    decided = any(word.startswith(("-n", "--numprocesses", "-p", "--pdb", "-s")) for word in given)
    cores = os.cpu_count() or 1
    return [] if decided or cores == 1 else ["-n", str(min(cores, 8)), "--dist", "loadfile"]
