import json
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

import make
from core.acts import samples
from core.together import at_once
from heli.core.access.enums import Role
from heli.core.acts import (
    ANONYMOUS,
    SYSTEM,
    Action,
    Actor,
    Conflict,
    Decision,
    Invalid,
    KeyReused,
    NotAllowed,
    Policy,
    action,
    anyone,
    current_record,
    find_act,
    local_day,
    registered_acts,
    signed_in,
)
from heli.core.journal.models import JournalEntry, Opening
from heli.core.journal.refs import find, name_of
from heli.core.parties.models import Party, Undertaking


pytestmark = pytest.mark.django_db


def last_entry() -> JournalEntry:
    return JournalEntry.objects.latest("id")


def test_an_act_that_thinks_first_is_one_act_and_writes_when_its_turn_comes() -> None:
    city = make.federation()
    clerk = make.actor(Role.CLERK, over=city)
    plan = samples.plan_campaign.once("sample-key")
    before = JournalEntry.objects.count()

    with pytest.raises(samples.TooDear):
        samples.plan_campaign(city, name="太贵", by=clerk, at=make.AT)
    with pytest.raises(RuntimeError, match="more than once"):
        samples.hesitate(by=clerk, at=make.AT)
    made = plan(city, name="红心连社", by=clerk, at=make.AT)

    assert plan(city, name="红心连社", by=clerk, at=make.AT) == made
    assert JournalEntry.objects.count() == before + 1
    assert last_entry().result == name_of(made)
    with pytest.raises(LookupError):
        current_record()


def test_an_act_writes_exactly_one_entry_that_says_everything() -> None:
    city = make.federation()
    clerk = make.actor(Role.CLERK, over=city)
    before = JournalEntry.objects.count()

    made = samples.open_campaign(
        city, name="红心连社", first=date(2020, 2, 1), by=clerk, at=make.AT
    )

    assert JournalEntry.objects.count() == before + 1
    entry = last_entry()
    assert entry.act == "sample.campaign.open"
    assert entry.at == make.AT
    assert entry.actor == str(clerk.uid)
    assert entry.subject == name_of(city)
    assert entry.result == name_of(made)
    said = {"first": "2020-02-01", "name": "红心连社", "org": name_of(city)}
    assert json.loads(entry.payload) == said
    assert find(entry.result) == made


def test_a_refusal_leaves_the_database_as_it_was() -> None:
    city = make.federation()
    before = JournalEntry.objects.count()

    with pytest.raises(samples.TooDear) as refusal:
        samples.open_campaign(city, name="红心连社", price=101, by=SYSTEM, at=make.AT)

    assert Undertaking.objects.count() == 0
    assert JournalEntry.objects.count() == before
    assert (refusal.value.code, refusal.value.status) == ("too_dear", 409)
    assert refusal.value.params == {"what": 101}


def test_who_holds_the_role_elsewhere_is_refused_with_a_reason() -> None:
    city = make.federation()
    stranger = make.actor(Role.CLERK, over=make.society(city))

    with pytest.raises(NotAllowed) as refusal:
        samples.open_campaign(city, name="红心连社", by=stranger, at=make.AT)

    with override("en"):
        assert str(refusal.value) == "You may not do this: Only clerks."
    assert refusal.value.status == 403


def test_a_list_is_only_acted_on_when_each_of_it_may_be() -> None:
    city = make.federation()
    mine, sibling = make.society(city), make.society(city)
    clerk = make.actor(Role.CLERK, over=mine)

    with pytest.raises(NotAllowed):
        samples.open_several([mine, sibling], by=clerk, at=make.AT)
    with pytest.raises(NotAllowed):
        samples.open_several([], by=clerk, at=make.AT)

    both = samples.open_several([mine, sibling], by=make.actor(Role.CLERK, over=city), at=make.AT)
    assert [one.owner for one in both] == [mine, sibling]
    assert last_entry().subject == ""


def test_a_policy_about_bodies_is_not_asked_about_something_else() -> None:
    city = make.federation()
    clerk = make.actor(Role.CLERK, over=city)

    with pytest.raises(TypeError):
        samples.clerks_only.check(clerk, make.undertaking(city))


def test_a_policy_filters_the_list_it_checks() -> None:
    city = make.federation()
    mine, sibling = make.society(city), make.society(city)
    clerk = make.actor(Role.CLERK, over=mine)

    assert list(samples.clerks_only.visible_to(clerk)) == [mine]
    assert samples.clerks_only.visible_to(SYSTEM).count() == Party.objects.count()
    assert list(samples.clerks_only.visible_to(ANONYMOUS)) == []
    assert list(samples.nobody.visible_to(clerk)) == []
    everybody: Policy[Party] = Policy(Party, lambda _actor: True, "")
    among = Party.objects.filter(pk__in=[sibling.pk])
    assert list(everybody.visible_to(ANONYMOUS, among)) == [sibling]
    with pytest.raises(TypeError):
        anyone.visible_to(clerk)


