"""Relations that the text itself states (其中, 合计, 收到…编审…推荐), offered as checks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from heli.core.measures.enums import CheckKind
from heli.kit.checking import Finding, Klass, check
from heli.kit.reading import read


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A relation between numbers that stand at ``places``, the total or whole first."""

    kind: CheckKind
    places: tuple[int, ...]
    finding: Finding

    def says(self, language: str) -> str:
        """What was found, in the language of a code such as ``zh-hans``."""
        return self.finding.message.of(language)


KINDS: Final[Mapping[Klass, CheckKind]] = {
    Klass.PARTS: CheckKind.SUM,
    Klass.PART: CheckKind.PART,
    Klass.FUNNEL: CheckKind.FUNNEL,
    Klass.RATIO: CheckKind.RATIO,
    Klass.TWICE: CheckKind.DUPLICATE,
}


def suggestions(
    text: str, *, figures: Collection[tuple[int, int]], known: Collection[frozenset[int]], on: date
) -> list[Suggestion]:
    """The relations of ``text`` between ``figures`` (as spans) that nobody holds yet.

    ``known`` are the places of figures that are held against each other already. Linear.
    """
    found = []
    for finding in _findings(text, on):
        places = tuple(start for start, _end in finding.spans)
        all_said = all(span in figures for span in finding.spans)
        if all_said and not any(set(places) <= held for held in known):
            found.append(Suggestion(KINDS[finding.klass], places, finding))
    return found


@lru_cache(maxsize=16)
def _findings(text: str, on: date) -> tuple[Finding, ...]:
    least = 2
    return tuple(
        finding
        for finding in check(read(text, date=on), text, date=on)
        if finding.klass in KINDS and len(finding.spans) >= least
    )
