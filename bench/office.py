"""An editorial office with many proposals, in a database of its own: what ``bench.http`` asks for.

    HELI_DATA=/tmp/somewhere python -m bench.office --entries 100000

The bodies, the clerk and the first proposal come from the acts that make them in life; the
others are that proposal's rows again, written by SQL with other numbers, days and bodies. They
are marked: their number begins with ``bench-``, and nothing in the journal stands behind them.
``office.json`` in the data folder says how to sign in and what may be pressed, with signed keys.
"""

import argparse
import json
import os
import secrets
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any


AT = datetime(2020, 1, 6, 2, tzinfo=UTC)
SINCE = date(2015, 1, 1)
BODIES, DAYS, PRESSED = 50, 1500, 6000
# One in twenty still waits for the clerk, as in an office that keeps up.
OPEN_EACH = 20
MERGED_EACH = 50


def main() -> None:
    """Fill the database and write ``office.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    asked = parser.parse_args()
    import django  # noqa: PLC0415  -- settings are read at import, once per process

    os.environ["DJANGO_SETTINGS_MODULE"] = "heli.site.settings"
    django.setup()
    from bench.figures import fresh_database  # noqa: PLC0415

    fresh_database()
    said = cast()
    copies(said.pop("proposal"), asked.entries)
    said["presses"] = presses()
    Path(os.environ["HELI_DATA"], "office.json").write_text(json.dumps(said), encoding="utf-8")


def cast() -> dict[str, Any]:
    """A federation, its members, its clerk with an account, a call, and one proposal."""
    from heli.core.access import actions as access  # noqa: PLC0415
    from heli.core.access.queries import actor_for  # noqa: PLC0415
    from heli.core.access.tokens import invitation  # noqa: PLC0415
    from heli.core.acts import SYSTEM  # noqa: PLC0415
    from heli.core.parties import actions as parties  # noqa: PLC0415
    from heli.loops.advice.actions.calling import open_call  # noqa: PLC0415
    from heli.loops.advice.actions.submitting import submit_proposal  # noqa: PLC0415

    by: dict[str, Any] = {"by": SYSTEM, "at": AT}
    top = parties.add_organisation(None, name="压测联合会", since=SINCE, is_example=True, **by)
    for n in range(1, BODIES + 1):
        parties.add_organisation(
            top, name=f"压测第{n}学会", since=SINCE, is_example=True, subkind="society", **by
        )
    clerk = parties.add_person(top, name="压测经办", since=SINCE, is_example=True, **by)
    access.grant_role(top, to=clerk, role="clerk", since=SINCE, **by)
    user = access.create_account(clerk, username="bench", **by)
    password = secrets.token_urlsafe(12)
    access.accept_invitation(user, token=invitation(user), password=password, **by)
    acting: dict[str, Any] = {"by": actor_for(clerk, on=AT.date()), "at": AT}
    call = open_call(top, title="压测征集", **acting)
    one = submit_proposal(
        call, org=top, title="压测建议", body="建议明确牵头单位，制定操作指引。" * 20, **acting
    )
    return {"username": "bench", "password": password, "proposal": one}


def copies(one: Any, number: int) -> None:
    """The rows of one proposal, ``number`` times."""
    from django.db import connection, transaction  # noqa: PLC0415

    from heli.core.flow.models import Entry, Step  # noqa: PLC0415
    from heli.core.texts.models import Doc, Revision  # noqa: PLC0415

    first_body, is_open = one.org_id + 1, f"i % {OPEN_EACH} = 0"
    day = days_after(connection.vendor)
    merged = f"i % {MERGED_EACH} = 7"
    uid = "lower(hex(randomblob(16)))" if connection.vendor == "sqlite" else "gen_random_uuid()"
    body = f"{first_body} + i % {BODIES}"
    title = "title || ' ' || i"
    common = {"uid": uid, "id": "{last} + i"}
    newest = {model: model.objects.latest("pk").pk for model in (Doc, Revision, Entry, Step)}
    doc, entry = f"{newest[Doc]} + i", f"{newest[Entry]} + i"
    changed: dict[Any, dict[str, str]] = {
        Doc: {"title": title, "org_id": body},
        Revision: {"title": title, "doc_id": doc},
        Entry: {
            "title": title,
            "code": "'bench-' || i",
            "doc_id": doc,
            "org_id": body,
            "is_open": is_open,
            "state": f"CASE WHEN {is_open} THEN state WHEN {merged} THEN 'merged' ELSE 'kept' END",
            "merged_into_id": f"CASE WHEN {merged} THEN {entry} - 1 END",
            "opened_at": f"{day} || ' 04:00:00'"
            if connection.vendor == "sqlite"
            else f"({day})::timestamptz",
        },
        Step: {"entry_id": entry, "org_id": body, "effective_on": day},
    }
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET statement_timeout = 0")
        for model, differs in changed.items():
            rows = model.objects.filter(pk=newest[model])
            if model is Step:
                rows = one.steps.order_by("seq")
            for place, row in enumerate(rows):
                last = newest[model] + place * number
                write = {**common, **differs, "id": f"{last} + i"}
                cursor.execute(copying(model, row.pk, number, write, connection.vendor))
    if connection.vendor == "postgresql":
        settle(changed)
    else:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def days_after(vendor: str) -> str:
    """The day of the i-th copy, as SQL: in order, over four years."""
    if vendor == "sqlite":
        return f"date('{AT.date()}', '+' || (i % {DAYS}) || ' days')"
    return f"(date '{AT.date()}' + (i % {DAYS})::int)"


def copying(model: Any, pk: int, number: int, differs: dict[str, str], vendor: str) -> str:
    """The statement that writes a row ``number`` times, with some columns made anew."""
    columns = [f.column for f in model._meta.concrete_fields]
    said = ", ".join(differs.get(name, f't."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    table = model._meta.db_table
    series = (
        f"(WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < {number})"
        " SELECT i FROM s)"
        if vendor == "sqlite"
        else f"(SELECT generate_series(1, {number}) AS i)"
    )
    return (
        f'INSERT INTO "{table}" ({names}) SELECT {said} FROM "{table}" AS t, {series} AS n'
        f" WHERE t.id = {pk}"
    )


def settle(models: Any) -> None:
    """PostgreSQL: the counters go on after what was written, and the planner knows the tables."""
    from django.core.management.color import no_style  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def presses() -> list[tuple[str, str]]:
    """Proposals that wait to be screened, each with a one-time key for its button."""
    from heli.core.flow.models import Entry  # noqa: PLC0415
    from heli.shell.forms.keys import issue_key  # noqa: PLC0415

    waiting = Entry.objects.filter(is_open=True, code__startswith="bench-").order_by("pk")
    return [(str(uid), issue_key()) for uid in waiting.values_list("uid", flat=True)[:PRESSED]]


if __name__ == "__main__":
    main()
