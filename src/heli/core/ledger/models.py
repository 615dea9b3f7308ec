"""What is counted and in what, where it lies, and every movement of it."""

from django.db import models

from heli.core.ledger.enums import GUARDED, AccountKind, Basis, Dimension
from heli.core.parties.models import Party, Undertaking
from heli.core.places.models import Area
from heli.kit.ids import new_uid


class Unit(models.Model):
    """A unit: ``times`` × 10 ^ ``exponent`` of its ``smallest``, in which everything is kept.

    元 is 10² 分, 公斤 10³ 克, 斤 5 × 10² 克, 只 is its own smallest. Append-only: what was counted
    in a unit would otherwise mean something else tomorrow.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    name = models.CharField(max_length=12, unique=True)
    dimension = models.CharField(max_length=8, choices=Dimension)
    smallest = models.CharField(max_length=12)
    exponent = models.PositiveSmallIntegerField(default=0)
    times = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(exponent__lte=6, times__gte=1), name="ledger_unit_scale"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def factor(self) -> int:
        """How many of the smallest one of it is."""
        return int(self.times * 10**self.exponent)


class Item(models.Model):
    """What is counted. The ``standard`` is part of what it is: KN95 is not N95.

    ``usual_from`` and ``usual_to`` (in the smallest unit) are what one line usually says; somebody
    who types less or more is asked whether they meant it, as with 4.6 元 for 4.6 万元.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    standard = models.CharField(max_length=60, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="items")
    usual_from = models.BigIntegerField(null=True)
    usual_to = models.BigIntegerField(null=True)
    is_closed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "standard", "unit"], name="ledger_one_item"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.standard}".strip()


class Pack(models.Model):
    """How many of an item one pack holds, from a day on: 1 箱 = 2,000 只. Append-only.

    Another size is another row with a later day; what was posted stays, because postings keep the
    smallest unit and only remember the pack in which they were typed.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="packs")
    name = models.CharField(max_length=12)
    quantity = models.PositiveBigIntegerField()
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "name", "since"], name="ledger_one_pack"),
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="ledger_pack_holds"),
        ]

    def __str__(self) -> str:
        return f"{self.name} × {self.quantity}"


class Account(models.Model):
    """A place, a source or an end of what moves, kept by ``org``.

    ``key`` is made of everything that tells it from other accounts, so that there is one of each.
    A donor account without ``party`` is that of donors who want no name.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    kind = models.CharField(max_length=10, choices=AccountKind)
    org = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="accounts")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    undertaking = models.ForeignKey(
        Undertaking, on_delete=models.PROTECT, null=True, related_name="accounts"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=71, unique=True)
    is_closed = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["org", "kind"])]

    def __str__(self) -> str:
        return self.name or str(self.get_kind_display())

    @property
    def is_guarded(self) -> bool:
        """Whether there can never be less than nothing."""
        return self.kind in GUARDED


class Lot(models.Model):
    """A batch of an item as its maker marked it. Append-only."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="lots")
    code = models.CharField(max_length=60)
    expires_on = models.DateField(null=True)
    key = models.CharField(max_length=71, unique=True)

    def __str__(self) -> str:
        return self.code


class Use(models.Model):
    """What a gift was designated for (定向): kept apart from everything else until it is there.

    Append-only: another use needs the donor's consent, and is a movement from one to the other.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    org = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=120, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    recipient = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=71, unique=True)

    def __str__(self) -> str:
        return self.purpose


