"""Gifts, donors, recipients, households, deliveries: counted, never named."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.measures.enums import Aggregation, Counting, Disclosure, Key, Source
from heli.core.measures.spec import Measure
from heli.loops.giving.enums import GIFT_TAGS, DonorKind, Tag


def _distinct(**said: Any) -> Measure:
    """Different parties or transactions behind lines of the ledger."""
    return Measure(
        source=Source.POSTINGS,
        aggregation=Aggregation.COUNT_DISTINCT,
        owner="giving",
        **said,
    )


def _tally(**said: Any) -> Measure:
    """What was counted on each occasion, added up."""
    return Measure(
        source=Source.POSTINGS,
        aggregation=Aggregation.SUM,
        amount="quantity",
        owner="giving",
        **said,
    )


def _steps(**said: Any) -> Measure:
    """What happened to deliveries, needs and statements."""
    return Measure(owner="giving", **said)


DONATIONS = _distinct(
    code="giving.donations",
    label=_("Gifts"),
    prose=_("Every gift, of cash, goods or both, received or reported; one slip is one gift."),
    unit="笔",
    counting=Counting.ITEMS,
    tags=GIFT_TAGS,
    key=Key.TRANSACTION,
    date_label=_("day on which it was received or given"),
)

DONORS = _distinct(
    code="giving.donors",
    label=_("Donors"),
    prose=_(
        "Every donor who is known to the office, counted once however often they gave. A collective"
        " gift has one donor; donors who stay unknown are not counted."
    ),
    unit="个",
    counting=Counting.BODIES,
    tags=GIFT_TAGS,
    key=Key.PARTY,
    date_label=_("day on which they gave"),
)

BRANCHES = _distinct(
    code="giving.party_organisations",
    label=_("Party organisations that gave"),
    prose=_("Every party organisation that gave, counted once however often it gave."),
    unit="个",
    counting=Counting.BODIES,
    tags=GIFT_TAGS,
    where={"donor": DonorKind.PARTY_BRANCH.value},
    key=Key.PARTY,
    date_label=_("day on which it gave"),
)

GIVERS = _tally(
    code="giving.givers",
    label=_("Persons behind collective gifts"),
    prose=_(
        "How many persons stand behind collective gifts, as the slips count them. Who gave twice is"
        " counted twice; nobody is named."
    ),
    unit="人",
    counting=Counting.PERSON_TIMES,
    tags=(Tag.GIVERS,),
    date_label=_("day of the gift"),
)

KINDS_DELIVERED = _distinct(
    code="giving.kinds_delivered",
    label=_("Kinds of goods delivered"),
    prose=_(
        "Every item that arrived at recipients, counted once; another standard is another item."
    ),
    unit="个",
    counting=Counting.ITEMS,
    tags=(Tag.GOODS_DELIVERED,),
    key=Key.ITEM,
    date_label=_("day of arrival"),
)

RECIPIENTS = _distinct(
    code="giving.recipients",
    label=_("Bodies that received"),
    prose=_("Every body that was paid or was delivered to, counted once however often."),
    unit="个",
    counting=Counting.BODIES,
    tags=(Tag.CASH_DELIVERED, Tag.GOODS_DELIVERED),
    key=Key.PARTY,
    date_label=_("day of payment or arrival"),
)

HOUSEHOLDS = _tally(
    code="giving.households",
    label=_("Households relieved"),
    prose=_(
        "How many households of named kinds were relieved, as counted on each occasion. A household"
        " that was relieved twice is counted twice; none is named."
    ),
    unit="户",
    counting=Counting.BODIES,
    tags=(Tag.HOUSEHOLDS,),
    date_label=_("day of the relief"),
)

ORGANISATIONS = _tally(
    code="giving.organisations",
    label=_("Bodies helped, as counted"),
    prose=_(
        "How many bodies were helped, as counted on each occasion, where they are not named one by"
        " one. A body that was helped twice is counted twice."
    ),
    unit="个",
    counting=Counting.BODIES,
    tags=(Tag.ORGANISATIONS,),
    date_label=_("day of the help"),
)

BATCHES = _steps(
    code="giving.batches",
    label=_("Deliveries sent"),
    prose=_("Every delivery that was sent, counted once."),
    unit="批",
    counting=Counting.EVENTS,
    tags=(Tag.BATCH_SENT,),
    distinct=True,
    date_label=_("day of sending"),
)

BATCHES_CONFIRMED = _steps(
    code="giving.batches_confirmed",
    label=_("Deliveries confirmed"),
    prose=_("Every delivery that all its recipients first confirmed, counted once."),
    unit="批",
    counting=Counting.EVENTS,
    tags=(Tag.BATCH_CONFIRMED,),
    distinct=True,
    date_label=_("day of the last confirmation"),
)

NEEDS_MET = _steps(
    code="giving.needs_met",
    label=_("Needs met"),
    prose=_("Every need that was first met in full, counted once."),
    unit="项",
    counting=Counting.ITEMS,
    tags=(Tag.NEED_MET,),
    distinct=True,
    date_label=_("day on which it was met"),
)

STATEMENTS = _steps(
    code="giving.statements",
    label=_("Statements published"),
    prose=_("Every public statement on receipts and use that was published."),
    unit="期",
    counting=Counting.ISSUES,
    tags=(Tag.DISCLOSED,),
    date_label=_("day of publication"),
    disclosure=Disclosure.RECORDS,
)
