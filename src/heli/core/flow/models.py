"""Calls, the entries that answer them, and the steps that happen to entries."""

from django.db import models

from heli.core.parties.models import Party, Undertaking
from heli.core.places.models import Area
from heli.core.texts.models import Doc, Revision
from heli.kit.ids import new_uid


class Call(models.Model):
    """A request to many: a themed call for proposals, a directive, a sign-up, a return that is due."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    kind = models.CharField(max_length=20)
    flow = models.CharField(max_length=40)
    issuer = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="calls")
    undertaking = models.ForeignKey(
        Undertaking, on_delete=models.PROTECT, null=True, related_name="calls"
    )
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="relays")
    doc = models.ForeignKey(Doc, on_delete=models.PROTECT, null=True, related_name="calls")
    title = models.CharField(max_length=200)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    is_mandatory = models.BooleanField(default=False)
    is_standing = models.BooleanField(default=False)
    quota = models.PositiveIntegerField(null=True)
    settings = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "issuer"])]

    def __str__(self) -> str:
        return self.title


class Entry(models.Model):
    """One response to a call, or one that is expected. ``state`` repeats its last step's.

    ``flow`` names the definition with the version the entry started under, as ``advice.proposal@1``;
    ``seq`` counts its steps, so that two people moving it at once are told apart. ``counted`` holds,
    for each tag, how many of its steps carry it and were not undone: whoever moves the entry holds
    ``seq`` and so knows without asking whether theirs is the first. ``asked`` is the verb of the step
    that waits for a decision. An ``is_expected`` entry was
    opened for a body that owes an answer for a ``period``, before it gave one: the denominator.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="entries")
    flow = models.CharField(max_length=40)
    code = models.CharField(max_length=40, blank=True, db_index=True)
    title = models.CharField(max_length=200, blank=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="entries")
    org = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="org_entries")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    doc = models.ForeignKey(Doc, on_delete=models.PROTECT, null=True, related_name="entries")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=24)
    asked = models.CharField(max_length=24, blank=True, default="")
    is_open = models.BooleanField(default=True)
    is_expected = models.BooleanField(default=False)
    period = models.CharField(max_length=20, blank=True)
    seq = models.PositiveIntegerField(default=0)
    counted = models.JSONField(default=dict, blank=True)
    due_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    answers = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["call", "state", "-id"]),
            models.Index(fields=["org", "state", "-id"]),
            models.Index(
                fields=["state", "-id"], condition=models.Q(is_open=True), name="flow_open_entries"
            ),
            # The one inbox: open entries of all flows, the latest first.
            models.Index(
                fields=["-id"], condition=models.Q(is_open=True), name="flow_waiting_entries"
            ),
            models.Index(
                fields=["asked", "-id"], condition=~models.Q(asked=""), name="flow_asked_entries"
            ),
            # Hardly any entry was merged: an index of all of them says nothing to a planner.
            models.Index(
                fields=["merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="flow_merged_entries",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "code"], condition=~models.Q(code=""), name="flow_one_code"
            ),
            models.UniqueConstraint(
                fields=["call", "org", "period"],
                condition=models.Q(is_expected=True),
                name="flow_one_expected",
            ),
        ]

    def __str__(self) -> str:
        return self.code or self.title


class Step(models.Model):
    """One transition of one entry. Append-only; every count comes from here.

    ``at`` is when it was recorded, ``effective_on`` when it happened. ``tag`` says what it counts
    as, decided by the flow when it was written. ``first`` is true for the first step with this tag
    on this entry, so that distinct items can be counted by adding. An undone step is answered by
    one that ``reverses`` it, with ``sign`` −1 and the same tag, day and place: sums stay right and
    nothing is deleted. ``org`` and ``area`` repeat the entry's at that moment: a figure of last
    year must not change because a body moved. ``act`` is the journal entry that wrote it: whoever
    proves a figure goes from the row to the act, and from the act to the log.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="steps", db_index=False)
    seq = models.PositiveIntegerField()
    verb = models.CharField(max_length=24)
    from_state = models.CharField(max_length=24, blank=True)
    to_state = models.CharField(max_length=24)
    actor = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    on_behalf_of = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    effective_on = models.DateField()
    note = models.TextField(blank=True)
    facts = models.JSONField(default=dict, blank=True)
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    visibility = models.CharField(max_length=10, default="internal")
    tag = models.CharField(max_length=40, blank=True)
    first = models.BooleanField(default=False)
    sign = models.SmallIntegerField(default=1)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversed_by"
    )
    org = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    sha256 = models.CharField(max_length=71)
    act = models.UUIDField(editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "seq"], name="flow_one_step_at_a_time"),
            models.CheckConstraint(condition=models.Q(sign__in=(1, -1)), name="flow_sign"),
        ]
        indexes = [
            models.Index(fields=["tag", "effective_on", "id", "org"]),
            models.Index(fields=["tag", "org", "effective_on", "id"]),
            # What a grid's day says of itself. Every index more is written with every act.
            models.Index(
                fields=["area", "at"],
                condition=models.Q(area__isnull=False),
                name="flow_steps_of_area",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}.{self.seq} {self.verb}"

    @property
    def code(self) -> str:
        """The number of its entry, where a list shows what was counted."""
        return self.entry.code

    @property
    def title(self) -> str:
        """What its entry is about."""
        return self.entry.title


class Assignment(models.Model):
    """Who handles, checks, judges or stands where, from a moment to a moment."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="assignments")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=20)
    state = models.CharField(max_length=12, default="active")
    batch = models.CharField(max_length=20, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    handover_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["party", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "party", "role"],
                condition=models.Q(state="active"),
                name="flow_assigned_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.role} {self.entry_id}"


class Review(models.Model):
    """A judgement on an entry, with the questions as they were asked."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="reviews")
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, null=True, related_name="reviews"
    )
    reviewer = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    questions = models.JSONField(default=list)
    scores = models.JSONField(default=dict)
    recommendation = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    has_conflict_of_interest = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.reviewer_id} on {self.entry_id}"


class Link(models.Model):
    """A relation between two records: answers, derived from, evidence of, recommends to."""

    kind = models.CharField(max_length=20)
    src = models.CharField(max_length=120)
    dst = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["src", "kind"]), models.Index(fields=["dst", "kind"])]
        constraints = [
            models.UniqueConstraint(fields=["kind", "src", "dst"], name="flow_one_link"),
        ]

    def __str__(self) -> str:
        return f"{self.src} {self.kind} {self.dst}"


class FlowVersion(models.Model):
    """A definition as it was when entries started under it: kept, so that old entries can be read."""

    key = models.CharField(max_length=40, primary_key=True)
    definition = models.JSONField()
    sha256 = models.CharField(max_length=71)
    first_used_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
