"""What the measures say now: for the figures of a text, and for the numbers that have none."""

from heli.core.flow.models import Entry
from heli.core.measures.queries import (
    Amount,
    Figure,
    MeasureVersion,
    Scope,
    measures,
    scope_from,
    value,
)
from heli.loops.briefs.queries.briefs import period_of, scope_of
from heli.loops.briefs.queries.candidates import Offer
from heli.loops.briefs.queries.words import chinese_words, words_of


class Values:
    """Values of one moment, each computed once however many figures state it."""

    def __init__(self) -> None:
        self._amounts: dict[tuple[int, str], Amount] = {}
        self._scopes: dict[str, Scope] = {}

    def scope(self, params: str) -> Scope:
        """The scope of stored parameters."""
        if params not in self._scopes:
            self._scopes[params] = scope_from(params)
        return self._scopes[params]

    def of(self, figure: Figure) -> Amount:
        """What a bound figure's measure is now, in its scope."""
        assert figure.version is not None  # noqa: S101  -- a constraint of the table
        key = figure.version.pk, figure.params
        if key not in self._amounts:
            self._amounts[key] = value(figure.version, self.scope(figure.params))
        return self._amounts[key]


def offers_for(brief: Entry) -> list[Offer]:
    """What every approved measure gives for the body and period of a brief, where it gives any."""
    scope = scope_of(brief)
    found = ((version, value(version, scope)) for version in measures())
    return [_offer(version, amount, brief) for version, amount in found if amount.n]


def _offer(version: MeasureVersion, amount: Amount, brief: Entry) -> Offer:
    measure = version.measure
    return Offer(
        measure=str(version),
        label=words_of(measure).label,
        words=chinese_words(measure),
        unit=measure.unit,
        value=amount.value,
        count=amount.n,
        period=period_of(brief),
    )
