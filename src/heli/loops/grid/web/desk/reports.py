"""The reports behind a case, as the desk and as others see them."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from heli.core.acts import Actor
from heli.core.flow.models import Entry
from heli.loops.grid import policies
from heli.loops.grid.enums import Channel
from heli.loops.grid.models import Report
from heli.loops.grid.queries.replies import all_reports, visits_to
from heli.loops.grid.queries.reporters import contact_of, is_known
from heli.loops.grid.web.desk.shown import moment
from heli.shell import clock


def shown_reports(entry: Entry, actor: Actor) -> list[dict[str, Any]]:
    """Each report: what was said and when; to the clerk also its answers and what was rated."""
    knows = bool(policies.know_reporters.check(actor, entry))
    return [_shown(entry, one, actor, knows=knows) for one in all_reports(entry)]


def _shown(entry: Entry, report: Report, actor: Actor, *, knows: bool) -> dict[str, Any]:
    told = {
        "number": report.number,
        "source": Channel(report.channel).label,
        "received": moment(report.received_at),
        "text": report.text,
        "is_redacted": report.redacted_at is not None,
        "is_merged": report.entry_id != entry.pk,
    }
    if not knows:
        return told
    steps: Sequence[Any] = list(report.entry.steps.order_by("seq"))
    uid = str(report.uid)
    own = report.entry_id == entry.pk
    return {
        **told,
        "wants_answer": report.wants_answer,
        "answers": [s.note for s in steps if s.verb == "reply" and s.facts.get("report") == uid],
        "visits": len(visits_to(report, steps)),
        "known": contact_of(report, actor=actor, at=clock.now()),
        "reveal": reverse("grid:reveal", args=[report.entry.uid, report.uid])
        if is_known(report)
        else "",
        "redact": reverse("grid:redact", args=[report.entry.uid, report.uid]) if own else "",
    }
