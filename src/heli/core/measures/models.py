"""Measures as they were approved, what was computed from them, and what was sealed."""

from functools import cached_property

from django.db import models

from heli.core.files.models import Blob
from heli.core.measures.enums import CheckKind, FigureClass, Method, Verdict
from heli.core.measures.spec import Measure, from_spec
from heli.core.parties.models import Party
from heli.core.texts.models import Revision
from heli.kit.canonical import loads_canonical
from heli.kit.ids import new_uid


class MeasureVersion(models.Model):
    """A definition, word for word. Append-only: a change is a new version."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    code = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    spec = models.TextField()
    sha256 = models.CharField(max_length=71)
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="measures_one_version"),
        ]

    def __str__(self) -> str:
        return f"{self.code}@{self.version}"

    @cached_property
    def measure(self) -> Measure:
        """The definition, ready to be computed."""
        spec = loads_canonical(self.spec.encode())
        assert isinstance(spec, dict)  # noqa: S101  -- written by spec_of, never by a person
        return from_spec(spec)

    @property
    def is_approved(self) -> bool:
        """Whether figures may use it. One query unless selected along."""
        return hasattr(self, "approval")


class Approval(models.Model):
    """From this moment on figures may use a measure. Append-only."""

    version = models.OneToOneField(MeasureVersion, on_delete=models.PROTECT)
    by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.version)


class Rollup(models.Model):
    """What one body contributed on a day, in a month, in a year, up to the mark. A cache.

    ``amount`` and ``n`` are sums with signs. ``area_key``, ``item_key`` and ``undertaking_key`` are
    ids, or 0 for none, so that a row can be found again by its whole key.
    """

    DAY, MONTH, YEAR = "d", "m", "y"

    version = models.ForeignKey(MeasureVersion, on_delete=models.CASCADE, related_name="+")
    org = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+", db_index=False)
    area_key = models.BigIntegerField(default=0)
    item_key = models.BigIntegerField(default=0)
    undertaking_key = models.BigIntegerField(default=0)
    granularity = models.CharField(max_length=1)
    start_on = models.DateField()
    amount = models.BigIntegerField()
    n = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("version", "granularity", "org", "start_on"),
                    *("area_key", "item_key", "undertaking_key"),
                ],
                name="measures_one_rollup",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.granularity} {self.start_on}"


class RollupMark(models.Model):
    """Every record up to this id is in the rollups of the measure, and none after it."""

    version = models.OneToOneField(MeasureVersion, on_delete=models.CASCADE, related_name="mark")
    row = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.version_id}<={self.row}"


class Snapshot(models.Model):
    """A value at one moment, with the list of what it was made of. Append-only.

    ``manifest`` is canonical JSON (docs/reference/figure-protocol.md); ``value`` is a canonical
    decimal, or null when there is none (a share of nothing).
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    version = models.ForeignKey(MeasureVersion, on_delete=models.PROTECT, related_name="+")
    params = models.TextField()
    at = models.DateTimeField()
    value = models.CharField(max_length=60, null=True)
    n = models.PositiveBigIntegerField()
    manifest = models.TextField()
    manifest_sha256 = models.CharField(max_length=71)

    def __str__(self) -> str:
        return f"{self.version} {self.value}"


class Figure(models.Model):
    """A number in one state of a text, and what it is.

    ``start`` and ``end`` are code points into the revision's body, ``quote`` is what stands there,
    ``prefix`` and ``suffix`` what stands around it, to find it again after an edit. ``low`` and
    ``high`` bound what the wording asserts, in the base unit (no ``high``: without limit).
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="figures")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.CharField(max_length=200)
    prefix = models.CharField(max_length=32, blank=True)
    suffix = models.CharField(max_length=32, blank=True)
    klass = models.CharField(max_length=12, choices=FigureClass)
    unit = models.CharField(max_length=20, blank=True)
    low = models.CharField(max_length=60, null=True)
    high = models.CharField(max_length=60, null=True)
    low_open = models.BooleanField(default=False)
    high_open = models.BooleanField(default=False)
    version = models.ForeignKey(
        MeasureVersion, on_delete=models.PROTECT, null=True, related_name="figures"
    )
    params = models.TextField(blank=True)
    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, null=True, related_name="figures"
    )
    source = models.CharField(max_length=200, blank=True)
    evidence = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, related_name="+")
    as_of = models.DateField(null=True)
    method = models.CharField(max_length=10, choices=Method, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "start"], name="measures_one_per_place"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="measures_figure_has_words"
            ),
            models.CheckConstraint(
                condition=~models.Q(klass="bound") | models.Q(version__isnull=False),
                name="measures_bound_has_measure",
            ),
        ]

    def __str__(self) -> str:
        return self.quote


class Check(models.Model):
    """Figures of one text held against each other. ``figures`` are uids in the order of the kind."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField(max_length=12, choices=CheckKind)
    rule = models.CharField(max_length=60, blank=True)
    figures = models.JSONField()
    is_complete = models.BooleanField(default=False)
    verdict = models.CharField(max_length=12, choices=Verdict, default=Verdict.UNCHECKED)
    message = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    gap = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    waived_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    waived_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.verdict}"

    @property
    def is_open(self) -> bool:
        """Whether it stands in the way of a seal."""
        return self.verdict != Verdict.HOLDS and self.waived_at is None


class Seal(models.Model):
    """A text and its figures, signed. Append-only. ``payload`` is what the signature covers."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="seal")
    code = models.CharField(max_length=20, unique=True)
    payload = models.TextField()
    signature = models.CharField(max_length=128)
    key = models.CharField(max_length=64)
    at = models.DateTimeField()
    signer = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )

    def __str__(self) -> str:
        return self.code


class Erratum(models.Model):
    """Why a sealed text was replaced, and which numbers changed. Append-only."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    old = models.OneToOneField(Seal, on_delete=models.PROTECT, related_name="erratum")
    new = models.OneToOneField(Seal, on_delete=models.PROTECT, related_name="corrects")
    reason = models.CharField(max_length=500)
    changes = models.JSONField(default=list)
    by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.old_id} -> {self.new_id}"
