"""Proposals from the systems of contributing bodies."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Field, Router, Schema, Status
from pydantic import StringConstraints

from heli.core.access.doors import door
from heli.core.access.scopes import register_scope
from heli.core.acts import Invalid
from heli.core.flow.models import Entry
from heli.core.parties.models import Party
from heli.loops.advice import policies
from heli.loops.advice.actions.submitting import Paper, submit_proposal
from heli.loops.advice.enums import CALL_KIND
from heli.loops.advice.flows import ISSUE, PROPOSAL
from heli.loops.advice.queries.people import Credit
from heli.shell import clock
from heli.shell.api.idempotency import once_key
from heli.shell.api.records import EntryOut
from heli.shell.api.showing import show_calls, show_entries


SUBMIT = register_scope("advice:write", _("submit proposals"))
router = Router(tags=["advice"])
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class CreditIn(Schema):
    """A name under the proposal."""

    name: Name
    share: int = Field(100, ge=1, le=100)


class ProposalIn(Schema, extra="forbid"):
    """A proposal as it is handed in."""

    org: UUID = Field(..., description="The body it is submitted for.")
    title: str = Field(..., min_length=1, max_length=120)
    body: str = Field(..., min_length=1, max_length=100_000)
    authors: list[CreditIn] = Field(..., min_length=1, max_length=8)
    is_original: bool


show_entries(PROPOSAL.code, policies.see_proposal)
show_entries(ISSUE.code, policies.see_issue)
show_calls(CALL_KIND, policies.submit_to)


@router.post("/calls/{uuid:uid}/proposals", response={201: EntryOut}, url_name="submit_proposal")
@door("api", policy=policies.submit_to, scope=SUBMIT, unsafe=True)
def submit(request: HttpRequest, uid: UUID, said: ProposalIn) -> Status[Entry]:
    """Hand in a proposal. Needs an Idempotency-Key header."""
    key, by = once_key(request), request.actor  # type: ignore[attr-defined]
    call = get_object_or_404(policies.submit_to.visible_to(by), uid=uid)
    org = Party.objects.filter(uid=said.org).first()
    if org is None or "\x00" in said.title + said.body:
        raise Invalid(what=_("there is no such body, or a character that no text contains"))
    credits_ = [Credit(one.name, one.share) for one in said.authors]
    paper = Paper(is_original=said.is_original, channel="api")
    act = submit_proposal.once(key)
    made = act(call, org=org, title=said.title, body=said.body, authors=credits_, paper=paper,
               by=by, at=clock.now())  # fmt: skip
    return Status(201, Entry.objects.select_related("call", "org", "area").get(pk=made.pk))
