"""What importing a list of gifts costs: looking at it, posting it, taking it back.

A workbook with as many donors as rows, a voucher on each, cash in three of four rows and goods in
the fourth. Every part runs in a process of its own, so that the memory of one is not that of another;
the processor time is that of Python, without the database's.
"""

import gc
import os
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any


HEADER = ("日期", "捐赠人", "金额", "物资", "数量", "票据号", "署名方式", "备注")
DAYS = 60
MEGABYTE = 1024
PARTS = ("write", "look", "post", "back")


def import_list(rows: int) -> None:
    """Make a list, then look at it, post it and take it back, each in a process."""
    from django.core.management import call_command  # noqa: PLC0415  -- settings are read at import

    from bench.ledger import setup  # noqa: PLC0415

    setup()
    call_command("createcachetable", verbosity=0)
    house()
    print(f"{'':8} {'seconds':>8} {'cpu':>8} {'rows/s':>8} {'MB at most':>10}")
    for part in PARTS:
        said = subprocess.run(
            [sys.executable, "-m", "bench.importing", part, str(rows)],
            env=os.environ,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        if said.returncode:
            sys.exit(said.returncode)
        print(said.stdout, end="")


def main() -> None:
    """One part of it."""
    import django  # noqa: PLC0415

    os.environ["DJANGO_SETTINGS_MODULE"] = "heli.site.settings"
    part, rows = sys.argv[1], int(sys.argv[2])
    django.setup()
    # As the worker does.
    gc.collect()
    gc.freeze()
    began = time.perf_counter()
    {"write": write, "look": look, "post": post, "back": back}[part](rows)
    took, busy = time.perf_counter() - began, time.process_time()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    print(f"{part:8} {took:8.1f} {busy:8.1f} {rows / took:8,.0f} {most:10.0f}")


def by() -> dict[str, Any]:
    """Who does it, and when."""
    from bench.ledger import AT  # noqa: PLC0415
    from heli.core.acts import SYSTEM  # noqa: PLC0415

    return {"by": SYSTEM, "at": AT + timedelta(days=90)}


def house() -> None:
    """A body with an appeal, a unit and an item."""
    from heli.core.ledger import actions  # noqa: PLC0415
    from heli.core.parties import actions as parties  # noqa: PLC0415
    from heli.loops.giving.actions.appealing import open_appeal, open_campaign  # noqa: PLC0415

    said = by()
    org = parties.add_organisation(None, name="压测联合会", is_example=True, **said)
    unit = actions.add_unit("只", dimension="pieces", **said)
    actions.add_item("masks", name="口罩", unit=unit, **said)
    campaign = open_campaign(org, name="压测行动", code="bench", **said)
    open_appeal(campaign, title="压测募集", channel=org, capacity="receiving", **said)


def path() -> Path:
    """Where the list lies."""
    return Path(os.environ["HELI_DATA"]) / "list.xlsx"


def write(rows: int) -> None:
    """The list as a workbook."""
    from heli.shell.tables.workbook import write_xlsx  # noqa: PLC0415

    with path().open("wb") as file:
        write_xlsx(
            file, title="捐赠", header=HEADER, widths=[12] * len(HEADER), rows=map(row, range(rows))
        )


def row(n: int) -> list[Any]:
    """A gift."""
    day = date(2020, 1, 20) + timedelta(days=n % DAYS)
    cash = None if n % 4 == 0 else Decimal(1000 + n % 900_000).scaleb(-2)
    goods = (None, None) if cash is not None else ("口罩", n % 5000 + 1)
    named = ("署全名", "只署姓氏", "不署名")[n % 3]
    return [day, f"捐赠人第{n}号", cash, *goods, f"V{n:08}", named, f"第{n}笔"]


def look(rows: int) -> None:
    """Upload it and look at every row."""
    from heli.core.files.store import put  # noqa: PLC0415
    from heli.core.flow.models import Call  # noqa: PLC0415
    from heli.loops.giving.actions.importing import upload_gifts  # noqa: PLC0415
    from heli.loops.giving.tasks import check_import  # noqa: PLC0415

    said = by()
    with path().open("rb") as file:
        kept = put(iter(lambda: file.read(1 << 20), b""), name="list.xlsx")
    made = upload_gifts(Call.objects.get(kind="gift"), file=kept, **said)
    check_import(entry=str(made.uid), at=said["at"])
    checked = entry().answers["checked"]
    if (checked["new"], checked["wrong"], checked["asked"]) != (rows, 0, 0):
        sys.exit(f"the list is not read as it was written: {checked['faults'][:3]}")


def entry() -> Any:
    """The import."""
    from heli.core.flow.models import Entry  # noqa: PLC0415

    return Entry.objects.get(flow__startswith="giving.import")


def post(rows: int) -> None:
    """Confirm it and post every gift."""
    from heli.loops.giving.actions.importing import begin_import  # noqa: PLC0415
    from heli.loops.giving.tasks import run_import  # noqa: PLC0415

    said, made = by(), entry()
    cash = Decimal(made.answers["checked"]["cash"])
    begin_import(made, rows=rows, cash=cash, **said)
    run_import(entry=str(made.uid), at=said["at"])
    require(rows, "done")


def back(_rows: int) -> None:
    """Take everything back."""
    from heli.loops.giving.actions.importing import take_back  # noqa: PLC0415
    from heli.loops.giving.tasks import undo_import  # noqa: PLC0415

    said, made = by(), entry()
    take_back(made, note="压测", **said)
    undo_import(entry=str(made.uid), at=said["at"])
    require(0, "undone")


def require(standing: int, state: str) -> None:
    """As many gifts stand as should, and nothing is left where nothing should be."""
    from django.db.models import Sum  # noqa: PLC0415

    from heli.core.ledger.models import Balance  # noqa: PLC0415
    from heli.loops.giving.queries.importing import transactions_of  # noqa: PLC0415

    made = entry()
    found = (transactions_of(made).count(), made.state)
    off = Balance.objects.values("item").annotate(sum=Sum("amount")).exclude(sum=0).count()
    if found != (standing, state) or off:
        sys.exit(f"{found} stand instead of {(standing, state)}; {off} items off: {made.answers}")


if __name__ == "__main__":
    main()
