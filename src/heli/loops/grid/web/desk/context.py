"""What the page of a case shows, and in short what stands beside the list."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.acts import Actor
from heli.core.flow.models import Entry
from heli.loops.grid import policies
from heli.loops.grid.enums import APPEALS, ASSISTS, PART_OF, PhotoKind, Verb
from heli.loops.grid.queries.dossier import Dossier
from heli.loops.grid.queries.near import Alike, Among, Spot, alike
from heli.loops.grid.queries.office import codes_of
from heli.loops.grid.queries.related import appeals_of, assists_of, parts_of, whole_of
from heli.loops.grid.queries.routing import route_of
from heli.loops.grid.web.desk.reports import shown_reports
from heli.loops.grid.web.desk.shown import (
    category_of,
    clock_of,
    moment,
    page_of,
    source_of,
    state_of,
    urgency_of,
)
from heli.loops.grid.web.desk.slips import slip, way_back
from heli.loops.grid.web.desk.told import clocks_shown, history
from heli.loops.grid.web.desk.ways import ways_of
from heli.shell import clock
from heli.shell.navigation import address_of
from heli.shell.requests import Request


FEW = 4


def brief_of(request: Request, entry: Entry) -> dict[str, Any]:
    """The head of a case, its photos, what is near, and what can be done."""
    return _brief(request, Dossier(entry))


def _brief(request: Request, dossier: Dossier) -> dict[str, Any]:
    entry = dossier.entry
    is_desk = bool(policies.work_on_case.check(request.actor, entry))
    return {
        "entry": entry,
        "is_desk": is_desk,
        "state": state_of(entry),
        "clock": clock_of(entry, dossier.steps),
        "facts": facts_of(entry),
        "texts": [one.text for one in dossier.reports if one.text][:FEW],
        "photos": photos_of(dossier, is_desk=is_desk),
        "near": near(dossier) if is_desk else [],
        "ways": ways_of(entry, request.actor, dossier.steps),
    }


def context_of(request: Request, entry: Entry) -> dict[str, Any]:
    """Everything the page of a case shows."""
    actor, dossier = request.actor, Dossier(entry)
    brief, steps = _brief(request, dossier), dossier.steps
    offers = _offers(actor, entry)
    return {
        **brief,
        "reports": shown_reports(dossier, actor, knows=offers["knows_reporters"]),
        "clocks": clocks_shown(entry, steps, at=clock.now()),
        "history": history(steps, is_desk=brief["is_desk"]),
        "related": related(dossier, is_desk=brief["is_desk"]),
        "assists": assists_of(entry) if ASSISTS in dossier.kinds else [],
        "appeals": appeals_of(entry) if APPEALS in dossier.kinds else [],
        "crumbs": crumbs(entry),
        **offers,
    }


def _offers(actor: Actor, entry: Entry) -> dict[str, Any]:
    knows = bool(policies.know_reporters.check(actor, entry))
    return {
        "may_ask_help": entry.is_open and bool(policies.dispatch_case.check(actor, entry)),
        "may_appeal": bool(policies.answer_for_case.check(actor, entry)),
        "may_unmerge": entry.state == "merged" and knows,
        "unclose": _unclose(actor, entry),
        "knows_reporters": knows,
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
    places = filter(None, (case.place, entry.area.name if entry.area else ""))
    lines = [
        (_("Category"), category_of(entry) or _("not chosen yet")),
        (_("Registered because"), condition.label if condition else ""),
        # Who reports from a grid without a better word for the place says the grid's name.
        (_("Where"), " · ".join(dict.fromkeys(places))),
        (_("Urgency"), urgency_of(entry)),
        (_("Reported by"), source_of(entry)),
        (_("Reported at"), moment(case.reported_at)),
        (_("In charge"), entry.org.name),
        (_("By the list"), found.unit.name if found else ""),
        (_("Number of the higher level"), case.external_number),
        (_("Shown to the public"), _("yes") if case.is_public else _("no")),
    ]
    return [(label, value) for label, value in lines if value]


def photos_of(dossier: Dossier, *, is_desk: bool) -> list[dict[str, Any]]:
    """The photos of a case and of those merged into it: what was found, then before and after."""
    shown = [one for one in dossier.photos if is_desk or not one.is_hidden]
    return [
        {
            "uid": one.uid,
            "url": address_of("grid:photo", dossier.entry.uid, one.uid),
            "label": PhotoKind(one.kind).label,
            "kind": one.kind,
            "taken": moment(one.taken_at) if one.taken_at else "",
            "is_hidden": one.is_hidden,
        }
        for one in shown
    ]


def near(dossier: Dossier) -> Sequence[Alike]:
    """Cases that may mean the same, for the desk; none where that no longer matters."""
    entry, case = dossier.entry, dossier.entry.case
    if case.lat is None or case.lon is None or entry.state not in ("reported", "registered"):
        return []
    text = next((one.text for one in dossier.reports if one.entry_id == entry.pk), "")
    spot = Spot(case.lat, case.lon, case.category, case.group, text)
    now, among = clock.now(), Among.OPEN
    return alike(entry.call, spot, at=now, code_set=case.code_set, among=among, but=entry)


def related(dossier: Dossier, *, is_desk: bool) -> list[tuple[str, Entry]]:
    """Other cases that belong to this one."""
    entry = dossier.entry
    lines = [(_("Merged into this case"), one) for one in dossier.merged]
    if entry.merged_into is not None:
        lines.append((_("Goes on as part of"), entry.merged_into))
    if PART_OF in dossier.kinds:
        lines += [(_("A part of it"), one) for one in parts_of(entry)]
        lines += [(_("A part of"), one) for one in whole_of(entry)]
    return lines if is_desk else []


def crumbs(entry: Entry, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Where a page of a case is."""
    top = (_("Cases"), reverse("grid:cases"))
    if not more:
        return [top, (entry.code or entry.title, "")]
    return [top, (entry.code or entry.title, page_of(entry)), *more]
