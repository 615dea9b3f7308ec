"""Prepared statements say what the querysets they were made of say."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import Exists, F, OuterRef, Q

import make
from core.acts.samples import clerks_only
from heli.core.access.enums import Role
from heli.core.acts import Actor, Lookup, Policy, policy
from heli.core.journal.models import JournalEntry
from heli.core.journal.prepared import Prepared, PreparedUpdate, insert
from heli.core.journal.statements import given
from heli.core.parties.models import Closure, Party, Tie
from heli.kit.ids import new_uid


pytestmark = pytest.mark.django_db
BELOW = Exists(Closure.objects.filter(ancestor=OuterRef("pk"), depth__gt=0))
TIES = Prepared(
    Tie.objects.filter(dst_id=given(Tie, "dst_id"))
    .select_related("src__area", "dst")
    .annotate(to=F("dst__name"))
    .order_by("pk")
)
NAMED = Prepared(Party.objects.filter(uid=given(Party, "uid")).only("name"))
NEVER = Prepared(Party.objects.filter(pk=given(Party, "pk"), pk__in=[]))


def test_records_come_with_those_beside_them_and_with_annotations(
    django_assert_num_queries: Any,
) -> None:
    city = make.federation(area=make.area())
    society = make.society(city)
    make.person(org=city)

    for org in (city, society, city):
        with django_assert_num_queries(1):
            found = TIES.records(dst_id=org.pk)
            said = [(t.src.name, t.src.area, t.dst.name, vars(t)["to"]) for t in found]
        rows = Tie.objects.filter(dst=org).order_by("pk")
        assert found == list(rows)
        assert said == [(t.src.name, t.src.area, org.name, org.name) for t in rows]
        assert [t.since for t in found] == [t.since for t in rows]


def test_the_value_of_each_asking_counts(django_assert_num_queries: Any) -> None:
    one, other = make.federation("甲"), make.federation("乙")

    assert [getattr(NAMED.first(uid=p.uid), "name", "") for p in (one, other)] == ["甲", "乙"]
    assert NAMED.first(uid=new_uid()) is None
    assert [NAMED.any(uid=one.uid), NAMED.any(uid=new_uid())] == [True, False]
    found = NAMED.first(uid=str(one.uid))
    assert found == one
    with django_assert_num_queries(1):
        assert found is not None
        assert found.code == one.code


def test_columns_come_as_python_has_them_and_as_they_were_named(
    django_assert_num_queries: Any,
) -> None:
    city = make.federation()
    society = make.society(city)
    rows = Tie.objects.filter(src=society).values_list("dst__name", "uid", "since")
    named = Prepared(rows.filter(src_id=given(Tie, "src_id")))
    expected = [list(row) for row in rows]

    with django_assert_num_queries(1):
        assert named.rows_of(src_id=society.pk) == expected
    assert Prepared(rows.filter(pk__in=[])).rows_of() == []


def test_what_contradicts_itself_is_not_asked(django_assert_num_queries: Any) -> None:
    city = make.federation()

    with django_assert_num_queries(0):
        assert NEVER.records(pk=city.pk) == []
        assert NEVER.any(pk=city.pk) is False


def test_an_update_changes_what_stands_as_it_was_said() -> None:
    city = make.federation("旧")
    rename = PreparedUpdate(
        Party.objects.filter(pk=given(Party, "pk"), name=given(Party, "name", "was")),
        name=given(Party, "name"),
    )

    assert rename.do(pk=city.pk, was="旧", name="新") == 1
    assert rename.do(pk=city.pk, was="旧", name="别的") == 0
    city.refresh_from_db()
    assert city.name == "新"


def test_an_inserted_record_is_the_one_that_is_read_back() -> None:
    entry = JournalEntry(
        act="sample.insert",
        at=datetime(2020, 1, 6, tzinfo=UTC),
        payload="{}",
        salt=b"\0" * 16,
        effects=[["parties.party:1", "sha256:00"]],
        leaf=b"\1" * 32,
    )
    insert(entry)
    read = JournalEntry.objects.get(pk=entry.pk)

    fields = [field.attname for field in JournalEntry._meta.concrete_fields]
    assert [getattr(entry, f) for f in fields] == [
        bytes(v) if isinstance(v := getattr(read, f), memoryview) else v for f in fields
    ]
    entry.act = "sample.changed"
    assert entry._state.adding is False


@policy(Party, reason="Only clerks.")
def named_like_me(actor: Actor) -> Q:
    """A rule of the actor alone."""
    return Q(name=actor.name)


@policy(Party, reason="Only while there is a body below.")
def while_somebody_is_below(actor: Actor) -> Q:
    """A rule that asks the database itself."""
    return Q() if Party.objects.filter(BELOW).exists() else Q(pk__in=[])


@pytest.mark.parametrize("rule", [named_like_me, while_somebody_is_below])
def test_a_policy_finds_and_checks_what_its_filter_shows(rule: Policy[Party]) -> None:
    city = make.federation("合力")
    rows = Lookup(Party.objects.select_related("area"), "uid")
    actors = [Actor(name="合力", party_id=city.pk), Actor(name="别人", party_id=city.pk)]

    for grown in (False, True):
        if grown:
            make.society(city)
        for actor in actors:
            shown = rule.visible_to(actor).filter(pk=city.pk).first()
            assert rule.find(actor, rows, city.uid) == shown
            assert bool(rule.check(actor, city)) is bool(shown)
            assert bool(rule.check(actor, [city])) is bool(shown)


def test_a_role_that_was_lost_bites_at_once() -> None:
    city = make.federation()
    holder = make.person(org=city)
    clerk = make.actor(Role.CLERK, over=city, who=holder)
    without = Actor(name=clerk.name, party_id=clerk.party_id, uid=clerk.uid)
    below = make.society(city)

    assert [bool(clerks_only.check(one, below)) for one in (clerk, without, clerk)] == [
        True,
        False,
        True,
    ]


def test_who_was_let_in_is_not_asked_again_and_nobody_else_comes_in_with_them(
    django_assert_num_queries: Any,
) -> None:
    city = make.federation()
    clerk, nobody = make.actor(Role.CLERK, over=city), make.actor()
    found = clerks_only.find(clerk, Lookup(Party.objects.all(), "uid"), city.uid)
    assert found is not None

    with django_assert_num_queries(0):
        assert clerks_only.check(clerk, found)
    assert not clerks_only.check(nobody, found)
    assert not clerks_only.check(replace(clerk, grants=()), found)
    assert not nobody_at_all.check(clerk, found)


def test_what_a_page_asks_beside_is_answered_with_the_record_as_it_would_be_alone(
    django_assert_num_queries: Any,
) -> None:
    city, other = make.federation("合力"), make.federation("别人")
    rows = Lookup(Party.objects.all(), "uid")
    beside = (clerks_only, nobody_at_all, named_like_me, everybody, while_somebody_is_below)
    for actor in (make.actor(Role.CLERK, over=city), Actor(name="合力", party_id=city.pk)):
        for one in (city, other):
            found = everybody.find(actor, rows, one.uid, also=beside)
            assert found == one
            alone = [bool(each.check(actor, one)) for each in beside]
            with django_assert_num_queries(1):  # by the rule that asks for itself
                assert [bool(each.check(actor, found)) for each in beside] == alone
            assert not clerks_only.check(replace(actor, grants=()), found)


@policy(Party, reason="Everybody.")
def everybody(actor: Actor) -> Q:
    return Q(kind="org") | Q(name=actor.name)


@policy(Party, reason="Nobody.")
def nobody_at_all(actor: Actor) -> Q:
    return Q(pk__in=[])
