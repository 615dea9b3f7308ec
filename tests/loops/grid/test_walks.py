"""Hypothesis walks through casework: whatever is tried in whatever order, the invariants hold."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

from django.db.models import Q, QuerySet
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

import make_grid
from heli.core.acts import SYSTEM, Actor, Refusal
from heli.core.flow.checking import verify_steps
from heli.core.flow.clocks import standing, stays
from heli.core.flow.models import Entry
from heli.loops.grid.actions.checking import close_cases
from heli.loops.grid.actions.dispatching import ask_return, decide_return, dispatch_cases, sign_case
from heli.loops.grid.actions.drafts import Draft
from heli.loops.grid.actions.handling import ask_extension, decide_extension, resume_case
from heli.loops.grid.actions.merging import merge_cases, unmerge_case
from heli.loops.grid.actions.overseeing import ask_void, decide_void
from heli.loops.grid.actions.reporting import report
from heli.loops.grid.actions.screening import (
    reclassify_case,
    record_finding,
    refuse_case,
    register_cases,
    verify_case,
    void_case,
)
from heli.loops.grid.actions.visiting import ask_reopen, decide_reopen, record_visit
from heli.loops.grid.actions.watching import watch_cases
from heli.loops.grid.enums import Stage, Verb
from heli.loops.grid.models import Report
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.queries.clocks import clocks_of, next_of
from heli.loops.grid.queries.people import HANDLING_VERBS, did


ENDS = (Stage.CLOSED, Stage.ARCHIVED, Stage.REFUSED, Stage.VOID, Stage.MERGED, Stage.SELF_HANDLED)
STAFF = ("clerk", "dispatcher", "head", "leader", "checker", "handler", "unit_head")
SORTS = {
    "refuse": lambda c, e, by: refuse_case(
        e, reason="not_ours", reply="不属受理范围", by=by, at=c.at
    ),
    "verify": lambda c, e, by: verify_case(e, assignee=c.person(c.checker), by=by, at=c.at),
    "find": lambda c, e, by: record_finding(e, finding="exists", by=by, at=c.at),
    "register": lambda c, e, by: register_cases([e], by=by, at=c.at),
    "sort": lambda c, e, by: reclassify_case(e, category="06042", by=by, at=c.at),
    "dispatch": lambda c, e, by: dispatch_cases([e], by=by, at=c.at),
    "sign": lambda c, e, by: sign_case(e, by=by, at=c.at),
    "ask_return": lambda c, e, by: ask_return(
        e, reason="not_our_area", note="不在", by=by, at=c.at
    ),
    "return": lambda c, e, by: decide_return(e, granted=True, note="同意", by=by, at=c.at),
    "keep": lambda c, e, by: decide_return(e, granted=False, note="不同意", by=by, at=c.at),
    "ask_more": lambda c, e, by: ask_extension(
        e, until=c.later(days=9), note="缺件", evidence="单据", by=by, at=c.at
    ),
    "give_more": lambda c, e, by: decide_extension(e, granted=True, by=by, at=c.at),
    "resume": lambda c, e, by: resume_case(e, by=by, at=c.at),
    "hand_in": lambda c, e, by: c.hand_in(e),
    "pass": lambda c, e, by: c.check(e),
    "fail": lambda c, e, by: c.check(e, "fail"),
    "close": lambda c, e, by: close_cases([e], reply="已办", by=by, at=c.at),
    "visit": lambda c, e, by: record_visit(
        e, report=e.reports.first(), contacted=True, solved=False, by=by, at=c.at
    ),
    "ask_reopen": lambda c, e, by: ask_reopen(e, note="未解决", by=by, at=c.at),
    "reopen": lambda c, e, by: decide_reopen(e, granted=True, by=by, at=c.at),
    "void": lambda c, e, by: void_case(e, note="测试", reply="误报", by=by, at=c.at),
    "ask_void": lambda c, e, by: ask_void(e, note="误报", by=by, at=c.at),
    "grant_void": lambda c, e, by: decide_void(e, granted=True, note="同意", by=by, at=c.at),
    "unmerge": lambda c, e, by: unmerge_case(e, by=by, at=c.at),
}
NEXT = {
    "reported": ["verify", "sort", "refuse", "void"],
    "verifying": ["find", "register"],
    "registered": ["dispatch", "void"],
    "dispatched": ["sign", "ask_return", "return", "keep"],
    "handling": ["hand_in", "ask_more", "give_more", "ask_void"],
    "handled": ["pass", "fail", "ask_void", "grant_void"],
    "checked": ["close"],
    "closed": ["visit", "ask_reopen", "reopen"],
    "merged": ["unmerge"],
}


class Walk(RuleBasedStateMachine):
    """A centre whose people try this and that on three matters."""

    def __init__(self) -> None:
        super().__init__()
        self.centre = make_grid.centre(unit_confirms=False)
        self.drafts: list[Draft] = []
        for _n in range(2):
            self.file()

    def file(self) -> None:
        """Somebody reports something."""
        draft = self.centre.draft()
        self.drafts.append(draft)
        report(self.centre.call, draft=draft, by=make_grid.ANYBODY, at=self.centre.at)

    def cases(self) -> QuerySet[Entry]:
        """The cases of this walk."""
        return cases().filter(call=self.centre.call)

    def entry(self, n: int) -> Entry:
        """One of the cases, as it stands now."""
        found = list(self.cases().order_by("pk"))
        return found[n % len(found)]

    def attempt(self, doing: Callable[[], object]) -> None:
        """Do it, or be refused."""
        try:
            doing()
        except Refusal:
            return

    @rule(n=st.integers(0, 2), pick=st.integers(0, 5), who=st.sampled_from(STAFF))
    def somebody_tries_what_comes_next(self, n: int, pick: int, who: str) -> None:
        entry = self.entry(n)
        names = NEXT.get(entry.state, ["void"])
        self.try_it(entry, names[pick % len(names)], who)

    @rule(n=st.integers(0, 2), name=st.sampled_from(sorted(SORTS)), who=st.sampled_from(STAFF))
    def somebody_tries_anything(self, n: int, name: str, who: str) -> None:
        self.try_it(self.entry(n), name, who)

    @rule(n=st.integers(0, 2), steps=st.integers(1, 8))
    def it_goes_on_as_it_should(self, n: int, steps: int) -> None:
        way = ["verify", "find", "register", "dispatch", "sign", "hand_in", "pass", "close"]
        who = [
            "clerk",
            "checker",
            "clerk",
            "dispatcher",
            "handler",
            "unit_head",
            "checker",
            "clerk",
        ]
        for name, one in list(zip(way, who, strict=True))[:steps]:
            self.try_it(self.entry(n), name, one)

    def try_it(self, entry: Entry, name: str, who: str) -> None:
        """One act by one person."""
        by: Actor = getattr(self.centre, who)
        self.attempt(lambda: SORTS[name](self.centre, entry, by))

    @rule(n=st.integers(0, 2), m=st.integers(0, 2))
    def two_are_merged(self, n: int, m: int) -> None:
        one, other = self.entry(n), self.entry(m)
        clerk, at = self.centre.clerk, self.centre.at
        self.attempt(lambda: merge_cases([one], into=other, reply="并案", by=clerk, at=at))

    @rule(n=st.integers(0, 9))
    def a_report_is_sent_again(self, n: int) -> None:
        draft = self.drafts[n % len(self.drafts)]
        report(self.centre.call, draft=draft, by=make_grid.ANYBODY, at=self.centre.at)

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        self.centre.at += timedelta(hours=hours)
        watch_cases(list(self.cases()), by=SYSTEM, at=self.centre.at)

    @invariant()
    def every_state_follows_from_the_log(self) -> None:
        """I1 and I6: steps are as the journal has them, and give state, clocks and place in the queue."""
        assert list(verify_steps()) == []
        for entry in self.cases():
            steps = standing(entry.steps.order_by("seq"))
            assert steps[-1].to_state == entry.state
            soon = next_of(entry, clocks_of(entry, at=self.centre.at))
            assert entry.case.due_at == (soon.at if soon else None)
            assert entry.case.state == entry.state

    @invariant()
    def hands_stay_apart(self) -> None:
        """I2: no checker handled it, nobody answers their own request."""
        for entry in self.cases():
            steps = standing(entry.steps.order_by("seq"))
            assert not did(steps, Verb.PASS, Verb.FAIL) & did(steps, *HANDLING_VERBS)
            for asked, *granted in (
                (Verb.ASK_RETURN, Verb.UPHOLD_RETURN),
                (Verb.ASK_EXTENSION, Verb.GRANT_EXTENSION),
                (Verb.ASK_VOID, Verb.GRANT_VOID),
                (Verb.ASK_REOPEN, Verb.REOPEN),
            ):
                last = None
                for step in steps:
                    last = step.actor_id if step.verb == asked else last
                    assert step.verb not in granted or step.actor_id != last

    @invariant()
    def every_end_has_an_answer_for_each_report(self) -> None:
        """I3 and I4: every report lies with a case, and was answered when that ended."""
        assert Report.objects.filter(entry__call=self.centre.call).count() == len(self.drafts)
        for entry in self.cases().filter(state__in=ENDS):
            for one in Report.objects.filter(Q(entry=entry) | Q(entry__merged_into=entry)):
                assert one.entry.steps.filter(verb=Verb.REPLY, facts__report=str(one.uid)).exists()

    @invariant()
    def stages_fill_the_whole_time(self) -> None:
        """I5: the stays follow each other without a gap."""
        for entry in self.cases():
            been = stays(entry.steps.order_by("seq"))
            assert all(a.until == b.since for a, b in pairwise(been))
            assert been[-1].until is None


Walk.TestCase.settings = settings(
    max_examples=6,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


class TestWalks(Walk.TestCase, TestCase):
    """Each walk in a transaction of its own."""
