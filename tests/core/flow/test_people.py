"""Who may do what with an entry, and in whose inbox it lies: read off the definition alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from core.flow import samples
from heli.core.access.enums import Role
from heli.core.acts import ANONYMOUS, SYSTEM, Actor, Conflict, Invalid, Lookup, Refusal
from heli.core.flow import working
from heli.core.flow.models import Assignment, Entry, Review
from heli.core.flow.policies import may_move
from heli.core.flow.queries import inbox, links_from, links_to, possible
from heli.core.flow.working import Question
from heli.core.journal.refs import name_of
from heli.core.parties.models import Party


pytestmark = pytest.mark.django_db
SAY = {"by": SYSTEM, "at": make.AT}


def verbs(entry: Entry, actor: Actor) -> list[str]:
    return [way.verb for way in possible(entry, actor)]


@pytest.fixture
def city(db: None) -> Party:
    return make.federation()


@pytest.fixture
def society(city: Party) -> Party:
    return make.society(city)


@pytest.fixture
def author(society: Party) -> Party:
    return make.person(org=society)


@pytest.fixture
def matter(city: Party, society: Party, author: Party) -> Entry:
    return samples.matter(samples.open_call(city, **SAY), org=society, party=author)


def test_the_clerk_of_the_issuer_finds_it_in_the_inbox_and_may_act(
    city: Party, society: Party, matter: Entry
) -> None:
    clerk = make.actor(Role.CLERK, over=city)

    assert list(inbox(clerk)) == [matter]
    assert verbs(matter, clerk) == ["ask", "handle", "refuse"]


def test_others_find_nothing_and_may_do_nothing(city: Party, society: Party, matter: Entry) -> None:
    strangers = [
        ANONYMOUS,
        make.actor(over=city),
        make.actor(Role.EDITOR, over=city),
        make.actor(Role.CLERK, over=society),
        make.actor(Role.CLERK, over=make.society(city)),
        make.actor(Role.CLERK, over=make.federation("另一市社科联")),
    ]

    assert [list(inbox(one)) for one in strangers] == [[]] * 6
    assert [verbs(matter, one) for one in strangers] == [[]] * 6


def test_who_found_it_with_the_answers_is_offered_the_same_without_asking(
    city: Party, society: Party, author: Party, matter: Entry
) -> None:
    every = [may_move(samples.SAMPLE, one.verb) for one in samples.SAMPLE.transitions]
    see, rows = may_move(samples.SAMPLE, "handle"), Lookup(Entry.objects.all(), "pk")
    clerk, liaison = make.actor(Role.CLERK, over=city), make.actor(Role.LIAISON, over=society)
    for state in ("ask", "handle"):
        found = see.find(clerk, rows, matter.pk, also=every)
        assert found is not None
        with CaptureQueriesContext(connection) as asked:
            offered = verbs(found, clerk)
        assert len(asked) == 0
        assert offered == verbs(matter, clerk) != []
        assert verbs(found, liaison) == verbs(matter, liaison)
        samples.move(matter, verb=state, note="？", **SAY)


def test_the_author_and_the_clerk_of_their_body_are_asked(
    city: Party, society: Party, author: Party, matter: Entry
) -> None:
    samples.move(matter, verb="ask", note="？", **SAY)
    theirs = [
        make.actor(who=author),
        make.actor(Role.CLERK, over=society),
        make.actor(Role.CLERK, over=city),
    ]

    assert [list(inbox(one)) for one in theirs] == [[matter]] * 3
    assert [verbs(matter, one) for one in theirs] == [
        ["answer"],
        ["answer"],
        ["answer", "handle", "refuse"],
    ]
    liaison = make.actor(Role.LIAISON, over=society)
    assert verbs(matter, liaison) == ["answer"]
    assert verbs(matter, make.actor(Role.LIAISON, over=make.society(city))) == []


def test_a_coauthor_is_an_author_and_no_handler(society: Party, matter: Entry) -> None:
    coauthor = make.person(org=society)
    samples.assign(matter, to=coauthor, role="author", **SAY)
    samples.move(matter, verb="ask", note="？", **SAY)

    assert verbs(matter, make.actor(who=coauthor)) == ["answer"]


def test_the_handler_finds_what_was_handled_until_it_is_handed_over(
    city: Party, matter: Entry
) -> None:
    first, second = make.person(org=city), make.person(org=city)
    assignment = samples.assign(matter, to=first, role="handler", **SAY)
    assert samples.assign(matter, to=first, role="handler", **SAY) == assignment
    samples.move(matter, verb="handle", **SAY)
    assert list(inbox(make.actor(who=first))) == [matter]

    new = samples.hand_over(assignment, to=second, **SAY)

    assert list(inbox(make.actor(who=first))) == []
    assert list(inbox(make.actor(who=second))) == [matter]
    assignment.refresh_from_db()
    assert (assignment.state, assignment.handover_to) == ("handed_over", new)
    with pytest.raises(Conflict):
        samples.end(assignment, **SAY)
    samples.end(new, **SAY)
    assert verbs(matter, make.actor(who=second)) == []


def test_an_assignment_of_one_kind_allows_what_names_it(city: Party, matter: Entry) -> None:
    visitor = make.person(org=city)
    samples.assign(matter, to=visitor, role="visitor", **SAY)
    samples.move(matter, verb="handle", **SAY)

    assert verbs(matter, make.actor(who=visitor)) == ["note_visit"]


def test_a_closed_entry_lies_in_no_inbox(city: Party, matter: Entry) -> None:
    clerk = make.actor(Role.CLERK, over=city)

    samples.move(matter, verb="refuse", note="重复", **SAY)

    assert list(inbox(clerk)) == []


def test_the_inbox_of_some_flows_only(city: Party, matter: Entry) -> None:
    clerk = make.actor(Role.CLERK, over=city)

    assert list(inbox(clerk, flows=[samples.SAMPLE])) == [matter]
    assert list(inbox(clerk, flows=[])) == []


def test_the_inbox_costs_one_query_for_one_and_for_three(city: Party, matter: Entry) -> None:
    clerk = make.actor(Role.CLERK, over=city)

    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            page = list(inbox(clerk)[:50])
            assert [(one.title, one.org.name) for one in page]
        assert len(captured) == 1
        samples.matter(matter.call)
        samples.matter(matter.call)
    assert inbox(clerk).count() == 5


def test_the_buttons_cost_one_query(city: Party, matter: Entry) -> None:
    clerk = make.actor(Role.CLERK, over=city)

    with CaptureQueriesContext(connection) as captured:
        assert verbs(matter, clerk) == ["ask", "handle", "refuse"]
    assert len(captured) == 1
    assert verbs(matter, SYSTEM) == ["ask", "handle", "refuse"]


@pytest.mark.parametrize("verb", [way.verb for way in samples.SAMPLE.transitions])
def test_the_policy_of_a_transition_says_the_same_as_the_buttons(
    city: Party, society: Party, author: Party, verb: str
) -> None:
    call = samples.open_call(city, **SAY)
    matter = samples.matter(call, org=society, party=author)
    other = samples.matter(samples.open_call(society, **SAY), org=city)
    people = [
        make.actor(Role.CLERK, over=city),
        make.actor(Role.CLERK, over=society),
        make.actor(Role.LIAISON, over=society),
        make.actor(who=author),
        ANONYMOUS,
    ]
    policy = may_move(samples.SAMPLE, verb)

    for entry in (matter, other):
        for actor in people:
            allowed = bool(policy.check(actor, entry))
            assert (entry in policy.visible_to(actor)) == allowed
            here = [way.verb for way in samples.SAMPLE.leaving(entry.state)]
            if verb in here:
                assert (verb in verbs(entry, actor)) == allowed
    assert policy.name.endswith(f"may_{verb}")


QUESTIONS = [
    Question("worth", "学术价值", 0, 10, required=True),
    Question("style", "文字", 0, 5),
]


def test_a_review_keeps_the_questions_as_they_were_asked(city: Party, matter: Entry) -> None:
    reviewer = make.person(org=city)
    asked = list(QUESTIONS)

    made = samples.review(matter, reviewer=reviewer, questions=asked, scores={"worth": 8}, **SAY)
    asked[0] = Question("worth", "另一个问题", 0, 10)

    stored = Review.objects.get(pk=made.pk)
    assert [Question(**one) for one in stored.questions] == QUESTIONS
    assert stored.scores == {"worth": 8}
    with pytest.raises(working.AlreadySubmitted):
        samples.review(matter, reviewer=reviewer, questions=QUESTIONS, scores={"worth": 9}, **SAY)
    samples.review(
        matter, reviewer=reviewer, questions=QUESTIONS, scores={"worth": 9}, round_=2, **SAY
    )


@pytest.mark.parametrize(
    ("scores", "refusal"),
    [
        ({}, Invalid),
        ({"worth": 11}, working.OutOfScale),
        ({"worth": -1}, working.OutOfScale),
        ({"worth": 1, "unknown": 1}, Invalid),
    ],
)
def test_a_review_off_its_scale_is_refused(
    city: Party, matter: Entry, scores: dict[str, int], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        samples.review(
            matter, reviewer=make.person(org=city), questions=QUESTIONS, scores=scores, **SAY
        )

    assert Review.objects.count() == 0


def test_a_reviewer_with_a_conflict_of_interest_gives_no_scores(city: Party, matter: Entry) -> None:
    made = samples.review(
        matter,
        reviewer=make.person(org=city),
        questions=QUESTIONS,
        scores={},
        has_conflict_of_interest=True,
        **SAY,
    )

    assert made.has_conflict_of_interest


def test_links_are_found_from_both_ends_and_written_once(matter: Entry) -> None:
    other = samples.matter(matter.call)

    one = samples.link(matter, kind="answers", dst=other, **SAY)
    assert samples.link(matter, kind="answers", dst=other, **SAY) == one

    assert list(links_from(name_of(matter))) == [one]
    assert list(links_to(name_of(other), "answers")) == [one]
    assert list(links_from(name_of(matter), "supersedes")) == []
    assert list(links_to(name_of(matter))) == []


def test_what_is_shared_writes_only_inside_an_act(matter: Entry) -> None:
    with pytest.raises(LookupError):
        working.assign(matter, matter.org, "handler", at=make.AT)
    assert Assignment.objects.count() == 0
