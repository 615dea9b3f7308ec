"""Resumption checks: asked for, sent back to be put right, passed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.measures.enums import Counting
from heli.core.measures.spec import Measure
from heli.loops.services.enums import Tag


def _checks(**said: Any) -> Measure:
    return Measure(owner="services", unit="家次", counting=Counting.ITEMS, distinct=True, **said)


WANTED = _checks(
    code="services.checks_wanted",
    label=_("Resumption checks asked for"),
    prose=_("Every check that was asked for a firm, counted once, whatever came of it."),
    tags=("services.check.start",),
    date_label=_("day of asking"),
)

FAILED = _checks(
    code="services.checks_failed",
    label=_("Checks with something to put right"),
    prose=_(
        "Every check in which an item did not pass, counted once however often it was repeated."
    ),
    tags=(Tag.CHECK_FAILED,),
    date_label=_("day of the first inspection that failed"),
)

PASSED = _checks(
    code="services.checks_passed",
    label=_("Firms that may resume"),
    prose=_("Every check of which all items passed, at once or after they were put right."),
    tags=(Tag.CHECK_PASSED,),
    date_label=_("day on which all items passed"),
)

CHECKS = (WANTED, FAILED, PASSED)
