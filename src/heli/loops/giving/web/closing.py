"""Closing an appeal: what is still open, what is left, and until when the public must be told."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Call
from heli.core.parties.models import Undertaking
from heli.loops.giving import policies
from heli.loops.giving.actions.appealing import close_appeal
from heli.loops.giving.queries import closing
from heli.loops.giving.web.campaigns import campaign_of, words
from heli.loops.giving.web.forms import CloseForm
from heli.loops.giving.web.shown import statement_page
from heli.shell import clock
from heli.shell.dues import clocks
from heli.shell.forms import perform_on
from heli.shell.records import the
from heli.shell.requests import Request


@door("desk", policy=policies.manage_appeal, unsafe=True)
def close(request: Request, uid: UUID) -> HttpResponse:
    """Close an appeal; before the last one, see what must be settled."""
    appeals = Call.objects.select_related("issuer", "undertaking__owner")
    appeal = the(request, policies.manage_appeal, among=appeals, see=policies.see_appeal, uid=uid)
    found = campaign_of(appeal)
    said = words(found, _("Close the appeal"), _("Close it"))
    return perform_on(
        request,
        CloseForm(request.POST or None),
        close_appeal,
        appeal,
        words={**said, "lead": appeal.title, **to_settle(appeal, found)},
        template="giving/desk/close.html",
        done=_("The appeal is closed. Its open ledger stays."),
    )


def to_settle(appeal: Call, found: Undertaking) -> dict[str, Any]:
    """What the page says is still open, left, and due."""
    page, open_ = closing.due_statements(found), closing.still_open(found)
    left = clocks(page, at=clock.now())
    return {
        "is_last": closing.is_last(appeal),
        "is_closed": appeal.closed_at is not None,
        "left": closing.left_over(found),
        "statements": [
            (flow_of(one.flow).label, statement_page(one), left.get(one.pk)) for one in page
        ],
        "open": [
            (_("Pledges not received yet"), open_.pledges),
            (_("Needs not met yet"), open_.needs),
            (_("Deliveries not published yet"), open_.deliveries),
            (_("Lines of the bank not matched yet"), open_.bank_lines),
        ],
    }
