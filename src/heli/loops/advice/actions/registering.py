"""The registers: to whom an item was recommended, who adopted it, what was instructed on it."""

from datetime import date, datetime
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Personal, Refusal, action, local_day
from heli.core.flow import engine
from heli.core.flow.definitions import flow_of
from heli.core.flow.engine import Telling
from heli.core.flow.models import Entry, Step
from heli.core.flow.working import link
from heli.core.parties.models import Party
from heli.core.texts.classified import refuse_classified
from heli.loops.advice import policies
from heli.loops.advice.enums import (
    RECOMMENDS_TO,
    AdoptionForm,
    Channel,
    Level,
    Nature,
    Rank,
    Tag,
    Verb,
)
from heli.loops.advice.queries.registers import standing_steps


LONGEST_GIST = 30


class AlreadyRecommended(Refusal):
    """An item goes to an office once."""

    message = _("“%(title)s” was already recommended to %(office)s on %(day)s.")


class AlreadyRegistered(Refusal):
    """One instruction is one item, one post and one day."""

    message = _(
        "An instruction on “%(title)s” by %(post)s of %(day)s is registered already;"
        " it counts once."
    )


class AlreadyAdopted(Refusal):
    """One body adopts an item once in one form."""

    message = _("The adoption of “%(title)s” by %(body)s is registered already.")


class GistTooLong(Refusal):
    """The register keeps what an instruction is about, not what it says."""

    message = _(
        "The gist has %(length)s characters; the register keeps at most %(most)s."
        " Say in your own words what is to be done; the instruction itself stays on paper."
    )
    status = 422


class ScansStayOnPaper(Refusal):
    """No picture of an instruction belongs into a networked system."""

    message = _(
        "Scans and photographs of instructions are not stored here: nothing was saved. Register"
        " what it is about in your own words, and keep the paper in the office's safe."
    )
    status = 422


class BeforeSignOff(Refusal):
    """Nothing comes back before it went out."""

    message = _("This cannot have happened on %(day)s: the item was signed off on %(signed)s.")
    status = 422


@action("advice.proposal.recommend", policy=policies.ON_PROPOSAL[Verb.RECOMMEND])
def recommend_proposal(
    proposal: Entry,
    *,
    office: Party,
    channel: str,
    number: str = "",
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Step:
    """Register that a signed-off proposal was sent to an office.

    Refuses with :class:`AlreadyRecommended` for the same office, and with :class:`BeforeSignOff`.
    Tells ``advice.recommended`` the first time.
    """
    day = on or local_day(at)
    _known(Channel, channel, field="channel")
    earlier = standing_steps(proposal, Tag.RECOMMENDED)
    known = next((s for s in earlier if s.facts["office_uid"] == str(office.uid)), None)
    if known is not None:
        raise AlreadyRecommended(
            title=proposal.title, office=office.name, day=known.effective_on, field="office"
        )
    facts = {
        "office": office.name,
        "office_uid": str(office.uid),
        "channel": channel,
        "number": number.strip()[:60],
    }
    step = _register(proposal, Verb.RECOMMEND, Verb.RECOMMEND_ALSO, day, facts, by, at)
    link(proposal, RECOMMENDS_TO, office, at=at)
    return step


@action("advice.proposal.adopt", policy=policies.ON_PROPOSAL[Verb.ADOPT])
def register_adoption(
    proposal: Entry,
    *,
    adopted_by: str,
    level: str,
    form: str,
    where: str = "",
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Step:
    """Register that a body adopted a proposal: in whole, in large part, or as an idea.

    ``where`` names the paper or periodical. Refuses with :class:`AlreadyAdopted` and
    :class:`BeforeSignOff`. Tells ``advice.adopted`` the first time.
    """
    day = on or local_day(at)
    _known(Level, level, field="level")
    _known(AdoptionForm, form, field="form")
    body = adopted_by.strip()[:80]
    earlier = standing_steps(proposal, Tag.ADOPTED)
    if any(s.facts["adopted_by"] == body and s.facts["form"] == form for s in earlier):
        raise AlreadyAdopted(title=proposal.title, body=body, field="adopted_by")
    refuse_classified(where, field="where")
    facts = {"adopted_by": body, "level": level, "form": form, "where": where.strip()[:120]}
    return _register(proposal, Verb.ADOPT, Verb.ADOPT_ALSO, day, facts, by, at)


@action("advice.proposal.instruct", policy=policies.ON_PROPOSAL[Verb.INSTRUCT])
def register_instruction(
    proposal: Entry,
    *,
    given_by: str,
    level: str,
    rank: str,
    nature: str,
    gist: Annotated[str, Personal] = "",
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Step:
    """Register an instruction by the post it came from, never by name.

    The gist has at most 30 characters, in one's own words. What was only read (圈阅) is noted, and
    counts as none. Refuses with :class:`GistTooLong`, :class:`AlreadyRegistered` for the same post and day, with
    :class:`BeforeSignOff` and ``Classified``. Tells nobody: what the author learns of it, the
    office says by ``tell_author``.
    """
    day = on or local_day(at)
    post = given_by.strip()[:40]
    _known(Level, level, field="level")
    _known(Rank, rank, field="rank")
    kind = Nature(_known(Nature, nature, field="nature"))
    gist = gist.strip()
    if len(gist) > LONGEST_GIST:
        raise GistTooLong(length=len(gist), most=LONGEST_GIST, field="gist")
    refuse_classified(gist, field="gist")
    facts = {"given_by": post, "level": level, "rank": rank, "nature": nature, "gist": gist}
    if not kind.counts:
        return _register(proposal, Verb.CIRCULATE, Verb.CIRCULATE, day, facts, by, at)
    earlier = standing_steps(proposal, Tag.INSTRUCTED)
    if any((s.facts["given_by"], s.effective_on) == (post, day) for s in earlier):
        raise AlreadyRegistered(title=proposal.title, post=post, day=day, field="given_by")
    return _register(proposal, Verb.INSTRUCT, Verb.INSTRUCT_ALSO, day, facts, by, at)


def _register(
    proposal: Entry,
    first: Verb,
    also: Verb,
    day: date,
    facts: dict[str, Any],
    by: Actor,
    at: datetime,
) -> Step:
    """Advance the proposal, or leave it where it is if it came further already."""
    signed = standing_steps(proposal, Tag.APPROVED)
    if signed and day < signed[-1].effective_on:
        raise BeforeSignOff(day=day, signed=signed[-1].effective_on, field="on")
    ways = {way.verb for way in flow_of(proposal.flow).leaving(proposal.state)}
    verb = first if first in ways or also not in ways else also
    telling = Telling(effective_on=day, facts=facts)
    return engine.move(proposal, verb, by=by, at=at, telling=telling)


def _known(choices: Any, value: str, *, field: str) -> str:
    if value not in choices.values:
        raise Invalid(what=value, field=field)
    return value
