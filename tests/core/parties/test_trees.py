"""R31: trees that are moved, read on a day, abused."""

from datetime import date, timedelta

import pytest

import make
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Invalid, NotAllowed
from heli.core.parties import actions, chores, closure
from heli.core.parties.models import Closure, Party, Tie, TieKind, Tree
from heli.core.parties.policies import may_register
from heli.core.parties.queries import above, below, held_on, parent_of, resolve, search


pytestmark = pytest.mark.django_db


def test_move_takes_the_whole_subtree_along() -> None:
    city, other = make.federation(), make.federation("另一市社科联")
    district = make.society(city, "示例区社科联")
    society = make.society(district)

    actions.move(district, parent=other, by=SYSTEM, at=make.AT)

    assert set(below(city)) == {city}
    assert set(below(other)) == {other, district, society}
    assert list(above(society)) == [society, district, other]


def test_trees_on_an_earlier_day_stand_as_they_stood() -> None:
    city, other = make.federation(), make.federation("另一市社科联")
    district = make.society(city)
    society = make.society(district)

    actions.move(district, parent=other, by=SYSTEM, at=make.AT)

    yesterday = make.TODAY - timedelta(days=1)
    assert set(below(city, on=yesterday)) == {city, district, society}
    assert set(below(city, on=make.TODAY)) == {city}
    assert parent_of(district, on=yesterday) == city
    assert parent_of(district, on=make.TODAY) == other
    assert parent_of(city, on=make.TODAY) is None


def test_move_below_oneself_is_refused() -> None:
    city = make.federation()
    district = make.society(city)
    society = make.society(district)
    before = list(Closure.objects.order_by("pk"))

    for parent in (society, district):
        with pytest.raises(actions.WouldCircle):
            actions.move(district, parent=parent, by=SYSTEM, at=make.AT)

    assert list(Closure.objects.order_by("pk")) == before


def test_move_in_another_tree_leaves_the_first_alone() -> None:
    city, university = make.federation(), make.federation("示例大学")
    society = make.society(city)

    actions.move(society, parent=university, tree=Tree.PARTY, by=SYSTEM, at=make.AT)

    assert set(below(city)) == {city, society}
    assert set(below(university, Tree.PARTY)) == {university, society}
    assert set(below(university)) == {university}


def test_move_out_of_a_tree() -> None:
    city = make.federation()
    society = make.society(city)

    actions.move(society, parent=None, by=SYSTEM, at=make.AT)

    assert set(below(city)) == {city}
    assert set(below(society)) == {society}


def test_move_needs_the_right_over_both_places() -> None:
    city = make.federation()
    here, there = make.society(city), make.society(city)
    society = make.society(here)
    admin = make.actor(Role.ORG_ADMIN, over=here)

    with pytest.raises(NotAllowed):
        actions.move(society, parent=there, by=admin, at=make.AT)
    assert parent_of(society, on=make.TODAY) == here


def test_move_of_a_person_or_into_the_future_or_before_it_stood_there_is_refused() -> None:
    city = make.federation()
    society = make.society(city, since=date(2019, 1, 1))
    other = make.society(city)

    with pytest.raises(Invalid):
        actions.move(make.person(org=city), parent=society, by=SYSTEM, at=make.AT)
    with pytest.raises(Invalid):
        actions.move(society, parent=make.person(org=city), by=SYSTEM, at=make.AT)
    for day in (date(2020, 2, 11), date(2018, 12, 31)):
        with pytest.raises(Invalid):
            actions.move(society, parent=other, since=day, by=SYSTEM, at=make.AT)
    assert parent_of(society, on=make.TODAY) == city


def test_the_closure_equals_a_rebuilt_one() -> None:
    city = make.federation()
    for n in range(3):
        district = make.society(city)
        for _ in range(n):
            make.society(make.society(district))
    actions.move(make.society(city), parent=district, by=SYSTEM, at=make.AT)
    kept = set(Closure.objects.values_list("tree", "ancestor", "descendant", "depth"))

    paths = closure.rebuild(Tree.ADMIN, on=make.TODAY)

    assert set(Closure.objects.values_list("tree", "ancestor", "descendant", "depth")) == kept
    assert paths == len(kept)


def test_a_rebuilt_tree_beside_the_administrative_one_has_only_who_stands_in_it() -> None:
    university, society = make.federation("示例大学"), make.society()
    actions.move(society, parent=university, tree=Tree.PARTY, by=SYSTEM, at=make.AT)

    assert closure.rebuild(Tree.PARTY, on=make.TODAY) == 3
    assert set(below(university, Tree.PARTY)) == {university, society}


def test_a_tie_that_ends_by_itself_leaves_the_tree_at_the_turn_of_the_day() -> None:
    city = make.federation()
    society = make.society(city)
    Tie.objects.filter(src=society, kind=TieKind.CHILD).update(until=date(2020, 3, 1))

    assert chores.refresh_trees(make.AT) == 0
    assert set(below(city)) == {city, society}
    assert chores.refresh_trees(make.AT + timedelta(days=20)) > 0
    assert set(below(city)) == {city}


