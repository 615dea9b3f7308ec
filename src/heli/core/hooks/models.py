"""Who asked to be told, and what became of each telling."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from heli.core.parties.models import Party
from heli.kit.ids import new_uid


class State(models.TextChoices):
    """What became of a delivery."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class Subscription(models.Model):
    """An address that is told events about a body and everything below it.

    ``generation`` counts the secrets: a secret is derived from it with a key that lies outside the
    database. ``failures`` counts the deliveries given up in a row; ``stopped_at`` says since when
    nothing is sent, ``stopped_because`` why.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    org = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="subscriptions")
    name = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    events = models.JSONField(default=list)
    generation = models.PositiveIntegerField(default=1)
    failures = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    stopped_because = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One event for one address. Sent again it keeps its ``uid``: that is how receivers know it.

    ``told`` is the telling it comes from: one delivery for each address, however often the worker
    begins anew.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    subscription = models.ForeignKey(
        Subscription, on_delete=models.PROTECT, related_name="deliveries"
    )
    event = models.CharField(max_length=80)
    told = models.UUIDField()
    body = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["subscription", "told"], name="hooks_told_once"),
        ]
        indexes = [models.Index(fields=["subscription", "-id"])]

    def __str__(self) -> str:
        return f"{self.event} to {self.subscription_id}"
