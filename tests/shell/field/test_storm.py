"""Many phones over a bad network, held against a model of what must become of each operation (R20).

``HELI_FULL=1`` is 20 phones and 5,000 operations; the usual run is a sample.
"""

import os
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
import time_machine

import make
from browse import client_of
from heli.core.acts import Actor
from heli.core.files.models import File
from shell.field import offhand
from shell.field.offhand import Phone, operation


pytestmark = pytest.mark.django_db
PHONES, OPERATIONS = (20, 5_000) if os.environ.get("HELI_FULL") == "1" else (5, 150)
LOST, TIMES = 0.3, 3
"""Share of requests, and of answers, that never arrive; how often each batch is sent at most."""


@dataclass
class Model:
    """What a server does that does everything once: a few lines, to be believed by reading."""

    done: dict[str, str] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)

    def take(self, batch: list[dict[str, Any]]) -> list[str]:
        """What must come back for a batch, in its order."""
        stopped: set[str] = set()
        return [self._one(one, stopped) for one in batch]

    def _one(self, one: dict[str, Any], stopped: set[str]) -> str:
        id_, subject = one["id"], one["subject"]
        if subject in stopped:
            return "held"
        if id_ not in self.done and subject in self.closed:
            stopped.add(subject)
            return "returned"
        self.done[id_] = subject + one["said"]["title"][0]
        return "delivered"


@dataclass
class Holder:
    """Somebody outdoors with a phone whose clock is wrong."""

    who: Actor
    phone: Phone
    left: list[dict[str, Any]]
    sent: list[list[dict[str, Any]]] = field(default_factory=list)
    conflicts: set[str] = field(default_factory=set)

    def hear(self, outcomes: list[dict[str, Any]]) -> None:
        """An answer that arrived: delivered and returned ones are off the list, the others wait."""
        states = {one["id"]: one["state"] for one in outcomes}
        self.conflicts |= {one["id"] for one in outcomes if one["conflict"]}
        over = {id_ for id_, state in states.items() if state in {"delivered", "returned"}}
        self.left = [one for one in self.left if one["id"] not in over]


def holders(chance: random.Random) -> list[Holder]:
    """Everybody has as much to deliver; matters are shared, so that they meet on them."""
    found = []
    for n in range(PHONES):
        skew = timedelta(seconds=chance.randint(-86_400, 86_400))
        mine = [
            operation(
                f"{n}-{k}",
                subject=f"S{chance.randrange(OPERATIONS // 10)}",
                captured_at=(make.AT + skew + timedelta(minutes=k)).isoformat(),
            )
            for k in range(OPERATIONS // PHONES)
        ]
        who = make.actor()
        found.append(Holder(who, Phone(client_of(who)), mine))
    return found


def exchange(one: Holder, batch: list[dict[str, Any]], model: Model, chance: random.Random) -> None:
    """Send a batch up to three times; each time the request or the answer may be lost."""
    for _again in range(chance.randint(1, TIMES)):
        if chance.random() < LOST:
            continue
        outcomes = one.phone.deliver(*batch)
        assert [found["state"] for found in outcomes] == model.take(batch)
        if chance.random() >= LOST:
            one.hear(outcomes)


def test_many_phones_over_a_bad_network_do_what_the_model_says(
    tmp_path: Any, settings: Any
) -> None:
    settings.HELI_DATA = tmp_path
    chance, model = random.Random(20), Model()  # noqa: S311  -- a storm, no secret
    offhand.closed.clear()
    with time_machine.travel(make.AT + timedelta(hours=1), tick=False):
        everybody = holders(chance)
    while waiting := [one for one in everybody if one.left]:
        one = chance.choice(waiting)
        # Batches come as they like; within one, operations stand in the order of their ids.
        some = chance.sample(one.left, min(len(one.left), chance.randint(1, 20)))
        batch = sorted(some, key=lambda line: line["id"])
        one.sent.append(batch)
        # The server's own clock is put right in between, by up to a day.
        moment = make.AT + timedelta(hours=1, minutes=chance.randint(-1440, 1440))
        with time_machine.travel(moment, tick=False):
            # No sign-in outlives such a clock; what waits on the phone does.
            one.phone.client = client_of(one.who)
            exchange(one, batch, model, chance)
            exchange(one, chance.choice(one.sent), model, chance)
        if chance.random() < 0.2:
            model.closed.add(f"S{chance.randrange(OPERATIONS // 10)}")
            offhand.closed.update(model.closed)

    names = Counter(File.objects.values_list("name", flat=True))
    assert names == Counter(model.done.values())
    assert set(names.values()) == {1}
    made = {line["id"] for one in everybody for batch in one.sent for line in batch}
    shown = set().union(*(one.conflicts for one in everybody))
    assert shown == made - model.done.keys()
    assert len(shown) > OPERATIONS / 50

    for one in everybody:
        one.phone.client = client_of(one.who)
        for batch in one.sent[:: max(1, len(one.sent) // 10)]:
            one.phone.deliver(*batch)
    assert Counter(File.objects.values_list("name", flat=True)) == names
