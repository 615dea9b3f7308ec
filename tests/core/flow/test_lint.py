from dataclasses import replace

import pytest
from django.utils.translation import gettext_lazy as _, override

from core.flow.samples import SAMPLE
from heli.core.flow import documents, versions
from heli.core.flow.definitions import Flow, State, StateKind, all_flows, current, flow_of, register
from heli.core.flow.lint import faults


def changed(verb: str, /, **more: object) -> Flow:
    ways = tuple(replace(way, **more) if way.verb == verb else way for way in SAMPLE.transitions)
    return replace(SAMPLE, transitions=ways)


def stated(code: str, /, **more: object) -> Flow:
    states = tuple(replace(one, **more) if one.code == code else one for one in SAMPLE.states)
    return replace(SAMPLE, states=states)


def test_a_sound_definition_has_no_faults() -> None:
    assert faults(SAMPLE) == []


WRONG = [
    (replace(SAMPLE, initial="nowhere"), "the initial state nowhere does not exist"),
    (changed("close", target="gone"), "close leads to gone, which does not exist"),
    (changed("close", sources=("gone",)), "close comes from gone, which does not exist"),
    (changed("close", sources=()), "close comes from nowhere"),
    (changed("close", verb="handle"), "verb handle twice"),
    (stated("closed", code="refused"), "state refused twice"),
    (changed("close", verb="undo"), "undo is a verb of the engine"),
    (changed("close", verb="x" * 25), f"verb {'x' * 25} is too long"),
    (stated("closed", code="x" * 25), f"state {'x' * 25} is too long"),
    (changed("close", counts_as="x" * 41), f"the tag {'x' * 41} is too long"),
    (replace(SAMPLE, code="x" * 41), f"the code {'x' * 41} is too long"),
    (changed("refuse", target="closed"), "nothing leads to refused"),
    (changed("close", who=()), "nobody may close"),
    (changed("close", who=("boss",)), "close: who is boss?"),
    (stated("received", awaits=("boss@org",)), "received awaits boss@org: who?"),
    (stated("received", label=_("no such msgid")), "received has no wording in zh-hans"),
    (stated("received", label=""), "received has no wording in en"),
]


@pytest.mark.parametrize(("flow", "fault"), WRONG, ids=[fault for _flow, fault in WRONG])
def test_a_fault_is_named(flow: Flow, fault: str) -> None:
    assert fault in faults(flow)


def test_a_state_that_leads_to_no_end_is_named() -> None:
    kept = tuple(way for way in SAMPLE.transitions if way.verb not in ("close", "judge"))

    assert "nothing leads from handled to an end" in faults(replace(SAMPLE, transitions=kept))


def test_a_flow_without_an_end_is_named() -> None:
    states = tuple(replace(one, kind=StateKind.OPEN) for one in SAMPLE.states)

    assert "nothing ever ends: there is no final or negative state" in faults(
        replace(SAMPLE, states=states)
    )


def test_wording_is_only_asked_for_when_it_is_asked_for() -> None:
    assert faults(stated("received", label=_("no such msgid")), worded=False) == []


def test_the_newest_version_is_the_one_new_entries_start_with() -> None:
    old = register(replace(SAMPLE, code="sample.versioned", version=1))
    new = register(replace(old, version=2))
    register(old)

    assert current("sample.versioned") is new
    assert flow_of("sample.versioned@1") is old
    assert [one for one in all_flows() if one.code == "sample.versioned"] == [old, new]
    with pytest.raises(KeyError):
        old.transition("fly")
    with pytest.raises(KeyError):
        old.state("limbo")


def test_a_definition_is_kept_in_english_whatever_language_is_active() -> None:
    with override("zh-hans"):
        kept = versions.as_data(SAMPLE)

    assert kept["label"] == "Clerk"
    assert kept["transitions"][4]["counts_as"] == "_praised"
    assert kept["transitions"][2]["limit"] == [3, "work_day"]


def test_a_definition_draws_itself() -> None:
    with override("en"):
        page = documents.markdown(SAMPLE)

    lines = page.splitlines()
    assert lines[0] == "## Clerk (`sample.matter@1`)"
    assert "    [*] --> received" in lines
    assert "    received --> handled: Clerk" in lines
    assert "    handled --> handled: Clerk" in lines
    assert "    refused --> [*]" in lines
    assert "| `handled` | Clerk | Clerk | positive | `@handler` |" in lines
    assert (
        "| `handle` | Clerk | `received`, `waiting` | `handled` | `clerk`, `@handler` |  |"
        " `sample.handled` | 3 work_day |"
    ) in lines
    assert "`_praised()`" in page


def test_a_state_says_whether_it_is_open() -> None:
    assert [one.is_open for one in SAMPLE.states] == [True, True, True, False, False]
    assert State("x", "x", "x").is_open
