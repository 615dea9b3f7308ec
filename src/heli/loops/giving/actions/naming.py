"""What a donor says later about being named. It holds everywhere, also for what was published."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, action, current_record
from heli.core.ledger.models import Posting, Transaction
from heli.loops.giving.enums import GIFT_TAGS, Publication
from heli.loops.giving.models import Consent, may_name


@action("giving.gift.name", policy=may_name)
def name_donor(
    gift: Transaction,
    *,
    publication: str,
    all_gifts: bool = False,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Consent:
    """Note how the donor of a gift wants to be named from now on: in full, in part, or not at all.

    ``all_gifts`` holds for everything this donor gives to this body. The office notes who said so.
    """
    if publication not in Publication.values:
        raise Invalid(what=_("how the donor is named"), field="publication")
    line = Posting.objects.filter(transaction=gift, tag__in=GIFT_TAGS).first()
    donor = line.party if line is not None else None
    if all_gifts and donor is None:
        raise Invalid(what=_("the donor of this gift is not known"), field="all_gifts")
    said = Consent.objects.create(
        org=gift.org,
        transaction=None if all_gifts else gift,
        donor=donor,
        publication=publication,
        note=note.strip()[:200],
        at=at,
    )
    current_record().wrote(said, {"publication": publication, "uid": str(said.uid)})
    return said
