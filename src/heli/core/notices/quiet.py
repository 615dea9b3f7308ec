"""Nobody is woken up: outside channels are silent at night, unless it is urgent."""

from datetime import datetime, time, timedelta

from django.utils import timezone


NIGHT_BEGINS = time(22)
NIGHT_ENDS = time(7)


def earliest(at: datetime, *, is_urgent: bool) -> datetime:
    """The first moment from ``at`` on at which a message may go out."""
    here = timezone.localtime(at)
    if is_urgent or NIGHT_ENDS <= here.time() < NIGHT_BEGINS:
        return at
    morning = here.date() + timedelta(days=1 if here.time() >= NIGHT_BEGINS else 0)
    return timezone.make_aware(datetime.combine(morning, NIGHT_ENDS))
