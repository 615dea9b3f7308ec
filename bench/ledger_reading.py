"""The same questions to ledgers of several sizes: balances, figures, the list behind them.

``python -m bench.ledger read`` asks them. One database for each size, filled by SQL; the rows are
marked by batches that begin with ``bench-``, and nothing in the journal stands behind them. The
balance is compared with the sum of its rows before anything is timed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from bench.ledger import AT, setup


FIRST_DAY, DAYS = date(2018, 1, 1), 1460
ACCOUNTS, ITEMS, CAMPAIGNS, TAIL = 40, 25, 5, 1_000


def reading(asked: argparse.Namespace) -> None:
    """The same questions to ledgers of several sizes."""
    columns = [in_a_process(size, asked.repeat) for size in asked.sizes]
    print(f"{'milliseconds, clock / cpu':40}" + "".join(f"{size:>20,}" for size in asked.sizes))
    for name, (_clock, cpu) in columns[0].items():
        cells = "".join(f"{c[name][0]:12.2f} / {c[name][1]:5.2f}" for c in columns)
        print(f"{name:40}{cells}   cpu × {columns[-1][name][1] / cpu:.2f}")


def in_a_process(size: int, repeat: int) -> dict[str, list[float]]:
    """One size in a process and a database of its own."""
    with tempfile.TemporaryDirectory(prefix="heli-bench-") as folder:
        said = subprocess.run(
            [sys.executable, *f"-m bench.ledger one --sizes {size} --repeat {repeat}".split()],
            env=os.environ | {"HELI_DATA": folder},
            capture_output=True,
            text=True,
            check=False,
        )
    if said.returncode:
        sys.exit(said.stderr)
    found: dict[str, list[float]] = json.loads(said.stdout.splitlines()[-1])
    return found


def one_size(size: int, repeat: int) -> dict[str, list[float]]:
    """Fill a ledger with ``size`` postings, and ask."""
    setup()
    fill(size)
    questions = asked_of(size)
    return {name: timed(question, repeat) for name, question in questions.items()}


def timed(question: Callable[[], object], repeat: int) -> list[float]:
    """The best of many, in milliseconds by the clock and of this process."""
    best = [float("inf"), float("inf")]
    for _n in range(repeat + 1):
        clock, cpu = time.perf_counter(), time.process_time()
        question()
        took = (time.perf_counter() - clock, time.process_time() - cpu)
        best = [min(b, 1000 * t) for b, t in zip(best, took, strict=True)]
    return best


def fill(size: int) -> None:
    """Postings by SQL, and the caches that the acts would have written beside them."""
    from django.db import connection  # noqa: PLC0415

    from bench.figures import bodies  # noqa: PLC0415

    bodies()
    registers()
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if sqlite:
            cursor.execute("PRAGMA foreign_keys=OFF")
            cursor.execute("PRAGMA synchronous=OFF")
        else:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET statement_timeout = 0")
        for statement in rows(size, sqlite=sqlite):
            cursor.execute(statement)
        for statement in CACHES:
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def registers() -> None:
    """A unit, items, campaigns, donors and warehouses."""
    from heli.core.ledger.models import Account, Item, Unit  # noqa: PLC0415
    from heli.core.parties.models import Undertaking  # noqa: PLC0415

    unit = Unit.objects.create(name="只", dimension="pieces", smallest="只")
    Item.objects.bulk_create(
        Item(pk=n, code=f"bench{n}", name=f"物资{n}", unit=unit) for n in range(1, ITEMS + 1)
    )
    Undertaking.objects.bulk_create(
        Undertaking(pk=n, kind="campaign", name=f"行动{n}", owner_id=1)
        for n in range(1, CAMPAIGNS + 1)
    )
    Account.objects.bulk_create(
        Account(
            pk=n,
            kind="donor" if n % 2 else "stock",
            org_id=n,
            name=f"账户{n}",
            key=f"bench-{n}",
        )
        for n in range(1, 2 * ACCOUNTS + 1)
    )


def rows(size: int, *, sqlite: bool) -> list[str]:
    """The statements that write transactions of two postings each, from a donor to a warehouse."""
    pairs = size // 2
    if sqlite:
        count = (
            f"WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM s WHERE i+1 < {pairs}) "
        )
        source, uid, true, false = "FROM s", "lower(hex(randomblob(16)))", "1", "0"
        day = f"date('{FIRST_DAY}', '+' || (i*{DAYS}/{pairs}) || ' days')"
        at = f"{day} || ' 04:00:00'"
        empty = "'{}'"
    else:
        count, source = "", f"FROM generate_series(0, {pairs} - 1) AS s(i)"
        uid, true, false, empty = "gen_random_uuid()", "true", "false", "'{}'::jsonb"
        day = f"(date '{FIRST_DAY}' + (i::bigint*{DAYS}/{pairs})::int)"
        at = f"{day}::timestamptz"
    sha = "'sha256:" + "0" * 64 + "'"
    account, item, campaign = (
        f"(i % {ACCOUNTS})",
        f"(i / {ACCOUNTS}) % {ITEMS} + 1",
        f"i % {CAMPAIGNS} + 1",
    )
    whole = (
        "INSERT INTO ledger_transaction (id, uid, kind, org_id, undertaking_id, effective_on, at, "
        "record, voucher, batch, note, reason, size, sha256, act) "
        f"{count}SELECT i+1, {uid}, 'receipt', 2*{account}+2, {campaign}, {day}, {at}, '', '', "
        f"'bench-' || i, '', '', 2, {sha}, {uid} {source}"
    )
    names = (
        "INSERT INTO ledger_posting (transaction_id, n, uid, account_id, item_id, quantity, typed, "
        "basis, tag, first, sign, org_id, undertaking_id, effective_on, at, facts, sha256, act) "
    )
    lines = [
        f"{names}{count}SELECT i+1, {n}, {uid}, 2*{account}+{n}, {item}, {sign}(i % 90 + 10), '', "
        f"'none', {tag}, {first}, 1, 2*{account}+2, {campaign}, {day}, {at}, {empty}, {sha}, {uid} "
        f"{source}"
        for n, sign, tag, first in ((1, "-", "''", false), (2, "", "'bench.received'", true))
    ]
    return [whole, *lines]


CACHES = (
    "INSERT INTO ledger_balance (account_id, item_id, lot_key, use_key, amount, is_guarded) "
    "SELECT p.account_id, p.item_id, 0, 0, sum(p.quantity), a.kind = 'stock' "
    "FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id "
    "GROUP BY p.account_id, p.item_id, a.kind",
    'INSERT INTO ledger_turnover (account_id, item_id, "on", lot_key, use_key, came, went) '
    "SELECT account_id, item_id, effective_on, 0, 0, "
    "sum(CASE WHEN quantity > 0 THEN quantity ELSE 0 END), "
    "sum(CASE WHEN quantity < 0 THEN -quantity ELSE 0 END) "
    "FROM ledger_posting GROUP BY account_id, item_id, effective_on",
)


def asked_of(size: int) -> dict[str, Callable[[], object]]:
    """The questions; the figures are checked against their rows first."""
    from django.db.models import Sum  # noqa: PLC0415

    from heli.core.ledger.models import Account, Item, Posting  # noqa: PLC0415
    from heli.core.ledger.queries import balance, turnover  # noqa: PLC0415
    from heli.core.measures.queries import By, Scope, breakdown, drill_down, value  # noqa: PLC0415
    from heli.core.parties.models import Party, Undertaking  # noqa: PLC0415

    version = measured(size)
    root = Party.objects.get(pk=1)
    item, stock = Item.objects.select_related("unit").get(pk=3), Account.objects.get(pk=4)
    campaign = Undertaking.objects.get(pk=2)
    middle = FIRST_DAY + timedelta(days=DAYS // 2)
    year = Scope(org=root, first=date(2020, 1, 1), last=date(2020, 12, 31), item=item)
    ever = Scope(org=root, item=item, undertaking=campaign)
    found = Posting.objects.filter(tag="bench.received", item=item, undertaking=campaign)
    if value(version, ever).value != found.aggregate(total=Sum("quantity"))["total"]:
        sys.exit("the figure is not the sum of its rows")
    then = Posting.objects.filter(account=stock, item=item, effective_on__lte=middle)
    if balance(stock, item, on=middle) != (then.aggregate(total=Sum("quantity"))["total"] or 0):
        sys.exit("the balance is not the sum of its rows")
    return {
        "balance now": lambda: balance(stock, item),
        "balance as of a day in the middle": lambda: balance(stock, item, on=middle),
        "turnover of two years": lambda: turnover(stock, item, first=middle),
        "balance of all warehouses": lambda: balance(Account.objects.filter(kind="stock"), item),
        "public total, a campaign, an item": lambda: value(version, ever),
        "figure, a year, an item": lambda: value(version, year),
        "totals by item, a campaign": lambda: breakdown(
            version, Scope(org=root, undertaking=campaign), by=By.ITEM
        ),
        "first page of the drill-down": lambda: drill_down(version, ever),
    }


def measured(size: int) -> Any:
    """The measure, rolled up but for the last thousand postings."""
    from heli.core.measures import rollups  # noqa: PLC0415
    from heli.core.measures.enums import Aggregation, Counting, Source  # noqa: PLC0415
    from heli.core.measures.models import MeasureVersion  # noqa: PLC0415
    from heli.core.measures.sources import relation_of  # noqa: PLC0415
    from heli.core.measures.spec import Measure, digest_of, spec_of  # noqa: PLC0415
    from heli.kit import canonical  # noqa: PLC0415

    measure = Measure(
        code="bench.received",
        label="Goods",
        prose="All goods.",
        unit="",
        counting=Counting.GOODS,
        date_label="day",
        owner="bench",
        source=Source.POSTINGS,
        tags=("bench.received",),
        aggregation=Aggregation.SUM,
        amount="quantity",
    )
    version = MeasureVersion.objects.create(
        code=measure.code,
        version=1,
        spec=canonical.dumps(spec_of(measure)).decode(),
        sha256=digest_of(measure),
        proposed_at=AT,
    )
    rollups.roll_up(version, upto=(rollups.settled(relation_of(measure)) or size) - TAIL)
    return MeasureVersion.objects.get(pk=version.pk)
