"""Measures for programs: what there is, a value in a scope, its parts, and the records behind it.

Whoever holds a role over the body reads everything. Others read what the public may: the value and
its parts without small ones, records only of measures that disclose them (S30).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema
from ninja.params.functions import Path

from heli.core.access.doors import door
from heli.core.access.policies import over
from heli.core.acts import Actor, Invalid, NotAllowed, signed_in
from heli.core.flow.models import Step
from heli.core.measures.breakdowns import SMALLEST
from heli.core.measures.drilling import Row
from heli.core.measures.enums import Disclosure
from heli.core.measures.queries import (
    By,
    Cell,
    MeasureVersion,
    Scope,
    breakdown,
    drill_down,
    for_public,
    measures as all_measures,
    parts_of,
    released,
    version_of,
)
from heli.core.parties.models import Party, PartyKind
from heli.core.places.models import Area
from heli.shell.api.days import Day
from heli.shell.api.paging import Listed, linked
from heli.shell.api.scopes import MEASURES


router = Router(tags=["measures"])
Code: Any = Path(..., max_length=80, description="Code of a measure, or `code@version`.")


class MeasureOut(Schema):
    """What is counted, and how."""

    code: str
    version: int
    label: str
    definition: str
    unit: str
    decimals: int
    decided_by: str
    counting: str
    disclosure: str
    is_ratio: bool

    @staticmethod
    def of(version: MeasureVersion) -> dict[str, Any]:
        """A version in the words of its definition."""
        m = version.measure
        return {
            "code": m.code,
            "version": m.version,
            "label": str(m.label),
            "definition": str(m.prose),
            "unit": m.unit,
            "decimals": m.decimals,
            "decided_by": str(m.date_label),
            "counting": str(m.counting),
            "disclosure": str(m.disclosure),
            "is_ratio": m.is_ratio,
        }


class Asked(Schema):
    """Whose records, and from which day to which, both included."""

    org: UUID = Field(..., description="The body; everything below it belongs to it.")
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    area: UUID | None = None

    def scope(self) -> Scope:
        """The scope. Refuses a period that ends before it begins; 404 for unknown names."""
        bodies = Party.objects.filter(kind=PartyKind.ORG, uid=self.org)
        org = bodies.first()
        area = Area.objects.filter(uid=self.area).first() if self.area else None
        if org is None or (self.area and area is None):
            raise Http404
        return Scope(org=org, first=self.from_, last=self.to, area=area)


class Parts(Asked):
    """The same, and by what."""

    by: By = By.ORG


class Rows(Asked):
    """The same, and which page."""

    part: int = Field(0, ge=0, le=1, description="Of a ratio: 0 numerator, 1 denominator.")
    limit: int = Field(50, ge=1, le=200)
    after: str = Field("", max_length=60, pattern=r"^(\d{4}-\d\d-\d\d,\d{1,18})?$")


class ValueOut(Schema):
    """A value as a decimal string; null for a share of nothing, and for one that is hidden."""

    measure: str
    value: str | None
    records: int | None
    unit: str
    is_hidden: bool


class CellOut(Schema):
    """One part of a value."""

    org: UUID | None = None
    name: str | None = None
    month: date | None = None
    value: str | None
    records: int | None
    is_hidden: bool


class RowOut(Schema):
    """One record that counts: a step of an entry, or a posting of the ledger."""

    uid: UUID
    kind: str
    entry: UUID | None
    code: str
    org: UUID
    on: date
    sign: int


def measure(code: str) -> MeasureVersion:
    """The approved version called so; 404 if there is none."""
    try:
        found = version_of(code)
    except (LookupError, ValueError):
        raise Http404 from None
    if getattr(found, "approval", None) is None:
        raise Http404
    return found


def is_inside(actor: Actor, org: Party) -> bool:
    """Whether somebody holds a role over a body."""
    return Party.objects.filter(over(actor, field="pk"), pk=org.pk).exists()


@router.get("/measures", response=Listed[MeasureOut], url_name="measures")
@door("api", policy=signed_in, scope=MEASURES)
def list_measures(request: HttpRequest) -> dict[str, Any]:
    """Every approved measure in its newest version."""
    return {"items": [MeasureOut.of(m) for m in all_measures()], "next": None}


@router.get("/measures/{code}", response=MeasureOut, url_name="measure")
@door("api", policy=signed_in, scope=MEASURES)
def show_measure(request: HttpRequest, code: str = Code) -> dict[str, Any]:
    """One measure with its definition."""
    return MeasureOut.of(measure(code))


@router.get("/measures/{code}/value", response=ValueOut, url_name="value")
@door("api", policy=signed_in, scope=MEASURES)
def measure_value(request: HttpRequest, asked: Query[Asked], code: str = Code) -> dict[str, Any]:
    """The value in a scope, exact at this moment."""
    version, scope = measure(code), asked.scope()
    amount = released(str(version), scope)
    cell = Cell(amount.value, amount.n)
    if _is_small(version, cell) and not is_inside(_actor(request), scope.org):
        cell = replace(cell, value=None, n=None, is_hidden=True)
    return {"measure": str(version), "unit": version.measure.unit, **_shown(cell)}


@router.get("/measures/{code}/parts", response=Listed[CellOut], url_name="parts")
@door("api", policy=signed_in, scope=MEASURES)
def measure_parts(request: HttpRequest, asked: Query[Parts], code: str = Code) -> dict[str, Any]:
    """The value by the bodies directly below, or by months."""
    version, scope = measure(code), asked.scope()
    if version.measure.is_ratio:
        raise Invalid(what=_("a ratio has no parts of its own; ask for its two measures"))
    cells: Sequence[Cell] = breakdown(version, scope, by=asked.by)
    if not is_inside(_actor(request), scope.org):
        cells = for_public(version, cells)
    return {"items": [_part(cell) for cell in cells], "next": None}


@router.get("/measures/{code}/records", response=Listed[RowOut], url_name="value_records")
@door("api", policy=signed_in, scope=MEASURES)
def measure_records(
    request: HttpRequest, response: HttpResponse, asked: Query[Rows], code: str = Code
) -> dict[str, Any]:
    """The records behind a value, oldest first: as many as it counts."""
    version, scope = measure(code), asked.scope()
    may = version.measure.disclosure == Disclosure.RECORDS
    if not may and not is_inside(_actor(request), scope.org):
        raise NotAllowed(reason=_("the records behind this measure are internal."))
    if asked.part >= len(parts_of(version.measure)):
        raise Http404
    try:
        page = drill_down(version, scope, after=asked.after, limit=asked.limit, part=asked.part)
    except ValueError:
        raise Invalid(what=_("“after” is not from a page before"), field="after") from None
    return linked(request, response, [_row(row) for row in page.rows], page.after)


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined,no-any-return]


def _is_small(version: MeasureVersion, cell: Cell) -> bool:
    return version.measure.disclosure != Disclosure.RECORDS and 0 < (cell.n or 0) < SMALLEST


def _shown(cell: Cell) -> dict[str, Any]:
    told = None if cell.value is None else f"{cell.value:f}"
    return {"value": told, "records": cell.n, "is_hidden": cell.is_hidden}


def _part(cell: Cell) -> dict[str, Any]:
    org = {"org": cell.org.uid, "name": cell.org.name} if cell.org else {}
    return {**org, "month": cell.month, **_shown(cell)}


def _row(row: Row) -> dict[str, Any]:
    return {
        "uid": row.uid,
        "kind": row._meta.label_lower,
        "entry": row.entry.uid if isinstance(row, Step) else None,
        "code": row.code,
        "org": row.org.uid,
        "on": row.effective_on,
        "sign": row.sign,
    }
