"""A recipient signs for a delivery by the link, or says that something else arrived."""

from uuid import UUID

from django.http import Http404, HttpResponse

from heli.core.access.doors import door
from heli.core.acts import anyone
from heli.core.flow.models import Entry
from heli.core.ledger.models import Account
from heli.loops.giving.actions.confirming import (
    LinkNotValid,
    confirm_delivery,
    dispute_delivery,
)
from heli.loops.giving.queries.links import is_confirmation
from heli.loops.giving.queries.packing import packing_list
from heli.loops.giving.web.forms import SignForm
from heli.loops.giving.web.shown import state_of
from heli.shell import clock
from heli.shell.forms import perform_on
from heli.shell.requests import Request


@door("portal", policy=anyone, unsafe=True)
def confirm(request: Request, uid: UUID, account: UUID, token: str) -> HttpResponse:
    """A recipient signs for a delivery by the link, or says that something else arrived."""
    delivery, recipient = _by_link(uid, account, token)
    act = dispute_delivery if request.POST.get("answer") == "dispute" else confirm_delivery
    words = {"delivery": delivery, "recipient": recipient, "lines": packing_list(delivery)}
    words |= {"state": state_of(delivery), "is_done": request.GET.get("done") == "1"}
    return perform_on(
        request,
        SignForm(request.POST or None),
        act,
        delivery,
        words=words,
        said=lambda said: {"recipient": recipient, "token": token, **said},
        template="giving/portal/confirm.html",
        then=lambda _done: request.path + "?done=1",
        done="",
    )


def _by_link(uid: UUID, account: UUID, token: str) -> tuple[Entry, Account]:
    """The delivery and recipient of a link; refuses one that was cut off or has ended."""
    rows = Entry.objects.select_related("call__undertaking", "call__issuer", "org")
    delivery = rows.filter(uid=uid).first()
    recipient = Account.objects.select_related("party").filter(uid=account).first()
    if delivery is None or recipient is None:
        raise Http404
    if not is_confirmation(token, delivery, recipient, at=clock.now()):
        raise LinkNotValid
    return delivery, recipient
