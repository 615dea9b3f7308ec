"""Organisations, people and groups, and the dated ties between them."""

from django.db import models

from heli.core.parties.enums import PartyKind, TieKind, Tree
from heli.core.places.models import Area
from heli.kit.ids import new_uid


__all__ = [
    "Closure",
    "Party",
    "PartyKind",
    "Tie",
    "TieKind",
    "Tree",
    "Undertaking",
    "VaultItem",
]


class Party(models.Model):
    """An organisation, a person or a group. Merged parties stay as tombstones."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    kind = models.CharField(max_length=8, choices=PartyKind)
    subkind = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=120)
    name_short = models.CharField(max_length=40, blank=True)
    name_folded = models.CharField(max_length=400, blank=True)
    code = models.CharField(max_length=30, blank=True, db_index=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    is_example = models.BooleanField(default=False)
    is_erased = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "parties"
        indexes = [models.Index(fields=["name_folded"])]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(kind="org", merged_into__isnull=True) & ~models.Q(code=""),
                name="parties_one_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Tie(models.Model):
    """A typed relation that held from a day to a day (exclusive). Never deleted, only ended."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    src = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="ties_out")
    dst = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="ties_in")
    kind = models.CharField(max_length=12, choices=TieKind)
    tree = models.CharField(max_length=14, choices=Tree, blank=True)
    title = models.CharField(max_length=60, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    basis = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["dst", "kind", "until"]),
            models.Index(fields=["src", "kind", "until"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="parties_tie_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["src", "tree"],
                condition=models.Q(kind="child", until__isnull=True),
                name="parties_one_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.src_id} {self.kind} {self.dst_id}"


class Closure(models.Model):
    """Who stands below whom in a tree today. A cache of the ties, rebuilt when one changes."""

    tree = models.CharField(max_length=14, choices=Tree)
    # A body may stand above thousands: an index of it alone is what a planner takes for the shortest way.
    ancestor = models.ForeignKey(
        Party, on_delete=models.CASCADE, related_name="below", db_index=False
    )
    descendant = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="above")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tree", "ancestor", "descendant"], name="parties_one_path"
            ),
        ]
        indexes = [models.Index(fields=["tree", "descendant"])]

    def __str__(self) -> str:
        return f"{self.ancestor_id}>{self.descendant_id}"


class VaultItem(models.Model):
    """One personal value, encrypted. Opened only through an act that records the reason."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="vault")
    field = models.CharField(max_length=20)
    ciphertext = models.BinaryField()
    lookup = models.CharField(max_length=64, blank=True, db_index=True)
    purpose = models.CharField(max_length=60)
    keep_until = models.DateField()
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "field"], name="parties_one_vault_item"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id}.{self.field}"


class Undertaking(models.Model):
    """What groups acts over time: a campaign, a programme, a plan, a periodical, a column."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=120)
    owner = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="undertakings")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    is_closed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
