"""Whole stories of the field, from a resident's photo to the rating, through the real acts."""

from datetime import timedelta

import pytest

import make
import make_grid
from heli.core.access import actions as access
from heli.core.access.enums import Role
from heli.core.access.queries import actor_for
from heli.core.acts import SYSTEM
from heli.core.flow.guards import NotYet
from heli.core.flow.models import Entry
from heli.loops.grid.actions.checking import check_case, close_cases
from heli.loops.grid.actions.dispatching import (
    ask_return,
    decide_return,
    dispatch_cases,
    sign_case,
)
from heli.loops.grid.actions.merging import merge_cases
from heli.loops.grid.enums import PhotoKind, ReturnReason, Stage, Verb
from heli.loops.grid.queries.cases import case_of
from heli.loops.grid.queries.clocks import clocks_of
from heli.loops.grid.queries.replies import all_reports


pytestmark = pytest.mark.django_db


def test_a_report_goes_the_whole_way_with_its_duplicate() -> None:
    centre = make_grid.centre()
    entry = centre.registered()
    double = centre.reported(text="同一堆垃圾")
    merge_cases([double], into=entry, reply="已有人反映，一并处理。", by=centre.clerk, at=centre.at)

    dispatch_cases([entry], by=centre.dispatcher, at=centre.at)
    assert entry.org == centre.cleaning
    begun = clocks_of(entry, at=centre.at)["handle"]

    ask_return(
        entry,
        reason=ReturnReason.NOT_OUR_DUTY,
        note="不归我们",
        basis="职责规定第9条",
        by=centre.unit_head,
        at=centre.at,
    )
    decide_return(
        entry, granted=False, note="按清单由你单位处理", by=centre.dispatcher, at=centre.at
    )
    assert clocks_of(entry, at=centre.at)["handle"].deadline == begun.deadline

    sign_case(entry, by=centre.handler, at=centre.at)
    centre.hand_in(entry)
    with pytest.raises(NotYet):
        close_like_a_handler(centre, entry)
    centre.check(entry, "fail", after=timedelta(hours=1))
    assert entry.state == Stage.HANDLING
    assert clocks_of(entry, at=centre.at)["handle"].deadline == begun.deadline

    centre.hand_in(entry, after=timedelta(hours=2))
    centre.check(entry, after=timedelta(hours=3))
    close_cases([entry], reply="已清理干净。", by=centre.clerk, at=centre.later(hours=4))

    assert entry.state == Stage.CLOSED
    for report in all_reports(entry):
        replies = report.entry.steps.filter(verb=Verb.REPLY, facts__report=str(report.uid))
        assert "已清理干净。" in [step.note for step in replies]
    assert case_of(double.uid).state == Stage.MERGED


def close_like_a_handler(centre: make_grid.Centre, entry: Entry) -> None:
    """The head of the unit checks their own work."""
    access.grant_role(
        centre.town, to=centre.person(centre.unit_head), role=Role.CHECKER, by=SYSTEM, at=centre.at
    )
    who = actor_for(centre.person(centre.unit_head), on=make.TODAY)
    photos = [make_grid.shot(PhotoKind.CHECK)]
    check_case(entry, result="pass", photos=photos, by=who, at=centre.at)
