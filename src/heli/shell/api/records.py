"""Calls and entries for programs: those their own policies let them see, without people's names."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from heli.core.access.doors import door
from heli.core.acts import signed_in
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Call, Entry, Step
from heli.shell.api import showing
from heli.shell.api.paging import Asked, Listed, Text, listed
from heli.shell.api.scopes import RECORDS
from heli.shell.tables.paging import Order


router = Router(tags=["records"])
NEWEST = Order("pk", descending=True)


class CallOut(Schema):
    """A request to many."""

    uid: UUID
    kind: str
    title: str
    issuer: UUID
    opens_at: datetime
    closes_at: datetime | None
    closed_at: datetime | None

    @staticmethod
    def resolve_issuer(call: Call) -> UUID:
        """The body that asks."""
        return call.issuer.uid


class EntryOut(Schema):
    """An answer to a call, as it stands now."""

    uid: UUID
    call: UUID
    flow: str
    code: str
    title: str
    state: str
    state_label: str
    is_open: bool
    org: UUID
    area: UUID | None
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None

    @staticmethod
    def resolve_call(entry: Entry) -> UUID:
        """The call it answers."""
        return entry.call.uid

    @staticmethod
    def resolve_flow(entry: Entry) -> str:
        """The flow without its version."""
        return entry.flow.partition("@")[0]

    @staticmethod
    def resolve_state_label(entry: Entry) -> str:
        """What anybody may read about the state."""
        return str(flow_of(entry.flow).state(entry.state).public_label)

    @staticmethod
    def resolve_org(entry: Entry) -> UUID:
        """The body it is about."""
        return entry.org.uid

    @staticmethod
    def resolve_area(entry: Entry) -> UUID | None:
        """Where."""
        return entry.area.uid if entry.area else None


class StepOut(Schema):
    """Something that happened to an entry."""

    uid: UUID
    verb: str
    from_state: str
    to_state: str
    at: datetime
    effective_on: date
    tag: str
    sign: int


class CallsAsked(Asked):
    """Which calls."""

    kind: Text = ""


class EntriesAsked(Asked):
    """Which entries."""

    flow: Text = Field("", description="Such as `advice.proposal`.")
    state: Text = ""
    is_open: bool | None = None
    org: UUID | None = None


@router.get("/calls", response=Listed[CallOut], url_name="calls")
@door("api", policy=signed_in, scope=RECORDS)
def list_calls(
    request: HttpRequest, response: HttpResponse, asked: Query[CallsAsked]
) -> dict[str, Any]:
    """The calls one can answer or keep, the newest first."""
    rows = _calls(request)
    rows = rows.filter(kind=asked.kind) if asked.kind else rows
    return listed(request, response, rows, asked, order=NEWEST)


@router.get("/calls/{uuid:uid}", response=CallOut, url_name="call")
@door("api", policy=signed_in, scope=RECORDS)
def show_call(request: HttpRequest, uid: UUID) -> Call:
    """One call."""
    return get_object_or_404(_calls(request), uid=uid)


@router.get("/entries", response=Listed[EntryOut], url_name="entries")
@door("api", policy=signed_in, scope=RECORDS)
def list_entries(
    request: HttpRequest, response: HttpResponse, asked: Query[EntriesAsked]
) -> dict[str, Any]:
    """The entries one may see, the newest first."""
    rows = _entries(request)
    if asked.flow:
        rows = rows.filter(flow__begins=f"{asked.flow}@")
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.is_open is not None:
        rows = rows.filter(is_open=asked.is_open)
    if asked.org:
        rows = rows.filter(org__uid=asked.org)
    return listed(request, response, rows, asked, order=NEWEST)


@router.get("/entries/{uuid:uid}", response=EntryOut, url_name="entry")
@door("api", policy=signed_in, scope=RECORDS)
def show_entry(request: HttpRequest, uid: UUID) -> Entry:
    """One entry."""
    return get_object_or_404(_entries(request), uid=uid)


@router.get("/entries/{uuid:uid}/steps", response=Listed[StepOut], url_name="steps")
@door("api", policy=signed_in, scope=RECORDS)
def list_steps(
    request: HttpRequest, response: HttpResponse, uid: UUID, asked: Query[Asked]
) -> dict[str, Any]:
    """What happened to an entry, oldest first."""
    rows = Step.objects.filter(entry=get_object_or_404(_entries(request), uid=uid))
    return listed(request, response, rows, asked, order=Order("seq"))


def _calls(request: HttpRequest) -> QuerySet[Call]:
    return showing.calls_for(request.actor).select_related("issuer")  # type: ignore[attr-defined]


def _entries(request: HttpRequest) -> QuerySet[Entry]:
    seen = showing.entries_for(request.actor)  # type: ignore[attr-defined]
    return seen.select_related("call", "org", "area")
