"""What texts say of a body, for those who hold texts against the books.

Figures of briefs are found here; a loop that keeps numbers of texts elsewhere tells of them by
:func:`tells`, since loops do not know each other.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from heli.core.acts import Actor
from heli.core.ledger.models import Item
from heli.core.measures.enums import FigureClass
from heli.core.measures.figures import interval_of
from heli.core.measures.models import Check, Figure, MeasureVersion
from heli.core.measures.policies import may_read_figure
from heli.core.measures.scopes import Scope, scope_from
from heli.core.parties.folding import fold
from heli.core.parties.models import Party
from heli.core.texts.models import Doc
from heli.kit.interval import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Asserted:
    """A number that a text says of a body.

    ``around`` are the words it stands in. ``measure`` and ``scope`` are known of a bound figure:
    then records prove it; of any other number only who says so, and for which day. ``checks`` are
    those of the text that it takes part in.
    """

    body: Party
    quote: str
    around: str
    interval: Interval | None
    unit: str
    title: str
    on: date | None = None
    doc: Doc | None = None
    measure: MeasureVersion | None = None
    scope: Scope | None = None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which bodies, from which day to which (None: any), of which item (None: anything)."""

    bodies: Collection[Party]
    first: date | None = None
    last: date | None = None
    item: Item | None = None

    def meets(self, said: Asserted) -> bool:
        """Whether a number is one of those that were asked for."""
        first, last = (said.scope.first, said.scope.last) if said.scope else (said.on, said.on)
        if (self.last and first and first > self.last) or (
            self.first and last and last < self.first
        ):
            return False
        if self.item is None:
            return True
        if said.scope is not None:
            return said.scope.item == self.item
        return said.unit == self.item.unit.name

    def whose(self, words: str) -> Party | None:
        """The body that a source names: the one with the longest name found in it."""
        said = fold(words)
        ordered = sorted(self.bodies, key=lambda body: -len(body.name))
        return next((body for body in ordered if fold(body.name) in said), None)


Teller = Callable[[Asked, Actor], Iterable[Asserted]]

_tellers: dict[str, Teller] = {}


def tells(name: str, teller: Teller) -> None:
    """Make numbers known that texts outside of briefs say; the same name twice is one."""
    _tellers[name] = teller


def asserted(asked: Asked, *, by: Actor) -> list[Asserted]:
    """The numbers that the newest states of texts say of these bodies, as ``by`` may read them.

    Bound and claimed figures of texts, in the order of the texts, then what loops tell of others.
    """
    rows = may_read_figure.visible_to(by).filter(revision__n=F("revision__doc__latest"))
    names = Q(pk__in=[])
    for body in asked.bodies:
        names |= Q(klass=FigureClass.BOUND, params__contains=str(body.uid))
    names |= Q(klass__in=(FigureClass.CLAIMED, FigureClass.EXTERNAL)) & ~Q(source="")
    found = [*_figures(asked, rows.filter(names).distinct())]
    for _name, teller in sorted(_tellers.items()):
        found += teller(asked, by)
    return [one for one in found if asked.meets(one)]


def _figures(asked: Asked, rows: QuerySet[Figure]) -> Iterable[Asserted]:
    """Figures with the checks of their texts. Three queries, and two to four a bound figure."""
    ordered = rows.select_related("revision__doc", "version__approval", "version__mark")
    figures = list(ordered.order_by("revision__doc", "start"))
    checks: dict[str, list[Check]] = {}
    for check in Check.objects.filter(revision__in={f.revision_id for f in figures}).order_by("pk"):
        for uid in check.figures:
            checks.setdefault(uid, []).append(check)
    for figure in figures:
        scope = scope_from(figure.params) if figure.klass == FigureClass.BOUND else None
        body = scope.org if scope else asked.whose(figure.source)
        if body is None or body not in asked.bodies:
            continue
        yield Asserted(
            body=body,
            quote=figure.quote,
            around=figure.prefix + figure.quote + figure.suffix,
            interval=interval_of(figure),
            unit=figure.unit,
            title=figure.revision.title,
            on=figure.as_of,
            doc=figure.revision.doc,
            measure=figure.version,
            scope=scope,
            checks=tuple(checks.get(str(figure.uid), ())),
        )
