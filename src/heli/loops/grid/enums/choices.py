"""What may be chosen, with the words for it: channels, findings, reasons, ratings, urgency."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a matter was reported."""

    PATROL = "patrol", _("Grid worker on patrol")
    PORTAL = "portal", _("Public website")
    PASTED = "pasted", _("Chat group, pasted in")
    PHONE = "phone", _("By telephone")
    VISIT = "visit", _("In person")
    SMS = "sms", _("By text message")
    DEPARTMENT = "department", _("Passed on by a department")
    LEADER = "leader", _("Instruction of a leader")
    UPPER = "upper", _("Platform of a higher level")
    VIDEO = "video", _("Camera or sensor")
    API = "api", _("Another system")

    @property
    def is_from_residents(self) -> bool:
        """Whether somebody waits for an answer."""
        return self in _RESIDENTS


_RESIDENTS = (
    Channel.PORTAL,
    Channel.PASTED,
    Channel.PHONE,
    Channel.VISIT,
    Channel.SMS,
    Channel.API,
)
TO_VERIFY = (*_RESIDENTS, Channel.VIDEO, Channel.LEADER)
"""Channels whose cases are looked at on the spot before they are registered."""


class Refused(models.TextChoices):
    """Why a matter is not taken up."""

    ELSEWHERE = "elsewhere", _("It lies outside this area")
    NOT_OURS = "not_ours", _("It is not for this service")
    EMERGENCY = "emergency", _("Please call 110, 119 or 120")
    COURT = "court", _("It is for a court or a petition office")
    NO_CONTACT = "no_contact", _("Too little is said, and nobody could be reached twice")


class Finding(models.TextChoices):
    """What somebody found who went to look."""

    EXISTS = "exists", _("It is there")
    ABSENT = "absent", _("It is not there")
    UNABLE = "unable", _("It could not be seen")


class ReturnReason(models.TextChoices):
    """Why a unit says that a case is not its own."""

    NOT_OUR_DUTY = "not_our_duty", _("Not our duty, and on what basis")
    NOT_OUR_AREA = "not_our_area", _("Not our area")
    WRONG_FACTS = "wrong_facts", _("What is said is wrong")


class WaitsFor(models.TextChoices):
    """What a suspended case waits for."""

    SEASON = "season", _("The season")
    WORKS = "works", _("Works that were begun")
    FUNDING = "funding", _("Funding")
    LITIGATION = "litigation", _("A court")


class Satisfaction(models.TextChoices):
    """What a reporter says about how a matter was handled."""

    SATISFIED = "satisfied", _("Satisfied")
    MOSTLY = "mostly", _("Mostly satisfied")
    DISSATISFIED = "dissatisfied", _("Dissatisfied")
    UNRATED = "unrated", _("No rating")


class PhotoKind(models.TextChoices):
    """What a photo shows."""

    NEAR = "near", _("Close up")
    FAR = "far", _("From afar")
    BEFORE = "before", _("Before handling")
    AFTER = "after", _("After handling")
    CHECK = "check", _("On the check")
    MEASURE = "measure", _("Temporary safety measure")
    LETTER = "letter", _("Letter or evidence")


class Urgency(models.TextChoices):
    """How much time there is; dispatching and signing are quicker for what is urgent."""

    LIFE = "life", _("Danger to life")
    SUPPLY = "supply", _("Water, power, gas, heating")
    NORMAL = "normal", _("General")
    COMPLEX = "complex", _("Complex")

    @property
    def is_urgent(self) -> bool:
        """Whether the case cannot wait, and no extension is given."""
        return self == Urgency.LIFE


class Reference(models.TextChoices):
    """The reference system in which a position was given. Kept as it came; used in CGCS2000."""

    CGCS2000 = "cgcs2000", "CGCS2000"
    WGS84 = "wgs84", "WGS-84"
    GCJ02 = "gcj02", "GCJ-02"
    BD09 = "bd09", "BD-09"
