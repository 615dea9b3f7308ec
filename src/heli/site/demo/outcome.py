"""What a replay hands to the command line."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the example's text.

    ``klass`` is bound, claimed, external, structural or none. ``value`` and ``records`` are those
    of the measure now, empty for figures that are not bound. ``verdict`` is ``holds`` or ``differs``
    for bound figures (``moved`` when the records went on since the brief was sealed), and the class's
    own word for others.
    """

    id: str
    wording: str
    klass: str
    measure: str = ""
    value: str = ""
    records: int | None = None
    verdict: str = ""

    @property
    def is_bound(self) -> bool:
        """Whether records stand behind it."""
        return self.klass == "bound"

    @property
    def holds(self) -> bool:
        """Whether the wording asserts what the records say."""
        return self.verdict == "holds"

    def told(self) -> dict[str, object]:
        """As ``--json`` prints it."""
        return {
            "id": self.id,
            "wording": self.wording,
            "class": self.klass,
            "measure": self.measure,
            "value": self.value,
            "records": self.records,
            "verdict": self.verdict,
        }


@dataclass(frozen=True, slots=True)
class Account:
    """An account that the replay made, and what one sees with it."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures in the order of the text, and how to sign in and look at them."""

    rows: list[Row]
    accounts: list[Account] = field(default_factory=list)
    password: str = ""
