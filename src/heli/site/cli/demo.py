"""``heli demo``: the example's acts, its figures and their verdicts, then the site."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from heli.site.cli import serve
from heli.site.cli.outcome import DONE, NO, say, say_error
from heli.site.cli.table import table
from heli.site.cli.words import _
from heli.site.demo import Row, replay


COLUMNS = ("id", "wording", "class", "measure", "value", "records", "verdict")


def run(arguments: argparse.Namespace) -> int:
    """Replay what is missing, print the figures, serve. 1 when a bound figure does not hold."""
    serve.prepare()
    with not_waiting_for_the_disk():
        outcome = replay(say=say_error)
    for line in as_json(outcome.rows) if arguments.json else as_table(outcome.rows):
        say(line)
    bound = [row for row in outcome.rows if row.is_bound]
    holding = [row for row in bound if row.holds]
    says = _("%(holding)s of %(bound)s bound figures hold.")
    say_error(says % {"holding": len(holding), "bound": len(bound)})
    moved = [row for row in bound if row.verdict == "moved"]
    if moved:
        says = _("%(count)s moved on since their brief was sealed.")
        say_error(says % {"count": len(moved)})
    status = DONE if bound and len(holding) + len(moved) == len(bound) else NO
    if arguments.no_serve or status != DONE:
        return status
    say_error(_("Sign in with one of these accounts (password: %(password)s):")
              % {"password": outcome.password})  # fmt: skip
    for account in outcome.accounts:
        say_error(f"  {account.name}  {account.what}")
    return serve.serve(arguments, f"http://127.0.0.1:{arguments.port}")


@contextmanager
def not_waiting_for_the_disk() -> Iterator[None]:
    """An example can be played again: on SQLite its acts need not each be safe from a power cut."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")


def as_json(rows: list[Row]) -> list[str]:
    """One object per figure."""
    return [json.dumps(row.told(), ensure_ascii=False) for row in rows]


def as_table(rows: list[Row]) -> list[str]:
    """The same for reading."""
    heads = (
        _("id"),
        _("wording"),
        _("class"),
        _("measure"),
        _("value"),
        _("records"),
        _("verdict"),
    )
    return table(heads, [tuple(str(row.told()[c] or "—") for c in COLUMNS) for row in rows])
