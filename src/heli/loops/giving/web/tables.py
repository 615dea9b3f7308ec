"""The lists of the desk, as data."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor
from heli.core.flow.definitions import Flow, flow_of
from heli.core.ledger.models import Posting
from heli.loops.giving.enums import CASH, GIFT_TAGS, Capacity, DonorKind, Rhythm
from heli.loops.giving.flows import DELIVERY, DISCLOSURES, NEED, PLEDGE
from heli.loops.giving.phrases import (
    DELIVERIES as DELIVERIES_OF_GOODS,
    DISCLOSURES as PUBLIC_STATEMENTS,
)
from heli.loops.giving.queries.ledger import campaigns
from heli.loops.giving.web.shown import (
    donor_of,
    entry_page,
    gift_page,
    gift_state,
    given_in,
    state_of,
    statement_page,
    times_left,
    urgency_of,
)
from heli.shell.navigation import page_of
from heli.shell.tables import Choice, Column, Days, Empty, Org, Search, Table, View
from heli.shell.tables.filters import Read


def campaigns_for(actor: Actor) -> list[tuple[int, str]]:
    """The campaigns a reader can filter by."""
    return list(campaigns(actor).values_list("pk", "name"))


def _with(fact: str) -> Callable[[str, Actor], Q]:
    """Gifts of which a line says so; asked beside the join, so that no gift is shown twice."""

    def rule(value: str, _actor: Actor) -> Q:
        lines = Posting.objects.filter(tag__in=GIFT_TAGS, **{f"facts__{fact}": value})
        return Q(pk__in=lines.values("transaction"))

    return rule


class Words(Search):
    """Finds gifts by their donor too."""

    def read(self, query: Any, actor: Actor) -> Read:
        found = super().read(query, actor)
        if found.rule is None:
            return found
        given = Posting.objects.filter(
            tag__in=GIFT_TAGS, party__name__icontains=found.chips[0].text
        )
        return Read(found.rule | Q(pk__in=given.values("transaction")), found.chips)


def gifts_for(actor: Actor) -> Table:
    """The register of gifts."""
    return Table(
        code="giving.gifts",
        title=_("Gifts received"),
        columns=(
            Column("on", _("Day"), "effective_on", show="day", sort="effective_on", link=gift_page),
            Column("donor", _("Donor"), donor_of, width=24),
            Column("given", _("Given"), given_in, link=gift_page, width=28),
            Column("body", _("Mobilised by"), "org.name", sort="org__name", width=24),
            Column("campaign", _("Campaign"), "undertaking.name", width=20, shown=False),
            Column("voucher", _("Voucher"), "voucher", width=16),
            Column("state", _("State"), gift_state, show="state", width=12),
        ),
        filters=(
            Words("q", _("Donor, voucher or note"), fields=("voucher", "note")),
            Org("campaign", _("Campaign"), field="undertaking_id", choices=campaigns_for(actor)),
            Choice("donor", _("Kind of donor"), choices=DonorKind.choices, rules=_with("donor")),
            Choice("capacity", _("Our part"), choices=Capacity.choices, rules=_with("capacity")),
            Days("on", _("Day"), field="effective_on"),
        ),
        views=(
            View(_("Only counted"), "capacity=statistical"),
            View(_("From party organisations"), "donor=party_branch"),
        ),
        sort="-on",
        row_id="uid",
        totals=_cash_total,
        empty=Empty(
            _("No gift is entered yet"),
            _("Enter one from its slip: a photo, the donor, the amount."),
            (_("See the campaigns"), "giving:campaigns"),
        ),
    )


def _cash_total(rows: QuerySet[Any]) -> dict[str, Any]:
    """The cash of the filtered gifts; goods are never added up."""
    lines = Posting.objects.filter(
        transaction__in=rows.order_by().values("pk"), item__code=CASH, tag__in=GIFT_TAGS
    )
    fen = lines.filter(reversed_by__isnull=True).aggregate(sum=Sum("quantity"))["sum"] or 0
    return {"given": _("cash %(yuan)s yuan") % {"yuan": f"{Decimal(fen).scaleb(-2):,f}"}}


def _states(flow: Flow) -> list[tuple[str, Any]]:
    return [(str(s.code), s.label) for s in flow.states]


PLEDGES = Table(
    code="giving.pledges",
    title=_("Pledges"),
    columns=(
        Column("number", _("Number"), "code", sort="code", link=page_of, width=10),
        Column("donor", _("Who pledges"), "party.name", width=24),
        Column("pledged", _("Pledged"), "title", link=page_of, width=20),
        Column("body", _("Mobilised by"), "org.name", width=24),
        Column("campaign", _("Campaign"), "call.undertaking.name", width=20, shown=False),
        Column("opened", _("Entered"), "opened_at", show="moment", sort="opened_at"),
        Column("state", _("State"), state_of, show="state", width=14),
    ),
    filters=(
        Search("q", _("Number or donor"), fields=("code", "party__name")),
        Choice("state", _("State"), field="state", choices=_states(PLEDGE)),
    ),
    views=(
        View(_("Not received yet"), "state=open"),
        View(_("Partly received"), "state=partly_received"),
    ),
    sort="-opened",
    row_id="uid",
    empty=Empty(
        _("Nobody has pledged anything yet"),
        _("A pledge is entered from its campaign. It counts as pledged, never as received."),
        (_("See the campaigns"), "giving:campaigns"),
    ),
)

DELIVERIES = Table(
    code="giving.deliveries",
    title=DELIVERIES_OF_GOODS,
    columns=(
        Column("number", _("Batch"), "code", sort="code", link=entry_page, width=10),
        Column("title", _("What for"), "title", link=entry_page, width=30),
        Column("campaign", _("Campaign"), "call.undertaking.name", width=24),
        Column("opened", _("Packed"), "opened_at", show="moment", sort="opened_at"),
        Column("state", _("State"), state_of, show="state", width=16),
    ),
    filters=(
        Search("q", _("Batch or purpose"), fields=("code", "title")),
        Choice("state", _("State"), field="state", choices=_states(DELIVERY)),
    ),
    views=(
        View(_("To be sent"), "state=packed"),
        View(_("On the way"), "state=sent"),
        View(_("Not confirmed yet"), "state=received"),
        View(_("Confirmed"), "state=confirmed"),
    ),
    sort="-opened",
    row_id="uid",
    empty=Empty(
        _("Nothing was packed yet"),
        _("A delivery is packed from the stock of a campaign."),
        (_("See the campaigns"), "giving:campaigns"),
    ),
)


def statements_for(actor: Actor) -> Table:
    """The public statements: those that are due first."""
    return Table(
        code="giving.statements",
        title=PUBLIC_STATEMENTS,
        columns=(
            Column("campaign", _("Campaign"), "title", link=statement_page, width=28),
            Column("rhythm", _("Statement"), lambda row: flow_of(row.flow).label, width=20),
            Column("number", _("Number"), "code", width=8),
            Column("since", _("First day"), lambda row: row.answers["since"], width=12),
            Column("until", _("Last day"), lambda row: row.answers.get("until", ""), width=12),
            Column("due", _("To be out"), "", show="clock", width=14, together=times_left),
            Column("state", _("State"), state_of, show="state", sort="is_open", width=12),
        ),
        filters=(
            Search("q", _("Campaign or number"), fields=("title", "code")),
            Org(
                "campaign",
                _("Campaign"),
                field="call__undertaking_id",
                choices=campaigns_for(actor),
            ),
            Choice(
                "state", _("State"), field="state", choices=_states(DISCLOSURES[Rhythm.REGULAR])
            ),
        ),
        views=(View(_("Due"), "state=due"), View(_("Published"), "state=published")),
        sort="-state",
        row_id="uid",
        empty=Empty(
            _("No statement is due"),
            _("The first falls due when an appeal opens, the last when it closes."),
            (_("See the campaigns"), "giving:campaigns"),
        ),
    )


NEEDS = Table(
    code="giving.needs",
    title=_("Needs"),
    columns=(
        Column("number", _("Number"), "code", sort="code", link=page_of, width=10),
        Column("what", _("What is needed"), "title", link=page_of, width=30),
        Column("urgency", _("Urgency"), urgency_of, width=10),
        Column("body", _("Who needs it"), "party.name", width=24),
        Column("place", _("Where"), lambda row: row.answers.get("place", ""), width=20),
        Column("by", _("Needed by"), lambda row: row.answers.get("needed_by") or "", width=12),
        Column("campaign", _("Campaign"), "call.undertaking.name", width=20, shown=False),
        Column("state", _("State"), state_of, show="state", width=14),
    ),
    filters=(
        Search("q", _("Number or what is needed"), fields=("code", "title")),
        Choice("state", _("State"), field="state", choices=_states(NEED)),
    ),
    views=(View(_("Still needed"), "state=open"), View(_("Met"), "state=met")),
    sort="-number",
    row_id="uid",
    empty=Empty(
        _("Nothing is needed"),
        _("Needs are entered from a campaign: item, quantity, urgency, place."),
        (_("See the campaigns"), "giving:campaigns"),
    ),
)
