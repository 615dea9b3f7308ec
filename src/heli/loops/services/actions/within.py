"""What several acts of this loop ask first."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal
from heli.core.flow.definitions import Flow
from heli.core.flow.models import Call
from heli.core.flow.working import standing_call
from heli.core.journal.locks import hold
from heli.core.parties.models import Party
from heli.core.parties.queries import within
from heli.loops.services.queries.seen import desk_of


class NotServed(Refusal):
    """A desk serves its own body and those below it."""

    message = _("%(desk)s does not serve %(body)s.")
    status = 422


def check_served(desk: Call, body: Party, *, field: str = "") -> None:
    """Refuse with :class:`NotServed` a body that is not below that of the desk."""
    if not within(desk.issuer_id).filter(descendant=body).exists():
        raise NotServed(desk=desk.title, body=body.name, field=field)


def list_beside(desk: Call, *, kind: str, flow: Flow, at: datetime) -> Call:
    """The list of another kind that the body of a desk keeps."""
    return standing_call(
        kind=kind, flow=flow.code, issuer=desk.issuer, title=str(flow.label), at=at
    )


class NoDesk(Refusal):
    """A firm asks at the desk of a body above it."""

    message = _("No service desk serves %(body)s yet.")


def serving(body: Party) -> Call:
    """The nearest desk that serves a body. Refuses with :class:`NoDesk`."""
    desk = desk_of(body)
    if desk is None:
        raise NoDesk(body=body.name)
    return desk


def next_number(call: Call) -> str:
    """The number of the next entry of a list; who ask at once wait for each other."""
    hold(f"services.numbers:{call.pk}")
    return f"{call.entries.exclude(code='').count() + 1:04d}"
