"""A mention while it is being read: places in the folded text, filled in step by step."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from heli.kit.interval import Exactness, Interval
from heli.kit.reading.model import Kind, Role


ONE: Final = Decimal(1)


@dataclass(slots=True)
class Mention:
    """One candidate reading; ``kin`` is the last figure of the same unit before it.

    ``tied`` says that a rule of the language makes it count what another figure counts.
    """

    start: int
    end: int
    kind: Kind
    role: Role
    rule: str
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    exactness: Exactness = Exactness.EXACT
    precision: Decimal = ONE
    unit: str = ""
    per: str = ""
    what: str = ""
    what_span: tuple[int, int] = (0, 0)
    subject_span: tuple[int, int] = (0, 0)
    iso: str = ""
    confidence: float = 0.95
    arabic: bool = True
    numeral_end: int = 0
    year_word: int | None = None
    part_of: int | None = None
    group: int | None = None
    dense: bool = False
    kin: "Mention | None" = None
    tied: bool = False

    def bound(self, interval: Interval) -> None:
        """Take over the bounds of ``interval``."""
        self.low, self.high = interval.low, interval.high
        self.low_open, self.high_open = interval.low_open, interval.high_open


def become(mention: Mention, role: Role, rule: str, confidence: float = 0.9) -> None:
    """Settle the role of ``mention`` and say by which rule."""
    mention.role, mention.rule, mention.confidence = role, rule, confidence
