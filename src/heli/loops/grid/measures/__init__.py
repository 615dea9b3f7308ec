"""The figures this loop can prove, each with its exact definition, and the relations between them."""

from django.utils.translation import gettext_lazy as _

from heli.core.measures.checking import Rule, register_rule
from heli.core.measures.enums import CheckKind
from heli.core.measures.spec import register
from heli.loops.grid.measures.answers import ANSWERS
from heli.loops.grid.measures.handling import (
    CLOSED,
    CLOSED_ON_TIME,
    HANDLED,
    HANDLED_LATE,
    HANDLED_ON_TIME,
    HANDLING,
    NOT_CLOSED,
    NOT_HANDLED,
    TO_CLOSE,
    TO_HANDLE,
)
from heli.loops.grid.measures.intake import INTAKE


MEASURES = (*INTAKE, *HANDLING, *ANSWERS)

RULES = (
    Rule(
        code="grid.handled_sum",
        kind=CheckKind.SUM,
        measures=(HANDLED.code, HANDLED_ON_TIME.code, HANDLED_LATE.code),
        label=_("Handled is handled in time and handled late"),
    ),
    Rule(
        code="grid.to_handle_sum",
        kind=CheckKind.SUM,
        measures=(TO_HANDLE.code, HANDLED.code, NOT_HANDLED.code),
        label=_("What was to be handled is what was, and what was not in spite of its limit"),
    ),
    Rule(
        code="grid.to_close_sum",
        kind=CheckKind.SUM,
        measures=(TO_CLOSE.code, CLOSED.code, NOT_CLOSED.code),
        label=_("What was to be closed is what was, and what was not in spite of its limit"),
    ),
    Rule(
        code="grid.closed_on_time_part",
        kind=CheckKind.FUNNEL,
        measures=(CLOSED.code, CLOSED_ON_TIME.code),
        label=_("Closed in time is part of closed"),
    ),
)


def register_measures() -> None:
    """Make every measure of this loop known, and the relations that hold between them."""
    for measure in MEASURES:
        register(measure)
    for rule in RULES:
        register_rule(rule)


__all__ = ["MEASURES", "RULES", "register_measures"]
