"""The relations that measures count, and what is asked of their rows.

Steps and postings both carry tag, sign, day, body and area; here stands what is called otherwise,
so that nothing else needs to know which of the two it reads.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.db.models import BigIntegerField, F, Model, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import Exact

from heli.core.flow import recording as steps
from heli.core.flow.models import Step
from heli.core.ledger import recording as postings
from heli.core.ledger.models import Posting
from heli.core.measures.enums import Key, Source
from heli.core.measures.scopes import Scope
from heli.core.measures.spec import Measure


@dataclass(frozen=True, slots=True)
class Relation:
    """One kind of records.

    ``keys`` and ``uids`` say what a row is counted as, for the database and for a manifest;
    merged parties count as the one they became. ``shown`` is what a list selects along, ``whole``
    what :attr:`content_of` needs. ``undertaking`` and ``item`` are the columns of dimensions.
    """

    model: type[Model]
    keys: Mapping[Key, Combinable]
    uids: Mapping[Key, Combinable]
    amount: Callable[[str], Combinable]
    shown: tuple[str, ...]
    whole: tuple[str, ...]
    content_of: Callable[..., dict[str, object]]
    undertaking: str
    item: str = ""

    @property
    def table(self) -> str:
        """The name of the table."""
        return self.model._meta.db_table


def _fact(name: str) -> Combinable:
    return Cast(KT(f"facts__{name}"), BigIntegerField())


def _column(name: str) -> Combinable:
    """As the row meant it: a reversal has the opposite quantity, and the sign that says so."""
    return F(name) * F("sign")


_RELATIONS = {
    Source.STEPS: Relation(
        model=Step,
        keys={
            Key.ENTRY: F("entry_id"),
            Key.PARTY: Coalesce("entry__party__merged_into_id", "entry__party_id"),
        },
        uids={
            Key.ENTRY: F("entry__uid"),
            Key.PARTY: Coalesce("entry__party__merged_into__uid", "entry__party__uid"),
        },
        amount=_fact,
        shown=("entry__party", "org"),
        whole=steps.RELATED,
        content_of=steps.content_of,
        undertaking="entry__call__undertaking_id",
    ),
    Source.POSTINGS: Relation(
        model=Posting,
        keys={
            Key.TRANSACTION: F("transaction_id"),
            Key.ITEM: F("item_id"),
            Key.PARTY: Coalesce("party__merged_into_id", "party_id"),
        },
        uids={
            Key.TRANSACTION: F("transaction__uid"),
            Key.ITEM: F("item__uid"),
            Key.PARTY: Coalesce("party__merged_into__uid", "party__uid"),
        },
        amount=_column,
        shown=("transaction", "account", "item__unit", "org", "party"),
        whole=postings.RELATED,
        content_of=postings.content_of,
        undertaking="undertaking_id",
        item="item_id",
    ),
}


def relation_of(measure: Measure) -> Relation:
    """The records that a measure counts. Not for ratios."""
    return _RELATIONS[measure.source]


def relations() -> list[Relation]:
    """All of them."""
    return list(_RELATIONS.values())


def amount_of(measure: Measure) -> Combinable:
    """What a row adds, before its sign: 1, a fact of a step, a column of a posting."""
    if not measure.amount:
        return Value(1, output_field=BigIntegerField())
    return relation_of(measure).amount(measure.amount)


def kept(measure: Measure) -> Q:
    """What is asked of a row beside its tag."""
    asked = Q(first=True) if measure.distinct else Q()
    for name, wanted in measure.where.items():
        asked &= Q(**{f"facts__{name}": wanted})
    if measure.source is Source.POSTINGS and measure.amount == "quantity" and measure.unit:
        # 元 and 港元 are not added, whatever was tagged alike.
        asked &= Q(item__unit__name=measure.unit, item__unit__exponent=measure.decimals)
    if measure.amount == "value":
        asked &= Q(value__isnull=False)
    return asked


def narrowed(measure: Measure, scope: Scope, *, hidden: bool = False) -> Q:
    """Rows of the scope's item and undertaking; ``hidden`` from the planner, for few known rows.

    With statistics SQLite would rather walk an item's index through every account than look at the
    rows behind a mark.
    """
    relation, asked = relation_of(measure), Q()
    wanted = ((relation.item, scope.item), (relation.undertaking, scope.undertaking))
    for field, one in wanted:
        if one is not None:
            asked &= Q(Exact(Coalesce(F(field), 0), one.pk)) if hidden else Q(**{field: one.pk})
    return asked


def answers(measure: Measure, scope: Scope) -> bool:
    """Whether the measure says anything in this scope.

    Steps are about no item; different items do not add up; and what is counted once a transaction
    cannot be told apart by its items.
    """
    if scope.item is None:
        return not measure.needs_item
    return measure.source is Source.POSTINGS and not measure.distinct


def seen_in(measure: Measure, scope: Scope) -> Measure:
    """The measure with the unit and decimals that its values have in a scope."""
    if not measure.needs_item or scope.item is None:
        return measure
    unit = scope.item.unit
    return replace(measure, unit=unit.name, decimals=unit.exponent)
