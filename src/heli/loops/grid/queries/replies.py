"""The reports behind a case, their answers and their ratings."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet

from heli.core.acts import local_day
from heli.core.flow.models import Entry, Step
from heli.loops.grid.enums import Verb
from heli.loops.grid.models import Report


LEAST_ATTEMPTS = 2


def reports_of(entry: Entry) -> QuerySet[Report]:
    """The reports that a case was opened with or joined by."""
    return Report.objects.filter(entry=entry).order_by("pk")


def all_reports(entry: Entry) -> QuerySet[Report]:
    """The same, with those of every case that was merged into it."""
    merged = Entry.objects.filter(merged_into=entry, state="merged").values_list("pk", flat=True)
    found = Report.objects.filter(entry__in=[entry.pk, *merged])
    return found.select_related("entry__call", "entry__org", "entry__area").order_by("pk")


def answered(steps: Iterable[Step], *, since: int = 0) -> set[str]:
    """The uids of the reports that were answered after the step of that number."""
    return {
        str(step.facts["report"]) for step in steps if step.verb == Verb.REPLY and step.seq > since
    }


def visits_to(report: Report, steps: Sequence[Step]) -> list[Step]:
    """What was tried to hear from a reporter, in order."""
    uid = str(report.uid)
    return [s for s in steps if s.verb == Verb.VISIT and s.facts.get("report") == uid]


def was_asked(report: Report, steps: Sequence[Step], *, since: datetime) -> bool:
    """Whether a reporter rated it since then, or two attempts on different days failed."""
    visits = [step for step in visits_to(report, steps) if step.at >= since]
    if any(step.facts.get("valid") for step in visits):
        return True
    return len({local_day(step.at) for step in visits}) >= LEAST_ATTEMPTS


def to_be_asked(report: Report) -> bool:
    """Whether somebody waits who can be asked."""
    return report.reporter_id is not None and report.wants_answer and report.anonymised_at is None
