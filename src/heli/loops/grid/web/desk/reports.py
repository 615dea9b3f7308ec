"""The reports behind a case, as the desk and as others see them."""

from typing import Any

from heli.core.acts import Actor
from heli.loops.grid.enums import Channel
from heli.loops.grid.models import Report
from heli.loops.grid.queries.dossier import Dossier
from heli.loops.grid.queries.replies import visits_to
from heli.loops.grid.queries.reporters import contact_of, is_known
from heli.loops.grid.web.desk.shown import moment
from heli.shell import clock
from heli.shell.navigation import address_of


def shown_reports(dossier: Dossier, actor: Actor, *, knows: bool) -> list[dict[str, Any]]:
    """Each report: what was said and when; to the clerk also its answers and what was rated."""
    return [_shown(dossier, one, actor, knows=knows) for one in dossier.reports]


def _shown(dossier: Dossier, report: Report, actor: Actor, *, knows: bool) -> dict[str, Any]:
    own = report.entry_id == dossier.entry.pk
    told = {
        "number": report.number,
        "source": Channel(report.channel).label,
        "received": moment(report.received_at),
        "text": report.text,
        "is_redacted": report.redacted_at is not None,
        "is_merged": not own,
    }
    if not knows:
        return told
    steps = dossier.steps if own else list(report.entry.steps.order_by("seq"))
    uid = str(report.uid)
    return {
        **told,
        "wants_answer": report.wants_answer,
        "answers": [s.note for s in steps if s.verb == "reply" and s.facts.get("report") == uid],
        "visits": len(visits_to(report, steps)),
        "known": contact_of(report, actor=actor, at=clock.now()) if is_known(report) else None,
        "reveal": address_of("grid:reveal", report.entry.uid, report.uid)
        if is_known(report)
        else "",
        "redact": address_of("grid:redact", report.entry.uid, report.uid) if own else "",
    }
