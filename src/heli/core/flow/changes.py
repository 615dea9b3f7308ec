"""How entries stand after a step: written only if nobody moved them meanwhile."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from heli.core.acts import Conflict, PreparedUpdate, given
from heli.core.flow.models import Entry, Step


@dataclass(slots=True)
class Change:
    """What is about to happen to one entry: how it stands afterwards, and the step that says so."""

    entry: Entry
    step: Step
    is_open: bool
    closed_at: datetime | None
    counted: dict[str, int]
    asked: str = ""
    events: tuple[str, ...] = ()
    retracts: tuple[str, ...] = ()

    @property
    def likeness(self) -> str:
        """Changes alike in this can be written by one update."""
        entry, step = self.entry, self.step
        return json.dumps(
            [
                *(entry.seq, entry.state, step.to_state, self.is_open, self.asked),
                *(self.closed_at and self.closed_at.isoformat(), self.counted),
            ],
            sort_keys=True,
        )


_BECOMES = ("state", "seq", "is_open", "closed_at", "counted", "asked")
_MOVE_ONE = PreparedUpdate(
    Entry.objects.filter(
        pk=given(Entry, "pk"),
        state=given(Entry, "state", "was_state"),
        seq=given(Entry, "seq", "was_seq"),
    ),
    **{name: given(Entry, name) for name in _BECOMES},
)


def apply(changes: Sequence[Change]) -> None:
    """Write how entries stand now, if nobody moved them since they were read; else ``Conflict``."""
    alike: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        alike[change.likeness].append(change)
    for group in alike.values():
        one = group[0]
        becomes = {
            "state": one.step.to_state,
            "seq": one.entry.seq + 1,
            "is_open": one.is_open,
            "closed_at": one.closed_at,
            "counted": one.counted,
            "asked": one.asked,
        }
        state, seq = one.entry.state, one.entry.seq
        keys = [change.entry.pk for change in group]
        if len(keys) == 1:
            moved = _MOVE_ONE.do(pk=keys[0], was_state=state, was_seq=seq, **becomes)
        else:
            moved = Entry.objects.filter(pk__in=keys, state=state, seq=seq).update(**becomes)
        if moved != len(group):
            raise Conflict
    for change in changes:
        entry = change.entry
        entry.state, entry.seq = change.step.to_state, entry.seq + 1
        entry.is_open, entry.closed_at = change.is_open, change.closed_at
        entry.counted, entry.asked = dict(change.counted), change.asked
