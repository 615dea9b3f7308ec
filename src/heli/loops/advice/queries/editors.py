"""Who can edit for a body, and what lies with whom."""

from datetime import date

from django.db.models import QuerySet

from heli.core.access.enums import Role
from heli.core.access.queries import holders
from heli.core.acts import Prepared, given
from heli.core.flow.models import Assignment, Entry
from heli.core.parties.models import Party
from heli.loops.advice.enums import EDITOR_ROLE


_LYING = Prepared(
    Assignment.objects.filter(
        entry_id=given(Assignment, "entry_id"), role=EDITOR_ROLE, state="active"
    )
    .select_related("party")
    .order_by("-pk")[:1]
)


def editors_for(issuer: Party, *, on: date) -> QuerySet[Party]:
    """The people who hold the role of editor over a body on a day."""
    return holders(issuer, Role.EDITOR, on=on)


def editor_of(proposal: Entry) -> Party | None:
    """With whom a proposal lies for editing now."""
    lying = _LYING.first(entry_id=proposal.pk)
    return lying.party if lying else None
