"""R16: the same transition at the same time; and what else people do at once."""

import pytest

import make
from core.flow import samples
from core.together import FULL, at_once, crowd
from heli.core.acts import SYSTEM, Conflict
from heli.core.flow import engine
from heli.core.flow.models import Call, Entry, Step
from heli.core.journal.models import JournalEntry, Leaf
from heli.core.journal.sequencing import sequence, waiting
from heli.core.journal.verifying import verify_log


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("round_", range(200 if FULL else 3))
def test_the_same_transition_at_once_succeeds_once(round_: int) -> None:
    entry = samples.matter()
    acts = JournalEntry.objects.count()
    n = crowd()

    def handle(_number: int) -> Step:
        mine = Entry.objects.get(pk=entry.pk)
        return samples.move(mine, verb="handle", by=SYSTEM, at=make.AT)

    outcomes = at_once(n, handle)

    won = [one for one in outcomes if isinstance(one, Step)]
    lost = [one for one in outcomes if isinstance(one, (Conflict, engine.NotFromHere))]
    assert (len(won), len(lost)) == (1, n - 1)
    assert {one.status for one in lost} == {409}
    assert Step.objects.filter(entry=entry, tag="sample.handled").count() == 1
    assert JournalEntry.objects.count() == acts + 1


def test_a_form_sent_by_many_at_once_moves_once_and_all_see_the_same_step() -> None:
    entry = samples.matter()

    def handle(_number: int) -> Step:
        mine = Entry.objects.get(pk=entry.pk)
        return samples.move.once("form")(mine, verb="handle", by=SYSTEM, at=make.AT)

    outcomes = at_once(12, handle)

    assert len({one.pk for one in outcomes}) == 1
    assert Step.objects.filter(entry=entry, verb="handle").count() == 1


def test_those_who_come_first_at_once_open_one_standing_call() -> None:
    org = make.federation()

    outcomes = at_once(crowd(), lambda _number: samples.stand(org, by=SYSTEM, at=make.AT))

    assert len({one.pk for one in outcomes}) == 1
    assert Call.objects.filter(issuer=org, is_standing=True).count() == 1


def test_entries_find_their_place_once_whoever_sequences() -> None:
    call = samples.open_call(make.federation(), by=SYSTEM, at=make.AT)

    def write_and_place(number: int) -> None:
        samples.report(call, org=call.issuer, title=str(number), by=SYSTEM, at=make.AT)
        sequence()

    outcomes = at_once(10, write_and_place)
    sequence(thorough=True)

    assert outcomes == [None] * 10
    assert waiting() == 0
    n = JournalEntry.objects.count()
    assert list(Leaf.objects.order_by("seq").values_list("seq", flat=True)) == list(range(n))
    assert verify_log().holds
