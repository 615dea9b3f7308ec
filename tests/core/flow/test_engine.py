from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

import make
from core.flow import samples
from heli.core.acts import SYSTEM, Conflict, Invalid, action, anyone, receiver
from heli.core.flow import engine, versions
from heli.core.flow.models import Entry, FlowVersion, Step
from heli.core.flow.queries import entries, steps_of, steps_of_act, steps_with_content
from heli.core.flow.recording import record
from heli.core.journal.models import JournalEntry
from heli.kit import canonical


pytestmark = pytest.mark.django_db


@receiver("sample.handled", "sample.hear_handled")
def hear_handled(*, step: str, at: datetime) -> None:
    """Somebody listens."""


def test_start_writes_the_entry_and_its_first_step() -> None:
    call = samples.open_call(make.federation(), by=SYSTEM, at=make.AT)

    entry = samples.report(
        call, org=call.issuer, title="路灯不亮", answers={"where": "三单元"}, by=SYSTEM, at=make.AT
    )

    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.state, stored.seq, stored.is_open) == ("received", 1, True)
    assert (stored.flow, stored.answers) == ("sample.matter@1", {"where": "三单元"})
    assert stored.counted == {"sample.matter.start": 1}
    step = stored.steps.get()
    assert (step.verb, step.seq, step.tag, step.first) == ("start", 1, "sample.matter.start", True)
    assert (step.from_state, step.to_state) == ("", "received")


def test_move_writes_one_step_and_one_journal_entry() -> None:
    entry = samples.matter(title="路灯不亮")
    acts = JournalEntry.objects.count()

    step = samples.move(entry, verb="handle", by=SYSTEM, at=make.AT)

    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.state, stored.seq, stored.is_open) == ("handled", 2, True)
    assert (entry.state, entry.seq, entry.counted) == (stored.state, stored.seq, stored.counted)
    assert (step.seq, step.tag, step.first, step.sign) == (2, "sample.handled", True, 1)
    assert JournalEntry.objects.count() == acts + 1
    written = JournalEntry.objects.latest("id")
    assert written.effects == [[f"flow.step:{step.uid}", step.sha256]]
    assert Step.objects.get(pk=step.pk).act == written.uid


def test_what_a_step_says_is_hashed_as_it_is_stored() -> None:
    city = make.federation()
    area = make.area()
    somebody = make.actor(over=city)
    entry = samples.matter(org=make.society(city, area=area))
    told = {
        "note": "已修好",
        "facts": {"metres": Decimal("1.50"), "on": date(2020, 2, 9), "n": 3},
        "on_behalf_of": make.person(org=city),
        "effective_on": date(2020, 2, 9),
    }

    step = samples.move(entry, verb="handle", by=somebody, at=make.AT, **told)

    [stored] = steps_with_content(Step.objects.filter(pk=step.pk))
    assert stored.facts == {"metres": "1.5", "on": "2020-02-09", "n": 3}
    with CaptureQueriesContext(connection) as captured:
        content = engine.content_of(stored)
    assert canonical.digest(content) == step.sha256
    assert len(captured) == 0
    assert (content["actor"], content["area"]) == (str(somebody.uid), str(area.uid))
    assert stored.effective_on == date(2020, 2, 9)


def test_a_step_that_a_room_built_itself_is_bound_to_its_act() -> None:
    entry = samples.matter()

    @action("sample.matter.build", policy=anyone)
    def build(entry: Entry, *, by: object, at: datetime) -> Step:
        step = Step(
            entry=entry,
            seq=entry.seq + 1,
            verb="handle",
            to_state="handled",
            at=at,
            effective_on=make.TODAY,
            org=entry.org,
        )
        return record(step)

    step = build(entry, by=SYSTEM, at=make.AT)

    assert step.act == JournalEntry.objects.latest("id").uid
    assert step.sha256 == canonical.digest(engine.content_of(step))


