"""Words said in more than one place."""

from django.utils.translation import gettext_lazy as _


ADVICE = _("Advice")
PROPOSALS = _("Proposals")
ISSUES = _("Periodical issues")
CALLS = _("Calls")
REGISTERS = _("Registers")
MY_RECORD = _("My record")
MY_PROPOSALS = _("My proposals")
OPEN_CALLS = _("Submit a proposal")
