"""How proposals look on a page: states, deadlines, histories, addresses."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from heli.core.acts import Actor
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry
from heli.loops.advice.enums import IssueStage, Stage
from heli.loops.advice.queries.people import names_under
from heli.loops.advice.queries.proposals import label_for
from heli.loops.advice.queries.timeline import Reach, Told
from heli.loops.advice.queries.triage import due_on
from heli.shell.navigation import address
from heli.shell.tables import Clock, State


KINDS = {
    Stage.RECEIVED: "open",
    Stage.SCREENED: "info",
    Stage.IN_EDIT: "info",
    **dict.fromkeys((Stage.RETURNED, Stage.MORE_INFO), "wait"),
    **dict.fromkeys((Stage.EDITED, Stage.APPROVED, Stage.ISSUED, Stage.RECOMMENDED), "ok"),
    **dict.fromkeys((Stage.ADOPTED, Stage.INSTRUCTED, Stage.FOLLOWED_UP), "ok"),
    Stage.REJECTED: "bad",
}
ISSUE_KINDS = {
    IssueStage.ASSEMBLING: "open",
    IssueStage.CHECKED: "info",
    IssueStage.SIGNED: "ok",
    IssueStage.RELEASED: "sealed",
}
NEAR_DAYS = 1


def page_of(proposal: Entry) -> str:
    """The page of a proposal."""
    return address("advice:proposal", proposal.uid)


def issue_page_of(issue: Entry) -> str:
    """The page of an issue."""
    return address("advice:issue", issue.uid)


def state_of(proposal: Entry, actor: Actor, *, is_staff: bool) -> State:
    """Where a proposal stands, for this reader."""
    label = label_for(actor, proposal, is_staff=is_staff)
    return State(label, KINDS.get(Stage(proposal.state), "idle"))


def issue_state_of(issue: Entry) -> State:
    """Where an issue stands."""
    label = flow_of(issue.flow).state(issue.state).label
    return State(label, ISSUE_KINDS.get(IssueStage(issue.state), "idle"))


def clock_of(proposal: Entry, today: date) -> Clock | None:
    """Until when a received proposal is to be screened; None when it was, or waits for its author.

    ``received_on`` must have been selected with it.
    """
    received_on: date | None = getattr(proposal, "received_on", None)
    if proposal.state != Stage.RECEIVED or received_on is None:
        return None
    due = due_on(received_on)
    left = (due - today).days
    level = "over" if left < 0 else "near" if left <= NEAR_DAYS else "ok"
    words = _("overdue since %(day)s") if left < 0 else _("by %(day)s")
    return Clock(words % {"day": due.strftime("%m-%d")}, level, due.isoformat())


def authors_of(proposal: Entry) -> str:
    """The names under a proposal."""
    return names_under(proposal) or (proposal.party.name if proposal.party else "")


REACH = {
    Reach.PUBLIC: lambda: _("public"),
    Reach.AUTHORS: lambda: _("authors and office"),
    Reach.OFFICE: lambda: _("office only"),
    Reach.REGISTER: lambda: _("register only"),
}


def history(told: list[Told], *, with_reach: bool) -> list[dict[str, Any]]:
    """The lines of a history as the timeline shows them; the office also sees how far each goes."""
    return [_line(one, with_reach=with_reach) for one in told]


def _line(one: Told, *, with_reach: bool) -> dict[str, Any]:
    moment = timezone.localtime(one.at)
    who = " · ".join(filter(None, (one.who, REACH[one.reach]() if with_reach else "")))
    same_day = moment.date() == one.on
    return {
        "at": moment.strftime("%Y-%m-%d %H:%M") if same_day else one.on.isoformat(),
        "iso": one.on.isoformat(),
        "full": _("recorded %(moment)s") % {"moment": moment.strftime("%Y-%m-%d %H:%M")},
        "label": one.label,
        "who": who,
        "note": one.note,
    }
