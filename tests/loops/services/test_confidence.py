"""Who must not be let into a mediation: the office, other firms, and what looks at everything."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

import make
from browse import client_of, send, text
from heli.core.access.enums import Role
from heli.core.acts import Actor, NotAllowed
from heli.core.flow.models import Step
from heli.core.hooks.events import known_events
from heli.core.journal.models import JournalEntry, Opening
from heli.core.measures.breakdowns import By, breakdown, for_public
from heli.core.measures.drilling import every_row
from heli.core.measures.queries import Scope, version_of
from heli.core.parties.actions import reveal
from heli.core.parties.chores import forget_old_values
from heli.core.parties.models import VaultItem
from heli.loops.services.actions.mediation.forgetting import StillOpen, black_out
from heli.loops.services.actions.mediation.keeping import open_file
from heli.loops.services.enums import Part
from heli.loops.services.flows import MEDIATION_FLOW
from heli.loops.services.queries.mediation import sides_of
from heli.loops.services.queries.mediation_words import written
from heli.loops.services.tasks import forget_mediations
from heli.shell.api.showing import entries_for
from make_mediation import SECRET, THEIRS, Dispute


pytestmark = pytest.mark.django_db

AGREED = "分三期付清，利息免除"
WORDS = (SECRET, THEIRS, AGREED, "货款纠纷", "二楼会议室")


def outsiders(dispute: Dispute) -> list[Actor]:
    """Everybody who sees everything else at this desk, and a colleague at one of the firms."""
    house = dispute.house
    roles = (Role.EDITOR, Role.AUDITOR, Role.CHECKER, Role.ORG_ADMIN, Role.LIAISON, Role.FRONTLINE)
    office = [make.actor(role, over=house.body) for role in roles]
    colleague = make.actor(Role.LIAISON, over=house.firm)
    return [*office, house.clerk, house.officer, colleague, house.stranger()]


def test_no_role_opens_a_mediation_in_which_one_has_no_part() -> None:
    dispute = Dispute()
    mediation = dispute.settled(AGREED)

    for somebody in outsiders(dispute):
        browser = client_of(somebody)
        address = reverse("services:mediation", args=[mediation.uid])
        assert browser.get(address).status_code == 404
        assert send(browser, "services:mediation_file", mediation.uid).status_code == 404
        assert mediation.code not in text(browser.get(reverse("services:mediations")))
        assert str(mediation.uid) not in text(browser.get("/desk/"))
        assert mediation not in entries_for(somebody)
        with pytest.raises(NotAllowed):
            open_file(mediation, by=somebody, at=dispute.house.at)


def test_the_other_side_sees_nothing_before_it_is_asked_to_take_part() -> None:
    dispute = Dispute()
    mediation = dispute.asked()
    address = reverse("services:mediation", args=[mediation.uid])

    assert client_of(dispute.answering).get(address).status_code == 404
    assert client_of(dispute.mediator).get(address).status_code == 404
    assert client_of(dispute.keeper).get(address).status_code == 200


def test_each_reads_by_their_part_and_that_they_read_stays_on_record() -> None:
    dispute = Dispute()
    mediation = dispute.settled(AGREED)
    read = {
        dispute.house.asker: {SECRET: True, THEIRS: False, AGREED: True},
        dispute.answering: {SECRET: False, THEIRS: True, AGREED: True},
        dispute.mediator: {SECRET: True, THEIRS: True, AGREED: True},
        dispute.keeper: {SECRET: True, THEIRS: True, AGREED: True},
    }

    for somebody, expected in read.items():
        browser = client_of(somebody)
        page = text(browser.get(reverse("services:mediation", args=[mediation.uid])))
        assert not any(word in page for word in WORDS)
        shown = text(send(browser, "services:mediation_file", mediation.uid))
        assert {word: word in shown for word in expected} == expected
    opened = JournalEntry.objects.filter(act="services.mediation.open_file")
    assert {one.actor for one in opened} == {str(one.uid) for one in read}


def test_a_recused_mediator_reads_no_more() -> None:
    dispute = Dispute()
    mediation = dispute.held()
    browser = client_of(dispute.mediator)
    assert send(browser, "services:recuse", mediation.uid).status_code == 302

    assert send(browser, "services:mediation_file", mediation.uid).status_code == 404


def test_steps_and_the_journal_hold_no_word_of_it() -> None:
    dispute = Dispute()
    mediation = dispute.settled(AGREED)
    rows = Step.objects.filter(entry=mediation)

    said = json.dumps([[one.note, one.facts] for one in rows], ensure_ascii=False)
    told = json.dumps(list(JournalEntry.objects.values_list("payload", flat=True)), default=str)
    kept = json.dumps(list(Opening.objects.values_list("value", flat=True)), ensure_ascii=False)
    firms = [str(one.uid) for one in sides_of(mediation).values()]
    for word in WORDS:
        assert word not in said
        assert json.dumps(word)[1:-1] not in told
        assert word not in told
        assert word not in kept
    acts = JournalEntry.objects.filter(act__startswith="services.mediation.")
    assert not [one for one in acts for uid in firms if uid in json.dumps(one.payload, default=str)]


def test_a_count_leads_to_a_number_and_a_day_and_programs_are_told_nothing() -> None:
    dispute = Dispute()
    mediation = dispute.settled(AGREED)
    version, scope = version_of("services.mediations_settled@1"), Scope(dispute.house.body)

    [row] = every_row(version, scope)
    assert (row.code, row.title) == (mediation.code, str(MEDIATION_FLOW.label))
    assert row.org == dispute.house.body
    assert for_public(version, breakdown(version, scope, by=By.ORG)) == []
    assert not [event for event in known_events() if "mediation" in event]


def test_no_keeper_of_the_register_opens_what_was_written() -> None:
    dispute = Dispute()
    mediation = dispute.held()

    for item in VaultItem.objects.filter(party=mediation.party_id):
        for somebody in [*outsiders(dispute), dispute.keeper]:
            with pytest.raises(NotAllowed):
                reveal(item, reason="看一看内容", by=somebody, at=dispute.house.at)


def test_words_are_erased_on_their_day_and_then_who_took_part() -> None:
    dispute = Dispute()
    mediation = dispute.settled(AGREED)
    half_a_year, four_years = (dispute.house.at + timedelta(days=n) for n in (190, 4 * 366))

    forget_old_values(half_a_year)
    assert [word for word, _text in written(mediation, Part.KEEPER)] == ["agreement"]
    assert forget_mediations(half_a_year) == 0
    forget_old_values(four_years)
    assert [forget_mediations(four_years), forget_mediations(four_years)] == [1, 0]

    mediation.refresh_from_db()
    assert (mediation.answers, mediation.assignments.count()) == ({}, 1)
    assert not Opening.objects.filter(entry__subject__endswith=str(mediation.uid)).exists()
    assert dispute.house.count("services.mediations_settled") == 1
    with pytest.raises(NotAllowed):
        open_file(mediation, by=dispute.house.asker, at=four_years)
    page = text(client_of(dispute.keeper).get(reverse("services:mediation", args=[mediation.uid])))
    assert dispute.other.name not in page


def test_the_one_in_charge_erases_what_is_over_and_nobody_else() -> None:
    dispute = Dispute()
    with pytest.raises(StillOpen):
        black_out(dispute.held(), **dispute.by(dispute.keeper))
    mediation = dispute.settled(AGREED)
    for somebody in (dispute.mediator, dispute.house.asker, dispute.house.clerk):
        with pytest.raises(NotAllowed):
            black_out(mediation, **dispute.by(somebody))

    assert send(client_of(dispute.keeper), "services:black_out", mediation.uid).status_code == 302

    assert not VaultItem.objects.filter(party=mediation.party_id).exists()
    assert dispute.house.count("services.disputes", version=2) == 1


def test_it_goes_all_the_way_on_its_pages() -> None:
    dispute = Dispute()
    house = dispute.house
    firm, keeper = client_of(house.asker), client_of(dispute.keeper)
    other, mediator = client_of(dispute.answering), client_of(dispute.mediator)
    asked = {"desk": house.desk.pk, "firm": house.firm.pk, "other": dispute.other.pk}
    assert dispute.other.name in text(firm.get(reverse("services:ask_mediation")))
    send(firm, "services:ask_mediation", **asked, subject="货款纠纷", text=SECRET)
    mediation = dispute.call.entries.get()

    send(keeper, "services:take_on", mediation.uid)
    page = text(keeper.get(reverse("services:name_mediator", args=[mediation.uid])))
    assert dispute.neutral.name in page
    send(keeper, "services:name_mediator", mediation.uid, mediator=dispute.neutral.pk)
    send(firm, "services:consent", mediation.uid, text="")
    send(other, "services:consent", mediation.uid, text=THEIRS)
    send(mediator, "services:begin_mediation", mediation.uid)
    session = {"when": "2099-01-05T14:00", "place": "二楼会议室"}
    send(mediator, "services:set_session", mediation.uid, **session)
    assert "2099-01-05 14:00" in text(
        other.get(reverse("services:mediation", args=[mediation.uid]))
    )
    send(mediator, "services:settle", mediation.uid, agreement="")

    mediation.refresh_from_db()
    assert mediation.state == "mediation_settled"
    assert mediation.code in text(firm.get(reverse("services:mediations")))
