"""What matching is given and what it answers; plain data, no measure registry behind it."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Sense(StrEnum):
    """What the value of a measure says about a reading.

    ``weak``: possible, but no clerk would have worded that value so (超5万 of 90,000);
    ``contradicted``: the same thing is counted, and the number is another one;
    ``type_mismatch``: something else is counted (人 is never 人次);
    ``no_record``: the measure fits and holds no value for this scope and period.
    """

    SUPPORTED = "supported"
    WEAK = "weak"
    CONTRADICTED = "contradicted"
    TYPE_MISMATCH = "type_mismatch"
    NO_RECORD = "no_record"


class Fit(StrEnum):
    """One point on which a reading and a measure were compared."""

    UNIT = "unit"
    COUNTING = "counting"
    WORDS = "words"
    DEED = "deed"
    SUBJECT = "subject"
    PERIOD = "period"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Reason:
    """One compared point: whether it agrees, and what was found on both sides."""

    point: Fit
    agrees: bool
    stated: str
    recorded: str


@dataclass(frozen=True, slots=True)
class MeasureFace:
    """A measure as matching sees it, for one scope and period.

    ``unit`` is as printed (篇, 万元); ``counting`` is the kind of counting of the unit table
    (persons, participations, issues, items …), taken from the unit where it is empty.
    ``words`` are the names of what is counted (the label stands in where there are none),
    ``deeds`` the verbs of what was done with it (收到, 编审), by which measures of one thing differ;
    ``scope`` are the names of whom it is counted for. ``since`` and ``until`` are the first and last day it counts. ``value`` is in ``unit``;
    None means that nothing is recorded.
    """

    code: str
    label: str
    unit: str
    counting: str = ""
    words: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """One measure offered for one reading. ``score`` orders offers: 0 to 1, and never decides.

    ``gap`` is how far the value lies outside what is stated, in the base unit of the reading's
    unit: positive when the record is more, 0 inside, None where they cannot be compared.
    ``denies`` says that a contradiction is worth an alarm: the sentence speaks of the measure's own
    body and of all it counts, not of another body's share or of 其中.
    """

    face: MeasureFace
    sense: Sense
    score: float
    gap: Decimal | None
    reasons: tuple[Reason, ...]
    denies: bool = False

    @property
    def bindable(self) -> bool:
        """Whether a person may bind the figure to this measure without waiving anything."""
        return self.sense in (Sense.SUPPORTED, Sense.WEAK)
