"""From drafts to records: a case, its first step, a report and its photos. Shared by the acts that take them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Prepared, given, local_day
from heli.core.flow import engine
from heli.core.flow.engine import Opening, Telling
from heli.core.flow.models import Call
from heli.core.flow.timers import limit_fact
from heli.core.journal.building import new
from heli.core.places.models import Area
from heli.core.places.queries import locator
from heli.kit.geo.points import Point
from heli.kit.worktime import deadline
from heli.loops.grid.actions.drafts import NOBODY, Contact, Draft, photos_of
from heli.loops.grid.actions.reporters import remember
from heli.loops.grid.actions.stepping import about
from heli.loops.grid.enums import Channel, Urgency
from heli.loops.grid.models import Case, Photo, Report
from heli.loops.grid.queries.near import MICRO, cell_of
from heli.loops.grid.queries.numbers import new_numbers
from heli.loops.grid.queries.office import accept_limit, calendar_of, codes_on, office_of
from heli.loops.grid.queries.packs import Category
from heli.loops.grid.queries.placing import placed_and_numbered
from heli.loops.grid.queries.shown import as_facts


UNNAMED = _("Matter to be sorted")


def take_in(
    call: Call,
    drafts: Sequence[Draft],
    contacts: Mapping[uuid.UUID, Contact],
    *,
    by: Actor,
    at: datetime,
) -> list[Report]:
    """Open a case for each draft. A few inserts for any number of them."""
    codes = codes_on(call, local_day(at))
    drafts, numbers = _placed_and_numbered(drafts, at)
    shown = [photos_of(draft.photos, by=by, at=at) for draft in drafts]
    found = [codes.find(draft.category) for draft in drafts]
    cases = [_new_case(d, c, codes.key, at) for d, c in zip(drafts, found, strict=True)]
    openings = [
        _opening(call, *parts, by)
        for parts in zip(drafts, found, cases, numbers, shown, strict=True)
    ]
    for case in cases:
        _first_limit(case, call)
    reports = [
        new_report(draft, call, number, contacts.get(draft.uid, NOBODY), by=by, at=at)
        for draft, number in zip(drafts, numbers, strict=True)
    ]
    beside = list(zip(cases, reports, strict=True))
    engine.start_many(
        call,
        openings,
        org=call.issuer,
        by=by,
        at=at,
        beside=beside,
        may_wait=not any(shown),
    )
    _write_photos(reports, shown)
    return reports


def _write_photos(reports: Sequence[Report], shown: Sequence[list[Photo]]) -> None:
    photos: list[Photo] = []
    for report, some in zip(reports, shown, strict=True):
        for photo in some:
            photo.entry, photo.report = report.entry, report
        photos += some
    if photos:
        Photo.objects.bulk_create(photos)


def _first_limit(case: Case, call: Call) -> None:
    """When it must be taken up. The same as the clocks say after one step, without asking them."""
    limit, calendar = accept_limit(call, case.channel), calendar_of(call)
    case.due_at = deadline(case.reported_at, limit.clock, limit.n, calendar).at
    case.due_for = "accept"


def _new_case(draft: Draft, category: Category | None, code_set: str, at: datetime) -> Case:
    lat, lon = draft.lat, draft.lon
    return new(
        Case,
        code_set=code_set,
        category=category.code if category else "",
        group=category.group if category else "",
        urgency=category.urgency if category else Urgency.NORMAL,
        channel=Channel(draft.channel).value,
        lat=lat,
        lon=lon,
        cell=None if lat is None or lon is None else cell_of(lat, lon),
        place=draft.place.strip()[:200],
        component=draft.component,
        is_private=draft.private or bool(category and category.private),
        external_number=draft.external_number,
        reported_at=at,
    )


def _opening(
    call: Call,
    draft: Draft,
    category: Category | None,
    case: Case,
    number: str,
    shown: Sequence[Photo],
    by: Actor,
) -> Opening:
    facts: dict[str, Any] = {
        **about(case),
        "channel": str(draft.channel),
        "limit_accept": limit_fact(accept_limit(call, draft.channel)),
        "outside": draft.outside,
        "photos": [as_facts(photo) for photo in shown],
        "report": str(draft.uid),
    }
    return Opening(
        title=title_of(category, draft),
        party_id=by.party_id if draft.channel == Channel.PATROL else None,
        code=number,
        area=draft.area,
        telling=Telling(facts=facts),
    )


def _placed_and_numbered(drafts: Sequence[Draft], at: datetime) -> tuple[list[Draft], list[str]]:
    if len(drafts) == 1 and (point := _unplaced(drafts[0])):
        found = placed_and_numbered(point, at=at)
        if found is not None:
            return [replace(drafts[0], area=found[0])], [found[1]]
    return all_placed(drafts, on=local_day(at)), new_numbers(len(drafts), at)


def _unplaced(draft: Draft) -> Point | None:
    """The point of a draft that names no area."""
    if draft.area is not None or draft.lat is None or draft.lon is None:
        return None
    return Point(lon=draft.lon / MICRO, lat=draft.lat / MICRO)


def all_placed(drafts: Sequence[Draft], *, on: date) -> list[Draft]:
    """The drafts with the grids in which their points lie, unless they name an area. Two queries at most."""
    points = {n: point for n, draft in enumerate(drafts) if (point := _unplaced(draft))}
    if not points:
        return list(drafts)
    find = locator(on=on)
    keys = {n: find.at(point) for n, point in points.items()}
    areas = _areas({key for key in keys.values() if key is not None})
    return [
        replace(draft, area=areas.get(keys[n] or 0)) if n in keys else draft
        for n, draft in enumerate(drafts)
    ]


_AREA = Prepared(Area.objects.filter(pk=given(Area, "pk")))


def _areas(keys: set[int]) -> dict[int, Area]:
    """The areas under these keys; one report, which lies in one of them, is asked for without delay."""
    if len(keys) == 1:
        return {area.pk: area for key in keys for area in _AREA.records(pk=key)}
    return Area.objects.in_bulk(keys)


def title_of(category: Category | None, draft: Draft) -> str:
    """What a case is called: its category and grid, never what somebody wrote."""
    parts = [category.name if category else str(UNNAMED), draft.area.name if draft.area else ""]
    return " · ".join(part for part in parts if part)


def new_report(
    draft: Draft, call: Call, number: str, contact: Contact, *, by: Actor, at: datetime
) -> Report:
    """The record of a report, which its case has yet to be given."""
    office = office_of(call)
    reporter, until = remember(call, contact, months=office.keep_months, at=at)
    return new(
        Report,
        uid=draft.uid,
        number=number,
        digest=draft.digest,
        channel=Channel(draft.channel).value,
        text=draft.text.strip(),
        lat=draft.lat,
        lon=draft.lon,
        accuracy=draft.accuracy,
        reference=draft.reference,
        reporter=reporter,
        recorded_by_id=by.party_id,
        wants_answer=contact.wants_answer and contact.is_given,
        consents={"given": list(draft.consents)},
        made_at=draft.made_at or at,
        received_at=at,
        keep_until=until,
    )
