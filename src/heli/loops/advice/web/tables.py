"""The lists of the desk, as data."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor
from heli.core.flow.models import Step
from heli.core.flow.queries import inbox
from heli.core.texts.search import matching
from heli.loops.advice.enums import DOC_PROPOSAL, Stage, Tag
from heli.loops.advice.flows import PROPOSAL
from heli.loops.advice.policies import STAFF
from heli.loops.advice.queries.people import names_below
from heli.loops.advice.queries.proposals import CONFIDENTIAL, in_state, reads_register
from heli.loops.advice.queries.triage import due_on
from heli.loops.advice.web.shown import authors_of, clock_of, page_of, state_of
from heli.shell import clock
from heli.shell.tables import (
    Bulk,
    Choice,
    Column,
    Days,
    Empty,
    Order,
    Org,
    Search,
    Table,
    View,
)
from heli.shell.tables.filters import Read


LONGEST_LIMIT = 20
"""Days back that a limit of three workdays can reach, over the longest holiday."""


class Words(Search):
    """Finds proposals by their number, or by words of their newest text."""

    def read(self, query: Any, actor: Actor) -> Read:
        found = super().read(query, actor)
        if found.rule is None:
            return found
        text = found.chips[0].text
        docs = matching(text).filter(kind=DOC_PROPOSAL)
        return Read(Q(code__iexact=text) | Q(doc__in=docs.values("pk")), found.chips)


def states_for(actor: Actor) -> list[tuple[str, Any]]:
    """The states that a reader can filter by."""
    hidden = () if reads_register(actor) else tuple(CONFIDENTIAL)
    shown = [s for s in PROPOSAL.states if s.code not in (Stage.DRAFT, *hidden)]
    return [(str(s.code), s.label) for s in shown]


BOXES = (
    ("waiting", _("Waiting for me")),
    ("late", _("Screening overdue")),
    ("editing", _("Being edited")),
    ("out", _("Released and recommended")),
)
_EDITING = (Stage.SCREENED, Stage.IN_EDIT, Stage.MORE_INFO)
_OUT = (Stage.ISSUED, Stage.RECOMMENDED, Stage.ADOPTED, Stage.INSTRUCTED, Stage.FOLLOWED_UP)


def box(value: str, actor: Actor) -> Q:
    """The rule behind each box."""
    if value == "waiting":
        return Q(pk__in=inbox(actor, flows=[PROPOSAL]).order_by().values("pk"))
    if value == "late":
        return Q(state=Stage.RECEIVED) & Q(Exists(_received_before_limit()))
    return Q(state__in=_EDITING if value == "editing" else _OUT)


def _received_before_limit() -> Any:
    """Receipts whose limit has passed today."""
    today = clock.today()
    back = (today - timedelta(days=n) for n in range(LONGEST_LIMIT))
    last = next((day for day in back if due_on(day) < today), today - timedelta(LONGEST_LIMIT))
    return Step.objects.filter(entry=OuterRef("pk"), tag=Tag.RECEIVED, effective_on__lte=last)


def bodies_for(actor: Actor) -> list[tuple[int, str]]:
    """The bodies whose contributions a reader works on."""
    return names_below(actor.orgs(*STAFF))


def proposals_for(actor: Actor) -> Table:
    """The office's list of proposals. One query, for the bodies to choose from."""
    return Table(
        code="advice.proposals",
        title=_("Proposals"),
        columns=_columns(actor),
        filters=(
            Words("q", _("Number or words of the text")),
            Choice("box", _("Box"), choices=BOXES, rules=box),
            Choice("state", _("State"), choices=states_for, rules=in_state),
            Org("body", _("Contributing body"), field="org_id", choices=bodies_for(actor)),
            Days("received", _("Received"), field="received_on"),
        ),
        views=VIEWS,
        sort="-received",
        size=30,
        row_id="uid",
        bulk=BULK,
        empty=Empty(
            _("No proposals yet"),
            _(
                "Members hand them in to a call; what came on paper or in a spreadsheet is"
                " received by the office."
            ),
            (_("Open a call"), "advice:calls"),
        ),
    )


_RECEIVED = Column(
    "received",
    _("Received on"),
    "received_on",
    show="day",
    sort=Order("received_on", tie="receipt_step"),
    width=12,
)


def _columns(actor: Actor) -> tuple[Column, ...]:
    return (
        Column("number", _("Number"), "code", sort="code", link=page_of, width=12),
        Column("title", _("Title"), "title", link=page_of, width=40),
        Column("author", _("Author"), authors_of, width=16),
        Column("body", _("Contributing body"), "org.name", sort="org__name", width=26),
        _RECEIVED,
        Column("state", _("State"), partial(state_of, actor=actor, is_staff=True), show="state"),
        Column("due", _("Screen"), partial(clock_of, today=clock.today()), show="clock"),
        Column("call", _("Call"), "call.title", width=26, shown=False),
    )


VIEWS = (
    View(_("Waiting for me"), "box=waiting"),
    View(_("To be screened"), "state=received"),
    View(_("Screening overdue"), "box=late"),
    View(_("Being edited"), "box=editing"),
    View(_("To be signed off"), "state=edited"),
    View(_("Signed off"), "state=approved"),
    View(_("Released and recommended"), "box=out"),
)

BULK = (
    Bulk(_("Accept"), "advice:accept_many", key="e", kind="primary"),
    Bulk(_("Assign an editor …"), "advice:assign_many", key="a"),
    Bulk(_("Sign off"), "advice:approve_many"),
    Bulk(_("Return …"), "advice:return_many"),
    Bulk(_("Merge …"), "advice:merge_many"),
    Bulk(_("Transfer …"), "advice:transfer_many"),
    Bulk(_("Keep for reference"), "advice:keep_many"),
    Bulk(_("Do not take up …"), "advice:reject_many"),
)


def own_for(actor: Actor) -> Table:
    """An author's or a liaison's own list."""
    return Table(
        code="advice.mine",
        title=_("My proposals"),
        columns=(
            Column("number", _("Number"), "code", sort="code", width=12),
            Column("title", _("Title"), "title", link=page_of, width=44),
            Column("body", _("Contributing body"), "org.name", width=26),
            replace(_RECEIVED, sort=Order("received_on", nullable=True)),  # drafts were not
            Column(
                "state",
                _("State"),
                lambda row: state_of(row, actor, is_staff=False),
                show="state",
                width=16,
            ),
            Column("opened", _("Begun"), "opened_at", show="moment", sort="opened_at", shown=False),
        ),
        filters=(
            Search("q", _("Number or title"), fields=("code", "title")),
            Choice("box", _("Box"), choices=(("waiting", _("Waiting for me")),), rules=box),
        ),
        views=(View(_("Waiting for me"), "box=waiting"),),
        sort="-opened",
        row_id="uid",
        empty=Empty(
            _("You have not written a proposal yet"),
            _("Choose a call, look at what was proposed before, and write: one matter, short."),
            (_("See the calls"), "advice:open_calls"),
        ),
    )