def test_move_from_a_state_the_flow_does_not_know_is_refused() -> None:
    entry = samples.matter(title="路灯不亮")

    for verb in ("close", "fly"):
        with pytest.raises(engine.NotFromHere):
            samples.move(entry, verb=verb, by=SYSTEM, at=make.AT)

    assert Step.objects.filter(entry=entry).count() == 1


def test_move_without_what_it_needs_is_refused_at_its_field() -> None:
    entry = samples.matter()

    with pytest.raises(engine.Missing) as refusal:
        samples.move(entry, verb="ask", by=SYSTEM, at=make.AT)
    samples.move(entry, verb="ask", note="在哪一层？", by=SYSTEM, at=make.AT)

    assert (refusal.value.field, refusal.value.status) == ("note", 422)
    samples.move(entry, verb="handle", by=SYSTEM, at=make.AT)
    with pytest.raises(engine.Missing):
        samples.move(entry, verb="judge", facts={"stars": ""}, by=SYSTEM, at=make.AT)


def test_move_of_an_entry_that_somebody_moved_meanwhile_is_a_conflict() -> None:
    entry = samples.matter()
    stale = Entry.objects.get(pk=entry.pk)
    samples.move(entry, verb="handle", by=SYSTEM, at=make.AT)

    with pytest.raises(Conflict):
        samples.move(stale, verb="handle", by=SYSTEM, at=make.AT)

    assert entry.steps.count() == 2


def test_a_step_happens_today_where_the_office_is_unless_it_says_when() -> None:
    entry = samples.matter()
    late_in_the_evening = datetime(2020, 2, 10, 17, 0, tzinfo=UTC)

    step = samples.move(entry, verb="handle", by=SYSTEM, at=late_in_the_evening)
    told = samples.move(
        entry,
        verb="note_visit",
        effective_on=date(2020, 2, 11),
        by=SYSTEM,
        at=late_in_the_evening,
    )

    assert step.effective_on == told.effective_on == date(2020, 2, 11)


def test_a_step_cannot_have_happened_tomorrow() -> None:
    entry = samples.matter()

    with pytest.raises(engine.InTheFuture) as refusal:
        samples.move(entry, verb="handle", effective_on=date(2020, 2, 11), by=SYSTEM, at=make.AT)

    assert refusal.value.field == "effective_on"


def test_a_note_with_a_character_no_text_contains_is_refused() -> None:
    with pytest.raises(Invalid):
        samples.move(samples.matter(), verb="handle", note="a\x00b", by=SYSTEM, at=make.AT)


def test_only_the_first_step_with_a_tag_is_the_first() -> None:
    entry = samples.matter()
    samples.move(entry, verb="handle", by=SYSTEM, at=make.AT)

    visits = [samples.move(entry, verb="note_visit", by=SYSTEM, at=make.AT) for _ in range(3)]

    assert [visit.first for visit in visits] == [True, False, False]
    assert Entry.objects.get(pk=entry.pk).counted["sample.visited"] == 3


def test_what_a_step_counts_as_can_follow_from_its_facts() -> None:
    entry = samples.matter()
    samples.move(entry, verb="handle", by=SYSTEM, at=make.AT)

    good = samples.move(entry, verb="judge", facts={"stars": "5"}, by=SYSTEM, at=make.AT)
    other = samples.move(entry, verb="judge", facts={"stars": "4"}, by=SYSTEM, at=make.AT)

    assert (good.tag, other.tag) == ("sample.praised", "sample.judged")


def test_closing_and_reopening() -> None:
    entry = samples.matter()
    samples.move(entry, verb="handle", by=SYSTEM, at=make.AT)
    closed = make.AT + timedelta(hours=1)
    samples.move(entry, verb="close", by=SYSTEM, at=closed)
    samples.move(
        entry, verb="judge", facts={"stars": "1"}, by=SYSTEM, at=closed + timedelta(days=1)
    )

    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.is_open, stored.closed_at) == (False, closed)

    samples.move(entry, verb="reopen", by=SYSTEM, at=closed + timedelta(days=2))
    stored.refresh_from_db()
    assert (stored.is_open, stored.closed_at) == (True, None)


