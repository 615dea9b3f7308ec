"""Words of the field that several modules use: one term, one msgid."""

from django.utils.translation import gettext_lazy as _


BRIEF = _("Brief")
BRIEFS = _("Briefs")
FIGURE = _("Figure")
DRAFT = _("Draft")
IN_REVIEW = _("In review")
TO_REVIEW = _("To be reviewed")
TO_SEAL = _("To be sealed")
APPROVED = _("Approved")
RETURNED = _("Returned")
SEALED = _("Sealed and issued")
SUPERSEDED = _("Superseded")
BEING_WRITTEN = _("Being written")
