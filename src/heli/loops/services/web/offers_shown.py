"""How policies and firms look on a page."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from heli.core.acts import list_of, row_of, said_of
from heli.core.flow.models import Call
from heli.core.notices.models import MessageState
from heli.core.parties.models import Party
from heli.loops.services.enums import OfferStage, Sector, Size
from heli.loops.services.queries.firms import Card, cards_of, firms_of
from heli.loops.services.queries.fitting import FIELDS, WORDS, Fit, Places, fit, words_of
from heli.loops.services.queries.offers import Told, judged, messages_about, told
from heli.loops.services.queries.seen import desks
from heli.loops.services.web.blocks import Block, Cell, Head, Way, figure
from heli.loops.services.web.shown import state_of
from heli.shell import clock
from heli.shell.navigation import page_of
from heli.shell.tables import State


MOST = 200


def holds(policy: Call) -> bool:
    """Whether it applies now."""
    ends = policy.closes_at
    return policy.closed_at is None and (ends is None or ends > clock.now())


def standing(policy: Call) -> State:
    """Whether it applies, as a state."""
    return State(_("In force"), "ok") if holds(policy) else State(_("No longer in force"), "idle")


def until(policy: Call) -> str:
    """The last day on which it applies."""
    if policy.closes_at is None:
        return ""
    last = timezone.localtime(policy.closes_at) - timedelta(seconds=1)
    return f"{last:%Y-%m-%d}"


def ways_of(policy: Call) -> list[Way]:
    """What the desk can do with one that applies."""
    return [
        Way(_("End a policy"), reverse("services:end_policy", args=[policy.uid])),
        Way(
            _("Send to whom it fits"),
            reverse("services:send_policy", args=[policy.uid]),
            "primary",
            is_act=True,
        ),
    ]


def waiting(policy: Call) -> dict[str, Any] | None:
    """That a large sending waits for a second person."""
    draft = messages_about(policy).filter(state=MessageState.DRAFT).first()
    if draft is None:
        return None
    text = _("A sending to more than 20 people waits for a second person.")
    url = reverse("shell:outgoing", args=[draft.uid])
    return {"tone": "warn", "text": text, "url": url, "way": _("Look at the message")}


def text_blocks(policy: Call) -> list[Block]:
    """Its conditions and its text."""
    return [_conditions(policy), Block(_("Text of the policy"), text=_text(policy))]


def policy_blocks(policy: Call, *, follows: bool) -> list[Block]:
    """A policy on its page; whom it reached only for those who follow it."""
    if not follows:
        return text_blocks(policy)
    return [*_reach(policy), *text_blocks(policy)]


def _text(policy: Call) -> str:
    revision = policy.doc.revisions.order_by("-n").first() if policy.doc else None
    return revision.body if revision else ""


def _conditions(policy: Call) -> Block:
    conditions = policy.settings["conditions"]
    places = Places([conditions])
    facts: list[tuple[Any, Any]] = [
        (FIELDS[field], words_of(field, conditions[field], places))
        for field in FIELDS
        if field in conditions
    ]
    facts = facts or [(_("Firms"), _("all"))]
    return Block(_("Applies to"), facts=[*facts, (_("Applies until"), until(policy) or "—")])


def _reach(policy: Call) -> list[Block]:
    rows = told(policy)
    fits, open_ = _candidates(policy, {one.offer.org_id for one in rows})
    wanted = [one for one in rows if one.offer.state == OfferStage.TAKEN_UP]
    figures = [
        figure(_("Sent to"), len(rows)),
        figure(_("Reached"), sum(one.is_reached for one in rows)),
        figure(_("Read"), sum(one.is_read for one in rows)),
        figure(_("Want it"), len(wanted)),
        figure(_("Fit, and do not have it"), len(fits)),
        figure(_("Card says too little"), len(open_)),
    ]
    head = (Head(_("Firm")), Head(_("Reached")), Head(_("Read")), Head(_("State")))
    sent = Block(
        _("Who was reached"),
        lead=_("Firms, not people: reached and read by whoever speaks for the firm."),
        figures=figures,
        head=head,
        rows=[_told_row(one) for one in rows[:MOST]],
        empty=_("Sent to nobody yet."),
    )
    return [
        sent,
        *_rest(_("Fit, and do not have it"), fits),
        *_rest(_("Card says too little"), open_),
    ]


def _told_row(one: Told) -> list[Cell]:
    state = state_of(one.offer)
    yes, no = (_("yes"), "ok"), (_("not yet"), "wait")
    return [
        Cell(one.offer.org.name, page_of(one.offer)),
        Cell((yes if one.is_reached else no)[0], kind=(yes if one.is_reached else no)[1]),
        Cell((yes if one.is_read else no)[0], kind=(yes if one.is_read else no)[1]),
        Cell(state.label, kind=state.kind),
    ]


def _candidates(policy: Call, have: set[int]) -> tuple[list[Party], list[Party]]:
    """The firms it fits that do not have it, and those of which too little is known."""
    conditions = policy.settings["conditions"]
    places = Places([conditions])
    desk = desks().get(issuer=policy.issuer_id)
    found = [(card.firm, fit(conditions, card, places)) for card in cards_of(firms_of(desk))]
    fits = [firm for firm, one in found if one.is_good and firm.pk not in have]
    return fits, [firm for firm, one in found if one.is_open]


def _rest(title: str, firms: list[Party]) -> list[Block]:
    rows = [[Cell(firm.name, reverse("services:firm", args=[firm.uid]))] for firm in firms[:MOST]]
    return [Block(title, head=(Head(_("Firm")),), rows=rows)] if rows else []


def firm_blocks(card: Card, *, at: datetime) -> list[Block]:
    """A firm: what is known of it, what fits it and why, and what could."""
    found = judged(card, at)
    good = [(call, one) for call, one in found if one.is_good]
    open_ = [(call, one) for call, one in found if one.is_open]
    describe = Way(_("What the firm is"), reverse("services:describe", args=[card.firm.uid]))
    facts = [
        (FIELDS["kind"], WORDS["kind"](card.kind).label),
        (FIELDS["size"], Size(card.size).label if card.size else _("not said yet")),
        (FIELDS["sector"], Sector(card.sector).label if card.sector else _("not said yet")),
        (FIELDS["area"], card.firm.area.name if card.firm.area else "—"),
    ]
    fits = Block(
        _("Fit %(firm)s") % {"firm": card.firm.name},
        head=(Head(_("Policy")), Head(_("Why it fits")), Head(_("Applies until"))),
        rows=[[_named(call), Cell(_why(one)), Cell(until(call))] for call, one in good],
        empty=_("No policy in force fits the firm as it is described."),
    )
    blocks = [Block(card.firm.name, facts=facts, ways=[describe]), fits]
    return [*blocks, _could(open_)] if open_ else blocks


def _could(found: list[tuple[Call, Fit]]) -> Block:
    return Block(
        _("Could fit"),
        lead=_("What the card does not say decides."),
        head=(Head(_("Policy")), Head(_("What has to be said"))),
        rows=[
            [_named(call), Cell(row_of(r.label for r in one.reasons if r.holds is None))]
            for call, one in found
        ],
    )


def _named(call: Call) -> Cell:
    return Cell(call.title, reverse("services:policy", args=[call.uid]))


def _why(one: Fit) -> str:
    return list_of(said_of(r.label, r.wanted) for r in one.reasons) or _("applies to every firm")
