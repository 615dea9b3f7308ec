"""How imports look: the list of them, the page of one, how far it is."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from heli.core.flow.models import Entry
from heli.loops.giving import policies
from heli.loops.giving.enums import ImportStage, Verb
from heli.loops.giving.queries.importing import (
    UNDO_WITHIN,
    checked_of,
    ended_at,
    progress_of,
    transactions_of,
)
from heli.loops.giving.queries.sheets import LABELS
from heli.loops.giving.web.campaigns import campaign_of, crumbs
from heli.loops.giving.web.shown import history_of, state_of
from heli.shell import clock
from heli.shell.requests import Request


MOST_SHOWN = 30
_AT_WORK = (ImportStage.UPLOADED, ImportStage.RUNNING, ImportStage.UNDOING)
_SAYS = {
    ImportStage.RUNNING: gettext_lazy("Posting the gifts"),
    ImportStage.UNDOING: gettext_lazy("Taking the gifts back"),
}


def import_page(entry: Entry) -> str:
    """The page of an import."""
    return reverse("giving:import", args=[entry.uid])


def is_waiting(entry: Entry) -> bool:
    """Whether the worker is at it."""
    if entry.answers.get("trouble"):
        return False
    is_looked_at = entry.state == ImportStage.CHECKED and not checked_of(entry)
    return entry.state in _AT_WORK or is_looked_at


def progress_of_page(entry: Entry) -> dict[str, Any]:
    """How far the worker is, in words."""
    now = progress_of(entry)
    return {
        "says": _SAYS.get(ImportStage(entry.state), _("Looking at the rows")),
        "done": now.done,
        "total": now.total,
        "rate": _("%(n)s rows") % {"n": f"{now.done:,}"} if now.done and not now.total else "",
        "poll": reverse("giving:import_progress", args=[entry.uid]),
    }


def context_of(request: Request, entry: Entry) -> dict[str, Any]:
    """Everything the page of an import shows."""
    checked = checked_of(entry)
    keeps = bool(policies.ON_IMPORT[Verb.CHECK].check(request.actor, entry))
    is_checked = entry.state == ImportStage.CHECKED and bool(checked)
    return {
        "entry": entry,
        "state": state_of(entry),
        "trouble": entry.answers.get("trouble", ""),
        "waits": progress_of_page(entry) if is_waiting(entry) else None,
        "checked": checked,
        "counts": counts(checked) if checked else [],
        "goods": checked.get("goods", []),
        "faults": checked.get("faults", [])[:MOST_SHOWN],
        "more_faults": max(checked.get("wrong", 0) + checked.get("asked", 0) - MOST_SHOWN, 0),
        "columns": columns_of(entry),
        "lacking": [LABELS[name] for name in checked.get("missing", [])],
        "may_map": keeps and is_checked,
        "may_begin": keeps and is_checked and is_clean(checked),
        "may_discard": keeps and entry.state in (ImportStage.UPLOADED, ImportStage.CHECKED),
        "is_stuck": keeps and entry.state == ImportStage.RUNNING,
        "undo": undo_of(entry) if keeps else None,
        "stands": transactions_of(entry).count() if checked else 0,
        "history": history_of(entry),
        "crumbs": crumbs(entry.title, within=campaign_of(entry.call)),
    }


def is_clean(checked: dict[str, Any]) -> bool:
    """Whether a list may be posted, and would bring something."""
    return not checked["missing"] and not checked["wrong"] and bool(checked["new"])


def counts(checked: dict[str, Any]) -> list[tuple[str, str]]:
    """What looking at a list found, as figures of this list: they are typed, so not all is told."""
    return [
        (_("Rows"), f"{checked['rows']:,}"),
        (_("Unchanged"), f"{checked['unchanged']:,}"),
        (_("Asked about"), f"{checked['asked']:,}"),
        (_("Cannot be used"), f"{checked['wrong']:,}"),
    ]


def columns_of(entry: Entry) -> list[dict[str, Any]]:
    """The columns of a list as they are read, with what stands in its first rows."""
    checked = checked_of(entry)
    means = {at: LABELS[name] for name, at in (entry.answers.get("mapping") or {}).items()}
    rows = checked.get("sample", [])
    return [
        {
            "head": head or "—",
            "means": means.get(i),
            "cells": [row[i] for row in rows if i < len(row) and row[i]],
        }
        for i, head in enumerate(checked.get("header", []))
    ]


def undo_of(entry: Entry) -> str | None:
    """Until when an import may be taken back; None when it may not."""
    ended = ended_at(entry)
    if entry.state not in (ImportStage.DONE, ImportStage.RUNNING) or ended is None:
        return None
    until = ended + UNDO_WITHIN
    return timezone.localtime(until).strftime("%Y-%m-%d %H:%M") if clock.now() <= until else None