def test_signed_in_says_no_to_visitors() -> None:
    assert not signed_in.check(ANONYMOUS)
    assert signed_in.check(make.actor())
    assert signed_in.check(SYSTEM)
    assert anyone.check(ANONYMOUS)
    assert bool(Decision(allowed=False, reason="no")) is False


def test_an_act_inside_an_act_is_a_mistake_of_ours() -> None:
    before = JournalEntry.objects.count()

    with pytest.raises(RuntimeError, match=r"sample\.person\.note was called inside another act"):
        samples.nested(by=SYSTEM, at=make.AT)

    assert JournalEntry.objects.count() == before
    with pytest.raises(LookupError):
        current_record()


@pytest.mark.parametrize("wrong", [samples.returns_a_number, samples.returns_others])
def test_an_act_returns_only_what_a_repetition_could_return(wrong: Action[..., Any]) -> None:
    make.federation()
    before = JournalEntry.objects.count()

    with pytest.raises(TypeError):
        wrong(by=SYSTEM, at=make.AT)

    assert JournalEntry.objects.count() == before


def test_a_moment_without_time_zone_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="time zone"):
        samples.note(by=SYSTEM, at=datetime(2020, 2, 10))  # noqa: DTZ001  -- that is the mistake

    assert JournalEntry.objects.count() == 0


def test_two_acts_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match=r"sample\.person\.note"):
        action("sample.person.note", policy=anyone)(lambda *, by, at: None)

    assert find_act("sample.person.note") is samples.note
    assert registered_acts()["sample.person.note"] is samples.note


def test_personal_values_enter_as_commitments_long_ones_as_hashes_secrets_not_at_all() -> None:
    samples.note(
        name="示例人", body="很长", password="secret", more={"b": 1}, by=SYSTEM, at=make.AT
    )

    entry = last_entry()
    said = json.loads(entry.payload)
    assert set(said) == {"name", "body", "password", "more"}
    assert said["password"] == {"$secret": True}
    assert said["body"] == {"$sha256": sha256("很长".encode()).hexdigest()}
    assert list(said["name"]) == ["$commit"]
    opened = dict(Opening.objects.values_list("path", "value"))
    assert opened == {"name": "示例人", "more": '{"b":1}'}
    assert "示例人" not in entry.payload


def test_what_follows_from_a_kept_file_does_not_enter_and_makes_no_other_request() -> None:
    for rows in (object(), object()):
        samples.note.once("derived")(body="文件", rows=rows, by=SYSTEM, at=make.AT)

    assert set(json.loads(last_entry().payload)) == {"body"}


def test_an_empty_personal_value_hides_nothing() -> None:
    samples.note(name="", by=SYSTEM, at=make.AT)

    assert json.loads(last_entry().payload) == {"name": ""}
    assert Opening.objects.count() == 0


class Colour(Enum):
    RED = "red"


@dataclass
class Point:
    x: int
    y: Decimal


@dataclass
class Slip:
    """Where most of it is usually not said."""

    said: str = ""
    on: Point | None = None
    many: int | None = None
    parts: tuple[Point, ...] = ()
    sure: bool = False


@dataclass
class Alone:
    said: str = ""


PLAIN = [
    (Colour.RED, "red"),
    (Decimal("1.50"), "1.5"),
    (make.AT, "2020-02-10T02:00:00Z"),
    (uuid.UUID(int=7), str(uuid.UUID(int=7))),
    ((1, [True, None]), [1, [True, None]]),
    ({"b", "a"}, ["a", "b"]),
    (frozenset({2, 1}), [1, 2]),
    ({Colour.RED: 1, 2: 3}, {"red": 1, "2": 3}),
    (Point(1, Decimal(2)), {"x": 1, "y": "2"}),
    (Slip(), {}),
    (Slip(many=0, on=Point(0, Decimal(0))), {"many": 0, "on": {"x": 0, "y": "0"}}),
    (
        Slip("a", parts=(Point(1, Decimal(1)),), sure=True),
        {"said": "a", "parts": [{"x": 1, "y": "1"}], "sure": True},
    ),
    (Alone("a"), {"said": "a"}),
]


@pytest.mark.parametrize(("value", "written"), PLAIN)
def test_what_an_act_may_be_told(value: Any, written: Any) -> None:
    samples.note(what=value, by=SYSTEM, at=make.AT)

    assert json.loads(last_entry().payload) == {"what": written}


@pytest.mark.parametrize("value", [1.5, b"bytes", Point, object()])
def test_what_the_journal_could_not_say_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        samples.note(what=value, by=SYSTEM, at=make.AT)

    assert JournalEntry.objects.count() == 0


def test_the_system_and_visitors_are_named_in_the_journal() -> None:
    samples.note(by=SYSTEM, at=make.AT)
    samples.note(by=ANONYMOUS, at=make.AT)

    assert list(JournalEntry.objects.order_by("id").values_list("actor", flat=True)) == [
        "system",
        "anonymous",
    ]


def test_the_local_day_of_a_moment_late_in_the_evening() -> None:
    assert local_day(datetime(2020, 2, 10, 16, 0, tzinfo=UTC)) == date(2020, 2, 11)
    assert local_day(datetime(2020, 2, 10, 15, 59, tzinfo=UTC)) == date(2020, 2, 10)
    assert local_day(datetime(2020, 2, 11, 1, 0, tzinfo=timezone(timedelta(hours=9)))) == date(
        2020, 2, 11
    )


