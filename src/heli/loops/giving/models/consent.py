"""Whether and how a donor may be named. What was said at the gift stands on its line of the ledger."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from heli.core.access.policies import over
from heli.core.acts import Actor, policy
from heli.core.ledger.models import Posting, Transaction
from heli.core.parties.models import Party
from heli.kit.ids import new_uid
from heli.loops.giving.enums import GIFT_TAGS, Publication
from heli.loops.giving.flows.roles import BOOKS
from heli.loops.giving.phrases import OFFICE_ONLY


class Consent(models.Model):
    """What a donor said later: about one gift, or (without one) about all gifts to a body.

    Append-only; the latest counts, also for what was published before.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    org = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    transaction = models.ForeignKey(
        Transaction, on_delete=models.PROTECT, null=True, related_name="+"
    )
    donor = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    publication = models.CharField(max_length=10, choices=Publication)
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(transaction__isnull=False) | Q(donor__isnull=False),
                name="giving_consent_is_about_something",
            ),
        ]
        indexes = [models.Index(fields=["donor", "org", "-id"])]

    def __str__(self) -> str:
        return str(self.publication)


@policy(Transaction, reason=OFFICE_ONLY)
def may_name(actor: Actor) -> Q:
    """Note how a donor wants to be named: the office, and the donor of the gift."""
    office = over(actor, *BOOKS, field="undertaking__owner")
    if actor.party_id is None:
        return office
    own = Posting.objects.filter(
        transaction=OuterRef("pk"), party=actor.party_id, tag__in=GIFT_TAGS
    )
    return office | Q(Exists(own))
