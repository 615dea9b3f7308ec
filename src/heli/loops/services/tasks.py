"""What the worker does for the service desks: surveys closed on their day."""

from datetime import datetime, timedelta

from heli.core.acts import SYSTEM
from heli.core.flow.models import Call
from heli.loops.services.actions.surveying import close_survey
from heli.loops.services.enums import SURVEY


def close_surveys(now: datetime) -> int:
    """Close the surveys whose last day is over."""
    over = Call.objects.filter(kind=SURVEY, closed_at__isnull=True, closes_at__lte=now)
    some = list(over.order_by("pk")[:20])
    for survey in some:
        close_survey(survey, by=SYSTEM, at=now)
    return len(some)


CHORES = [
    ("services.close_surveys", timedelta(minutes=10), close_surveys),
]
