"""What may be known of a reporter: nothing, but to a clerk who said why, for ten minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from heli.core.acts import Actor
from heli.core.flow.models import Entry
from heli.core.journal.queries import Told, history
from heli.core.journal.refs import name_of
from heli.core.parties import vault
from heli.core.parties.models import VaultItem
from heli.loops.grid.models import Report


OPEN_FOR = timedelta(minutes=10)
REVEAL = "grid.reporter.reveal"


@dataclass(frozen=True, slots=True)
class Known:
    """Contact details of a reporter, and until when they may be read."""

    name: str
    phone: str
    until: datetime


def contact_of(report: Report, *, actor: Actor, at: datetime) -> Known | None:
    """The details that this very actor opened with a reason within ten minutes; else None."""
    opened = [
        told
        for told in reveals_of(report)
        if told.actor == str(actor.uid) and at - told.at < OPEN_FOR and told.at <= at
    ]
    if not opened or report.reporter is None:
        return None
    items = VaultItem.objects.filter(party=report.reporter).select_related("party")
    values = {item.field: vault.opened(item) for item in items}
    until = max(told.at for told in opened) + OPEN_FOR
    return Known(values.get("name", ""), values.get("phone", ""), until)


def reveals_of(report: Report) -> list[Told]:
    """Who opened the details of a reporter, when and why, latest first."""
    entry: Entry = report.entry
    told = history(name_of(entry))
    return [one for one in told if one.act == REVEAL and one.said["report"] == name_of(report)]


def is_known(report: Report) -> bool:
    """Whether there is anything to open."""
    return report.reporter_id is not None and report.anonymised_at is None
