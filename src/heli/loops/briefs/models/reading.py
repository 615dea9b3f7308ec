"""A text that came in and was read; and what people said about the figures in it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from heli.core.access.policies import over
from heli.core.acts import Actor, policy
from heli.core.files.models import File
from heli.core.flow.models import Entry
from heli.core.parties.models import Party
from heli.kit.ids import new_uid
from heli.loops.briefs.policies import STAFF


class Stage(models.TextChoices):
    """How far the reading of a text is."""

    WAITING = "waiting", pgettext_lazy("figure", "Being read")
    READ = "read", pgettext_lazy("figure", "Read")
    UNREADABLE = "unreadable", pgettext_lazy("figure", "Not readable")


class Verdict(models.TextChoices):
    """What somebody said about a figure that the reader found."""

    ACCEPTED = "accepted", pgettext_lazy("figure", "Accepted")
    CORRECTED = "corrected", pgettext_lazy("figure", "Corrected")
    IGNORED = "ignored", pgettext_lazy("figure", "Ignored")


class ReadText(models.Model):
    """A text given to read, for one body and its measures.

    ``body`` is the text that offsets refer to. ``readings`` and ``findings`` are what the reader
    and the checks found, as plain values; they are not computed again, so that what people said
    about them stays true. ``first`` and ``last`` are the days its figures are held against.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    org = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, related_name="+")
    day = models.DateField(null=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.WAITING)
    readings = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    given_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()
    brief = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.title


class Said(models.Model):
    """What somebody said about the figure at one place; the newest counts.

    ``row`` is the figure as it should have been read, in the form of the labelled test rows.
    ``measure`` is the measure it was accepted for, where there is one, with what narrows it, as it
    is typed in a brief: ``giving.goods_received@1 item=…``.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    text = models.ForeignKey(ReadText, on_delete=models.PROTECT, related_name="said")
    start = models.PositiveIntegerField()
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    measure = models.CharField(max_length=200, blank=True)
    row = models.JSONField(default=dict)
    by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("text", "start")),)

    def __str__(self) -> str:
        return f"{self.start}: {self.verdict}"


@policy(Party, reason=_("Only the staff of a body has texts read for it."))
def may_read_for(actor: Actor) -> Q:
    """Staff, for the bodies they work for."""
    return over(actor, *STAFF, field="pk")


@policy(ReadText, reason=_("This text was read for another body."))
def may_use(actor: Actor) -> Q:
    """Staff of the body that the text was read for."""
    return over(actor, *STAFF)
