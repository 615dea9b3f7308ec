"""The flows as data: sound, worded in both languages, with every transition of the specification."""

import pytest

from heli.core.flow.lint import faults
from heli.loops.grid.enums import Stage, Verb
from heli.loops.grid.flows import APPEAL_FLOW, ASSIST_FLOW, CASE_FLOW, SUMMARY_FLOW


@pytest.mark.parametrize("flow", [CASE_FLOW, ASSIST_FLOW, APPEAL_FLOW, SUMMARY_FLOW])
def test_every_flow_is_sound(flow: object) -> None:
    assert faults(flow) == []  # type: ignore[arg-type]


def test_every_stage_and_verb_is_used() -> None:
    assert {state.code for state in CASE_FLOW.states} == set(Stage)
    assert {way.verb for way in CASE_FLOW.transitions} == set(Verb)
