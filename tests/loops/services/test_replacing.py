"""Somebody in charge of mediations who left: the head names another, and nobody else gets to see one."""

from typing import Any

import pytest
from django.urls import reverse

import make
from browse import client_of, send, text
from heli.core.access.enums import Role
from heli.core.access.queries import actor_for
from heli.core.acts import Actor, Invalid, NotAllowed
from heli.core.flow.models import Entry
from heli.core.journal.models import JournalEntry
from heli.core.parties.models import Party
from heli.loops.services.actions.mediation import deciding
from heli.loops.services.actions.mediation.keeping import open_file
from heli.loops.services.actions.mediation.replacing import (
    LetsThemselvesIn,
    NotForAll,
    replace_keeper,
)
from heli.loops.services.enums import MediationStage, Part
from heli.loops.services.queries.mediation import in_charge, mediations_of, parts
from make_mediation import SECRET, Dispute


pytestmark = pytest.mark.django_db
WHY = "已调往外地，未及交接"


class Office:
    """A desk whose one in charge left; ``head`` signs for the body, ``new`` may take over."""

    def __init__(self) -> None:
        self.dispute = Dispute()
        self.body = self.dispute.house.body
        self.desk = self.dispute.house.desk
        self.head = make.actor(Role.SIGNER, over=self.body)
        self.former = Party.objects.get(pk=self.dispute.keeper.party_id)
        self.new = make.person("接任例", org=self.body)

    def replace(self, by: Actor, **said: Any) -> Any:
        told = {"former": self.former, "to": self.new, "note": WHY, **said}
        return replace_keeper(self.desk, **told, **self.dispute.by(by))

    def sees(self, who: Actor, mediation: Entry) -> bool:
        answer = client_of(who).get(reverse("services:mediation", args=[mediation.uid]))
        assert answer.status_code in (200, 404)
        return answer.status_code == 200


@pytest.fixture
def here() -> Office:
    return Office()


def test_the_one_named_sees_what_the_former_one_no_longer_does(here: Office) -> None:
    dispute = here.dispute
    runs, over = dispute.held(), dispute.settled("分三期付清")
    successor = actor_for(here.new, on=make.TODAY)
    assert not here.sees(successor, runs)

    here.replace(here.head)

    for mediation in (runs, over):
        assert here.sees(successor, mediation)
        assert not here.sees(dispute.keeper, mediation)
        with pytest.raises(NotAllowed):
            open_file(mediation, **dispute.by(dispute.keeper))
        assert not here.sees(here.head, mediation), "the head stays outside"
        assert not here.sees(dispute.house.clerk, mediation), "so does the office"
    call = mediations_of(here.body)
    assert call is not None
    assert in_charge(call) == here.new, "and of what is asked from now on"
    runs.refresh_from_db()
    deciding.hand_over(runs, to=here.former, **dispute.by(successor))


def test_why_is_in_the_journal_and_nothing_of_the_dispute(here: Office) -> None:
    mediation = here.dispute.invited()
    here.replace(here.head)
    entry = JournalEntry.objects.get(act="services.mediation.replace_keeper")
    assert WHY in str(entry.payload)
    assert SECRET not in str(entry.payload)
    assert mediation.steps.filter(verb="hand_over").count() == 1
    with pytest.raises(Invalid):
        here.replace(here.head, note=" ")


def test_nobody_but_the_head_names_another_one(here: Office) -> None:
    mediation, dispute = here.dispute.invited(), here.dispute
    elsewhere = make.actor(Role.SIGNER, over=make.society(here.body, "示例下属单位"))
    roles = (Role.EDITOR, Role.AUDITOR, Role.ORG_ADMIN, Role.LIAISON, Role.CHECKER)
    office = [make.actor(role, over=here.body) for role in roles]
    strangers = [*office, elsewhere, dispute.house.clerk, dispute.house.asker, dispute.mediator]
    for somebody in (*strangers, dispute.keeper):
        with pytest.raises(NotAllowed):
            here.replace(somebody)
        page = client_of(somebody).get(reverse("services:replace_keeper", args=[here.desk.uid]))
        assert page.status_code == 404
    assert here.sees(dispute.keeper, mediation)


def test_a_head_lets_neither_themselves_nor_a_side_in(here: Office) -> None:
    mediation, dispute = here.dispute.invited(), here.dispute
    themselves = Party.objects.get(pk=here.head.party_id)
    with pytest.raises(LetsThemselvesIn):
        here.replace(here.head, to=themselves)
    partial = Party.objects.get(pk=dispute.answering.party_id)
    with pytest.raises(Invalid):
        here.replace(here.head, to=partial)
    torn = make.person("两边例", org=here.body)
    make.actor(Role.LIAISON, over=dispute.other, who=torn)
    with pytest.raises(NotForAll) as refused:
        here.replace(here.head, to=torn)
    assert dispute.other.name not in str(refused.value)
    assert not here.sees(here.head, mediation)


def test_who_mediated_too_is_out_of_it_and_another_mediator_is_to_be_named(here: Office) -> None:
    mediation = here.dispute.invited(mediator=here.former)
    here.replace(here.head)
    mediation.refresh_from_db()
    assert mediation.state == MediationStage.ACCEPTED
    assert not parts(mediation, Part.MEDIATOR)
    assert not here.sees(here.dispute.keeper, mediation)


def test_the_head_finds_the_way_and_is_told_of_no_mediation(here: Office) -> None:
    mediation = here.dispute.invited()
    browser = client_of(here.head)
    url = reverse("services:replace_keeper", args=[here.desk.uid])
    assert url in text(browser.get(reverse("services:mediations")))
    page = text(browser.get(url))
    assert f'value="{here.former.pk}" selected' in page, "the only one there is"
    assert mediation.code not in page
    said = {"former": here.former.pk, "to": here.new.pk, "note": WHY}
    answer = send(browser, "services:replace_keeper", here.desk.uid, **said)
    assert answer.status_code == 302, text(answer)
    assert here.sees(actor_for(here.new, on=make.TODAY), mediation)
    assert mediation.code not in text(browser.get(reverse("services:mediations")))
