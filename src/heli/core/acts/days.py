"""The day it is where the installation stands: moments are UTC, days are people's."""

from datetime import date, datetime

from django.utils import timezone


def local_day(at: datetime) -> date:
    """The calendar day of ``at`` in the installation's time zone. ``ValueError`` if it is naive."""
    return timezone.localtime(at, timezone.get_default_timezone()).date()
