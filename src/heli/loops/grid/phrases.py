"""Words said in more than one place."""

from django.utils.translation import gettext_lazy as _


GRID = _("Grid casework")
CASE = _("Case")
CASES = _("Cases")
DAYS = _("Days of the grids")
STATISTICS = _("Statistics")
CENTRE = _("How the centre works")
UPWARD = _("With a higher level")
HELP = _("Help of other units")
APPEALS = _("Appeals of units")
ASSIST = _("Assistance")
APPEAL = _("Appeal")
SUMMARY = _("Daily summary")
REPORTER = _("Reporter")
ANSWERED = _("Answered")
IN_HAND = _("In hand")
SELF_CHECKED = _("checked by the office that handled it")
DONE = _("Done")
REPORTED_LATELY = _("Reported lately")
NOTE_REPORT = _("Note a report")
REPORT_IT = _("Report a matter")
FOLLOW_IT = _("Follow a report")
ALL_REPORTED = _("Public reports")
