"""Public statements (公示): each falls due by its clock, and publishing one starts the next."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Refusal, action, local_day
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Call, Entry
from heli.core.parties.models import Undertaking
from heli.loops.giving import policies
from heli.loops.giving.actions.books import list_of
from heli.loops.giving.enums import APPEAL, DISCLOSURE_CALL, Rhythm, Verb
from heli.loops.giving.flows import DISCLOSURES
from heli.loops.giving.queries.bulletins import bulletin
from heli.loops.giving.queries.reconciling import is_defined
from heli.loops.giving.queries.statements import campaign_of, period_of


class OtherPeriod(Refusal):
    """A statement speaks of days that have passed, from the first that none before spoke of."""

    message = _("The statement ends on a day from %(since)s to today, %(today)s.")
    status = 422


class NoDefinitions(Refusal):
    """Figures are published only by definitions that somebody answered for."""

    message = _(
        "The definitions of the figures are not approved yet. A signer approves them; then the"
        " statement can be published."
    )


def begin_statement(
    campaign: Undertaking, rhythm: str, *, since: date, by: Actor, at: datetime
) -> Entry:
    """Let a statement fall due that covers receipts and use from ``since`` on. For acts."""
    flow = DISCLOSURES[Rhythm(rhythm)]
    call = list_of(campaign, kind=DISCLOSURE_CALL, flow=flow, title=flow.label, at=at)
    return engine.start(
        call,
        org=campaign.owner,
        by=by,
        at=at,
        title=campaign.name,
        answers={"rhythm": str(rhythm), "since": since.isoformat()},
    )


@action("giving.statement.publish", policy=policies.publish_statement)
def publish_statement(
    statement: Entry, *, until: date | None = None, by: Actor, at: datetime
) -> Entry:
    """Publish what was received and used until a day (today, if none is said).

    It gets the next number of its campaign (第 N 期), and its figures are kept as they were. While an
    appeal is open, the next one begins. Refuses with :class:`OtherPeriod` and :class:`NoDefinitions`.
    """
    day = until or local_day(at)
    campaign = campaign_of(statement)
    since, _today = period_of(statement, today=day)
    if not since <= day <= local_day(at):
        raise OtherPeriod(since=since, today=local_day(at), field="until")
    number = _number(campaign)
    telling = Telling(facts={"number": number, "until": day})
    engine.move(statement, Verb.PUBLISH, by=by, at=at, telling=telling)
    period = {"since": since.isoformat(), "until": day.isoformat()}
    statement.answers = {**statement.answers, **period, "number": number}
    statement.answers["figures"] = _figures(statement, day)
    statement.code = str(number)
    statement.save(update_fields=["answers", "code"])
    rhythm = statement.answers["rhythm"]
    open_ = Call.objects.filter(kind=APPEAL, undertaking=campaign, closed_at__isnull=True)
    if rhythm != Rhythm.FINAL and open_.exists():
        begin_statement(campaign, rhythm, since=day + timedelta(days=1), by=by, at=at)
    return statement


@action("giving.statement.drop", policy=policies.drop_statement)
def drop_statement(statement: Entry, *, note: str, by: Actor, at: datetime) -> Entry:
    """Note why no statement is needed, as when another authority publishes it."""
    engine.move(statement, Verb.WITHDRAW, by=by, at=at, telling=Telling(note=note.strip()))
    return statement


def _figures(statement: Entry, day: date) -> dict[str, str]:
    if not is_defined():
        raise NoDefinitions
    return bulletin(statement, today=day).figures()


def _number(campaign: Undertaking) -> int:
    """第 N 期 runs through all rhythms of a campaign."""
    published = Entry.objects.filter(call__kind=DISCLOSURE_CALL, call__undertaking=campaign)
    return published.exclude(code="").count() + 1
