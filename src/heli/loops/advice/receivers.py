"""What follows from the events of this loop: authors are told. Each answer is one act, done once."""

from datetime import datetime

from django.urls import reverse

from heli.core.acts import SYSTEM, receiver
from heli.core.flow.models import Step
from heli.loops.advice.actions.telling import notify_authors


TOLD = (
    *("received", "returned", "merged", "rejected", "asked"),
    *("placed", "recommended", "adopted", "told"),
)
"""Events that authors hear of. Instructions are not among them: the office chooses its words."""


def tell_authors(*, step: str, at: datetime) -> None:
    """Tell the authors of a proposal what happened to it. Safe to run twice."""
    happened = Step.objects.select_related("entry__call__issuer", "entry__party").get(uid=step)
    proposal = happened.entry
    if happened.actor_id is not None and happened.actor_id == proposal.party_id:
        return
    link = reverse("advice:proposal", args=[proposal.uid])
    notify_authors.once(f"advice.notify:{step}")(
        proposal, step=happened, link=link, by=SYSTEM, at=at
    )


for _event in TOLD:
    receiver(f"advice.{_event}", f"advice.tell_{_event}")(tell_authors)
