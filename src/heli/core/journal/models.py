"""The log of acts: what was done, by whom, when; never changed, only added to.

Entries are leaves of an RFC 6962 Merkle tree. An entry's hash covers only what may be shown to
anybody: the act's name, its moment, a salted commitment to everything else it says, and the hashes
of the records it wrote. So a proof about one act tells nothing else, and personal values can be
erased without breaking any proof.
"""

from django.db import models

from heli.core.journal import lookups  # noqa: F401  -- known before the first query is written
from heli.kit.ids import new_uid


class JournalEntry(models.Model):
    """One act. Append-only: the database refuses to change or delete it."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    act = models.CharField(max_length=80)
    at = models.DateTimeField()
    actor = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    result = models.CharField(max_length=120, blank=True)
    payload = models.TextField()
    salt = models.BinaryField(max_length=16)
    effects = models.JSONField(default=list)
    key = models.CharField(max_length=80, null=True, unique=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    leaf = models.BinaryField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"]),
            models.Index(fields=["act", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d %H:%M}"


class Opening(models.Model):
    """The value behind a salted commitment in a payload. Deleting it erases the value."""

    entry = models.ForeignKey(JournalEntry, on_delete=models.PROTECT, related_name="openings")
    path = models.CharField(max_length=80)
    salt = models.BinaryField(max_length=16)
    value = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "path"], name="journal_one_opening"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}:{self.path}"


class Leaf(models.Model):
    """The place of an entry in the tree. Assigned after commit, in one line, without gaps."""

    seq = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(JournalEntry, on_delete=models.PROTECT, related_name="place")
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.seq)


class Tile(models.Model):
    """The hash of a complete subtree, kept so that a root over millions costs milliseconds."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "index"], name="journal_one_tile"),
        ]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Checkpoint(models.Model):
    """A signed statement: at this moment the log had this size and this root.

    ``note`` is the C2SP tlog-checkpoint text with its Ed25519 signature line.
    """

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    note = models.TextField()

    def __str__(self) -> str:
        return f"{self.size}@{self.at:%Y-%m-%d %H:%M}"
