"""Receiving a gift, reporting one that was given elsewhere, and putting right what was wrong."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Personal, Refusal, action, local_day, tell
from heli.core.files.actions import keep
from heli.core.flow.models import Call, Entry
from heli.core.flow.working import link
from heli.core.journal.locks import hold
from heli.core.journal.refs import find
from heli.core.ledger import posting
from heli.core.ledger.amounts import counted, shown
from heli.core.ledger.drafts import Draft
from heli.core.ledger.models import Transaction
from heli.core.parties.models import Party
from heli.loops.giving import policies
from heli.loops.giving.actions.donors import party_of
from heli.loops.giving.actions.drafting import Target, draft_of
from heli.loops.giving.actions.pledging import note_received, note_reversed
from heli.loops.giving.enums import CORRECTS, EVIDENCE, GIFT_TAGS, Capacity
from heli.loops.giving.events import GIFT_RECEIVED
from heli.loops.giving.queries.slips import Slip
from heli.loops.giving.queries.twins import Mark, marks_on, twin_by_photo


class LooksPosted(Refusal):
    """Asked, not refused for good: the slip may say that it is meant."""

    message = _(
        "This looks like a gift that was posted already, on %(day)s: %(what)s. Somebody else may have"
        " entered the same slip. Please look at it; if it is another gift, confirm that it is meant."
    )


class NoVoucher(Refusal):
    """What is only counted here rests on something that can be looked at."""

    message = _(
        "Please add the voucher or report that shows this gift: it did not come through us."
    )
    status = 422


class AnotherAppeal(Refusal):
    """A pledge is fulfilled under the appeal it was made to."""

    message = _("This pledge was made to another appeal.")
    status = 422


@action("giving.gift.receive", policy=policies.receive_for)
def receive_gift(
    appeal: Call,
    *,
    slip: Annotated[Slip, Personal],
    pledge: Entry | None = None,
    by: Actor,
    at: datetime,
) -> Transaction:
    """Post a gift from its slip, with its photos, and note what a pledge has brought.

    Refuses with :class:`LooksPosted` a slip that seems to be posted already, and as posting does
    (:func:`heli.core.ledger.posting.post`). Tells ``giving.gift_received``.
    """
    return receive(appeal, slip, pledge=pledge, by=by, at=at)


@action("giving.gift.report", policy=policies.report_for)
def report_gift(
    body: Party, *, appeal: Call, slip: Annotated[Slip, Personal], by: Actor, at: datetime
) -> Transaction:
    """Report a gift that ``body`` or its members gave elsewhere: it is counted, never held here.

    Refuses with :class:`NoVoucher` a report without a photo or voucher number.
    """
    if not slip.files and not slip.voucher.strip():
        raise NoVoucher(field="files")
    counted_only = replace(slip, body=body, capacity=Capacity.STATISTICAL)
    return receive(appeal, counted_only, pledge=None, by=by, at=at)


@action("giving.gift.correct", policy=policies.correct_gift)
def correct_gift(
    gift: Transaction,
    *,
    reason: str,
    slip: Annotated[Slip | None, Personal] = None,
    by: Actor,
    at: datetime,
) -> Transaction:
    """Take a posted gift back with a reason (更正说明), and post what is right in its place.

    Without ``slip`` it is only taken back, and the reversal is returned. The open ledger shows old,
    new and reason. Refuses when it was taken back already, or when what came in has gone on.
    """
    appeal, pledge = _where(gift)
    if slip is not None:
        _donor_of(Target.of(appeal), slip)
    back = posting.reverse(gift, reason=reason, by=by, at=at)
    if pledge is not None:
        note_reversed(pledge, gift, reason=reason, by=by, at=at)
    if slip is None:
        return back
    right = receive(appeal, slip, pledge=pledge, by=by, at=at)
    link(right, CORRECTS, gift, at=at)
    return right


def receive(
    appeal: Call, slip: Slip, *, pledge: Entry | None, by: Actor, at: datetime
) -> Transaction:
    """Post one slip. For acts."""
    if pledge is not None and pledge.call_id != appeal.pk:
        raise AnotherAppeal(field="pledge")
    target = Target.of(appeal)
    donor = _donor_of(target, slip)
    if slip.donor.is_nobody and pledge is not None:
        donor = pledge.party
    draft = draft_of(target, slip, donor, pledge=pledge)
    if not slip.is_meant:
        _ask_twice(target, draft, slip, at)
    made = posting.post(draft, by=by, at=at)
    for stored in slip.files:
        link(keep(stored, by=by, at=at), EVIDENCE, made, at=at)
    if pledge is not None:
        note_received(pledge, made, by=by, at=at)
    tell(GIFT_RECEIVED, transaction=str(made.uid))
    return made


def _donor_of(target: Target, slip: Slip) -> Party | None:
    """Who gave; two who post slips at once wait for each other from here on.

    Before the donor is looked for: a name that both bring is new to both. And before any stock is
    touched, which the other may hold.
    """
    if not slip.is_meant:
        hold(f"giving.slips:{target.books.campaign.pk}")
    return party_of(slip.donor, target.books.org)


def _ask_twice(target: Target, draft: Draft, slip: Slip, at: datetime) -> None:
    """Refuse what seems to be posted already."""
    day = slip.on or local_day(at)
    twin = twin_by_photo([one.sha256 for one in slip.files])
    if twin is None:
        twin = marks_on(target.books.campaign, [day]).get(day, {}).get(_mark(draft, day))
    if twin is not None:
        raise LooksPosted(day=twin.effective_on.isoformat(), what=_in_words(twin), field="slip")


def _mark(draft: Draft, day: date) -> Mark:
    lines = [line for line in draft.lines if line.tag in GIFT_TAGS]
    party = lines[0].party if lines else None
    given = sorted(
        (line.item.pk, counted(line.item, line.quantity, line.unit, on=day).amount)
        for line in lines
    )
    return party.pk if party else None, tuple(given), draft.voucher


def _in_words(gift: Transaction) -> str:
    lines = gift.postings.filter(tag__in=GIFT_TAGS).select_related("item__unit").order_by("n")
    return "、".join(f"{line.item} {shown(line.item, line.quantity)}" for line in lines)


def _where(gift: Transaction) -> tuple[Call, Entry | None]:
    """The appeal and the pledge that a gift belongs to. Raises ``LookupError`` if there is none."""
    record = find(gift.record)
    if isinstance(record, Entry):
        return record.call, record
    if isinstance(record, Call):
        return record, None
    raise LookupError(gift.record)
