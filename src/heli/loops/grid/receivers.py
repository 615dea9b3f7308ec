"""What follows from the events of this loop: units and the desk are told. Each answer is one act, done once."""

from datetime import datetime

from django.urls import reverse

from heli.core.acts import SYSTEM, receiver
from heli.core.flow.models import Step
from heli.loops.grid.actions.telling import tell_of
from heli.loops.grid.flows import CASE_FLOW
from heli.loops.grid.queries.listeners import listeners_to


TOLD = (
    *("dispatched", "handled", "failed", "reopened", "asked", "decided"),
    *("supervised", "escalated", "questioned", "relayed"),
    *("help_asked", "assisted", "appealed", "appeal_decided"),
)
"""Events that people hear of. Reporters look at the page of their receipt: nobody writes to them."""


def tell_people(*, step: str, at: datetime) -> None:
    """Tell those whom a step concerns. Safe to run twice."""
    rows = Step.objects.select_related("entry__call__issuer", "entry__org", "entry__case", "actor")
    happened = rows.get(uid=step)
    entry = happened.entry
    if not (people := listeners_to(happened)):
        return
    is_case = entry.flow.startswith(f"{CASE_FLOW.code}@")
    link = reverse("grid:case" if is_case else "grid:beside", args=[entry.uid])
    tell_of.once(f"grid.tell:{step}")(entry, step=happened, to=people, link=link, by=SYSTEM, at=at)


for _event in TOLD:
    receiver(f"grid.{_event}", f"grid.tell_{_event}")(tell_people)
