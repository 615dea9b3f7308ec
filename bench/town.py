"""A town with a million cases in 2,000 grids, in a database of its own: what ``bench.casework`` asks for.

    HELI_DATA=/tmp/somewhere python -m bench.town --entries 100000

The town, its desk, its units, its worker and one case of every kind come from the acts that make them
in life. The grids are written by the hundred (:mod:`heli.core.journal.inserting`); the other cases are the
rows of those first ones again (entry, case, report, photos, steps), written by SQL with other
numbers, days, places and units: nothing in the journal stands behind them. Nineteen in twenty are
archived, spread over three years; the others stand somewhere on their way, some late, and of each the
worker has done what its clocks ask for, as in a house where it never stood still. ``office.json`` in the data
folder says how to sign in and which cases to look at.
"""

import argparse
import json
import os
from datetime import UTC, datetime
from pathlib import Path


def main() -> None:
    """Fill the database and write ``office.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    asked = parser.parse_args()
    import django  # noqa: PLC0415  -- settings are read at import, once per process

    os.environ["DJANGO_SETTINGS_MODULE"] = "heli.site.settings"
    django.setup()
    from bench.figures import fresh_database  # noqa: PLC0415
    from bench.town_copies import Copies  # noqa: PLC0415
    from bench.town_firsts import Town  # noqa: PLC0415

    fresh_database()
    made = Town(datetime.now(UTC).replace(microsecond=0))
    made.build()
    said = {**made.accounts(), **Copies(made, asked.entries).write()}
    Path(os.environ["HELI_DATA"], "office.json").write_text(json.dumps(said), encoding="utf-8")


if __name__ == "__main__":
    main()
