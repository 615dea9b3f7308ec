"""What no primitive of the core can hold: where a case lies, its reports, photos, lists and codes."""

from django.db import models

from heli.core.files.models import File
from heli.core.flow.models import Call, Entry
from heli.core.parties.models import Party
from heli.core.places.models import Area
from heli.kit.ids import new_uid
from heli.loops.grid.enums import Channel, PhotoKind, Reference, Stage, Urgency


ON_THEIR_WAY = tuple(
    one.value
    for one in (
        *(Stage.REPORTED, Stage.VERIFYING, Stage.REGISTERED, Stage.DISPATCHED, Stage.HANDLING),
        *(Stage.SUSPENDED, Stage.HANDLED, Stage.CHECKED, Stage.TRANSFERRED),
    )
)
"""The states that are open in the flow, as an index needs them."""


class Case(models.Model):
    """What a case is about and where: one for each entry of the flow ``grid.case``.

    Its state and history are the entry's. Positions are millionths of a degree, CGCS2000. ``cell``
    numbers a square of the ground, for nearness. ``due_at`` and ``due_for`` repeat what the clocks
    say since the last step; they are kept only so that a queue can be read in order of urgency, and
    every act and the worker computes them anew. ``state`` repeats the entry's for the same reason: a
    view of the queue is then one stretch of an index. ``tally`` is the line that the case was counted in,
    and ``is_counted`` whether it still belongs there. ``code_set`` names the version of the categories.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="case")
    code_set = models.CharField(max_length=40)
    category = models.CharField(max_length=20, blank=True)
    group = models.CharField(max_length=10, blank=True)
    condition = models.CharField(max_length=20, blank=True)
    urgency = models.CharField(max_length=8, choices=Urgency, default=Urgency.NORMAL)
    channel = models.CharField(max_length=12, choices=Channel)
    lat = models.IntegerField(null=True)
    lon = models.IntegerField(null=True)
    cell = models.BigIntegerField(null=True)
    place = models.CharField(max_length=200, blank=True)
    component = models.CharField(max_length=20, blank=True)
    is_private = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)
    self_checked = models.BooleanField(default=False)
    external_number = models.CharField(max_length=60, blank=True)
    reported_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    due_for = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=24, default=Stage.REPORTED)
    tally = models.ForeignKey(
        "Tally", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    is_counted = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["cell", "group", "reported_at"]),
            # The queue: what is due first; in one state, what is due first, then what is not due.
            models.Index(
                fields=["due_at", "entry"],
                condition=models.Q(due_at__isnull=False),
                name="grid_due",
            ),
            # PostgreSQL takes dated and on its way for rare together; off this it reads in order.
            models.Index(
                fields=["due_at", "entry"],
                condition=models.Q(due_at__isnull=False, state__in=ON_THEIR_WAY),
                name="grid_open_due",
            ),
            models.Index(fields=["state", "due_at", "entry"], name="grid_queue"),
            models.Index(fields=["reported_at", "entry"], name="grid_arrival"),
            models.Index(fields=["id"], condition=models.Q(is_counted=False), name="grid_to_count"),
            models.Index(fields=["lat", "lon"], name="grid_position"),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.place}".strip()


class Report(models.Model):
    """What one person reported through one channel; it keeps its answer and its rating for ever.

    ``uid`` was made by the client: the same report sent again is the same record. ``entry`` is the
    case it was opened with, or joined; when that is merged into another one, the report stays with
    it. ``text`` can be erased. ``reporter`` stands for a person whose details lie in the vault.
    The four digits that open it to its reporter are derived from ``uid`` by a key: they stand nowhere.
    """

    uid = models.UUIDField(unique=True, default=new_uid)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="reports")
    number = models.CharField(max_length=20, unique=True)
    digest = models.CharField(max_length=71)
    channel = models.CharField(max_length=12, choices=Channel)
    text = models.TextField(blank=True)
    lat = models.IntegerField(null=True)
    lon = models.IntegerField(null=True)
    accuracy = models.PositiveIntegerField(null=True)
    reference = models.CharField(max_length=8, choices=Reference, default=Reference.CGCS2000)
    reporter = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    wants_answer = models.BooleanField(default=False)
    consents = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField()
    received_at = models.DateTimeField()
    keep_until = models.DateField(null=True)
    redacted_at = models.DateTimeField(null=True)
    anonymised_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["keep_until"],
                condition=models.Q(anonymised_at__isnull=True, keep_until__isnull=False),
                name="grid_to_anonymise",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Photo(models.Model):
    """A photo of a case: what it shows, where and when it was taken, as the device said."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="photos")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=PhotoKind)
    taken_at = models.DateTimeField(null=True)
    lat = models.IntegerField(null=True)
    lon = models.IntegerField(null=True)
    bearing = models.PositiveSmallIntegerField(null=True)
    is_hidden = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.kind} {self.entry_id}"


class Responsibility(models.Model):
    """Who is in charge of what, where, from a day to a day (权责清单). Never changed, only ended.

    ``category`` is a code, a group or empty for all; ``condition`` may narrow it; ``area`` covers
    all that lies inside it. The most exact line that holds decides.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, blank=True)
    condition = models.CharField(max_length=20, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    assists = models.JSONField(default=list, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["call", "category"])]

    def __str__(self) -> str:
        return f"{self.category or '*'} → {self.unit_id}"


class CodeSet(models.Model):
    """A version of the categories that was imported; those of our own lie in the package.

    ``crosswalk`` says for codes of another version which code of this one they became.
    """

    key = models.CharField(max_length=40, unique=True)
    label = models.CharField(max_length=120)
    source = models.CharField(max_length=200, blank=True)
    data = models.JSONField()
    crosswalk = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=71)
    imported_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Lookup(models.Model):
    """How often a number was asked for with wrong digits: after a few, it rests for a while."""

    number = models.CharField(max_length=20, unique=True)
    failures = models.PositiveSmallIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.number} {self.failures}"


class Tally(models.Model):
    """How many cases stand alike in everything that a view of the queue asks for.

    Kept by the worker: each case that an act touched is taken out of the line it was counted in and
    put into the one where it belongs now. A view's count is a sum of a few of these lines.
    """

    desk = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=24)
    asked = models.CharField(max_length=24, blank=True)
    is_open = models.BooleanField()
    channel = models.CharField(max_length=12)
    group = models.CharField(max_length=10, blank=True)
    urgency = models.CharField(max_length=8)
    n = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "unit", "state", "asked", "is_open", "channel", "group", "urgency"],
                name="grid_one_tally",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.state} {self.n}"


class KeptCount(models.Model):
    """How many cases a saved view holds: kept beside the requests, never counted while a page loads."""

    key = models.CharField(max_length=64, unique=True)
    asked = models.JSONField()
    n = models.PositiveIntegerField(null=True)
    counted_at = models.DateTimeField(null=True)
    wanted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} {self.n}"
