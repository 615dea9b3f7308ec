"""A firm that wants to resume work is checked by a list (复工核查), until every item passes."""

from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.flow.definitions import Flow, Limit, State, StateKind, Transition
from heli.kit.worktime import Clock
from heli.loops.services.enums import CheckStage, Tag, Verb
from heli.loops.services.flows.roles import OFFICE


_LOOKED_AT = (CheckStage.WANTED, CheckStage.RIGHT)

CHECK_FLOW = Flow(
    code="services.check",
    version=1,
    label=_("Resumption check"),
    initial=CheckStage.WANTED,
    words={"deadline": _("the day until which it is put right")},
    states=(
        State(CheckStage.WANTED, _("To be inspected"), _("Asked for"), awaits=OFFICE),
        State(
            CheckStage.FIXING, _("Being put right"), _("To be put right"), awaits=(Role.LIAISON,)
        ),
        State(CheckStage.RIGHT, _("To be checked again"), _("Put right"), awaits=OFFICE),
        State(CheckStage.PASSED, _("May resume"), _("May resume"), kind=StateKind.FINAL),
        State(CheckStage.DROPPED, _("Check dropped"), _("Check dropped"), kind=StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb=Verb.LET_RESUME,
            label=_("Check by the list"),
            done_label=_("every item passed: may resume"),
            sources=_LOOKED_AT,
            target=CheckStage.PASSED,
            who=OFFICE,
            counts_as=Tag.CHECK_PASSED,
            limit=Limit(2, Clock.WORK_DAY),
        ),
        Transition(
            verb=Verb.FAIL_CHECK,
            label=_("Have it put right"),
            done_label=_("to be put right"),
            sources=_LOOKED_AT,
            target=CheckStage.FIXING,
            who=OFFICE,
            needs=("deadline",),
            counts_as=Tag.CHECK_FAILED,
        ),
        Transition(
            verb=Verb.PUT_RIGHT,
            label=_("It is put right"),
            done_label=_("put right, says the firm"),
            sources=(CheckStage.FIXING,),
            target=CheckStage.RIGHT,
            who=(Role.LIAISON,),
            needs=("note",),
        ),
        Transition(
            verb=Verb.DROP_CHECK,
            label=_("Drop the check"),
            done_label=_("check dropped"),
            sources=(*_LOOKED_AT, CheckStage.FIXING),
            target=CheckStage.DROPPED,
            who=(*OFFICE, Role.LIAISON),
            needs=("note",),
        ),
    ),
)
