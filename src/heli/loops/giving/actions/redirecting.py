"""Another use for a designated gift: only with the donor's consent, and both stay on record."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action
from heli.core.files.store import Stored
from heli.core.journal.refs import name_of
from heli.core.ledger.drafts import Draft, Line, move
from heli.core.ledger.enums import GUARDED
from heli.core.ledger.models import Posting, Transaction, Use
from heli.core.ledger.opening import use_of
from heli.loops.giving import policies
from heli.loops.giving.actions.drafting import positive
from heli.loops.giving.actions.paying import posted
from heli.loops.giving.enums import GIFT_TAGS, Kind
from heli.loops.giving.queries.slips import Designation


class ConsentMissing(Refusal):
    """A change of use needs the donor's consent (捐赠法 art. 18, 慈善法 art. 56)."""

    message = _("Please enter how and when the donor agreed to the other use.")
    status = 422


@action("giving.gift.redirect", policy=policies.correct_gift)
def redirect_gift(
    gift: Transaction,
    *,
    to: Designation,
    consent: str,
    line: int,
    quantity: Decimal,
    unit: str = "",
    on: date | None = None,
    files: Sequence[Stored] = (),
    by: Actor,
    at: datetime,
) -> Transaction:
    """Move so much of one line of a designated gift to another use, with the donor's consent.

    An empty designation frees it. Refuses with :class:`ConsentMissing`, and more than is left of it.
    """
    if not consent.strip():
        raise ConsentMissing(field="consent")
    came = _line(gift, line)
    new = _use(gift, to)
    if came.use == new:
        raise Invalid(what=_("a use that differs from the one it has"), field="to")
    amount = positive(quantity)
    out, _in = _within(came, amount, unit, came.use)
    _out, into = _within(came, amount, unit, new)
    draft = Draft(
        org=gift.org,
        kind=Kind.REDIRECTION,
        lines=(out, into),
        effective_on=on,
        undertaking=gift.undertaking,
        record=name_of(gift),
        note=consent.strip(),
        reason=consent.strip(),
        is_meant=True,
    )
    return posted(draft, files, by=by, at=at)


def _line(gift: Transaction, n: int) -> Posting:
    """A line of a gift whose goods or money may still be here."""
    lines = Posting.objects.filter(transaction=gift, n=n, tag__in=GIFT_TAGS)
    came = lines.select_related("account", "item__unit", "lot", "use").first()
    if came is None or came.account.kind not in GUARDED:
        raise Invalid(what=_("a line of this gift that is still here"), field="line")
    return came


def _use(gift: Transaction, to: Designation) -> Use | None:
    if to.is_free:
        return None
    owner = gift.undertaking.owner if gift.undertaking else gift.org
    return use_of(owner, purpose=to.purpose, area=to.area, recipient=to.recipient)


def _within(came: Posting, amount: Decimal, unit: str, use: Use | None) -> tuple[Line, Line]:
    """Out of and into the account where it lies, under one use."""
    return move(
        came.item,
        amount,
        source=came.account,
        target=came.account,
        unit=unit,
        lot=came.lot,
        use=use,
    )