def test_a_step_keeps_the_body_and_place_the_entry_had() -> None:
    city = make.federation()
    society = make.society(city, area=make.area())
    entry = samples.matter(org=society)
    step = samples.move(entry, verb="handle", by=SYSTEM, at=make.AT)

    Entry.objects.filter(pk=entry.pk).update(org=make.society(city), area=None)

    stored = Step.objects.get(pk=step.pk)
    assert (stored.org, stored.area) == (society, society.area)


def test_bulk_moves_are_one_act_with_one_entry_in_the_journal() -> None:
    call = samples.open_call(make.federation(), by=SYSTEM, at=make.AT)
    matters = [samples.matter(call) for _ in range(3)]
    samples.move(matters[0], verb="ask", note="？", by=SYSTEM, at=make.AT)
    acts = JournalEntry.objects.count()

    steps = samples.move_many(matters, verb="handle", by=SYSTEM, at=make.AT)

    assert [step.entry for step in steps] == matters
    assert [step.seq for step in steps] == [3, 2, 2]
    assert JournalEntry.objects.count() == acts + 1
    states = Entry.objects.values_list("state", "seq").order_by("id")
    assert list(states) == [("handled", 3), ("handled", 2), ("handled", 2)]
    assert steps_of_act(steps[0].act) == steps


def test_bulk_moves_are_all_done_or_none() -> None:
    call = samples.open_call(make.federation(), by=SYSTEM, at=make.AT)
    matters = [samples.matter(call) for _ in range(3)]
    stale = [Entry.objects.get(pk=one.pk) for one in matters]
    samples.move(matters[2], verb="refuse", note="重复", by=SYSTEM, at=make.AT)

    with pytest.raises(Conflict):
        samples.move_many(stale, verb="handle", by=SYSTEM, at=make.AT)

    assert Step.objects.filter(verb="handle").count() == 0


def test_bulk_moves_of_one_entry_twice_are_a_mistake_of_ours() -> None:
    entry = samples.matter()

    with pytest.raises(ValueError, match="once"):
        samples.move_many([entry, entry], verb="handle", by=SYSTEM, at=make.AT)


@pytest.mark.parametrize("n", [1, 3, 30])
def test_bulk_moves_cost_the_same_for_any_number(n: int) -> None:
    call = samples.open_call(make.federation(), by=SYSTEM, at=make.AT)
    society = make.society(call.issuer)
    keys = [samples.matter(call, org=society).pk for _ in range(n)]
    matters = list(entries().filter(pk__in=keys))

    with CaptureQueriesContext(connection) as captured:
        samples.move_many(matters, verb="refuse", note="重复", by=SYSTEM, at=make.AT)

    assert writes(captured) == ["UPDATE", "INSERT", "INSERT"]


def test_a_move_of_an_entry_read_for_it_costs_two_statements_and_the_journal() -> None:
    entry = samples.matter()
    read = entries().get(pk=entry.pk)

    with CaptureQueriesContext(connection) as captured:
        samples.move(read, verb="refuse", note="重复", by=SYSTEM, at=make.AT)

    assert writes(captured) == ["UPDATE", "INSERT", "INSERT"]


