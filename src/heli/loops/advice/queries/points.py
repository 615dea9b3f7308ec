"""Points by a rule pack: the highest echo of an item, divided among its authors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from heli.core.flow.models import Step
from heli.loops.advice.enums import Tag
from heli.loops.advice.queries.packs import RulePack
from heli.loops.advice.queries.people import WHOLE, Credit


CENT = Decimal("0.01")
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Worth:
    """What an item is worth, and the step that makes it so (None: nothing does)."""

    points: Decimal
    step: Step | None


def worth_of(steps: Iterable[Step], pack: RulePack) -> Worth:
    """The highest that one step of an item is worth; several echoes do not add up.

    Of equals the earliest counts. ``steps`` are those that stand.
    """
    best = Worth(NOTHING, None)
    for step in steps:
        points = points_of(step, pack)
        if points > best.points:
            best = Worth(points, step)
    return best


def points_of(step: Step, pack: RulePack) -> Decimal:
    """What one step is worth by itself."""
    facts = step.facts
    if step.tag == Tag.ADOPTED:
        return pack.adoption.get((facts["level"], facts["form"]), NOTHING)
    if step.tag == Tag.INSTRUCTED:
        return pack.instruction.get((facts["level"], facts["rank"]), NOTHING)
    return pack.placed if step.tag == Tag.PLACED else NOTHING


def divided(points: Decimal, credits_: Sequence[Credit]) -> dict[str, Decimal]:
    """``points`` by name, to the hundredth, without losing or inventing any.

    What rounding leaves goes to those it took most from, the earlier name first.
    """
    exact = [points * credit.share / WHOLE for credit in credits_]
    given = [one.quantize(CENT, ROUND_DOWN) for one in exact]
    left = int((points.quantize(CENT, ROUND_DOWN) - sum(given, NOTHING)) / CENT)
    neediest = sorted(range(len(exact)), key=lambda i: (given[i] - exact[i], i))
    for i in neediest[:left]:
        given[i] += CENT
    return {credit.name: share for credit, share in zip(credits_, given, strict=True)}
