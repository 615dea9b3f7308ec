"""The register of bodies and areas for programs: what is public about them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from heli.core.access.doors import door
from heli.core.acts import signed_in
from heli.core.parties.models import Party, PartyKind
from heli.core.parties.queries import search
from heli.core.places.models import Area, AreaKind
from heli.shell.api.days import Day
from heli.shell.api.paging import Asked, Listed, Text, listed
from heli.shell.api.scopes import REGISTER
from heli.shell.tables.paging import Order


router = Router(tags=["register"])


class BodyOut(Schema):
    """An organisation."""

    uid: UUID
    name: str
    name_short: str
    code: str
    area: UUID | None

    @staticmethod
    def resolve_area(org: Party) -> UUID | None:
        """Where it sits."""
        return org.area.uid if org.area else None


class AreaOut(Schema):
    """A region, from a day to a day (exclusive)."""

    uid: UUID
    kind: str
    code: str
    name: str
    parent: UUID | None
    since: date | None
    until: date | None

    @staticmethod
    def resolve_parent(area: Area) -> UUID | None:
        """The region around it."""
        return area.parent.uid if area.parent else None


class BodiesAsked(Asked):
    """Which bodies."""

    q: Text = Field("", description="Part of a name, initials, or a code.")


class AreasAsked(Asked):
    """Which areas."""

    kind: AreaKind | None = None
    parent: UUID | None = None
    on: Day | None = Field(None, description="Those that hold on this day.")


@router.get("/bodies", response=Listed[BodyOut], url_name="bodies")
@door("api", policy=signed_in, scope=REGISTER)
def list_bodies(
    request: HttpRequest, response: HttpResponse, asked: Query[BodiesAsked]
) -> dict[str, Any]:
    """Bodies by name."""
    rows = Party.objects.filter(kind=PartyKind.ORG, merged_into__isnull=True)
    rows = search(asked.q, among=rows) if asked.q else rows
    return listed(request, response, rows.select_related("area"), asked, order=Order("pk"))


@router.get("/bodies/{uuid:uid}", response=BodyOut, url_name="body")
@door("api", policy=signed_in, scope=REGISTER)
def show_body(request: HttpRequest, uid: UUID) -> Party:
    """One body."""
    rows = Party.objects.filter(kind=PartyKind.ORG).select_related("area")
    return get_object_or_404(rows, uid=uid)


@router.get("/areas", response=Listed[AreaOut], url_name="areas")
@door("api", policy=signed_in, scope=REGISTER)
def list_areas(
    request: HttpRequest, response: HttpResponse, asked: Query[AreasAsked]
) -> dict[str, Any]:
    """Areas, the largest levels first as they were added."""
    rows = Area.objects.select_related("parent")
    rows = rows.filter(kind=asked.kind) if asked.kind else rows
    rows = rows.filter(parent__uid=asked.parent) if asked.parent else rows
    if asked.on:
        rows = rows.exclude(since__gt=asked.on).exclude(until__lte=asked.on)
    return listed(request, response, rows, asked, order=Order("pk"))


@router.get("/areas/{uuid:uid}", response=AreaOut, url_name="area")
@door("api", policy=signed_in, scope=REGISTER)
def show_area(request: HttpRequest, uid: UUID) -> Area:
    """One area."""
    return get_object_or_404(Area.objects.select_related("parent"), uid=uid)
