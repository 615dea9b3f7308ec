"""Imports: the list of them, how far each is, and what it brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

from heli.core.acts import Actor
from heli.core.flow.models import Entry, Step
from heli.core.ledger.models import Transaction
from heli.core.ledger.queries import standing
from heli.loops.giving import policies
from heli.loops.giving.enums import ImportStage, Verb
from heli.loops.giving.flows import IMPORT
from heli.loops.giving.queries.sheets import suggested


LOOKED = "giving.looked:%s"
"""Where the cache keeps how many rows of an import were looked at."""
UNDO_BATCH = 1000
UNDO_WITHIN = timedelta(hours=24)


def imports(actor: Actor) -> QuerySet[Entry]:
    """The imports that ``actor`` may see, latest first."""
    rows = policies.see_entry.visible_to(actor).filter(policies.of_flow(IMPORT))
    return rows.select_related("call__undertaking", "call__issuer", "org").order_by("-pk")


def checked_of(entry: Entry) -> dict[str, Any]:
    """What looking at a list found; empty before anybody looked."""
    return entry.answers.get("checked") or {}


def mapping_of(entry: Entry, header: Sequence[str]) -> dict[str, int]:
    """The columns as a person chose them, or as their names suggest."""
    chosen = entry.answers.get("mapping")
    return {str(k): int(v) for k, v in chosen.items()} if chosen else suggested(header)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the worker is; ``total`` is 0 where nobody knows."""

    done: int
    total: int


def progress_of(entry: Entry) -> Progress:
    """How much of a list was looked at, posted, or taken back."""
    checked = checked_of(entry)
    match entry.state:
        case ImportStage.UPLOADED:
            return Progress(int(cache.get(LOOKED % entry.uid) or 0), 0)
        case ImportStage.UNDOING:
            return Progress(checked["new"] - transactions_of(entry).count(), checked["new"])
    done = posted_upto(entry) - checked.get("header_at", 1)
    return Progress(min(done, checked.get("rows", 0)), checked.get("rows", 0))


def batch_of(entry: Entry) -> str:
    """What marks the transactions of an import."""
    return f"import:{entry.uid.hex}"


def posted_upto(entry: Entry) -> int:
    """The last row of the list that was posted; the header before the first."""
    return int(entry.answers.get("upto", checked_of(entry).get("header_at", 1)))


def ended_at(entry: Entry) -> datetime | None:
    """When the last batch was posted: from then on it can be taken back for a day."""
    steps = Step.objects.filter(entry=entry, verb__in=(Verb.FINISH, Verb.POST))
    return steps.order_by("-seq").values_list("at", flat=True).first()


def transactions_of(entry: Entry) -> QuerySet[Transaction]:
    """What an import posted and nobody took back."""
    return standing(Transaction.objects.filter(batch=batch_of(entry))).order_by("pk")
