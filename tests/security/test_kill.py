"""kill -9 of the whole server while acts are acknowledged (R1).

Everybody repeats a form with its one-time key until it is acknowledged. Afterwards every
acknowledged act is there, each exactly once, and the log holds. Small here; in full with HELI_FULL.
"""

import http.client
import json
import os
import random
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings

from security.server import Browser, Server, own_database


FULL = bool(os.environ.get("HELI_FULL"))
ACTS, KILLS, WRITERS = (1_000, 20, 8) if FULL else (40, 4, 4)
PAUSE_SECONDS = (0.05, 0.4)
TRIES = 200
FORM = "/desk/briefs/new/"

PREPARE = """
import json, django
django.setup()
import make
from security.world import PASSWORD, account
org = make.federation()
print(json.dumps([org.pk, account("editor", org).username, PASSWORD]))
"""

COUNT = """
import json, django
django.setup()
from collections import Counter
from django.db import connection
from heli.core.flow.models import Entry, Step
from heli.core.journal.sequencing import sequence
from heli.core.journal.verifying import verify_log
sequence(thorough=True)
check = "ok"
if connection.vendor == "sqlite":
    with connection.cursor() as cursor:
        check = cursor.execute("PRAGMA integrity_check").fetchone()[0]
titles = Counter(Entry.objects.values_list("title", flat=True))
print(json.dumps({
    "titles": titles, "check": check, "holds": verify_log().holds,
    "without_step": Entry.objects.exclude(pk__in=Step.objects.values("entry")).count(),
}))
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """An installation with a federation and an editor."""
    with own_database(settings.DATABASES["default"]) as url:
        one = Server(tmp_path, database_url=url)
        assert one.run("migrate").returncode == 0
        yield one
        one.kill()


class Writers:
    """People who each start briefs until enough are acknowledged."""

    def __init__(self, server: Server, org: int, name: str, password: str) -> None:
        self.server, self.org, self.sign_in = server, org, (name, password)
        self.acknowledged: list[str] = []
        self.answers: list[str] = []
        self.numbers = iter(range(ACTS))
        self.lock = threading.Lock()
        # A sign-in that is cut off counts as an attempt, and ten an hour are allowed: the first
        # kill waits until everybody is in.
        self.all_in = threading.Barrier(WRITERS + 1)

    def write(self) -> None:
        """One person's day."""
        browser = Browser(self.server.port)
        self._until_answered(lambda: browser.sign_in(*self.sign_in) or True)
        self.all_in.wait(120)
        while (number := self._next()) is not None:
            title = f"第{number}号简报"
            fields: dict[str, str] = {}
            for _ in range(TRIES):
                if self._until_answered(partial(self._send, browser, title, fields)):
                    break
                time.sleep(0.05)
            else:
                self.answers.append(f"{title}: given up")
                return
            self.acknowledged.append(title)

    def _next(self) -> int | None:
        with self.lock:
            return next(self.numbers, None)

    def _send(self, browser: Browser, title: str, fields: dict[str, str]) -> bool:
        """Send the form of ``title``, again with the key it was first given."""
        page = browser.get(FORM)
        if page.status != http.client.OK:
            browser.sign_in(*self.sign_in)
            return False
        key = fields.get("form_key", page.hidden()["form_key"])
        fields |= page.hidden() | {"form_key": key, "org": str(self.org), "title": title}
        fields |= {"first": "2020-01-01", "last": "2020-02-29"}
        answer = browser.post(FORM, fields)
        self.answers.append(f"{title}: {answer.status} {answer.headers['Location']}")
        return "/desk/briefs/" in (answer.headers["Location"] or "").partition("?")[0]

    def _until_answered(self, ask: object) -> bool:
        """Repeat while nobody answers, as a person would press the button again."""
        end = time.monotonic() + 120
        while time.monotonic() < end:
            try:
                return bool(ask())  # type: ignore[operator]
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
        msg = "nobody answers any more"
        raise TimeoutError(msg)


def test_nothing_acknowledged_is_lost_and_nothing_is_done_twice(server: Server) -> None:
    org, name, password = json.loads(server.run("-c", PREPARE).stdout)
    chance = random.Random(20200215)  # noqa: S311  -- repeatable, not secret
    writers = Writers(server, org, name, password)
    people = [threading.Thread(target=writers.write, daemon=True) for _ in range(WRITERS)]
    server.start()
    server.wait()
    for person in people:
        person.start()
    writers.all_in.wait(120)

    for _ in range(KILLS):
        time.sleep(chance.uniform(*PAUSE_SECONDS))
        server.kill()
        server.start()
        server.wait()
    for person in people:
        person.join(timeout=300)
    server.kill()
    found = json.loads(server.run("-c", COUNT).stdout)

    assert [answer for answer in writers.answers if answer.endswith("given up")] == []
    assert found["titles"] == {f"第{n}号简报": 1 for n in range(ACTS)}
    assert sorted(writers.acknowledged) == sorted(found["titles"])
    assert (found["check"], found["holds"], found["without_step"]) == ("ok", True, 0)
