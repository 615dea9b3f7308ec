"""What a check answers."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal


class Verdict(StrEnum):
    """What a check comes to.

    ``residual``: a part is not stated; ``doubtful``: possible, but ask; ``unchecked``: cannot be
    decided from the text alone.
    """

    HOLDS = "holds"
    CONTRADICTS = "contradicts"
    RESIDUAL = "residual"
    DOUBTFUL = "doubtful"
    UNCHECKED = "unchecked"


class Klass(StrEnum):
    """What is checked against what."""

    PARTS = "parts=whole"
    PART = "part<=whole"
    LIST = "list=count"
    LIST_WITHIN = "list<=count"
    ENUMERATION = "enum=count"
    ENUMERATORS = "enumerators"
    ORDINALS = "ordinal=count"
    CHARACTERS = "characters"
    FUNNEL = "funnel"
    RATIO = "ratio"
    GROWTH = "growth"
    TWICE = "same figure twice"
    TWO_MEASURES = "same figure, two measures"
    ADDABLE = "addable, total not stated"
    SUBSET = "subset?"
    NESTING = "nesting"
    RATE = "rate x base"
    PRICE = "unit price"
    MAGNITUDE = "magnitude"
    DATES = "dates"
    DATE_PLAUSIBILITY = "date plausibility"
    PERIOD = "period"
    ENTITY = "entity"
    NOUN = "missing noun"
    MISPRINT = "OCR"


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence in both languages."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """The sentence in the language of a code such as ``zh-hans`` or ``en``."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Finding:
    """One check with its outcome.

    ``spans`` are offsets into the text as given, the whole or the claim first. ``gap`` is what
    is missing, in ``unit``: positive where parts are not stated, negative where they come to
    more than the whole; None where nothing is subtracted. ``rule`` names the rule that checked.
    """

    klass: Klass
    verdict: Verdict
    spans: tuple[Span, ...]
    message: Message
    gap: Decimal | None = None
    unit: str = ""
    rule: str = ""

    def as_json(self, language: str = "zh-hans") -> dict[str, object]:
        """The finding as plain values for ``json.dumps``."""
        return {
            "class": self.klass.value,
            "verdict": self.verdict.value,
            "spans": [list(span) for span in self.spans],
            "message": self.message.of(language),
            "gap": None if self.gap is None else _plain(self.gap),
        }


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


ORDER: Final[dict[Verdict, int]] = {
    Verdict.CONTRADICTS: 0,
    Verdict.RESIDUAL: 1,
    Verdict.DOUBTFUL: 2,
    Verdict.UNCHECKED: 3,
    Verdict.HOLDS: 4,
}
"""What a person should look at first."""

Language = Literal["zh-hans", "zh-hant", "en"]
