"""Hypothesis walks through the flow: whatever happens in whatever order, the sums stay right."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db.models import Count, Sum
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

import make
from core.flow import samples
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Refusal
from heli.core.flow.actions import undo_steps
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry, Step
from heli.core.flow.queries import steps_with_content
from heli.core.flow.recording import content_of
from heli.core.journal.models import JournalEntry
from heli.kit import canonical


VERBS = [way.verb for way in samples.SAMPLE.transitions]


class Walk(RuleBasedStateMachine):
    """Two people move three entries, one of them with what they read a while ago."""

    def __init__(self) -> None:
        super().__init__()
        call = samples.open_call(make.federation(), by=SYSTEM, at=make.AT)
        self.keys = [samples.matter(call).pk for _ in range(3)]
        self.stale = {key: Entry.objects.get(pk=key) for key in self.keys}
        self.clerk = make.actor(Role.CLERK)
        self.now = make.AT
        self.started = JournalEntry.objects.count()
        self.done = 0

    def do(self, what: object) -> None:
        try:
            what()  # type: ignore[operator]
        except Refusal:
            return
        self.done += 1

    @rule(n=st.integers(0, 2), verb=st.sampled_from(VERBS), stars=st.sampled_from(["", "5"]))
    def move(self, n: int, verb: str, stars: str) -> None:
        entry = Entry.objects.get(pk=self.keys[n])
        told = {"note": "说明", "facts": {"stars": stars}}
        self.do(lambda: samples.move(entry, verb=verb, by=self.clerk, at=self.now, **told))

    @rule(n=st.integers(0, 2), verb=st.sampled_from(VERBS))
    def move_what_was_read_before(self, n: int, verb: str) -> None:
        entry = self.stale[self.keys[n]]
        before = Entry.objects.get(pk=entry.pk).seq
        if entry.seq != before:
            with pytest.raises(Refusal):
                samples.move(entry, verb=verb, by=SYSTEM, at=self.now, note="说明")
            return
        self.do(lambda: samples.move(entry, verb=verb, by=SYSTEM, at=self.now, note="说明"))

    @rule(verb=st.sampled_from(VERBS), n=st.integers(1, 3))
    def move_several(self, verb: str, n: int) -> None:
        entries = list(Entry.objects.filter(pk__in=self.keys[:n]))
        self.do(
            lambda: samples.move_many(entries, verb=verb, by=self.clerk, at=self.now, note="说明")
        )

    @rule(n=st.integers(0, 2))
    def take_back(self, n: int) -> None:
        step = Step.objects.filter(entry=self.keys[n]).order_by("-seq")[0]
        self.do(lambda: undo_steps([step], by=self.clerk, at=self.now))

    @rule(minutes=st.integers(1, 90))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @invariant()
    def every_entry_stands_where_its_last_step_left_it(self) -> None:
        for entry in Entry.objects.filter(pk__in=self.keys):
            steps = list(entry.steps.order_by("seq"))
            assert [step.seq for step in steps] == list(range(1, len(steps) + 1))
            assert (entry.state, entry.seq) == (steps[-1].to_state, len(steps))
            assert entry.is_open == flow_of(entry.flow).state(entry.state).is_open
            assert (entry.closed_at is None) == entry.is_open
            for before, after in pairwise(steps):
                assert after.from_state == before.to_state

    @invariant()
    def sums_count_what_was_not_taken_back(self) -> None:
        undone = set(Step.objects.filter(reverses__isnull=False).values_list("reverses", flat=True))
        live = [
            step for step in Step.objects.all() if step.pk not in undone and not step.reverses_id
        ]
        for row in Step.objects.values("tag").annotate(n=Sum("sign")):
            assert row["n"] == len([step for step in live if step.tag == row["tag"]])
        counted = Step.objects.filter(first=True).exclude(tag="")
        for row in counted.values("tag").annotate(n=Sum("sign"), entries=Count("entry")):
            assert row["n"] == len({s.entry_id for s in live if s.tag == row["tag"]})

    @invariant()
    def what_an_entry_remembers_is_what_was_counted(self) -> None:
        for entry in Entry.objects.filter(pk__in=self.keys):
            tags = entry.steps.exclude(tag="").values("tag").annotate(n=Sum("sign"))
            assert entry.counted == {row["tag"]: row["n"] for row in tags if row["n"]}

    @invariant()
    def every_step_is_what_its_act_told_the_journal(self) -> None:
        effects = dict(JournalEntry.objects.values_list("uid", "effects"))
        for step in steps_with_content(Step.objects.all()):
            assert canonical.digest(content_of(step)) == step.sha256
            assert [f"flow.step:{step.uid}", step.sha256] in effects[step.act]
        assert JournalEntry.objects.count() == self.started + self.done


Walk.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


class TestWalks(Walk.TestCase, TestCase):
    """Each walk in a transaction of its own."""
