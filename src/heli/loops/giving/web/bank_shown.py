"""How the bank page looks: four lists of which one is open, and the sums of all."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from heli.core.flow.models import Entry, Step
from heli.core.ledger.amounts import shown
from heli.core.ledger.models import Posting
from heli.core.parties.models import Undertaking
from heli.loops.giving import policies
from heli.loops.giving.enums import BankStage, Verb
from heli.loops.giving.phrases import BANK
from heli.loops.giving.queries.banking import (
    Suggestion,
    bank_lines,
    line_of,
    matched_receipts,
    suggestions,
    totals,
    unbanked,
)
from heli.loops.giving.queries.gifts import in_words, is_taken_back
from heli.loops.giving.web.campaigns import crumbs
from heli.loops.giving.web.shown import gift_page
from heli.shell.requests import Request


PAGE = 20
WHY = {
    "amount": gettext_lazy("same amount"),
    "day": gettext_lazy("same day"),
    "name": gettext_lazy("the payer is the donor"),
    "reference": gettext_lazy("the voucher number stands in it"),
}
UNBANKED = "receipts"
Rows = QuerySet[Entry] | list[Posting]


def context_of(request: Request, campaign: Undertaking) -> dict[str, Any]:
    """Everything the bank page shows."""
    lines = bank_lines(request.actor, campaign)
    lists: dict[str, Rows] = {
        BankStage.UNMATCHED: lines.filter(state=BankStage.UNMATCHED),
        UNBANKED: unbanked(campaign),
        BankStage.MATCHED: lines.filter(state=BankStage.MATCHED),
        BankStage.SET_ASIDE: lines.filter(state=BankStage.SET_ASIDE),
    }
    show = request.GET.get("show", "")
    show = show if show in lists else BankStage.UNMATCHED
    page = Paginator(lists[show], PAGE).get_page(request.GET.get("page"))
    here = reverse("giving:bank", args=[campaign.uid])
    return {
        "campaign": campaign,
        "may_keep": bool(policies.keep_books.check(request.actor, campaign)),
        "tabs": [(label, f"{here}?show={code}", counted(lists[code])) for code, label in TABS],
        "current": f"{here}?show={show}",
        "show": str(show),
        "page": page,
        "rows": SHOWN[show](list(page.object_list)),
        "sums": sums(campaign),
        "has_lines": any(counted(rows) for code, rows in lists.items() if code != UNBANKED),
        "crumbs": crumbs(str(BANK), within=campaign),
    }


TABS = (
    (BankStage.UNMATCHED, gettext_lazy("Lines without a receipt")),
    (UNBANKED, gettext_lazy("Receipts without a line")),
    (BankStage.MATCHED, gettext_lazy("Matched")),
    (BankStage.SET_ASIDE, gettext_lazy("Set aside")),
)


def counted(rows: Rows) -> int:
    """How many there are."""
    return len(rows) if isinstance(rows, list) else rows.count()


def sums(campaign: Undertaking) -> list[tuple[str, str]]:
    """What the bank and the books say, in yuan."""
    found = totals(campaign)
    return [
        (_("All lines"), yuan(found.lines)),
        (_("Matched"), yuan(found.matched)),
        (_("Lines without a receipt"), yuan(found.unmatched)),
        (_("Set aside"), yuan(found.set_aside)),
        (_("Receipts without a line"), yuan(found.unbanked)),
    ]


def yuan(amount: Decimal) -> str:
    """An amount for people."""
    return f"{amount:,.2f} 元"


def _about(entry: Entry) -> dict[str, Any]:
    line = line_of(entry)
    return {
        "uid": entry.uid,
        "on": line.on.isoformat(),
        "amount": yuan(line.amount),
        "payer": line.payer or "—",
        "reference": " ".join(filter(None, (line.reference, line.number))),
    }


def _open(lines: Sequence[Entry]) -> list[dict[str, Any]]:
    found = suggestions(lines)
    return [{**_about(one), "fits": [_fit(fit) for fit in found[one.pk]]} for one in lines]


def _fit(fit: Suggestion) -> dict[str, Any]:
    return {
        **_receipt(fit.row),
        "uid": str(fit.receipt.uid),
        "why": [str(WHY[word]) for word in fit.why],
        "values": {"receipt": str(fit.receipt.uid)},
    }


def _receipt(row: Posting) -> dict[str, Any]:
    return {
        "on": row.effective_on.isoformat(),
        "amount": shown(row.item, row.quantity),
        "donor": row.party.name if row.party else _("unknown"),
        "voucher": row.transaction.voucher,
        "url": gift_page(row.transaction),
    }


def _matched(lines: Sequence[Entry]) -> list[dict[str, Any]]:
    receipts = matched_receipts(lines)
    return [
        {
            **_about(one),
            "receipt": in_words(receipts[one.pk]),
            "url": gift_page(receipts[one.pk]),
            "is_back": is_taken_back(receipts[one.pk]),
        }
        for one in lines
    ]


def _aside(lines: Sequence[Entry]) -> list[dict[str, Any]]:
    steps = Step.objects.filter(entry__in=lines, verb=Verb.SET_ASIDE).order_by("seq")
    notes = dict(steps.values_list("entry", "note"))
    return [{**_about(one), "note": notes[one.pk]} for one in lines]


SHOWN: dict[str, Callable[[Any], list[dict[str, Any]]]] = {
    BankStage.UNMATCHED: _open,
    UNBANKED: lambda rows: [_receipt(row) for row in rows],
    BankStage.MATCHED: _matched,
    BankStage.SET_ASIDE: _aside,
}
