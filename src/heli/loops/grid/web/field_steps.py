"""The operations of casework outdoors: each a form and an act, done online or delivered later."""

import uuid
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.http import Http404
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Action, Message
from heli.core.flow.models import Call, Step
from heli.core.places.models import Area
from heli.loops.grid import policies
from heli.loops.grid.actions.checking import check_case
from heli.loops.grid.actions.dispatching import sign_case
from heli.loops.grid.actions.drafts import Draft
from heli.loops.grid.actions.handling import handle_case
from heli.loops.grid.actions.reporting import report_under, sync_reports
from heli.loops.grid.actions.screening import handle_at_once, record_finding
from heli.loops.grid.enums import Channel, PhotoKind, Reference
from heli.loops.grid.models import Report
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.queries.office import codes_on
from heli.loops.grid.queries.outdoors import my_desk, my_grids
from heli.loops.grid.queries.packs import Codes
from heli.loops.grid.web.field_forms import (
    AtOnceForm,
    CheckForm,
    FindForm,
    HandleForm,
    ReportForm,
    SignForm,
)
from heli.loops.grid.web.shots import millionths, shots
from heli.shell import clock
from heli.shell.field import Operation, Told, register
from heli.shell.field.operations import One
from heli.shell.forms import KeyedForm, filled
from heli.shell.records import the
from heli.shell.requests import Request


REPORT = "grid.report"
LABELS: dict[str, Message] = {
    "find": _("Look whether it is there"),
    "sign": _("Sign for it"),
    "handle": _("Report as handled"),
    "at_once": _("Settled on the spot"),
    "check": _("Check it on the spot"),
}
_ACTS: Mapping[str, tuple[type[KeyedForm], Action[..., Step], PhotoKind]] = {
    "find": (FindForm, record_finding, PhotoKind.NEAR),
    "sign": (SignForm, sign_case, PhotoKind.NEAR),
    "handle": (HandleForm, handle_case, PhotoKind.AFTER),
    "at_once": (AtOnceForm, handle_at_once, PhotoKind.AFTER),
    "check": (CheckForm, check_case, PhotoKind.CHECK),
}


def name_of(step: str) -> str:
    """The operation of a step. Raises ``Http404`` for none."""
    if step not in _ACTS:
        raise Http404
    return f"grid.{step}"


def register_operations() -> None:
    """Make the report and every step known to the phones."""
    register(
        Operation(
            REPORT, _("Report from patrol"), _report_form, _file, _reported, _numbered, _file_many
        ),
        *(_operation(step, *parts) for step, parts in _ACTS.items()),
    )


def _operation(
    step: str, form: type[KeyedForm], act: Action[..., Step], kind: PhotoKind
) -> Operation:
    def make(_request: Request, told: Told) -> KeyedForm:
        return form(told.said, told.files)

    def do(request: Request, told: Told, said: dict[str, Any], key: str) -> Step:
        entry = the(request, policies.see_case, among=cases(), uid=_uid(told.subject))
        taken = shots(said, taken_at=told.captured_at, others=kind)
        more: dict[str, Any] = {"photos": taken} if step != "sign" else {}
        return act.once(key)(entry, **said, **more, by=request.actor, at=clock.now())

    return Operation(f"grid.{step}", LABELS[step], make, do, _stepped, lambda s: s.entry.title)


def _uid(subject: str) -> uuid.UUID:
    try:
        return uuid.UUID(subject)
    except ValueError:
        raise Http404 from None


def _stepped(_step: Step) -> str:
    return _home(get_script_prefix())


@cache
def _home(_prefix: str) -> str:
    """The first page of the face, below where the house stands."""
    return reverse("shell:field")


def _reported(_report: Report) -> str:
    return _home(get_script_prefix())


def _numbered(report: Report) -> str:
    return f"{report.number} {report.entry.title}"


def _desk(request: Request) -> Call:
    """The centre of whoever patrols, looked for once a request."""
    kept = request.__dict__
    if "grid_desk" not in kept:
        kept["grid_desk"] = my_desk(request.actor)
    call: Call | None = kept["grid_desk"]
    if call is None:
        raise Http404
    return call


def _report_form(request: Request, told: Told) -> ReportForm:
    today, kept = clock.today(), request.__dict__
    codes = codes_on(_desk(request), today)
    if told.delivered and told.said is not None and not told.said.get("area"):
        return filled(_blank(codes), told.said, told.files)
    if "grid_areas" not in kept:
        kept["grid_areas"] = my_grids(request.actor, on=today)
    return ReportForm(told.said, told.files, codes=codes, areas=kept["grid_areas"])


def _blank(codes: Codes) -> ReportForm:
    """The form of these categories without grids, made once: most name none, but their position."""
    known = _blanks.get(codes.key)
    if known is None or known[0] is not codes:
        known = _blanks[codes.key] = (codes, ReportForm(codes=codes, areas=Area.objects.none()))
    return known[1]


_blanks: dict[str, tuple[Codes, ReportForm]] = {}


def _file(request: Request, told: Told, said: dict[str, Any], key: str) -> Report:
    draft = _draft(told, said, key)
    # It may have come in a batch before.
    return report_under(key, _desk(request), draft=draft, by=request.actor, at=clock.now())


def _file_many(request: Request, several: Sequence[One]) -> list[Report | None]:
    """Reports of a whole round in one act; those that were refused are None."""
    drafts = [_draft(*one) for one in several]
    taken = sync_reports(_desk(request), drafts, by=request.actor, at=clock.now())
    return [one.report for one in taken]


def _draft(told: Told, said: dict[str, Any], key: str) -> Draft:
    position = (said.pop("lat"), said.pop("lon"))
    taken = shots(said, taken_at=told.captured_at, position=position)
    lat, lon = map(millionths, position)
    return Draft(
        # The same operation is the same report, however often it comes.
        uid=uuid.uuid5(uuid.NAMESPACE_URL, key),
        channel=Channel.PATROL,
        lat=lat,
        lon=lon,
        reference=Reference.WGS84,
        area=said.pop("area"),
        photos=taken,
        made_at=told.captured_at,
        **said,
    )
