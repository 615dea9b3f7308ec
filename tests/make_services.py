"""A county's service desk with a firm, a department and a township, made by the acts of life."""

from dataclasses import dataclass
from typing import Any

import make
from heli.core.access.enums import Role
from heli.core.access.queries import actor_for
from heli.core.acts import SYSTEM, Actor
from heli.core.flow.models import Call, Entry
from heli.core.measures.actions import sync_measures
from heli.core.measures.queries import Scope, value, version_of
from heli.core.parties.models import Party
from heli.loops.services.actions.answering import answer_needs, route_needs
from heli.loops.services.actions.asking import ask_for_help, open_desk
from heli.loops.services.actions.caring import appoint_pair, enlist_firms


@dataclass
class House:
    """Everybody at a desk."""

    body: Party
    clerk: Actor
    desk: Call
    firm: Party
    asker: Actor
    department: Party
    officer: Actor
    at: Any = make.AT

    def ask(self, **said: Any) -> Entry:
        """A matter that the firm asked."""
        told = {"topic": "supplies", "title": "防疫物资紧张", "text": "能否提供货源？", **said}
        return ask_for_help(self.firm, desk=self.desk, **told, by=self.asker, at=self.at)

    def routed(self, **said: Any) -> Entry:
        """One that lies with the department."""
        need = self.ask(**said)
        route_needs([need], department=self.department, by=self.clerk, at=self.at)
        return need

    def answered(self, **said: Any) -> Entry:
        """One that waits for the asker."""
        need = self.routed(**said)
        answer_needs([need], note="已联系货源，明日送到。", by=self.officer, at=self.at)
        return need

    def enlisted(self) -> Entry:
        """The firm on the list of those to be looked after."""
        call = enlist_firms(self.desk, firms=[self.firm], by=self.clerk, at=self.at)
        return Entry.objects.get(call=call, org=self.firm)

    def paired(self) -> tuple[Entry, Actor, Actor]:
        """The firm with its pair."""
        care = self.enlisted()
        leader, officer = (make.person(org=self.body) for _n in range(2))
        appoint_pair(care, leader=leader, officer=officer, by=self.clerk, at=self.at)
        return care, actor_for(leader, on=make.TODAY), actor_for(officer, on=make.TODAY)

    def count(self, code: str, *, version: int = 1, **scope: Any) -> Any:
        """What a measure says for the county."""
        return value(version_of(f"{code}@{version}"), Scope(self.body, **scope)).value

    def stranger(self) -> Actor:
        """Clerk and liaison of another county."""
        elsewhere = make.federation("另一示例县")
        somebody = make.person(org=elsewhere)
        for role in (Role.CLERK, Role.LIAISON, Role.ORG_ADMIN):
            make.actor(role, over=elsewhere, who=somebody)
        return actor_for(somebody, on=make.TODAY)


def services() -> House:
    """A county with its desk."""
    sync_measures(by=SYSTEM, at=make.AT)
    body = make.federation("示例县")
    clerk = make.actor(Role.CLERK, over=body)
    firm = make.society(body, name="示例电子公司", subkind="company")
    department = make.society(body, name="示例县工信局", subkind="department")
    return House(
        body=body,
        clerk=clerk,
        desk=open_desk(body, title="企业服务台", by=clerk, at=make.AT),
        firm=firm,
        asker=make.actor(Role.LIAISON, over=firm),
        department=department,
        officer=make.actor(Role.LIAISON, over=department),
    )
