"""The proof of one row of the open ledger: on a page, and as a file that anybody checks elsewhere."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.ledger.amounts import shown
from heli.core.ledger.models import Posting, Transaction
from heli.core.parties.models import Undertaking
from heli.loops.giving import policies
from heli.loops.giving.queries.open_ledger import proof_of
from heli.loops.giving.web.portal import the_ledger
from heli.shell.requests import Request


def the_row(campaign: Undertaking, uid: UUID) -> Transaction:
    """A row of a campaign or of one of its parts."""
    rows = Transaction.objects.filter(Q(undertaking=campaign) | Q(undertaking__parent=campaign))
    return get_object_or_404(rows.select_related("org"), uid=uid)


def lines_of(found: Transaction) -> list[Posting]:
    """The lines of a row that count as something."""
    lines = Posting.objects.filter(transaction=found).exclude(tag="").select_related("item__unit")
    return list(lines.order_by("n"))


@door("portal", policy=policies.read_ledger)
def row(request: Request, code: str, uid: UUID) -> HttpResponse:
    """The proof of one row: its lines, their hashes, and their place in the signed log."""
    campaign = the_ledger(request, code)
    found = the_row(campaign, uid)
    context = {
        "campaign": campaign,
        "row": found,
        "lines": [(one, shown(one.item, one.quantity)) for one in lines_of(found)],
        "proof": proof_of(found),
        "crumbs": [(campaign.name, reverse("giving:ledger", args=[code])), (_("Proof"), "")],
    }
    return render(request, "giving/portal/row.html", context)


@door("portal", policy=policies.read_ledger)
def row_proof(request: Request, code: str, uid: UUID) -> HttpResponse:
    """The same as a file: whoever has our public key checks it without us."""
    found = the_row(the_ledger(request, code), uid)
    proof = proof_of(found)
    if proof is None:
        raise Http404
    said: dict[str, Any] = {
        "rows": [one.sha256 for one in lines_of(found)],
        "face": proof.face,
        "index": proof.index,
        "path": proof.path,
        "note": proof.note,
    }
    answer = JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer.headers["Content-Disposition"] = f'attachment; filename="proof-{found.uid}.json"'
    return answer
