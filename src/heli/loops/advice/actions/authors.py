"""Putting names under a proposal. Shared by the acts that receive one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Invalid, Refusal
from heli.core.flow.models import Entry
from heli.core.flow.working import assign
from heli.core.parties.folding import searchable
from heli.core.parties.models import Party, PartyKind, Tie, TieKind
from heli.loops.advice.enums import AUTHOR_ROLE
from heli.loops.advice.queries.people import WHOLE, Credit, person_of


MOST_AUTHORS = 8


class SharesDoNotAddUp(Refusal):
    """Credit is divided without remainder."""

    message = _("The shares of the authors add up to %(sum)s percent; they must make 100.")
    status = 422


def check_credits(credits_: Sequence[Credit]) -> None:
    """Refuse names that are missing or doubled, and shares that do not make a whole."""
    names = [credit.name for credit in credits_]
    if not names or not all(names):
        raise Invalid(what=_("the author's name is missing"), field="authors")
    if len(set(names)) < len(names) or len(names) > MOST_AUTHORS:
        raise Invalid(what=_("each author once, at most eight"), field="authors")
    total = sum(credit.share for credit in credits_)
    if total != WHOLE or any(credit.share < 1 for credit in credits_):
        raise SharesDoNotAddUp(sum=total, field="authors")


def person_for(org: Party, name: str, *, since: date) -> Party:
    """The author of that name who belongs to a body, registered as its author if unknown."""
    known = person_of(org, name)
    if known is not None:
        return known
    person = Party.objects.create(
        kind=PartyKind.PERSON,
        name=name,
        name_folded=searchable(name),
        area_id=org.area_id,
        is_example=org.is_example,
    )
    Tie.objects.create(src=person, dst=org, kind=TieKind.AUTHOR, since=since)
    return person


def as_answers(credits_: Sequence[Credit], people: Sequence[Party]) -> list[dict[str, Any]]:
    """The names under a proposal as they are kept with it."""
    return [
        {"name": credit.name, "party": str(person.uid), "share": credit.share}
        for credit, person in zip(credits_, people, strict=True)
    ]


def let_see(proposal: Entry, co_authors: Sequence[Party], *, at: datetime) -> None:
    """Let every co-author see and answer for a proposal."""
    for person in co_authors:
        assign(proposal, person, AUTHOR_ROLE, at=at)
