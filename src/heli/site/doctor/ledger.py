"""The ledger: does everything that moved make zero, and is what is left what was posted?"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from heli.core.ledger.checking import verify_ledger
from heli.core.ledger.models import Transaction
from heli.site.doctor.finding import Finding, judged


SHOWN = 10


def adds_up() -> Iterator[Finding]:
    """Read every transaction, posting and balance again."""
    found = list(verify_ledger())
    yield judged(
        _("The ledger"),
        good=not found,
        yes=_("%(count)s transactions balance, and what is left is right")
        % {"count": Transaction.objects.count()},
        no="; ".join(f"{one.fault} {one.where}" for one in found[:SHOWN]),
    )
