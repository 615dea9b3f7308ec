"""Small acts that do what acts of every loop do."""

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heli.core.access.policies import over
from heli.core.acts import (
    Actor,
    Derived,
    Digest,
    Personal,
    Policy,
    Refusal,
    Secret,
    Turn,
    action,
    anyone,
    current_record,
    policy,
)
from heli.core.journal.checkpoints import make_checkpoint
from heli.core.parties.models import Party, PartyKind, Undertaking


class TooDear(Refusal):
    message = _("Please check what was entered: %(what)s")


@policy(Party, reason=_("Only clerks."))
def clerks_only(actor: Actor) -> Q | bool:
    return over(actor, "clerk", field="pk")


@action("sample.campaign.open", policy=clerks_only)
def open_campaign(
    org: Party, *, name: str, by: Actor, at: datetime, price: int = 0, first: date | None = None
) -> Undertaking:
    """Open something, then find that it is too dear."""
    made = Undertaking.objects.create(owner=org, kind="campaign", name=name, starts_on=first)
    current_record().wrote(made, {"name": name})
    if price > 100:
        raise TooDear(what=price)
    return made


@action("sample.campaign.plan", policy=clerks_only)
def plan_campaign(org: Party, *, name: str, by: Actor, at: datetime) -> Turn[Undertaking]:
    """Find out whether it is too dear before the turn to open it comes."""
    if name == "太贵":
        raise TooDear(what=name)
    made = Undertaking(owner=org, kind="campaign", name=name)
    current_record().wrote(made, {"name": name})
    yield
    made.save()
    return made


@action("sample.act.hesitates", policy=anyone)
def hesitate(*, by: Actor, at: datetime) -> Turn[None]:
    """An act that wrongly wants two turns."""
    yield
    yield


@action("sample.campaigns.open", policy=clerks_only)
def open_several(orgs: list[Party], *, by: Actor, at: datetime) -> list[Undertaking]:
    """Open one for each of several bodies."""
    made = [Undertaking.objects.create(owner=org, kind="campaign", name="示例") for org in orgs]
    for one in made:
        current_record().wrote(one, {"owner": one.owner_id})
    return made


@action("sample.person.note", policy=anyone)
def note(
    *,
    by: Actor,
    at: datetime,
    name: Annotated[str, Personal] = "",
    body: Annotated[str, Digest] = "",
    password: Annotated[str, Secret] = "",
    rows: Annotated[object, Derived] = None,
    more: Annotated[dict[str, Any] | None, Personal] = None,
    what: Any = None,
) -> None:
    """Say things of every kind."""


@action("sample.act.nested", policy=anyone)
def nested(*, by: Actor, at: datetime) -> None:
    """An act that wrongly calls another."""
    note(by=by, at=at)


@action("sample.act.number", policy=anyone)
def returns_a_number(*, by: Actor, at: datetime) -> int:
    """An act that returns what could not be found again."""
    return 7


@action("sample.act.list", policy=anyone)
def returns_others(*, by: Actor, at: datetime) -> list[Party]:
    """An act that returns records it did not write."""
    return list(Party.objects.filter(kind=PartyKind.ORG))


nobody: Policy[Party] = Policy(Party, lambda _actor: False, _("Only clerks."))


@action("sample.act.forbidden", policy=nobody)
def forbidden(org: Party, *, by: Actor, at: datetime) -> None:
    """What nobody may do."""


@action("sample.log.sign", policy=anyone)
def sign(*, by: Actor, at: datetime) -> None:
    """Sign the state of the log, as a seal does."""
    make_checkpoint(at=at)
