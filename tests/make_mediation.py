"""A dispute between two firms at a county's desk, as far as a test wants it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import make
from heli.core.access.enums import Role
from heli.core.access.queries import actor_for
from heli.core.acts import Actor
from heli.core.flow.models import Entry
from heli.core.parties.models import Party
from heli.loops.services.actions.mediation import deciding, holding, taking_part
from heli.loops.services.actions.mediation.asking import ask_mediation, put_in_charge
from make_services import House, services


SECRET = "货款四十万元逾期半年"
THEIRS = "来料有三批不合格"


@dataclass
class Dispute:
    """Two firms and those at the desk who help them; ``house.clerk`` is not in charge."""

    house: House = field(default_factory=services)

    def __post_init__(self) -> None:
        body = self.house.body
        person = make.person("专员例", org=body)
        self.keeper = actor_for(person, on=make.TODAY)
        self.neutral = make.person("调解员例", org=body)
        self.mediator = actor_for(self.neutral, on=make.TODAY)
        self.other = make.society(body, name="示例纺织厂", subkind="company")
        self.answering = make.actor(Role.LIAISON, over=self.other)
        desk = {"by": self.house.clerk, "at": self.house.at}
        self.call = put_in_charge(self.house.desk, keeper=person, **desk)

    def by(self, actor: Actor) -> dict[str, Any]:
        """Somebody, at the moment of the house."""
        return {"by": actor, "at": self.house.at}

    def asked(self, **said: Any) -> Entry:
        """A request that waits for the one in charge."""
        told: dict[str, Any] = {
            "firm": self.house.firm,
            "other": self.other,
            "subject": "货款纠纷",
            "text": SECRET,
            **self.by(self.house.asker),
        }
        return ask_mediation(self.house.desk, **{**told, **said})

    def invited(self, mediator: Party | None = None) -> Entry:
        """One that has a mediator and waits for both sides."""
        mediation = self.asked()
        deciding.take_on(mediation, **self.by(self.keeper))
        named = mediator or self.neutral
        deciding.name_mediator(mediation, mediator=named, **self.by(self.keeper))
        return mediation

    def held(self) -> Entry:
        """One that both sides consented to, and that has begun."""
        mediation = self.invited()
        taking_part.consent(mediation, **self.by(self.house.asker))
        taking_part.consent(mediation, text=THEIRS, **self.by(self.answering))
        holding.begin_mediation(mediation, **self.by(self.mediator))
        return mediation

    def settled(self, agreement: str = "") -> Entry:
        """One that is settled."""
        mediation = self.held()
        when = self.house.at + timedelta(days=2)
        holding.set_session(mediation, when=when, place="二楼会议室", **self.by(self.mediator))
        holding.settle(mediation, agreement=agreement, **self.by(self.mediator))
        return mediation
