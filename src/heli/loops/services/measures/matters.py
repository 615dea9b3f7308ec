"""Firms' matters: asked, answered, solved; and what was found for firms."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Message
from heli.core.measures.enums import Aggregation, Counting
from heli.core.measures.spec import Measure
from heli.loops.services.enums import Found, Tag


def _steps(**said: Any) -> Measure:
    """Matters, counted once each."""
    return Measure(owner="services", unit="个", counting=Counting.ITEMS, distinct=True, **said)


ASKED = _steps(
    code="services.asked",
    label=_("Matters asked by firms"),
    prose=_("Every matter that was entered at the desk, counted once, whatever became of it."),
    tags=("services.need.start",),
    date_label=_("day of asking"),
)

ANSWERED = _steps(
    code="services.answered",
    label=_("Matters answered"),
    prose=_(
        "Every matter that a department answered and whose answer the asker did not turn down,"
        " counted once."
    ),
    tags=(Tag.ANSWERED,),
    date_label=_("day of the answer"),
)

SOLVED = _steps(
    code="services.solved",
    label=_("Matters solved"),
    prose=_(
        "Every matter of which the asker said that it is solved, counted once. A matter that is"
        " opened again no longer counts."
    ),
    tags=(Tag.SOLVED,),
    date_label=_("day on which the asker agreed"),
)

SOLVED_FROM_VISITS = _steps(
    code="services.solved_from_visits",
    label=_("Problems from visits solved"),
    prose=_(
        "Every problem that a leader's field visit brought back and of which the body that was"
        " visited said that it is solved, counted once."
    ),
    tags=(Tag.SOLVED,),
    where={"origin": "visit"},
    date_label=_("day on which the asker agreed"),
)


def _found(what: Found, unit: str, label: Message, prose: Message) -> Measure:
    return Measure(
        code=f"services.found_{what.value}",
        label=label,
        prose=prose,
        unit=unit,
        counting=Counting.GOODS,
        owner="services",
        aggregation=Aggregation.SUM,
        amount="n",
        tags=(Tag.FOUND,),
        where={"what": what.value},
        date_label=_("day on which it was found"),
    )


MASKS = _found(
    Found.MASKS,
    "只",
    _("Masks found for firms"),
    _("How many masks departments found for firms that asked, as noted on each matter."),
)
DISINFECTANT = _found(
    Found.DISINFECTANT,
    "公斤",
    _("Disinfectant found for firms"),
    _("How much disinfectant departments found for firms that asked, as noted on each matter."),
)
THERMOMETERS = _found(
    Found.THERMOMETERS,
    "支",
    _("Thermometers found for firms"),
    _("How many thermometers departments found for firms that asked, as noted on each matter."),
)
VEHICLES = _found(
    Found.VEHICLES,
    "辆",
    _("Vehicles of firms with a permit"),
    _("How many vehicles got a permit because a firm asked, as noted on each matter."),
)

MATTERS = (ASKED, ANSWERED, SOLVED, SOLVED_FROM_VISITS)
THINGS = (MASKS, DISINFECTANT, THERMOMETERS, VEHICLES)