def writes(captured: CaptureQueriesContext) -> list[str]:
    """What was asked of the database, without the savepoints of the test."""
    kinds = [query["sql"].split()[0] for query in captured.captured_queries]
    return [kind for kind in kinds if kind not in ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")]


def test_events_are_told_to_those_who_listen() -> None:
    step = samples.move(samples.matter(), verb="handle", by=SYSTEM, at=make.AT)

    asked = [row.args_kwargs["args"] for row in DBTaskResult.objects.all()]
    assert asked == [["sample.hear_handled", {"step": str(step.uid)}]]


def test_a_call_takes_answers_from_when_it_opens_until_it_closes() -> None:
    closes = make.AT + timedelta(days=1)
    call = samples.open_call(make.federation(), closes_at=closes, by=SYSTEM, at=make.AT)

    entry = samples.report(call, org=call.issuer, by=SYSTEM, at=closes)
    assert entry.due_at == closes
    for moment in (make.AT - timedelta(seconds=1), closes + timedelta(seconds=1)):
        with pytest.raises(engine.Closed):
            samples.report(call, org=call.issuer, by=SYSTEM, at=moment)

    call.closed_at = make.AT
    with pytest.raises(engine.Closed):
        samples.report(call, org=call.issuer, by=SYSTEM, at=make.AT)


def test_a_title_that_no_column_holds_is_refused() -> None:
    call = samples.open_call(make.federation(), by=SYSTEM, at=make.AT)

    with pytest.raises(Invalid):
        samples.report(call, org=call.issuer, title="长" * 201, by=SYSTEM, at=make.AT)


def test_a_mandatory_call_expects_one_entry_of_each_body() -> None:
    city = make.federation()
    call = samples.open_call(city, is_mandatory=True, by=SYSTEM, at=make.AT)
    societies = [make.society(city) for _ in range(3)]

    samples.expect(call, orgs=societies[:2], period="2020-Q1", by=SYSTEM, at=make.AT)
    samples.expect(call, orgs=societies, period="2020-Q1", by=SYSTEM, at=make.AT)
    samples.expect(call, orgs=societies, period="2020-Q2", by=SYSTEM, at=make.AT)
    samples.expect(call, orgs=societies, period="2020-Q2", by=SYSTEM, at=make.AT)

    expected = Entry.objects.filter(call=call, is_expected=True)
    assert expected.filter(period="2020-Q1").count() == 3
    assert expected.filter(period="2020-Q2").count() == 3
    assert Step.objects.filter(tag="sample.matter.expected").count() == 6


def test_a_definition_is_kept_when_the_first_entry_starts_under_it() -> None:
    versions.forget_stored()
    samples.matter()
    samples.matter()

    kept = FlowVersion.objects.get()
    assert kept.key == "sample.matter@1"
    assert kept.definition == versions.as_data(samples.SAMPLE)
    assert kept.first_used_at == make.AT


def test_a_definition_that_was_changed_under_its_version_starts_nothing() -> None:
    versions.forget_stored()
    call = samples.open_call(make.federation(), by=SYSTEM, at=make.AT)
    samples.report(call, org=call.issuer, by=SYSTEM, at=make.AT)
    FlowVersion.objects.update(sha256="sha256:00")

    with pytest.raises(RuntimeError, match="new version"):
        samples.report(call, org=call.issuer, by=SYSTEM, at=make.AT)


@pytest.mark.django_db(transaction=True)
def test_a_kept_definition_is_not_looked_up_again() -> None:
    versions.forget_stored()
    call = samples.open_call(make.federation(), by=SYSTEM, at=make.AT)
    samples.report(call, org=call.issuer, by=SYSTEM, at=make.AT)

    with CaptureQueriesContext(connection) as captured:
        samples.report(call, org=call.issuer, by=SYSTEM, at=make.AT)

    together = ["WITH"] if connection.vendor == "postgresql" else ["INSERT", "INSERT"]
    assert writes(captured) == [*together, "INSERT"]
    versions.forget_stored()


def test_steps_of_an_entry_in_order_and_those_for_anybody() -> None:
    entry = samples.matter()
    samples.move(entry, verb="handle", by=SYSTEM, at=make.AT)
    visit = samples.move(entry, verb="note_visit", by=SYSTEM, at=make.AT)

    assert [step.verb for step in steps_of(entry)] == ["start", "handle", "note_visit"]
    assert list(steps_of(entry, public_only=True)) == [visit]


def test_the_past_of_steps_cannot_be_changed() -> None:
    step = samples.move(samples.matter(), verb="handle", by=SYSTEM, at=make.AT)

    for change in (
        lambda: Step.objects.filter(pk=step.pk).update(note="other"),
        lambda: Step.objects.filter(pk=step.pk)._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()
