"""A small flow with every feature of the engine: matters that are reported, handled and closed."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

import make
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Actor, action, anyone
from heli.core.flow import engine, working
from heli.core.flow.definitions import (
    AUTHOR,
    HANDLER,
    Flow,
    Limit,
    State,
    StateKind,
    Transition,
    assigned,
    at_org,
    register,
)
from heli.core.flow.models import Assignment, Call, Entry, Link, Review, Step
from heli.core.parties.models import Party
from heli.kit.worktime import Clock


def _praised(facts: Any) -> str:
    return "sample.praised" if facts.get("stars") == "5" else "sample.judged"


SAMPLE = Flow(
    code="sample.matter",
    version=1,
    label=_("Clerk"),
    initial="received",
    states=(
        State("received", _("Clerk"), _("Clerk"), awaits=(Role.CLERK,)),
        State("waiting", _("Clerk"), _("Clerk"), awaits=(AUTHOR, at_org(Role.CLERK)), pauses=True),
        State("handled", _("Clerk"), _("Clerk"), StateKind.POSITIVE, (HANDLER,)),
        State("closed", _("Clerk"), _("Clerk"), StateKind.FINAL),
        State("refused", _("Clerk"), _("Clerk"), StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            "ask",
            label=_("Clerk"),
            done_label=_("Clerk"),
            sources=("received",),
            target="waiting",
            who=(Role.CLERK,),
            needs=("note",),
        ),
        Transition(
            "answer",
            label=_("Clerk"),
            done_label=_("Clerk"),
            sources=("waiting",),
            target="received",
            who=(AUTHOR, at_org(Role.CLERK), Role.LIAISON),
        ),
        Transition(
            "handle",
            label=_("Clerk"),
            done_label=_("Clerk"),
            sources=("received", "waiting"),
            target="handled",
            who=(Role.CLERK, HANDLER),
            counts_as="sample.handled",
            limit=Limit(3, Clock.WORK_DAY),
            undo_within=timedelta(hours=1),
            events=("sample.handled",),
        ),
        Transition(
            "note_visit",
            label=_("Clerk"),
            done_label=_("Clerk"),
            sources=("handled",),
            target=None,
            who=(HANDLER, assigned("visitor")),
            counts_as="sample.visited",
            undo_within=timedelta(hours=1),
            public=True,
        ),
        Transition(
            "judge",
            label=_("Clerk"),
            done_label=_("Clerk"),
            sources=("handled", "closed"),
            target=None,
            who=(AUTHOR,),
            needs=("stars",),
            counts_as=_praised,
        ),
        Transition(
            "close",
            label=_("Clerk"),
            done_label=_("Clerk"),
            sources=("handled",),
            target="closed",
            who=(Role.CLERK,),
            counts_as="sample.closed",
            undo_within=timedelta(hours=1),
        ),
        Transition(
            "reopen",
            label=_("Clerk"),
            done_label=_("Clerk"),
            sources=("closed", "refused"),
            target="received",
            who=(AUTHOR,),
            undo_within=timedelta(hours=1),
        ),
        Transition(
            "refuse",
            label=_("Clerk"),
            done_label=_("Clerk"),
            sources=("received", "waiting"),
            target="refused",
            who=(Role.CLERK,),
            needs=("note",),
            undo_within=timedelta(hours=1),
        ),
    ),
)
register(SAMPLE)


@action("sample.call.open", policy=anyone)
def open_call(issuer: Party, *, by: Actor, at: Any, **more: Any) -> Call:
    more = {"kind": "sample", "flow": SAMPLE.code, "title": "示例", "opens_at": make.AT, **more}
    return Call.objects.create(issuer=issuer, **more)


@action("sample.matter.report", policy=anyone)
def report(call: Call, *, org: Party, by: Actor, at: Any, **more: Any) -> Entry:
    return engine.start(call, org=org, by=by, at=at, **more)


@action("sample.matter.move", policy=anyone)
def move(entry: Entry, *, verb: str, by: Actor, at: Any, **told: Any) -> Step:
    return engine.move(entry, verb, by=by, at=at, telling=engine.Telling(**told))


@action("sample.matters.move", policy=anyone)
def move_many(entries: list[Entry], *, verb: str, by: Actor, at: Any, **told: Any) -> list[Step]:
    return engine.move_many(entries, verb, by=by, at=at, telling=engine.Telling(**told))


@action("sample.call.expect", policy=anyone)
def expect(call: Call, *, orgs: list[Party], by: Actor, at: Any, period: str = "") -> list[Entry]:
    return engine.expect(call, orgs, by=by, at=at, period=period) and None


def matter(call: Call | None = None, *, org: Party | None = None, **more: Any) -> Entry:
    """A matter that was just reported."""
    call = call or open_call(make.federation(), by=SYSTEM, at=make.AT)
    return report(call, org=org or make.society(call.issuer), by=SYSTEM, at=make.AT, **more)


@action("sample.matter.assign", policy=anyone)
def assign(entry: Entry, *, to: Party, role: str, by: Actor, at: datetime) -> Assignment:
    return working.assign(entry, to, role, at=at)


@action("sample.assignment.hand_over", policy=anyone)
def hand_over(assignment: Assignment, *, to: Party, by: Actor, at: datetime) -> Assignment:
    return working.hand_over(assignment, to, at=at)


@action("sample.assignment.end", policy=anyone)
def end(assignment: Assignment, *, by: Actor, at: datetime) -> Assignment:
    return working.end_assignment(assignment, at=at)


@action("sample.matter.review", policy=anyone)
def review(entry: Entry, *, reviewer: Party, by: Actor, at: datetime, **more: Any) -> Review:
    return working.submit_review(entry, reviewer=reviewer, at=at, **more)


@action("sample.matter.link", policy=anyone)
def link(src: Entry, *, kind: str, dst: Entry, by: Actor, at: datetime) -> Link:
    return working.link(src, kind, dst, at=at)


@action("sample.call.standing", policy=anyone)
def stand(org: Party, *, by: Actor, at: datetime) -> Call:
    """The standing call of a body, opened if need be."""
    return working.standing_call(
        kind="sample", flow=SAMPLE.code, issuer=org, title="Matters", at=at
    )
