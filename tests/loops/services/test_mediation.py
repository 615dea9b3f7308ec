"""Mediation in confidence: asked for, taken on, consented to by both sides, held, and counted."""

from datetime import timedelta

import pytest
from django.urls import reverse

import make
from browse import client_of, text
from heli.core.access.enums import Role
from heli.core.access.queries import actor_for
from heli.core.acts import Invalid, NotAllowed
from heli.core.flow.engine import NotFromHere, NotYet
from heli.core.flow.queries import inbox
from heli.core.notices.queries import inbox_of
from heli.core.parties.models import Party
from heli.loops.services.actions.counting import CountedAlready, confirm_count, report_count
from heli.loops.services.actions.mediation import deciding, holding, taking_part
from heli.loops.services.actions.mediation.asking import (
    InChargeOfOwn,
    NobodyInCharge,
    NobodyToAsk,
    ask_mediation,
    put_in_charge,
)
from heli.loops.services.queries.lateness import late_mediations
from heli.loops.services.receivers import mediation_moved
from heli.loops.services.tasks import tell_late_mediations
from make_mediation import Dispute
from make_services import services


pytestmark = pytest.mark.django_db


def test_a_dispute_is_settled_when_both_sides_want_it_mediated() -> None:
    dispute = Dispute()
    mediation = dispute.asked()
    assert mediation in inbox(dispute.keeper)

    deciding.take_on(mediation, **dispute.by(dispute.keeper))
    deciding.name_mediator(mediation, mediator=dispute.neutral, **dispute.by(dispute.keeper))
    assert mediation in inbox(dispute.answering)
    taking_part.consent(mediation, **dispute.by(dispute.house.asker))
    with pytest.raises(NotYet):
        holding.begin_mediation(mediation, **dispute.by(dispute.mediator))
    with pytest.raises(NotYet):
        taking_part.consent(mediation, **dispute.by(dispute.house.asker))
    taking_part.consent(mediation, **dispute.by(dispute.answering))
    holding.begin_mediation(mediation, **dispute.by(dispute.mediator))
    when = dispute.house.at + timedelta(days=1)
    holding.set_session(mediation, when=when, place="二楼", **dispute.by(dispute.mediator))
    holding.settle(mediation, **dispute.by(dispute.mediator))

    count = dispute.house.count
    assert (count("services.mediations_accepted"), count("services.mediations_settled")) == (1, 1)
    assert count("services.mediation_rate") == 100


def test_a_request_is_turned_down_with_a_reason_and_the_other_side_hears_nothing() -> None:
    dispute = Dispute()
    mediation = dispute.asked()
    with pytest.raises(Invalid):
        deciding.turn_down(mediation, note=" ", **dispute.by(dispute.keeper))

    deciding.turn_down(mediation, note="已在法院立案。", **dispute.by(dispute.keeper))

    assert not mediation.is_open
    assert not mediation.assignments.filter(party=dispute.answering.party_id).exists()
    assert dispute.house.count("services.mediations_accepted") == 0


def test_a_mediator_belongs_to_neither_side_and_recuses_once_for_all() -> None:
    dispute = Dispute()
    mediation = dispute.asked()
    by = dispute.by(dispute.keeper)
    deciding.take_on(mediation, **by)
    branch = make.society(dispute.other, name="示例纺织厂分厂", subkind="company")
    for partial in (make.person(org=dispute.other), make.person(org=branch)):
        with pytest.raises(deciding.OfASide):
            deciding.name_mediator(mediation, mediator=partial, **by)

    deciding.name_mediator(mediation, mediator=dispute.neutral, **by)
    taking_part.consent(mediation, **dispute.by(dispute.answering))
    holding.recuse(mediation, **dispute.by(dispute.mediator))

    assert mediation.state == "mediation_accepted"
    with pytest.raises(deciding.Recused):
        deciding.name_mediator(mediation, mediator=dispute.neutral, **by)
    with pytest.raises(NotAllowed):
        holding.recuse(mediation, **dispute.by(dispute.mediator))
    second = make.person(org=dispute.house.body)
    deciding.name_mediator(mediation, mediator=second, **by)
    # Consent was to the one before.
    taking_part.consent(mediation, **dispute.by(dispute.answering))


def test_either_side_steps_back_at_any_time_and_only_what_was_taken_on_counts_as_ended() -> None:
    dispute = Dispute()
    taking_part.step_back(dispute.asked(), **dispute.by(dispute.house.asker))
    assert dispute.house.count("services.mediations_ended") == 0

    mediation = dispute.held()
    taking_part.step_back(mediation, note="已自行和解。", **dispute.by(dispute.answering))

    assert mediation.state == "mediation_left"
    assert dispute.house.count("services.mediations_ended") == 1
    with pytest.raises(NotFromHere):
        holding.settle(mediation, **dispute.by(dispute.mediator))
    holding.end_unsettled(dispute.held(), **dispute.by(dispute.mediator))
    dispute.settled()
    assert str(dispute.house.count("services.mediation_rate")) == "33.3"


def test_what_is_mediated_here_counts_with_the_reports_of_others_and_is_not_reported_again() -> (
    None
):
    dispute = Dispute()
    house = dispute.house
    dispute.settled()
    town = make.society(house.body, name="示例乡")
    speaker = make.actor(Role.LIAISON, over=town)
    told = {"desk": house.desk, "what": "disputes", "n": 22}
    confirm_count(report_count(town, **told, **dispute.by(speaker)), **dispute.by(house.clerk))

    own = make.actor(Role.LIAISON, over=house.body)
    with pytest.raises(CountedAlready):
        report_count(house.body, **told, **dispute.by(own))
    before = {"on": make.TODAY - timedelta(days=1), **told}
    confirm_count(report_count(house.body, **before, **dispute.by(own)), **dispute.by(house.clerk))

    assert house.count("services.disputes", version=2) == 22 + 22 + 1
    assert house.count("services.mediations_settled") == 1


