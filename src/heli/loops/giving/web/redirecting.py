"""Another use for a designated gift, with the donor's consent."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.loops.giving import policies
from heli.loops.giving.actions.redirecting import redirect_gift
from heli.loops.giving.queries.funds import redirectable
from heli.loops.giving.web.deliveries import recipients_for
from heli.loops.giving.web.forms import RedirectForm
from heli.loops.giving.web.gifts import around, correctable
from heli.shell import clock
from heli.shell.forms import perform_on
from heli.shell.requests import Request


@door("desk", policy=policies.correct_gift, unsafe=True)
def redirect(request: Request, uid: UUID) -> HttpResponse:
    """Move a designated gift, or a part of it, to another use; both stay on record."""
    found = correctable(request, uid)
    assert found.undertaking is not None  # noqa: S101  -- this loop posts none without one
    form = RedirectForm(
        request.POST or None,
        request.FILES or None,
        lines=redirectable(found),
        recipients=recipients_for(found.undertaking),
        initial={"on": clock.today()},
    )
    said, done = (
        around(found, _("Another use"), _("Move it")),
        _("Moved. Both uses stay on record."),
    )
    act, read = redirect_gift, form.said_to_act
    return perform_on(request, form, act, found, words=said, said=read, done=done)
