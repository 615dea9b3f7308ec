"""How the measures of this loop are declared: what they share is said once."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Message
from heli.core.measures.enums import Aggregation, Counting
from heli.core.measures.spec import Measure


DAY = _("day on which it happened")


def counted(
    code: str,
    label: Message,
    prose: Message,
    *tags: str,
    where: Mapping[str, str | int | bool] | None = None,
    unit: str = "件",
    counting: Counting = Counting.ITEMS,
    date_label: Message = DAY,
) -> Measure:
    """A count of steps with these tags."""
    return Measure(
        code=f"grid.{code}",
        label=label,
        prose=prose,
        unit=unit,
        counting=counting,
        tags=tuple(str(tag) for tag in tags),
        where=where or {},
        date_label=date_label,
        owner="grid",
    )


def times(
    code: str,
    label: Message,
    prose: Message,
    *tags: str,
    where: Mapping[str, str | int | bool] | None = None,
) -> Measure:
    """A count of how often something was done, not of how many cases it was done to."""
    return counted(code, label, prose, *tags, where=where, unit="次", counting=Counting.EVENTS)


def summed(
    code: str,
    label: Message,
    prose: Message,
    *tags: str,
    amount: str,
    unit: str = "件",
    counting: Counting = Counting.ITEMS,
    where: Mapping[str, str | int | bool] | None = None,
    decimals: int = 0,
) -> Measure:
    """A sum of a fact over steps with these tags."""
    return Measure(
        code=f"grid.{code}",
        label=label,
        prose=prose,
        unit=unit,
        counting=counting,
        tags=tuple(str(tag) for tag in tags),
        where=where or {},
        aggregation=Aggregation.SUM,
        amount=amount,
        decimals=decimals,
        date_label=DAY,
        owner="grid",
    )


def ratio(
    code: str,
    label: Message,
    over: Measure,
    under: Measure,
    *,
    unit: str = "%",
    counting: Counting = Counting.SHARE,
    decimals: int = 2,
) -> Measure:
    """One measure over another, to two decimals; a dash where the other is zero."""
    return Measure(
        code=f"grid.{code}",
        label=label,
        prose=RATIO,
        unit=unit,
        counting=counting,
        aggregation=Aggregation.RATIO,
        numerator=over.id,
        denominator=under.id,
        decimals=decimals,
        date_label=DAY,
        owner="grid",
    )


RATIO = _(
    "The numerator over the denominator named below, both in the period and scope; a dash, never 0 or"
    " 100, where there is nothing in the denominator."
)
