"""All that the page of a case reads about it, each thing once: statements that are prepared, no joins."""

from collections.abc import Sequence
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from heli.core.acts import Lookup, Prepared, given
from heli.core.flow.models import Entry, Link, Step
from heli.core.journal.building import relate
from heli.core.journal.refs import name_of
from heli.loops.grid import policies
from heli.loops.grid.models import Photo, Report
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.queries.replies import all_reports


_INTO_IT = Entry.objects.filter(merged_into=OuterRef("pk"), state="merged")
CASES: Lookup[Entry] = Lookup(cases().annotate(has_merged=Exists(_INTO_IT)), "uid")
"""One case by its uid, asked without delay, and whether others were merged into it: few have any."""

_STEPS = Prepared(
    Step.objects.filter(entry_id=given(Step, "entry_id")).select_related("actor").order_by("seq")
)
_MERGED = Prepared(
    Entry.objects.filter(
        policies.IS_CASE, merged_into_id=given(Entry, "merged_into_id"), state="merged"
    ).order_by("pk")
)
_REPORTS = Prepared(Report.objects.filter(entry_id=given(Report, "entry_id")).order_by("pk"))
_PHOTOS = Prepared(Photo.objects.filter(entry_id=given(Photo, "entry_id")).order_by("pk"))
_LINKS = Prepared(
    Link.objects.filter(Q(src=given(Link, "src", "name")) | Q(dst=given(Link, "dst", "name")))
)


class Dossier:
    """A case with its steps, reports, photos and what was merged into it. A query for each, when asked."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    @cached_property
    def steps(self) -> Sequence[Step]:
        """Everything that happened to it, in order, with who did it."""
        found = _STEPS.records(entry_id=self.entry.pk)
        for step in found:
            relate(step, entry=self.entry)
        return found

    @cached_property
    def merged(self) -> Sequence[Entry]:
        """The cases that were merged into it."""
        if not getattr(self.entry, "has_merged", True):
            return []
        return _MERGED.records(merged_into_id=self.entry.pk)

    @cached_property
    def reports(self) -> Sequence[Report]:
        """Its reports and those of what was merged into it."""
        if self.merged:
            return list(all_reports(self.entry))
        found = _REPORTS.records(entry_id=self.entry.pk)
        for report in found:
            relate(report, entry=self.entry)
        return found

    @cached_property
    def photos(self) -> Sequence[Photo]:
        """Its photos and those of what was merged into it."""
        if not self.merged:
            return _PHOTOS.records(entry_id=self.entry.pk)
        keys = [self.entry.pk, *(one.pk for one in self.merged)]
        return list(Photo.objects.filter(entry__in=keys).order_by("pk"))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """How other records hang on it: nothing is looked for that is not there."""
        return frozenset(link.kind for link in _LINKS.records(name=name_of(self.entry)))
