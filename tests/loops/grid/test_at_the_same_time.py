"""R17 at the desk: what two people decide about one case never overwrites the other's in silence."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from hypothesis import HealthCheck, given, settings, strategies as st

import make
from browse import client_of, send, text
from core.together import FULL, at_once
from heli.core.access.enums import Role
from heli.core.acts import Actor, Conflict
from heli.core.flow.models import Entry, Step
from heli.loops.grid.actions.screening import reclassify_case, show_case
from heli.loops.grid.actions.stepping import refresh
from heli.loops.grid.enums import Verb
from heli.loops.grid.models import Case
from heli.loops.grid.queries.cases import case_of
from heli.loops.grid.queries.office import codes_of
from heli.shell.forms import issue_key
from loops.grid.deskwork import do
from make_grid import LAMP, LID, RUBBISH, Centre, centre


KINDS = (RUBBISH, LAMP, LID)


@pytest.fixture
def here(tmp_path: Any, settings: Any) -> Any:
    """A centre whose moment is now."""
    settings.HELI_DATA = tmp_path
    with time_machine.travel(make.AT + timedelta(minutes=5), tick=False):
        yield centre()


def opened(who: Actor, entry: Entry, name: str) -> dict[str, str]:
    """A form of a step as a browser shows it: its hidden fields."""
    page = text(client_of(who).get(reverse("grid:step", args=[entry.uid, name])))
    return hidden_in(page)


def hidden_in(page: str) -> dict[str, str]:
    """The hidden fields of a page's form about the case."""
    found = re.findall(r'<input type="hidden" name="(seen|form_key)" value="([^"]+)"', page)
    assert {name for name, _value in found} == {"seen", "form_key"}, page
    return dict(found)


@pytest.mark.django_db
def test_a_form_that_is_sent_again_leads_where_it_led_though_somebody_decided_in_between(
    here: Centre,
) -> None:
    entry, second = here.reported(), make.actor(Role.CLERK, over=here.town)
    mine = opened(here.clerk, entry, "category")

    def sent(category: str) -> Any:
        said = {"category": category, **mine}
        return send(client_of(here.clerk), "grid:step", entry.uid, "category", **said)

    first = sent(LAMP)
    theirs = opened(second, entry, "category")
    send(client_of(second), "grid:step", entry.uid, "category", category=LID, **theirs)

    again = sent(LAMP)

    assert (again.status_code, again.headers["Location"]) == (302, first.headers["Location"])
    assert case_of(entry.uid).case.category == LID, "and nothing is done twice"
    other = sent(LID)
    assert other.status_code == 409, "other content under an old key is no repetition"
    assert "already sent with other content" in text(other)


@pytest.mark.django_db
def test_an_answer_is_for_the_request_that_was_read_and_may_be_sent_again(here: Centre) -> None:
    entry = here.signed()
    until = (here.at + timedelta(days=3)).isoformat()
    do(here.unit_head, entry, "extend", until=until, note="等材料", evidence="采购单")
    page = text(client_of(here.head).get(reverse("grid:decide", args=[entry.uid])))
    asks = dict(re.findall(r'name="(asks|form_key)" value="([^"]+)"', page))
    yes = {"granted": "yes", "note": "同意"}
    first = send(client_of(here.head), "grid:decide", entry.uid, **yes, **asks)
    assert first.status_code == 302, text(first)
    more = (here.at + timedelta(days=5)).isoformat()
    do(here.unit_head, entry, "extend", until=more, note="还要等", evidence="采购单")
    waits = case_of(entry.uid).asked

    again = send(client_of(here.head), "grid:decide", entry.uid, **yes, **asks)

    assert (again.status_code, again.headers["Location"]) == (302, first.headers["Location"])
    stale = {**yes, "asks": asks["asks"]}
    late = send(client_of(here.head), "grid:decide", entry.uid, **stale)
    assert late.status_code == 409, "whoever read the old request does not answer the new one"
    assert case_of(entry.uid).asked == waits


@pytest.mark.django_db
def test_who_comes_second_reads_what_the_first_decided_and_may_still_stay_with_theirs(
    here: Centre,
) -> None:
    entry = here.reported()
    second = make.actor(Role.CLERK, over=here.town)
    mine, theirs = opened(here.clerk, entry, "category"), opened(second, entry, "category")
    send(client_of(here.clerk), "grid:step", entry.uid, "category", category=LAMP, **mine)

    answer = send(client_of(second), "grid:step", entry.uid, "category", category=LID, **theirs)

    page = text(answer)
    assert answer.status_code == 409
    assert case_of(entry.uid).case.category == LAMP, "nothing was overwritten"
    assert here.person(here.clerk).name in page, "the loser reads who"
    assert codes_of(entry).by_code[LAMP].name in page.partition("<form")[2], "and what"
    assert re.search(f'value="{LID}"[^>]* selected', page), "what they chose is still chosen"

    again = send(
        client_of(second), "grid:step", entry.uid, "category", category=LID, **hidden_in(page)
    )

    assert again.status_code == 302, text(again)
    assert case_of(entry.uid).case.category == LID
    told = Step.objects.filter(entry=entry, verb=Verb.RECLASSIFY).order_by("seq")
    assert [step.facts["category"] for step in told] == [LAMP, LID], "both are told for ever"


