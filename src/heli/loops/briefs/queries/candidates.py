"""Which measure a typed number probably states: what fits comes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from heli.kit.figure_matching import bigrams
from heli.kit.reading import Kind
from heli.kit.reading.units import default_units
from heli.loops.briefs.queries.periods import Period
from heli.loops.briefs.queries.tokens import Token


@dataclass(frozen=True, slots=True)
class Offer:
    """What a measure gives for the scope of the brief; ``words`` are its Chinese ones, to compare."""

    measure: str
    label: str
    words: str
    unit: str
    value: Decimal | None
    count: int
    period: Period


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer for one number. ``fits`` says whether the wording asserts the value."""

    offer: Offer
    fits: bool
    score: int


AROUND = 24
MOST = 9
GENERIC = "generic"


def candidates(token: Token, text: str, offers: Iterable[Offer]) -> list[Candidate]:
    """The offers for a number, at most nine: those that fit first, then by unit and by words."""
    nearby = bigrams(text[max(0, token.start - AROUND) : token.end + AROUND])
    rated = [_rate(token, nearby, offer) for offer in offers]
    rated = [c for c in rated if c.fits or c.score > 0]
    return sorted(rated, key=lambda c: (not c.fits, -c.score, c.offer.measure))[:MOST]


def _rate(token: Token, nearby: frozenset[str], offer: Offer) -> Candidate:
    fits = (
        token.interval is not None
        and offer.value is not None
        and token.interval.contains(offer.value)
    )
    shared = len(nearby & bigrams(offer.words))
    alike = _unit_score(token.unit, offer.unit)
    return Candidate(offer, fits=fits and alike >= 0, score=alike * 10 + min(shared, 9))


def _unit_score(typed: str, unit: str) -> int:
    """2 for the same unit, 1 for the same kind of counting, 0 for none or 个, −2 otherwise.

    人次 is never 人: a total of one kind may not be presented as another.
    """
    if typed == unit:
        return 2
    if not typed:
        return 0
    table = default_units().by_name
    known = table.get(typed), table.get(unit)
    if known[0] is None or known[1] is None:
        return -2
    if known[0].kind != known[1].kind:
        return -2
    if known[0].kind != Kind.COUNT:
        return 1 if default_units().comparable(typed, unit) else -2
    if GENERIC in (known[0].counting, known[1].counting):
        return 0
    return 1 if known[0].counting == known[1].counting else -2
