"""An editorial office at work, made by the acts that make one in life.

``office()`` is a federation with its clerk, two editors, a checker and a signer, a standing call,
a periodical, and a member society with an author and a liaison. ``office.received()`` is a proposal
that came in; ``office.edited()``, ``office.approved()`` and ``office.recommended()`` are further on.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import make
from heli.core.access.enums import Role
from heli.core.access.queries import actor_for
from heli.core.acts import SYSTEM, Actor
from heli.core.flow.models import Call, Entry, Step
from heli.core.measures.actions import approve_measure, sync_measures
from heli.core.measures.queries import (
    Scope,
    contributions,
    measures as all_measures,
    value,
    version_of,
)
from heli.core.measures.spec import Measure
from heli.core.parties.models import Party
from heli.core.texts.models import Secrecy
from heli.loops.advice.actions.calling import open_call, open_periodical
from heli.loops.advice.actions.editing import (
    approve_proposals,
    assign_editor,
    finish_editing,
)
from heli.loops.advice.actions.issuing import (
    check_issue,
    open_issue,
    place_item,
    release_issue,
    sign_issue,
)
from heli.loops.advice.actions.registering import (
    recommend_proposal,
    register_instruction,
)
from heli.loops.advice.actions.screening import screen_proposals
from heli.loops.advice.actions.submitting import Paper, submit_proposal
from heli.loops.advice.enums import Channel, Level, Nature, Rank, Verb
from heli.loops.advice.queries.texts import newest_text


TEXT = "一、建议\n\n明确牵头单位，制定简明的操作指引，并畅通反馈渠道。"
_numbers = count(1)


@dataclass
class Office:
    """Everybody and everything an editorial office consists of."""

    body: Party
    clerk: Actor
    editor: Actor
    other_editor: Actor
    checker: Actor
    signer: Actor
    society: Party
    author: Actor
    liaison: Actor
    call: Call
    periodical: Call
    at: datetime = field(default=make.AT)

    def received(self, title: str = "", **more: Any) -> Entry:
        """A proposal of the society's author that came in."""
        said = {"org": self.society, "body": TEXT, "by": self.author, "at": self.at, **more}
        call = said.pop("call", self.call)
        return submit_proposal(call, title=title or f"关于示例事项{next(_numbers)}的建议", **said)

    def in_edit(self, title: str = "", **more: Any) -> Entry:
        """A proposal that lies with the editor."""
        proposal = self.received(title, **more)
        screen_proposals([proposal], decision=Verb.ACCEPT, by=self.clerk, at=self.at)
        assign_editor([proposal], editor=self.person(self.editor), by=self.clerk, at=self.at)
        return proposal

    def edited(self, title: str = "", **more: Any) -> Entry:
        """A proposal that the editor finished."""
        proposal = self.in_edit(title, **more)
        return finish_editing(
            proposal,
            base=1,
            title=proposal.title,
            body=TEXT + "（已编审）",
            by=self.editor,
            at=self.at,
        )

    def approved(self, title: str = "", **more: Any) -> Entry:
        """A proposal that was signed off."""
        proposal = self.edited(title, **more)
        approve_proposals([proposal], by=self.signer, at=self.at)
        return proposal

    def recommended(self, title: str = "", **more: Any) -> Entry:
        """A proposal that went to an office."""
        proposal = self.approved(title, **more)
        recommend_proposal(
            proposal, office=self.office(), channel=Channel.PAPER, by=self.clerk, at=self.at
        )
        return proposal

    def instructed(self, title: str = "", **said: Any) -> Entry:
        """A recommended proposal with an instruction on it."""
        proposal = self.recommended(title)
        more = {
            "given_by": "示例市分管领导",
            "level": Level.PROVINCIAL,
            "rank": Rank.DEPUTY,
            "nature": Nature.FORWARDED,
            **said,
        }
        register_instruction(proposal, **more, by=self.clerk, at=self.at)
        return proposal

    def finish_again(self, proposal: Entry) -> Entry:
        """A proposal that was sent back, edited and signed off once more."""
        base = newest_text(proposal).n
        finish_editing(
            proposal,
            base=base,
            title=proposal.title,
            body=TEXT + "（再次编审）",
            by=self.editor,
            at=self.at,
        )
        approve_proposals([proposal], by=self.signer, at=self.at)
        return proposal

    def both_editor_and_signer(self) -> Actor:
        """Somebody who edits and signs."""
        somebody = make.person(org=self.body)
        make.actor(Role.EDITOR, over=self.body, who=somebody)
        return make.actor(Role.SIGNER, over=self.body, who=somebody)

    def issue(self, *items: Entry) -> Entry:
        """An issue that holds these items and is being put together."""
        issue = open_issue(self.periodical, by=self.clerk, at=self.at)
        for item in items:
            place_item(issue, proposal=item, by=self.clerk, at=self.at)
        return issue

    def release(self, issue: Entry) -> Entry:
        """An issue that was checked, signed off and let out."""
        check_issue(issue, by=self.checker, at=self.at)
        sign_issue(issue, by=self.signer, at=self.at)
        return release_issue(issue, by=self.clerk, at=self.at)

    def public_paper(self) -> Paper:
        """A proposal that anybody may read."""
        return Paper(secrecy=Secrecy.PUBLIC)

    def signed(self, *items: Entry) -> Entry:
        """An issue that was checked and signed off."""
        issue = self.issue(*items)
        check_issue(issue, by=self.checker, at=self.at)
        sign_issue(issue, by=self.signer, at=self.at)
        return issue

    def released(self, *items: Entry, on: date | None = None) -> Entry:
        """An issue that was let out; the items are brought up to date."""
        issue = release_issue(self.signed(*items), on=on, by=self.clerk, at=self.at)
        for item in items:
            item.refresh_from_db()
        return issue

    def office(self, name: str = "") -> Party:
        """An office that receives recommendations."""
        name = name or f"示例办公厅{next(_numbers)}"
        return make.society(self.body, name=name, subkind="office")

    def person(self, actor: Actor) -> Party:
        """The party behind an actor."""
        return Party.objects.get(pk=actor.party_id)

    def approve_measures(self) -> None:
        """Let the signer answer for the definitions, so that figures may use them."""
        for version in all_measures(approved_only=False):
            if not version.is_approved:
                approve_measure(version, by=self.signer, at=self.at)

    def count(self, measure: Measure, **period: Any) -> Any:
        """What a measure says of the federation, which must be what the rows behind it add up to."""
        scope = Scope(self.body, **period)
        now = value(version_of(measure.id), scope).value
        if not measure.is_ratio:
            assert now == len(self.behind(measure, **period))
        return now

    def behind(self, measure: Measure, **period: Any) -> list[Step]:
        """The rows behind a measure."""
        return list(contributions(measure, Scope(self.body, **period)))

    def states(self) -> list[str]:
        """Where the proposals of the call stand, oldest first."""
        entries = Entry.objects.filter(call=self.call).order_by("pk")
        return list(entries.values_list("state", flat=True))

    def member(self) -> Actor:
        """Somebody of another society of the same federation."""
        society = make.society(self.body)
        return actor_for(make.person(org=society), on=make.TODAY)

    def stranger(self) -> Actor:
        """Clerk, editor and signer of another federation."""
        elsewhere = make.federation("另一示例联合会")
        somebody = make.person(org=elsewhere)
        for role in (Role.CLERK, Role.EDITOR, Role.SIGNER):
            make.actor(role, over=elsewhere, who=somebody)
        return actor_for(somebody, on=make.TODAY)


def office(**settings: Any) -> Office:
    """A new editorial office with its standing call and its periodical."""
    sync_measures(by=SYSTEM, at=make.AT)
    body = make.federation()
    clerk = make.actor(Role.CLERK, over=body)
    society = make.society(body)
    author = actor_for(make.person(org=society), on=make.TODAY)
    opened = make.AT - timedelta(days=30)
    return Office(
        body=body,
        clerk=clerk,
        editor=make.actor(Role.EDITOR, over=body),
        other_editor=make.actor(Role.EDITOR, over=body),
        checker=make.actor(Role.CHECKER, over=body),
        signer=make.actor(Role.SIGNER, over=body),
        society=society,
        author=author,
        liaison=make.actor(Role.LIAISON, over=society),
        call=open_call(body, title="常年征集", by=clerk, at=opened, **settings),
        periodical=open_periodical(
            body, name="示例要报", report_to="示例市委", issues_before=207, by=clerk, at=opened
        ),
    )
