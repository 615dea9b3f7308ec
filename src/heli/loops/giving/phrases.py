"""Words said in more than one place."""

from django.utils.translation import gettext_lazy as _


GIVING = _("Giving")
APPEALS = _("Appeals")
PLEDGES = _("Pledges")
GIFTS = _("Gifts received")
NEEDS = _("Needs")
DELIVERIES = _("Deliveries of goods")
DISCLOSURES = _("Public statements")
IMPORTS = _("Imports of gifts")
BANK = _("Bank statements")
PUBLIC_LEDGER = _("Open ledger")
RECONCILIATION = _("Reconciliation")
STOCK = _("Stock")
MONEY = _("Money in and out")

ANONYMOUS_DONOR = _("a donor who wishes no name")
OFFICE_ONLY = _("only the office that keeps the books of this appeal does this.")
