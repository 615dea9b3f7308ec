"""What the page of a case shows, and in short what stands beside the list."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.acts import Actor
from heli.core.flow.models import Entry
from heli.core.flow.queries import steps_of
from heli.loops.grid import policies
from heli.loops.grid.enums import Verb
from heli.loops.grid.models import Photo
from heli.loops.grid.queries.cases import merged_into
from heli.loops.grid.queries.near import Alike, Spot, alike
from heli.loops.grid.queries.office import codes_of
from heli.loops.grid.queries.related import appeals_of, assists_of, parts_of, whole_of
from heli.loops.grid.queries.replies import all_reports
from heli.loops.grid.queries.routing import route_of
from heli.loops.grid.web.desk.reports import shown_reports
from heli.loops.grid.web.desk.shown import (
    category_of,
    clock_of,
    moment,
    source_of,
    state_of,
    urgency_of,
)
from heli.loops.grid.web.desk.slips import slip, way_back
from heli.loops.grid.web.desk.told import clocks_shown, history
from heli.loops.grid.web.desk.ways import ways_of
from heli.shell import clock
from heli.shell.requests import Request


FEW = 4


def brief_of(request: Request, entry: Entry) -> dict[str, Any]:
    """The head of a case, its photos, what is near, and what can be done."""
    is_desk = bool(policies.work_on_case.check(request.actor, entry))
    return {
        "entry": entry,
        "is_desk": is_desk,
        "state": state_of(entry),
        "clock": clock_of(entry),
        "facts": facts_of(entry),
        "texts": [one.text for one in all_reports(entry) if one.text][:FEW],
        "photos": photos_of(entry, is_desk=is_desk),
        "near": near(entry) if is_desk else [],
        "ways": ways_of(entry, request.actor),
    }


def context_of(request: Request, entry: Entry) -> dict[str, Any]:
    """Everything the page of a case shows."""
    actor, steps = request.actor, list(steps_of(entry))
    brief = brief_of(request, entry)
    return {
        **brief,
        "reports": shown_reports(entry, actor),
        "clocks": clocks_shown(entry, steps, at=clock.now()),
        "history": history(steps, is_desk=brief["is_desk"]),
        "related": related(entry, is_desk=brief["is_desk"]),
        "assists": assists_of(entry),
        "appeals": appeals_of(entry),
        "crumbs": crumbs(entry),
        **_offers(actor, entry),
    }


def _offers(actor: Actor, entry: Entry) -> dict[str, Any]:
    return {
        "may_ask_help": entry.is_open and bool(policies.dispatch_case.check(actor, entry)),
        "may_appeal": bool(policies.answer_for_case.check(actor, entry)),
        "may_unmerge": entry.state == "merged"
        and bool(policies.know_reporters.check(actor, entry)),
        "unclose": _unclose(actor, entry),
        "knows_reporters": bool(policies.know_reporters.check(actor, entry)),
    }


def _unclose(actor: Actor, entry: Entry) -> str:
    """Where to take the closing back, for who just closed it."""
    closing = slip(entry, [Verb.CLOSE]) if entry.state == "closed" else None
    act = way_back([closing], by=actor) if closing else None
    return reverse("grid:undo", args=[act]) if act else ""


def facts_of(entry: Entry) -> list[tuple[str, Any]]:
    """What is known of a case, in words."""
    case = entry.case
    category = codes_of(entry).find(case.category)
    condition = category.condition(case.condition) if category and case.condition else None
    found = route_of(entry, on=clock.today()) if entry.state == "registered" else None
    lines = [
        (_("Category"), category_of(entry) or _("not chosen yet")),
        (_("Registered because"), condition.label if condition else ""),
        (_("Where"), " · ".join(filter(None, (case.place, entry.area.name if entry.area else "")))),
        (_("Urgency"), urgency_of(entry)),
        (_("Reported by"), source_of(entry)),
        (_("Reported at"), moment(case.reported_at)),
        (_("In charge"), entry.org.name),
        (_("By the list"), found.unit.name if found else ""),
        (_("Number of the higher level"), case.external_number),
        (_("Shown to the public"), _("yes") if case.is_public else _("no")),
    ]
    return [(label, value) for label, value in lines if value]


def photos_of(entry: Entry, *, is_desk: bool) -> list[dict[str, Any]]:
    """The photos of a case and of those merged into it: what was found, then before and after."""
    keys = [entry.pk, *merged_into(entry).values_list("pk", flat=True)]
    rows = Photo.objects.filter(entry__in=keys).order_by("pk")
    shown = rows if is_desk else rows.filter(is_hidden=False)
    return [
        {
            "uid": one.uid,
            "url": reverse("grid:photo", args=[entry.uid, one.uid]),
            "label": one.get_kind_display(),
            "kind": one.kind,
            "taken": moment(one.taken_at) if one.taken_at else "",
            "is_hidden": one.is_hidden,
        }
        for one in shown
    ]


def near(entry: Entry) -> Sequence[Alike]:
    """Cases that may mean the same, for the desk; none where that no longer matters."""
    case = entry.case
    if case.lat is None or case.lon is None or entry.state not in ("reported", "registered"):
        return []
    first = entry.reports.order_by("pk").first()
    text = first.text if first else ""
    spot = Spot(case.lat, case.lon, case.category, case.group, text)
    found = alike(entry.call, spot, at=clock.now(), code_set=case.code_set, but=entry)
    return [one for one in found if one.entry.is_open]


def related(entry: Entry, *, is_desk: bool) -> list[tuple[str, Entry]]:
    """Other cases that belong to this one."""
    lines = [(_("Merged into this case"), one) for one in merged_into(entry)]
    if entry.merged_into is not None:
        lines.append((_("Goes on as part of"), entry.merged_into))
    lines += [(_("A part of it"), one) for one in parts_of(entry)]
    lines += [(_("A part of"), one) for one in whole_of(entry)]
    return lines if is_desk else []


def crumbs(entry: Entry, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Where a page of a case is."""
    top = (_("Cases"), reverse("grid:cases"))
    if not more:
        return [top, (entry.code or entry.title, "")]
    return [top, (entry.code or entry.title, reverse("grid:case", args=[entry.uid])), *more]
