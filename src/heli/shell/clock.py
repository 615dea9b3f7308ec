"""The one place where the clock is read. Doors read it; nothing below them can."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """This day, where the installation is."""
    return timezone.localdate(timezone=timezone.get_default_timezone())
