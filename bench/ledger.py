"""What the ledger costs: a posted transaction, a balance, a public total.

    python -m bench.ledger post --clients 8 --seconds 6
    python -m bench.ledger read --sizes 100000 1000000
    python -m bench.ledger import --rows 100000

``post``: clients are processes that do one act after the other, each a receipt of five lines with
its control total, or create the two plain rows of ``bench/plain`` in one durable transaction:
rounds that take turns, and the ratio of their rates. The control has no server, session or policy
around it, and neither has the act; both wait in the same line to write on SQLite. ``read``: one database for each size, filled by SQL;
marked by batches that begin with ``bench-``, and nothing in the journal stands behind them. The
balance is compared with the sum of its rows before anything is timed. ``import``: a list of gifts,
as :mod:`bench.importing` says.
"""

import argparse
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any


AT = datetime(2020, 1, 6, 2, tzinfo=UTC)
LINES = 5


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("post", "read", "import", "one"))
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=9)
    asked = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "heli.site.settings"
    if asked.what == "post":
        posting(asked)
    elif asked.what == "read":
        from bench.ledger_reading import reading  # noqa: PLC0415  -- it imports what stands here

        reading(asked)
    elif asked.what == "import":
        from bench.importing import import_list  # noqa: PLC0415

        os.environ.setdefault("HELI_DATA", tempfile.mkdtemp(prefix="heli-bench-"))
        import_list(asked.rows)
    else:
        from bench.ledger_reading import one_size  # noqa: PLC0415

        print(json.dumps(one_size(asked.sizes[0], asked.repeat)))


def setup() -> None:
    """Django, with a fresh database."""
    begin()
    from bench.figures import fresh_database  # noqa: PLC0415

    fresh_database()


def begin() -> None:
    """Django with the control's two tables beside ours."""
    import django  # noqa: PLC0415  -- settings are read at import, once per process
    from django.conf import settings  # noqa: PLC0415

    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "bench.plain.records"]
    django.setup()


# --- posting ------------------------------------------------------------------------------------


def posting(asked: argparse.Namespace) -> None:
    """Rates of posted transactions against plain two-row creates, in rounds that take turns."""
    os.environ.setdefault("HELI_DATA", tempfile.mkdtemp(prefix="heli-bench-"))
    setup()
    cast()
    print(f"{'clients':>7} {'plain/s':>9} {'posted/s':>9} {'ratio':>6}  cpu ms plain / posted")
    for clients in asked.clients:
        found: dict[str, list[tuple[float, float]]] = {"plain": [], "post": []}
        for _round in range(asked.rounds):
            for what in ("plain", "post"):
                found[what].append(crowd(what, clients, asked.seconds))
        plain, post = (statistics.median(r for r, _cpu in found[w]) for w in ("plain", "post"))
        cpu = [statistics.median(c for _rate, c in found[w]) for w in ("plain", "post")]
        print(
            f"{clients:7} {plain:9.0f} {post:9.0f} {post / plain:6.0%}  {cpu[0]:.2f} / {cpu[1]:.2f}"
        )
    require_sound()


def cast() -> None:
    """A body with a donor, four warehouses and five items."""
    from heli.core.acts import SYSTEM  # noqa: PLC0415
    from heli.core.ledger import actions  # noqa: PLC0415
    from heli.core.parties import actions as parties  # noqa: PLC0415

    by: dict[str, Any] = {"by": SYSTEM, "at": AT}
    org = parties.add_organisation(None, name="压测联合会", is_example=True, **by)
    unit = actions.add_unit("只", dimension="pieces", **by)
    for n in range(LINES):
        actions.add_item(f"bench{n}", name=f"物资{n}", unit=unit, **by)
    for n in range(64):
        actions.open_account(org, kind="donor", name=f"捐赠方{n}", **by)
        actions.open_account(org, kind="stock", name=f"{n}号库", **by)


def crowd(what: str, clients: int, seconds: float) -> tuple[float, float]:
    """Acts a second of so many processes, and processor milliseconds for each."""
    from django.db import connections  # noqa: PLC0415

    connections.close_all()
    context = multiprocessing.get_context("fork")
    ready, results = context.Barrier(clients), context.Queue()
    crew = [
        context.Process(target=client, args=(what, number, seconds, ready, results))
        for number in range(clients)
    ]
    for one in crew:
        one.start()
    told = [results.get(timeout=120) for _one in crew]
    for one in crew:
        one.join()
    done = sum(n for n, _took, _cpu in told)
    return sum(n / took for n, took, _cpu in told), 1000 * sum(c for *_n, c in told) / done


def client(what: str, number: int, seconds: float, ready: Any, results: Any) -> None:
    """One process: the same act again and again."""
    act = {"plain": plain_act, "post": posting_act}[what](number)
    for n in range(5):
        act(n)
    ready.wait(60)
    began, cpu, n = time.perf_counter(), time.process_time(), 0
    while time.perf_counter() - began < seconds:
        act(n)
        n += 1
    results.put((n, time.perf_counter() - began, time.process_time() - cpu))


def plain_act(number: int) -> Callable[[int], None]:
    """Two rows in one transaction."""
    from django.db import transaction  # noqa: PLC0415

    from bench.plain.records.models import Case, Event  # noqa: PLC0415
    from heli.core.acts.turns import write_turn  # noqa: PLC0415

    def act(n: int) -> None:
        with write_turn(), transaction.atomic(durable=True):
            case = Case.objects.create(title=f"事项{number}-{n}", state="new", opened_at=AT)
            Event.objects.create(case=case, verb="report", note="", at=AT)

    return act


def posting_act(number: int) -> Callable[[int], None]:
    """A receipt: from one donor five lines, as in life each kind of goods into a warehouse."""
    from heli.core.acts import SYSTEM  # noqa: PLC0415
    from heli.core.ledger import actions  # noqa: PLC0415
    from heli.core.ledger.drafts import Control, Draft, Line  # noqa: PLC0415
    from heli.core.ledger.models import Account, Item  # noqa: PLC0415

    accounts = Account.objects.select_related("org", "party", "undertaking", "area")
    donor, stock = (accounts.get(name=name) for name in (f"捐赠方{number}", f"{number}号库"))
    one, two = Item.objects.select_related("unit").order_by("pk")[:2]

    def act(n: int) -> None:
        lines = (
            Line(account=donor, item=one, quantity=-30),
            Line(account=stock, item=one, quantity=10, tag="bench.received"),
            Line(account=stock, item=one, quantity=20, tag="bench.received"),
            Line(account=donor, item=two, quantity=-n - 1),
            Line(account=stock, item=two, quantity=n + 1, tag="bench.received"),
        )
        control = (Control(item=one, quantity=30), Control(item=two, quantity=n + 1))
        draft = Draft(org=donor.org, kind="receipt", lines=lines, control=control)
        actions.post_transaction(donor.org, draft=draft, by=SYSTEM, at=AT)

    return act


def require_sound() -> None:
    """What was posted adds up, or the run is worth nothing."""
    from heli.core.ledger.checking import verify_ledger  # noqa: PLC0415
    from heli.core.ledger.models import Transaction  # noqa: PLC0415

    if found := list(verify_ledger()):
        sys.exit(f"the ledger does not add up: {found[:3]}")
    print(f"{Transaction.objects.count()} transactions were posted and add up")


if __name__ == "__main__":
    main()
