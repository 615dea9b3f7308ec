"""A grid's summary of the day: expected, checked by its worker, frozen at the office's hour."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from heli.core.acts import Actor, Invalid, action
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Call, Entry, Step
from heli.core.parties.models import Party
from heli.loops.grid import policies
from heli.loops.grid.queries.summaries import (
    FIGURES,
    Window,
    daily_call,
    figures_of,
    running,
    window_of,
)


KNOWN = frozenset((*FIGURES, "points", "places", "steps"))


@action("grid.summaries.expect", policy=policies.system_only)
def expect_summaries(call: Call, *, grids: Sequence[Party], by: Actor, at: datetime) -> None:
    """Ask every grid for the summary of the window that runs: what is missing at its end is seen."""
    engine.expect(daily_call(call), grids, by=by, at=at, period=running(call, at).period)


@action("grid.summary.send", policy=policies.ON_SUMMARY["send"])
def send_summary(
    entry: Entry,
    *,
    note: str = "",
    corrections: Mapping[str, int] | None = None,
    by: Actor,
    at: datetime,
) -> Step:
    """The grid worker checks the figures of the day, as the log gives them, and sends them.

    A figure that the log has otherwise is told as a correction, with a note that says why; both are
    kept. May be sent again until it is frozen.
    """
    told = dict(corrections or {})
    if set(told) - KNOWN or (told and not note.strip()):
        raise Invalid(what=", ".join(sorted(told)), field="note")
    figures = figures_of(entry.org, _window(entry))
    entry.answers = {"figures": {**figures, **told}, "from_log": figures, "note": note.strip()}
    entry.save(update_fields=["answers"])
    facts = {"figures": figures, "corrections": told}
    return engine.move(entry, "send", by=by, at=at, telling=Telling(note=note.strip(), facts=facts))


@action("grid.summaries.freeze", policy=policies.system_only)
def freeze_summaries(entries: Sequence[Entry], *, by: Actor, at: datetime) -> None:
    """Freeze the days whose window is over. What nobody sent is frozen as the log has it, unsent."""
    for entry in entries:
        figures = figures_of(entry.org, _window(entry))
        if not entry.answers.get("figures"):
            entry.answers = {"figures": figures, "from_log": figures, "note": ""}
            entry.save(update_fields=["answers"])
        engine.move(entry, "freeze", by=by, at=at, telling=Telling(facts={"figures": figures}))


def _window(entry: Entry) -> Window:
    return window_of(entry.call, date.fromisoformat(entry.period))
