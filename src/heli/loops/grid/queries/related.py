"""What hangs on a case: help of other units, appeals, the parts it was split into."""

from django.db.models import QuerySet

from heli.core.flow.models import Entry, Link
from heli.core.journal.refs import name_of
from heli.loops.grid.enums import APPEALS, ASSISTS, PART_OF


def _entries(names: QuerySet[Link, str]) -> QuerySet[Entry]:
    uids = [name.partition(":")[2] for name in names]
    rows = Entry.objects.filter(uid__in=uids).select_related("call__issuer", "org", "area")
    return rows.order_by("pk")


def _to(entry: Entry, kind: str) -> QuerySet[Entry]:
    return _entries(
        Link.objects.filter(kind=kind, dst=name_of(entry)).values_list("src", flat=True)
    )


def case_behind(entry: Entry, kind: str) -> Entry | None:
    """The case that help or an appeal is about."""
    names = Link.objects.filter(kind=kind, src=name_of(entry)).values_list("dst", flat=True)
    return _entries(names).first()


def assists_of(entry: Entry) -> QuerySet[Entry]:
    """The help that other units were asked for."""
    return _to(entry, ASSISTS)


def appeals_of(entry: Entry) -> QuerySet[Entry]:
    """The appeals of its unit."""
    return _to(entry, APPEALS)


def parts_of(entry: Entry) -> QuerySet[Entry]:
    """The cases into which it was split."""
    return _to(entry, PART_OF)


def whole_of(entry: Entry) -> QuerySet[Entry]:
    """The case of which it is a part, if it is one."""
    names = Link.objects.filter(kind=PART_OF, src=name_of(entry)).values_list("dst", flat=True)
    return _entries(names)
