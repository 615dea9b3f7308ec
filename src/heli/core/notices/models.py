"""What people are told: messages, their delivery to each recipient, and whether they were read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from heli.core.parties.models import Party
from heli.kit.ids import new_uid


class MessageState(models.TextChoices):
    """From draft to sent; only an approved message leaves the house."""

    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Let go")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not delivered to everybody")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DeliveryState(models.TextChoices):
    """What happened to one message on one channel to one recipient.

    ``uncertain`` means that the process died while the channel was being called: nobody knows
    whether it arrived, and it is not sent a second time without somebody saying so.
    """

    WAITING = "waiting", _("Waiting")
    CLAIMED = "claimed", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    UNCERTAIN = "uncertain", _("Uncertain")
    NO_ADDRESS = "no_address", _("No address")


class Message(models.Model):
    """A message in the outbox. It names records by ``about`` and keeps no addresses."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    org = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=120)
    body = models.TextField(blank=True)
    about = models.CharField(max_length=120, blank=True)
    link = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=10, choices=MessageState, default=MessageState.DRAFT, db_index=True
    )
    is_urgent = models.BooleanField(default=False)
    drafted_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    reminds = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="reminders"
    )

    def __str__(self) -> str:
        return self.subject


class Delivery(models.Model):
    """One message to one recipient on one channel; ``site`` is the inbox inside Heli."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="deliveries")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["message", "party", "channel"], name="notices_once_per_recipient"
            ),
        ]
        indexes = [
            models.Index(
                fields=["party", "-id"],
                condition=models.Q(channel="site", read_at__isnull=True),
                name="notices_unread",
            ),
            models.Index(fields=["party", "channel", "-id"], name="notices_inbox"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} to {self.party_id} by {self.channel}"