def test_somebody_is_in_charge_who_belongs_to_neither_side() -> None:
    house = services()
    by = {"by": house.clerk, "at": house.at}
    other = make.society(house.body, name="示例纺织厂", subkind="company")
    told = {"firm": house.firm, "other": other, "subject": "货款", "text": "……"}
    asker = {"by": house.asker, "at": house.at}
    with pytest.raises(NobodyInCharge):
        ask_mediation(house.desk, **told, **asker)
    with pytest.raises(Invalid):
        put_in_charge(house.desk, keeper=make.person(org=other), **by)
    for somebody in (house.asker, house.stranger()):
        with pytest.raises(NotAllowed):
            put_in_charge(house.desk, keeper=make.person(org=house.body), by=somebody, at=house.at)

    partial = make.person(org=house.body)
    make.actor(Role.LIAISON, over=house.firm, who=partial)
    put_in_charge(house.desk, keeper=partial, **by)
    with pytest.raises(InChargeOfOwn):
        ask_mediation(house.desk, **told, **asker)
    put_in_charge(house.desk, keeper=make.person(org=house.body), **by)
    with pytest.raises(NobodyToAsk):
        ask_mediation(house.desk, **told, **asker)


def test_nobody_asks_in_the_name_of_a_firm_for_which_they_do_not_speak() -> None:
    dispute = Dispute()

    for somebody in (dispute.house.officer, dispute.house.clerk, dispute.house.stranger()):
        with pytest.raises(NotAllowed):
            dispute.asked(**dispute.by(somebody))
    with pytest.raises(Invalid):
        dispute.asked(other=dispute.house.firm)


def test_the_one_in_charge_enters_what_a_firm_said_at_the_office_and_it_consents_by_itself() -> (
    None
):
    dispute = Dispute()
    mediation = dispute.asked(**dispute.by(dispute.keeper))

    assert {one.party_id for one in mediation.assignments.filter(role="asking_side")} == {
        dispute.house.asker.party_id
    }
    deciding.take_on(mediation, **dispute.by(dispute.keeper))
    deciding.name_mediator(mediation, mediator=dispute.neutral, **dispute.by(dispute.keeper))
    with pytest.raises(NotAllowed):
        taking_part.consent(mediation, **dispute.by(dispute.keeper))
    taking_part.consent(mediation, **dispute.by(dispute.house.asker))
    silent = make.society(dispute.house.body, name="示例未登记厂", subkind="company")
    with pytest.raises(NobodyToAsk):
        dispute.asked(firm=silent, **dispute.by(dispute.keeper))
    browser = client_of(dispute.keeper)
    assert dispute.house.firm.name in text(browser.get(reverse("services:ask_mediation")))
    assert client_of(dispute.house.clerk).get(reverse("services:ask_mediation")).status_code == 403


def test_the_one_in_charge_hands_over_and_is_out_and_a_side_lets_in_its_successor() -> None:
    dispute = Dispute()
    mediation = dispute.invited()
    colleague = make.person(org=dispute.house.body)
    partial = Party.objects.get(pk=dispute.answering.party_id)
    with pytest.raises(deciding.OfASide):
        deciding.hand_over(mediation, to=partial, **dispute.by(dispute.keeper))

    deciding.hand_over(mediation, to=colleague, **dispute.by(dispute.keeper))

    with pytest.raises(NotAllowed):
        deciding.hand_over(mediation, to=colleague, **dispute.by(dispute.keeper))
    assert mediation.assignments.filter(party=colleague, role="keeper", state="active").exists()
    successor = make.person(org=dispute.other)
    by = dispute.by(dispute.answering)
    with pytest.raises(Invalid):
        taking_part.let_in(mediation, person=successor, **by)
    make.actor(Role.LIAISON, over=dispute.other, who=successor)
    taking_part.let_in(mediation, person=successor, **by)
    assert mediation in inbox(actor_for(successor, on=make.TODAY))


def test_word_says_neither_what_it_is_about_nor_who_it_is() -> None:
    dispute = Dispute()
    for step in dispute.invited().steps.all():
        for _twice in range(2):
            mediation_moved(step=str(step.uid), at=dispute.house.at)

    for actor in (dispute.keeper, dispute.answering, dispute.mediator):
        person = Party.objects.get(pk=actor.party_id)
        told = [one.message for one in inbox_of(person)]
        assert {one.kind for one in told} == {"services.mediation"}
        assert {(one.body, one.about) for one in told} == {("", "")}
        assert all("货款" not in one.subject and "示例" not in one.subject for one in told)
    assert not inbox_of(Party.objects.get(pk=dispute.house.clerk.party_id)).exists()


def test_what_is_over_its_time_is_told_once_to_the_one_in_charge() -> None:
    dispute = Dispute()
    mediation = dispute.asked()
    later = dispute.house.at + timedelta(days=9)

    assert list(late_mediations(dispute.house.at)) == []
    assert list(late_mediations(later)) == [mediation]
    assert [tell_late_mediations(later), tell_late_mediations(later)] == [1, 0]
    person = Party.objects.get(pk=dispute.keeper.party_id)
    assert inbox_of(person).count() == 1
