"""Words said in more than one place."""

from django.utils.translation import gettext_lazy as _


SERVICES = _("Services")
MATTERS = _("Matters of firms")
COMMISSIONERS = _("Commissioners")
FIELD_VISITS = _("Field visits")
TALLIES = _("Counted help")
POLICIES = _("Policies for firms")
SURVEYS = _("Surveys of firms")
ASKED_OF_US = _("Surveys for us")
DAYS = _("Daily firm reports")
CHECKS = _("Resumption checks")
COUNSELLING = _("Hours of counselling")
MEDIATIONS = _("Mediation in confidence")
FOR_US = _("Policies that fit us")

DESK_ONLY = _("only the service desk does this.")
