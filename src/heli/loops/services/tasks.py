"""What the worker does for the service desks: days asked for and closed, surveys closed."""

from datetime import datetime, timedelta
from itertools import islice

from heli.core.acts import SYSTEM, local_day, outcome_under
from heli.core.flow.models import Call
from heli.loops.services.actions.daily import expect_day, miss_days
from heli.loops.services.actions.mediation.forgetting import forget
from heli.loops.services.actions.mediation.telling import LATE, tell_parts
from heli.loops.services.actions.surveying import close_survey
from heli.loops.services.actions.telling import News, tell_about
from heli.loops.services.enums import SURVEY
from heli.loops.services.queries.daily import is_workday, overdue, running, to_report
from heli.loops.services.queries.lateness import late, late_mediations
from heli.loops.services.queries.mediation_words import to_forget
from heli.loops.services.queries.seen import desks


BATCH = 200


def close_surveys(now: datetime) -> int:
    """Close the surveys whose last day is over."""
    over = Call.objects.filter(kind=SURVEY, closed_at__isnull=True, closes_at__lte=now)
    some = list(over.order_by("pk")[:20])
    for survey in some:
        close_survey(survey, by=SYSTEM, at=now)
    return len(some)


def keep_days(now: datetime) -> int:
    """Ask for the reports of a working day, and let old days stand that nobody reported."""
    today, done = local_day(now), 0
    for call in running():
        asked = set(call.entries.filter(period=today.isoformat()).values_list("org", flat=True))
        if is_workday(today) and any(firm.pk not in asked for firm in to_report(call)):
            expect_day(desks().get(issuer=call.issuer), on=today, by=SYSTEM, at=now)
            done += 1
        if old := list(overdue(call, today).select_related("call", "org", "area")[:BATCH]):
            miss_days(old, by=SYSTEM, at=now)
            done += len(old)
    return done


def tell_late(now: datetime) -> int:
    """Tell of matters over their time, once for each step that they wait for."""
    done = 0
    for need in late(now):
        key = f"services.late:{need.uid}:{need.seq}"
        if outcome_under(key, by=SYSTEM) is None:
            done += tell_about.once(key)(need, news=News.LATE, by=SYSTEM, at=now) is not None
    return done


def tell_late_mediations(now: datetime) -> int:
    """Tell of mediations over their time, once for each step that they wait for."""
    done = 0
    for one in late_mediations(now):
        key = f"services.mediation_late:{one.uid}:{one.seq}"
        if outcome_under(key, by=SYSTEM) is None:
            done += tell_parts.once(key)(one, verb=LATE, by=SYSTEM, at=now) is not None
    return done


def forget_mediations(now: datetime) -> int:
    """Forget who took part in mediations of which nothing written is kept any more."""
    over = list(islice(to_forget(now), BATCH))
    for one in over:
        forget(one, by=SYSTEM, at=now)
    return len(over)


CHORES = [
    ("services.tell_late", timedelta(minutes=30), tell_late),
    ("services.tell_late_mediations", timedelta(minutes=30), tell_late_mediations),
    ("services.forget_mediations", timedelta(hours=24), forget_mediations),
    ("services.close_surveys", timedelta(minutes=10), close_surveys),
    ("services.keep_days", timedelta(minutes=10), keep_days),
]