def test_rebuild_cuts_a_circle_that_no_act_let_in() -> None:
    a, b = make.federation(), make.federation("另一市社科联")
    since = make.LONG_AGO
    for src, dst in ((a, b), (b, a)):
        Tie.objects.create(src=src, dst=dst, kind=TieKind.CHILD, tree=Tree.ADMIN, since=since)

    closure.rebuild(Tree.ADMIN, on=make.TODAY)

    assert set(below(a)) == {a, b}
    assert set(below(a, on=make.TODAY)) == {a, b}


def test_a_tree_a_hundred_deep_and_a_role_at_its_top() -> None:
    top = make.federation()
    body = top
    for _ in range(100):
        body = make.society(body)
    clerk = make.actor(Role.CLERK, over=top)

    assert may_register.check(clerk, body)
    assert below(top).count() == 101


def test_a_role_over_a_body_says_nothing_about_its_siblings() -> None:
    city = make.federation()
    mine, sibling = make.society(city), make.society(city)
    clerk = make.actor(Role.CLERK, over=mine)

    assert set(may_register.visible_to(clerk)) == {mine}
    assert not may_register.check(clerk, sibling)
    assert not may_register.check(clerk, city)


def test_search_by_name_script_width_and_initials() -> None:
    city = make.federation()
    history = actions.add_organisation(
        city, name="示例历史学学会", short="史学会", by=SYSTEM, at=make.AT
    )
    make.society(city, "示例文学学会")

    for text in ("历史", "歷史學", "slls", "SLLSXXH", " 历 史 ", "史学会", "ｓｌｌｓ"):
        assert list(search(text)) == [history], text
    assert list(search("")) == []
    assert list(search("历史", among=below(make.federation("另一市社科联")))) == []


def test_end_tie_holds_until_the_day_before() -> None:
    city = make.federation()
    person = make.person(org=city)
    tie = actions.tie(
        city, src=person, kind=TieKind.EXPERT, since=date(2020, 1, 1), by=SYSTEM, at=make.AT
    )

    actions.end_tie(city, which=tie, until=date(2020, 2, 1), by=SYSTEM, at=make.AT)

    assert tie in held_on(date(2020, 1, 31))
    assert tie not in held_on(date(2020, 2, 1))


def test_tie_twice_at_once_is_refused_and_after_it_ended_is_not() -> None:
    city = make.federation()
    person = make.person(org=city)
    say = {"src": person, "kind": TieKind.EXPERT, "by": SYSTEM, "at": make.AT}
    actions.tie(city, since=date(2018, 1, 1), until=date(2019, 1, 1), **say)

    actions.tie(city, since=date(2019, 1, 1), **say)

    for until in (None, date(2018, 6, 1)):
        with pytest.raises(actions.AlreadyTied):
            actions.tie(city, since=date(2017, 1, 1), until=until, **say)
    assert Tie.objects.filter(kind=TieKind.EXPERT).count() == 2


def test_tie_before_it_begins_or_of_a_kind_with_its_own_act_is_refused() -> None:
    city = make.federation()
    person = make.person(org=city)
    member = Tie.objects.get(src=person)

    for kind in (TieKind.ROLE, TieKind.CHILD):
        with pytest.raises(actions.NotATie):
            actions.tie(city, src=person, kind=kind, by=SYSTEM, at=make.AT)
    with pytest.raises(Invalid):
        actions.tie(
            city,
            src=person,
            kind="expert",
            since=make.TODAY,
            until=make.TODAY,
            by=SYSTEM,
            at=make.AT,
        )
    with pytest.raises(actions.NotATie):
        actions.end_tie(make.federation(), which=member, by=SYSTEM, at=make.AT)
    with pytest.raises(Invalid):
        actions.end_tie(city, which=member, until=date(2009, 1, 1), by=SYSTEM, at=make.AT)


def test_merge_leaves_a_tombstone_and_repoints_nothing() -> None:
    city = make.federation()
    one, two = make.person("示例甲", org=city), make.person("示例甲", org=city)

    actions.merge(one, into=two, by=SYSTEM, at=make.AT)

    assert Tie.objects.filter(src=one).count() == 1
    assert list(search("示例甲")) == [two]


def test_merge_in_a_chain_resolves_to_the_last() -> None:
    city = make.federation()
    one, two, three = (make.person("示例甲", org=city) for _ in range(3))
    actions.merge(two, into=three, by=SYSTEM, at=make.AT)

    actions.merge(one, into=two, by=SYSTEM, at=make.AT)

    assert resolve(Party.objects.get(pk=one.pk)) == three
    assert resolve(three) == three


def test_merge_with_itself_with_another_kind_or_twice_is_refused() -> None:
    city = make.federation()
    one, two = make.person(org=city), make.person(org=city)
    actions.merge(one, into=two, by=SYSTEM, at=make.AT)

    for party, into in ((two, two), (two, city), (one, make.person(org=city)), (two, one)):
        with pytest.raises(actions.CannotMerge):
            actions.merge(party, into=into, by=SYSTEM, at=make.AT)