class Transaction(models.Model):
    """What moved together, on one occasion. Append-only; a mistake is answered by its reversal.

    ``record`` names what it belongs to (:func:`heli.core.journal.refs.name_of`), as an entry of a
    flow, which this room does not know. ``voucher`` is the number of a donation voucher issued
    elsewhere. ``size`` is the number of its postings, so that none can be lost or slipped in.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    kind = models.CharField(max_length=20)
    org = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="transactions", db_index=False
    )
    undertaking = models.ForeignKey(
        Undertaking,
        on_delete=models.PROTECT,
        null=True,
        related_name="transactions",
        db_index=False,
    )
    effective_on = models.DateField()
    at = models.DateTimeField()
    record = models.CharField(max_length=120, blank=True)
    voucher = models.CharField(max_length=40, blank=True)
    batch = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    size = models.PositiveIntegerField()
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversed_by"
    )
    sha256 = models.CharField(max_length=71)
    act = models.UUIDField(editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["org", "effective_on", "id"]),
            models.Index(
                fields=["undertaking", "effective_on", "id"],
                condition=models.Q(undertaking__isnull=False),
                name="ledger_of_undertaking",
            ),
            models.Index(fields=["record"], name="ledger_of_record"),
            models.Index(fields=["batch"], name="ledger_of_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.effective_on}"


class Posting(models.Model):
    """One line of a transaction: so much into an account, or out of it. Append-only.

    ``quantity`` is in the smallest unit of the item, negative where it leaves; over a transaction
    the quantities of an item make zero. ``value`` is in fen, with the ``basis`` it rests on, and
    has the sign of the quantity; it is beside the quantity and never added to cash.

    What a figure needs stands here as it stands on a step: ``tag`` says what the line counts as;
    ``first`` is true for the first line of the transaction with this tag, so that occasions can
    be counted by adding; a reversal repeats tag, day and place with the sign −1 and the opposite
    quantity. ``typed`` is what somebody typed ("18 箱").
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    transaction = models.ForeignKey(
        Transaction, on_delete=models.PROTECT, related_name="postings", db_index=False
    )
    n = models.PositiveIntegerField()
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="postings", db_index=False
    )
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    lot = models.ForeignKey(
        Lot, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    use = models.ForeignKey(
        Use, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    quantity = models.BigIntegerField()
    pack = models.ForeignKey(
        Pack, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    typed = models.CharField(max_length=60, blank=True)
    value = models.BigIntegerField(null=True)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.NONE)
    tag = models.CharField(max_length=40, blank=True)
    first = models.BooleanField(default=False)
    sign = models.SmallIntegerField(default=1)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversed_by"
    )
    org = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="postings", db_index=False
    )
    undertaking = models.ForeignKey(
        Undertaking, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    effective_on = models.DateField()
    at = models.DateTimeField()
    facts = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=71)
    act = models.UUIDField(editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transaction", "n"], name="ledger_one_line"),
            models.CheckConstraint(condition=models.Q(sign__in=(1, -1)), name="ledger_sign"),
            models.CheckConstraint(condition=~models.Q(quantity=0), name="ledger_moves_something"),
            models.CheckConstraint(
                condition=models.Q(tag="")
                | models.Q(sign=1, quantity__gt=0)
                | models.Q(sign=-1, quantity__lt=0),
                name="ledger_counts_what_arrives",
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True, basis=Basis.NONE)
                | (models.Q(value__isnull=False) & ~models.Q(basis=Basis.NONE)),
                name="ledger_value_has_basis",
            ),
        ]
        indexes = [
            # Few lines have a donor; an index of all would be written with every line.
            models.Index(
                fields=["party"],
                condition=models.Q(party__isnull=False),
                name="ledger_lines_of_party",
            ),
            models.Index(fields=["account", "item", "effective_on", "id"]),
            models.Index(
                fields=["tag", "effective_on", "id", "org"],
                condition=~models.Q(tag=""),
                name="ledger_tag_day",
            ),
            models.Index(
                fields=["tag", "org", "effective_on", "id"],
                condition=~models.Q(tag=""),
                name="ledger_tag_org",
            ),
            models.Index(
                fields=["tag", "item", "effective_on", "id"],
                condition=~models.Q(tag=""),
                name="ledger_tag_item",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transaction_id}.{self.n}"

    @property
    def code(self) -> str:
        """The batch or voucher it came with, where a list shows what was counted."""
        return self.transaction.batch or self.transaction.voucher

    @property
    def title(self) -> str:
        """What moved, as it was typed; never who gave it."""
        return f"{self.item} {self.typed}"


class Balance(models.Model):
    """What an account holds of an item now, by lot and designated use. A cache of the postings.

    Written in the transaction that posts; ``lot_key`` and ``use_key`` are ids, or 0 for none, so
    that a row is found by its whole key. A guarded one is never negative: the database says so.
    """

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="balances", db_index=False
    )
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="balances")
    lot_key = models.BigIntegerField(default=0)
    use_key = models.BigIntegerField(default=0)
    amount = models.BigIntegerField(default=0)
    is_guarded = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "item", "lot_key", "use_key"], name="ledger_one_balance"
            ),
            models.CheckConstraint(
                condition=models.Q(is_guarded=False) | models.Q(amount__gte=0),
                name="ledger_never_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}:{self.item_id} {self.amount}"


class Turnover(models.Model):
    """What went into and out of an account on a day, of an item, by lot and use. A cache, too.

    With it a balance as of any day costs as much as there are days, however many postings.
    ``came`` and ``went`` are both counted upwards; a reversal takes back what it reverses.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    lot_key = models.BigIntegerField(default=0)
    use_key = models.BigIntegerField(default=0)
    came = models.BigIntegerField(default=0)
    went = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "item", "on", "lot_key", "use_key"], name="ledger_one_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}:{self.item_id} {self.on}"
