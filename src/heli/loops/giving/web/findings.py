"""What does not add up in a campaign, as sentences for the desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.acts import aside
from heli.core.measures.enums import Verdict
from heli.core.measures.queries import Asserted
from heli.core.parties.models import Undertaking
from heli.loops.giving.queries import reconciling
from heli.loops.giving.queries.told import Line
from heli.loops.giving.queries.uses import uses
from heli.shell.navigation import page_of
from heli.shell.tables import State


KINDS = {
    Verdict.HOLDS: "ok",
    Verdict.RESIDUAL: "wait",
    Verdict.CONTRADICTS: "bad",
    Verdict.DOUBTFUL: "wait",
    Verdict.UNCHECKED: "idle",
}


def pill(verdict: str) -> State:
    """A verdict as its state is shown everywhere."""
    return State(Verdict(verdict).label, KINDS[Verdict(verdict)])


def findings(campaign: Undertaking, lines: list[Line]) -> list[dict[str, Any]]:
    """Everything that does not come out even, worded; what only a part explains before the rest."""
    found = [
        {
            "state": pill(one.verdict),
            "title": f"…{one.said.around}…{aside(one.said.title)}",
            "url": text_page(one.said),
            "sentence": one.sentence,
            "books": " ".join(one.answers),
        }
        for one in lines
        if one.verdict not in (Verdict.HOLDS, Verdict.UNCHECKED)
    ]
    found += [
        {
            "state": pill(one.verdict),
            "title": _("Receipts and their use, as “%(title)s” states them") % {"title": one.title},
            "sentence": one.sentence,
            "books": _books(campaign),
        }
        for one in uses(lines)
    ]
    return found + _of_books(campaign)


def _books(campaign: Undertaking) -> str:
    """Where the money went by the books, for a text that says it only in part."""
    money = reconciling.money(campaign)
    words = {
        "paid": f"{money.delivered:,.2f}",
        "spent": f"{money.spent:,.2f}",
        "left": f"{money.in_hand:,.2f}",
    }
    return (
        _(
            "By the books: paid out %(paid)s yuan, spent on goods %(spent)s yuan, in hand %(left)s yuan."
        )
        % words
    )


def _of_books(campaign: Undertaking) -> list[dict[str, Any]]:
    """Totals that were stated to the books, parts of the campaign, deliveries on the way."""
    stated = [(one.subject, one) for one in reconciling.claims(campaign)]
    if campaign.parts.exists():
        stated.append((campaign.name, reconciling.batches(campaign)))
    found = [
        {"state": pill(one.verdict), "title": subject, "sentence": one.sentence}
        for subject, one in stated
        if one.verdict != Verdict.HOLDS
    ]
    return found + [
        {
            "state": State(_("On the way"), "info"),
            "title": f"{one.code} {one.title}",
            "sentence": _("Not everything has arrived or been explained."),
            "url": reverse("giving:delivery", args=[one.uid]),
        }
        for one in reconciling.open_deliveries(campaign)
        if one.state == "sent"
    ]


def text_page(said: Asserted) -> str:
    """The page of the text that says it; empty where there is none."""
    entry = said.doc.entries.order_by("-pk").first() if said.doc is not None else None
    return page_of(entry) if entry is not None else ""
