"""What texts say of a campaign, beside what its bank and its books say.

A text's claim is held against what is itemised here, a bound figure against the books of its own scope.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from heli.core.acts import Actor, Message
from heli.core.flow.models import Entry
from heli.core.ledger.models import Item, Posting
from heli.core.measures.enums import CheckKind, Verdict
from heli.core.measures.phrases import sentence
from heli.core.measures.queries import Asked, Asserted, asserted, seen_in, value
from heli.core.measures.relations import judge
from heli.core.parties.models import Party, Undertaking
from heli.kit.interval import Interval
from heli.kit.wording import digits
from heli.loops.giving import policies
from heli.loops.giving.enums import BankStage
from heli.loops.giving.flows import BANK_LINE
from heli.loops.giving.queries.banking import line_of
from heli.loops.giving.queries.reconciling import itemised


RECEIVED = "giving.cash_received"


@dataclass(frozen=True, slots=True)
class Line:
    """A number of a text, with what bank and books say of the same; in words, empty if nothing.

    ``answers`` are what the writers of the text answered to checks that did not come out even.
    """

    said: Asserted
    about: Message
    bank: str
    books: str
    verdict: Verdict
    sentence: str
    answers: tuple[str, ...]


def bodies_of(campaign: Undertaking) -> list[Party]:
    """The owner of a campaign and the bodies that gave or mobilised gifts in it."""
    moved = Posting.objects.filter(undertaking=campaign).values("org")
    rows = Party.objects.filter(pk__in=moved).exclude(pk=campaign.owner_id).order_by("name", "pk")
    return [campaign.owner, *rows]


def told(campaign: Undertaking, *, by: Actor) -> list[Line]:
    """The numbers of texts about the gifts of a campaign, as far as ``by`` may read the texts."""
    found = asserted(Asked(bodies_of(campaign)), by=by)
    moved = Posting.objects.filter(undertaking=campaign).values("item")
    units = set(Item.objects.filter(pk__in=moved).values_list("unit__name", flat=True))
    lines = (_line(campaign, one, units) for one in found)
    return [line for line in lines if line is not None]


def _line(campaign: Undertaking, one: Asserted, units: set[str]) -> Line | None:
    if one.measure is None:
        return _claimed(campaign, one) if one.unit == "元" else _unread(one, units)
    if one.measure.measure.owner != "giving" or one.scope is None:
        return None
    now = value(one.measure, one.scope).value
    holds = now is not None and one.interval is not None and one.interval.contains(now)
    unit = seen_in(one.measure.measure, one.scope).unit
    books = "" if now is None else f"{digits(now, unit=unit)} {unit}"
    code = one.measure.code
    return Line(
        said=one,
        about=one.measure.measure.label,
        bank=_in_bank(campaign, one) if code == RECEIVED else "",
        books=books,
        verdict=Verdict.HOLDS if holds else Verdict.CONTRADICTS,
        sentence="" if holds else _("The books say %(books)s now.") % {"books": books or "—"},
        answers=_answers(one),
    )


def _in_bank(campaign: Undertaking, one: Asserted) -> str:
    first, last = (one.scope.first, one.scope.last) if one.scope else (None, None)
    amount = banked(campaign, first=first, last=last)
    return "" if amount is None else f"{amount:,.2f} 元"


def banked(
    campaign: Undertaking, *, first: date | None = None, last: date | None = None
) -> Decimal | None:
    """What a campaign's bank lines add up to in a period, without those set aside; None: no line."""
    rows = Entry.objects.filter(policies.of_flow(BANK_LINE), call__undertaking=campaign)
    rows = rows.exclude(state=BankStage.SET_ASIDE)
    lines = [line_of(entry) for entry in rows]
    within = [
        line.amount
        for line in lines
        if (first is None or line.on >= first) and (last is None or line.on <= last)
    ]
    return sum(within, Decimal(0)) if lines else None


def _unread(one: Asserted, units: set[str]) -> Line | None:
    """A claim in another unit than 元: shown if the campaign moved anything in it."""
    if one.unit not in units:
        return None
    return Line(one, _("as the body states it"), "", "", Verdict.UNCHECKED, "", _answers(one))


def _claimed(campaign: Undertaking, one: Asserted) -> Line:
    """A total that a text only cites: what of it is itemised in the books."""
    parts = itemised(one.body, campaign)
    shares = [Interval.exactly(amount.normalize()) for _code, amount in parts]
    found = judge(CheckKind.SUM, [one.interval, *shares])
    books = sum((amount for _code, amount in parts), Decimal(0))
    return Line(
        said=one,
        about=_("as the body states it"),
        bank="",
        books=f"{books:,.2f} 元",
        verdict=found.verdict,
        sentence=sentence(
            found.message, {**found.facts, "gap": f"{abs(found.gap):f}", "unit": "元"}
        ),
        answers=_answers(one),
    )


def _answers(one: Asserted) -> tuple[str, ...]:
    return tuple(check.reason for check in one.checks if check.reason)