def test_a_refusal_words_itself_in_the_language_of_the_reader() -> None:
    with override("en"):
        assert str(Invalid(what="x")) == "Please check what was entered: x"
        assert str(Conflict()).startswith("In the meantime")


# The same request twice


def test_a_repetition_returns_the_first_outcome_and_does_nothing() -> None:
    city = make.federation()
    first = samples.open_campaign.once("k1")(city, name="红心连社", by=SYSTEM, at=make.AT)
    entries = JournalEntry.objects.count()

    later = make.AT + timedelta(minutes=1)
    second = samples.open_campaign.once("k1")(city, name="红心连社", by=SYSTEM, at=later)

    assert second == first
    assert Undertaking.objects.count() == 1
    assert JournalEntry.objects.count() == entries


def test_a_repetition_of_an_act_about_several_returns_all_of_them() -> None:
    orgs = [make.society(), make.society()]
    first = samples.open_several.once("k1")(orgs, by=SYSTEM, at=make.AT)

    assert samples.open_several.once("k1")(orgs, by=SYSTEM, at=make.AT) == first


def test_a_repetition_of_an_act_that_returns_nothing() -> None:
    samples.note.once("k1")(what=1, by=SYSTEM, at=make.AT)

    assert samples.note.once("k1")(what=1, by=SYSTEM, at=make.AT) is None
    assert JournalEntry.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"name": "另一个", "by": SYSTEM},
        {"name": "红心连社", "by": SYSTEM, "price": 0},
        {"name": "红心连社", "by": Actor(name="clerk", is_system=True)},
    ],
)
def test_one_key_for_two_requests_is_refused(other: dict[str, Any]) -> None:
    city = make.federation()
    samples.open_campaign.once("k1")(city, name="红心连社", by=SYSTEM, at=make.AT)

    with pytest.raises(KeyReused):
        samples.open_campaign.once("k1")(city, at=make.AT, **other)

    assert Undertaking.objects.count() == 1


def test_a_key_of_another_act_is_refused() -> None:
    samples.note.once("k1")(by=SYSTEM, at=make.AT)

    with pytest.raises(KeyReused):
        samples.open_campaign.once("k1")(make.federation(), name="x", by=SYSTEM, at=make.AT)


def test_a_refused_request_may_be_corrected_under_the_same_key() -> None:
    city = make.federation()
    with pytest.raises(samples.TooDear):
        samples.open_campaign.once("k1")(city, name="红心", price=101, by=SYSTEM, at=make.AT)

    made = samples.open_campaign.once("k1")(city, name="红心", price=99, by=SYSTEM, at=make.AT)

    assert list(Undertaking.objects.all()) == [made]


def test_a_password_is_no_part_of_what_makes_two_requests_the_same() -> None:
    samples.note.once("k1")(password="first", by=SYSTEM, at=make.AT)

    assert samples.note.once("k1")(password="second", by=SYSTEM, at=make.AT) is None


def test_the_first_outcome_is_gone_when_its_record_is() -> None:
    city = make.federation()
    samples.open_campaign.once("k1")(city, name="红心连社", by=SYSTEM, at=make.AT)
    Undertaking.objects.all().delete()

    with pytest.raises(LookupError):
        samples.open_campaign.once("k1")(city, name="红心连社", by=SYSTEM, at=make.AT)


@pytest.mark.django_db(transaction=True)
def test_an_act_is_committed_when_it_returns_so_nothing_wraps_it() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        samples.note(by=SYSTEM, at=make.AT)

    assert JournalEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_duplicates_side_by_side_are_one_act() -> None:
    """R19, scaled: ten forms, each sent at once by many."""
    city = make.federation()
    clerk = make.actor(Role.CLERK, over=city)

    for number in range(10):
        do = samples.open_campaign.once(f"form {number}")
        outcomes = at_once(12, lambda _n, do=do: do(city, name="红心连社", by=clerk, at=make.AT))
        assert len(set(outcomes)) == 1
        assert isinstance(outcomes[0], Undertaking)

    assert Undertaking.objects.count() == 10
    assert JournalEntry.objects.filter(act="sample.campaign.open").count() == 10


@pytest.mark.django_db(transaction=True)
def test_an_act_costs_its_policy_its_writing_and_one_entry() -> None:
    city = make.federation()
    clerk = make.actor(Role.CLERK, over=city)

    with CaptureQueriesContext(connection) as plain:
        samples.open_campaign(city, name="红心连社", by=clerk, at=make.AT)
    with CaptureQueriesContext(connection) as keyed:
        samples.open_campaign.once("k")(city, name="红心连社", by=clerk, at=make.AT)

    assert kinds(plain) == kinds(keyed) == ["SELECT", "BEGIN", "INSERT", "INSERT", "COMMIT"]


def kinds(captured: CaptureQueriesContext) -> list[str]:
    return [query["sql"].split()[0] for query in captured.captured_queries]
