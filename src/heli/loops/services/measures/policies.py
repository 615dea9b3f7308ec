"""Policies: sent to firms point to point, and wanted by them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.measures.enums import Counting
from heli.core.measures.spec import Measure
from heli.loops.services.enums import Tag


def _firms(**said: Any) -> Measure:
    return Measure(owner="services", unit="家次", counting=Counting.ITEMS, distinct=True, **said)


FIRMS_ADDRESSED = _firms(
    code="services.policy_firms",
    label=_("Firms to which policies were sent"),
    prose=_(
        "Every firm to which a policy was sent because it fits, counted once for each policy. A firm"
        " for which nobody speaks cannot be told and is not counted."
    ),
    tags=("services.offer.expected",),
    date_label=_("day of sending"),
)

FIRMS_WANTING = _firms(
    code="services.policy_wanted",
    label=_("Firms that want what a policy offers"),
    prose=_(
        "Every firm that said of a policy sent to it that it wants this, counted once for each"
        " policy. Who says later that it is not for them no longer counts."
    ),
    tags=(Tag.TAKEN_UP,),
    date_label=_("day on which the firm said so"),
)

POLICIES = (FIRMS_ADDRESSED, FIRMS_WANTING)
