"""The public statements (公示) of a campaign: which are due, which are out, of which days they speak."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Min, QuerySet

from heli.core.acts import Actor
from heli.core.flow.clocks import Due
from heli.core.flow.models import Entry
from heli.core.flow.queries import dues
from heli.core.ledger.models import Transaction
from heli.core.parties.models import Undertaking
from heli.kit.worktime import Calendar
from heli.loops.giving import policies
from heli.loops.giving.enums import DisclosureStage
from heli.loops.giving.flows import DISCLOSURES


def statements(actor: Actor) -> QuerySet[Entry]:
    """The statements that ``actor`` may see, those that are due first."""
    rows = policies.see_entry.visible_to(actor)
    rows = rows.filter(policies.of_flow(*DISCLOSURES.values()))
    return rows.select_related("call__undertaking", "call__issuer", "org").order_by(
        "-is_open", "-pk"
    )


def of_campaign(campaign: Undertaking) -> QuerySet[Entry]:
    """All statements of a campaign, those that are due first."""
    rows = Entry.objects.filter(policies.of_flow(*DISCLOSURES.values()), call__undertaking=campaign)
    return rows.select_related("call__undertaking__owner").order_by("-is_open", "-pk")


def published(campaign: Undertaking) -> QuerySet[Entry]:
    """The statements of a campaign that anybody may read, latest first."""
    return of_campaign(campaign).filter(state=DisclosureStage.PUBLISHED)


def due(page: list[Entry], *, at: datetime) -> dict[int, Due]:
    """Until when each statement of a page must be out."""
    return dues(page, calendar=Calendar(), at=at)


def campaign_of(statement: Entry) -> Undertaking:
    """The campaign of a statement; raises ``LookupError`` where there is none."""
    if statement.call.undertaking is None:
        msg = f"statement {statement.pk} belongs to no campaign"
        raise LookupError(msg)
    return statement.call.undertaking


def period_of(statement: Entry, *, today: date) -> tuple[date, date]:
    """From which day to which a statement speaks; one that is due, up to ``today``.

    The first of a campaign speaks also of what was entered later and had happened before.
    """
    said: Mapping[str, Any] = statement.answers
    since = date.fromisoformat(said["since"])
    if "until" in said:
        return since, date.fromisoformat(said["until"])
    campaign = campaign_of(statement)
    if not published(campaign).exists():
        since = min(since, first_day(campaign) or since)
    return since, max(today, since)


def first_day(campaign: Undertaking) -> date | None:
    """The day on which anything moved first in a campaign."""
    moved = Transaction.objects.filter(undertaking=campaign)
    first: date | None = moved.aggregate(on=Min("effective_on"))["on"]
    return first
