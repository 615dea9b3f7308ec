"""Documents, their immutable revisions, their numbers, and where they appeared."""

from django.db import models

from heli.core.files.models import File
from heli.core.parties.models import Party, Undertaking
from heli.kit.ids import new_uid


class Secrecy(models.TextChoices):
    """Heli holds what is public or internal. Classified material is refused at the door."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Doc(models.Model):
    """A text that lives through revisions: a proposal, an issue, a notice, a brief.

    ``latest`` is the number of its newest revision. Once ``frozen_at`` is set, neither its text nor
    its contents change any more.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    org = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="docs")
    undertaking = models.ForeignKey(
        Undertaking, on_delete=models.PROTECT, null=True, related_name="docs"
    )
    secrecy = models.CharField(max_length=10, choices=Secrecy, default=Secrecy.INTERNAL)
    created_at = models.DateTimeField()
    latest = models.PositiveIntegerField(default=0)
    frozen_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """One state of a text. Append-only. ``title`` is kept with it: titles are edited too."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    doc = models.ForeignKey(Doc, on_delete=models.PROTECT, related_name="revisions")
    n = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    author = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["doc", "n"], name="texts_one_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.doc_id} r{self.n}"


class Series(models.Model):
    """How far a series of numbers has come in a year (year 0: over all years). Its row is the lock."""

    name = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField(default=0)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(fields=["name", "year"], name="texts_one_series"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}: {self.last}"


class DocNumber(models.Model):
    """A number given to a document once, such as 〔2020〕3号. Never used again: append-only.

    ``running`` counts through the whole life of the series, as 总第12期 does.
    """

    doc = models.OneToOneField(Doc, on_delete=models.PROTECT, related_name="number")
    series = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    n = models.PositiveIntegerField()
    running = models.PositiveIntegerField()
    text = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "n"], name="texts_one_number"),
            models.UniqueConstraint(fields=["series", "running"], name="texts_one_running_number"),
        ]

    def __str__(self) -> str:
        return self.text


class Placement(models.Model):
    """Where a text appears: in an issue, a column, a newspaper."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    issue = models.ForeignKey(Doc, on_delete=models.PROTECT, null=True, related_name="contents")
    item = models.ForeignKey(Doc, on_delete=models.PROTECT, related_name="placements")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    section = models.CharField(max_length=60, blank=True)
    outlet = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    url = models.URLField(blank=True)
    published_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "item"],
                condition=models.Q(issue__isnull=False),
                name="texts_once_per_issue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} in {self.issue_id}"


class Attachment(models.Model):
    """A file that belongs to a text."""

    doc = models.ForeignKey(Doc, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.label or str(self.file_id)