@pytest.mark.django_db
def test_registering_does_not_undo_what_was_decided_about_showing_it(here: Centre) -> None:
    entry = here.patrolled()
    second = make.actor(Role.CLERK, over=here.town)
    theirs = opened(second, entry, "register")
    show_case(entry, public=False, private=False, by=here.clerk, at=here.at)

    said = {"category": entry.case.category, "public": "on"}
    answer = send(client_of(second), "grid:step", entry.uid, "register", **said, **theirs)

    assert answer.status_code == 409
    assert case_of(entry.uid).case.is_public is False


@pytest.mark.django_db
def test_what_one_did_oneself_and_what_changes_nothing_here_is_no_conflict(here: Centre) -> None:
    entry = here.reported()
    form = opened(here.clerk, entry, "category")
    for chosen in (LAMP, LID):
        sent = {"category": chosen, "seen": form["seen"]}
        assert send(client_of(here.clerk), "grid:step", entry.uid, "category", **sent).status_code == 302  # fmt: skip
    assert case_of(entry.uid).case.category == LID


DECISIONS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(["open", "send"]), st.sampled_from(KINDS)),
    min_size=4,
    max_size=14,
)


@pytest.mark.django_db
@settings(
    max_examples=1000 if FULL else 10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(decisions=DECISIONS)
def test_whoever_opens_and_sends_in_whatever_order_overwrites_nothing_unseen(
    here: Centre, decisions: list[tuple[int, str, str]]
) -> None:
    """Five editors: a decision is taken only from somebody who saw the one before, or was told of it."""
    entry = here.reported()
    editors = [client_of(who) for who in _editors(here)]
    forms: dict[int, dict[str, str]] = {}
    unseen: dict[int, bool] = {}
    stands = entry.case.category
    for editor, what, kind in decisions:
        if what == "open" or editor not in forms:
            page = editors[editor].get(reverse("grid:step", args=[entry.uid, "category"]))
            forms[editor], unseen[editor] = hidden_in(text(page)), False
            continue
        said = {**forms[editor], "form_key": issue_key(), "category": kind}
        answer = send(editors[editor], "grid:step", entry.uid, "category", **said)
        if unseen[editor]:
            assert answer.status_code == 409
            forms[editor], unseen[editor] = hidden_in(text(answer)), False
        else:
            assert answer.status_code == 302, text(answer)
            stands = kind
            unseen = {one: one != editor or unseen[one] for one in unseen}
        assert case_of(entry.uid).case.category == stands


def _editors(here: Centre) -> list[Actor]:
    """The clerks of the desk, five of them, the same each time."""
    found = getattr(here, "editors", None)
    if found is None:
        found = here.editors = [make.actor(Role.CLERK, over=here.town) for _n in range(5)]  # type: ignore[attr-defined]  # kept for this test
    return found


@pytest.mark.django_db(transaction=True)
def test_of_many_who_decide_at_the_same_moment_one_wins_and_the_others_are_told(
    tmp_path: Any, settings: Any
) -> None:
    settings.HELI_DATA = tmp_path
    here = centre()
    entry = here.reported()

    def decide(number: int) -> Step:
        mine = case_of(entry.uid)
        if number % 2:
            return reclassify_case(mine, category=KINDS[number % 3], by=here.clerk, at=here.at)
        return show_case(mine, public=bool(number % 4), private=False, by=here.clerk, at=here.at)

    outcomes = at_once(12, decide)

    done = [one for one in outcomes if isinstance(one, Step)]
    lost = [one for one in outcomes if isinstance(one, Conflict)]
    assert len(done) + len(lost) == 12, outcomes
    assert done
    assert len({one.seq for one in done}) == len(done), "each stands on the one before"
    case = case_of(entry.uid).case
    sorted_ = [one for one in done if one.verb == Verb.RECLASSIFY]
    shown = [one for one in done if one.verb == Verb.SHOW]
    if sorted_:
        assert case.category == max(sorted_, key=lambda one: one.seq).facts["category"]
    if shown:
        told = max(shown, key=lambda one: one.seq).facts["visibility"]
        assert case.is_public is (told == "public")


@pytest.mark.django_db
def test_a_step_does_not_take_back_a_number_from_above_that_came_meanwhile(here: Centre) -> None:
    entry = here.signed()
    stale = case_of(entry.uid)
    assert stale.case.external_number == ""
    Case.objects.filter(entry=entry).update(external_number="SJ-1")
    refresh(stale, at=here.at)
    assert case_of(entry.uid).case.external_number == "SJ-1"
