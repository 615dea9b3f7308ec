"""The words this loop stores: verbs, stages, tags, and what a slip may say."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


APPEAL = "gift"
CAMPAIGN = "campaign"
NEED_CALL, DELIVERY_CALL, IMPORT_CALL, BANK_CALL = "need", "delivery", "import", "bank"
DISCLOSURE_CALL = "disclosure"

EVIDENCE = "evidence_of"
CORRECTS = "corrects"
MEETS = "meets"

CASH = "cash"
"""Code of the item 元 in which cash is kept. Nothing else is ever added to it."""

LEAST_CASH, MOST_CASH = 10_00, 1_000_000_00
"""In fen: who types less than 10 or more than a million yuan is asked whether it is meant."""

GIVERS, HOUSEHOLDS, ORGANISATIONS = "tally.givers", "tally.households", "tally.organisations"
"""Counts without names: people behind a collective gift, households and bodies that were helped."""

CLAIMED = "claimed"
"""Code of the item that holds totals of cash and goods which nobody itemised."""


class Tag(StrEnum):
    """What a step or a line of the ledger counts as. Measures add up these and nothing else.

    ``…_received`` passed through a channel that was told to receive or forward; ``…_reported`` was
    given elsewhere and is only counted here (慈善法: a federation mobilises, a charity receives).
    """

    PLEDGED = "giving.pledge.start"
    PLEDGE_LAPSED = "giving.pledge_lapsed"
    CASH_RECEIVED = "giving.cash_received"
    CASH_REPORTED = "giving.cash_reported"
    CASH_DELIVERED = "giving.cash_delivered"
    CASH_SPENT = "giving.cash_spent"
    GOODS_RECEIVED = "giving.goods_received"
    GOODS_REPORTED = "giving.goods_reported"
    GOODS_BOUGHT = "giving.goods_bought"
    GOODS_DELIVERED = "giving.goods_delivered"
    GOODS_LOST = "giving.goods_lost"
    GIVERS = "giving.givers"
    HOUSEHOLDS = "giving.households"
    ORGANISATIONS = "giving.organisations"
    CLAIMED = "giving.claimed"
    NEED_MET = "giving.need_met"
    BATCH_SENT = "giving.batch_sent"
    BATCH_CONFIRMED = "giving.batch_confirmed"
    DISCLOSED = "giving.disclosed"


GIFT_TAGS = (Tag.CASH_RECEIVED, Tag.CASH_REPORTED, Tag.GOODS_RECEIVED, Tag.GOODS_REPORTED)
"""The lines of the ledger that are gifts; their party is the donor."""


class Kind(StrEnum):
    """What a transaction of this loop is."""

    GIFT = "gift"
    SALE = "sale"
    PURCHASE = "purchase"
    PAYOUT = "payout"
    SENDING = "sending"
    ARRIVAL = "arrival"
    LOSS = "loss"
    REDIRECTION = "redirection"
    TALLY = "tally"
    CLAIM = "claim"


class Verb(StrEnum):
    """What can happen to pledges, needs, deliveries, statements, imports and lines of a bank."""

    RECEIVE_PART = "receive_part"
    RECEIVE_REST = "receive_rest"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    MATCH = "match"
    MEET_PART = "meet_part"
    MEET = "meet"
    SEND = "send"
    ARRIVE = "arrive"
    EXPLAIN = "explain"
    SETTLE = "settle"
    ACKNOWLEDGE = "acknowledge"
    DISPUTE = "dispute"
    CONFIRM = "confirm"
    PUBLISH = "publish"
    CANCEL = "cancel"
    CHECK = "check"
    START_IMPORT = "begin"
    POST = "post"
    FINISH = "finish"
    TAKE_BACK = "take_back"
    UNDONE = "end_undo"
    DISCARD = "discard"
    ACCEPT = "accept"
    SET_ASIDE = "set_aside"
    LOOSEN = "loosen"


class PledgeStage(StrEnum):
    """Where a pledge stands: pledged is not received, and received is not paid out."""

    OPEN = "open"
    PARTLY = "partly_received"
    RECEIVED = "received"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class NeedStage(StrEnum):
    """Where a need stands."""

    OPEN = "open"
    PARTLY = "partly_met"
    MET = "met"
    WITHDRAWN = "withdrawn"


class DeliveryStage(StrEnum):
    """Where a delivery stands."""

    PACKED = "packed"
    SENT = "sent"
    RECEIVED = "received"
    CONFIRMED = "confirmed"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class DisclosureStage(StrEnum):
    """Where a public statement stands."""

    DUE = "due"
    PUBLISHED = "published"
    DROPPED = "dropped"


class ImportStage(StrEnum):
    """Where an import stands."""

    UPLOADED = "uploaded"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    DISCARDED = "discarded"


class BankStage(StrEnum):
    """Where a line of a bank statement stands."""

    UNMATCHED = "unmatched"
    MATCHED = "matched"
    SET_ASIDE = "set_aside"


class Capacity(models.TextChoices):
    """What the channel is to a gift: totals must say which."""

    RECEIVING = "receiving", _("received it")
    FORWARDING = "forwarding", _("passed it on")
    STATISTICAL = "statistical", _("only counts it")


class DonorKind(models.TextChoices):
    """Who gives."""

    PERSON = "person", _("Person")
    COMPANY = "company", _("Company")
    SOCIETY = "society", _("Social organisation")
    PARTY_BRANCH = "party_branch", _("Party branch or committee")
    COLLECTIVE = "collective", _("Several persons together")
    OVERSEAS = "overseas", _("Donor from outside the mainland")


class Publication(models.TextChoices):
    """How a donor agreed to be named (慈善法 art. 38, 82; 捐赠法 art. 8)."""

    NAME = "name", _("With full name")
    INITIAL = "initial", _("With family name only")
    ANONYMOUS = "anonymous", _("Without name")


class Urgency(models.TextChoices):
    """How soon something is needed."""

    URGENT = "urgent", _("Urgent")
    SOON = "soon", _("Soon")
    PLANNED = "planned", _("Planned")


class Rhythm(models.TextChoices):
    """How often receipts and use must be made public (慈善法 art. 72, 73, 79)."""

    EMERGENCY = "emergency", _("At least every five days")
    REGULAR = "regular", _("At least every three months")
    FINAL = "final", _("In full within three months after the end")


class Loss(models.TextChoices):
    """Why less arrived than was sent."""

    DAMAGED = "damaged", _("Damaged")
    LOST = "lost", _("Lost on the way")
    MISCOUNTED = "miscounted", _("Counted wrongly when packed")
    SOLD = "sold", _("Perishable, sold for the purpose")
