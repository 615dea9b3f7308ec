"""Word to those who have to do something next, or to know; by the system."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.access.queries import holders
from heli.core.acts import Actor, Policy, action, local_day
from heli.core.flow.models import Entry
from heli.core.flow.working import ACTIVE
from heli.core.journal.refs import name_of
from heli.core.notices.models import Message
from heli.core.notices.writing import notify
from heli.core.parties.models import Party
from heli.loops.services.flows.roles import OFFICE
from heli.loops.services.queries.offers import speakers_of


class News(StrEnum):
    """What is told about an entry."""

    ASKED = "asked"
    ROUTED = "routed"
    ANSWERED = "answered"
    LATE = "late"
    TAKEN_UP = "taken_up"


def _nobody(_actor: Actor) -> bool:
    return False


only_the_system: Policy[Entry] = Policy(Entry, _nobody, "")


@action("services.entry.tell", policy=only_the_system)
def tell_about(entry: Entry, *, news: str, by: Actor, at: datetime) -> Message | None:
    """Tell those whom it concerns; None where nobody is there to be told."""
    kind, on = News(news), local_day(at)
    people = list(_whom(entry, kind, on))
    if not people:
        return None
    return notify(
        entry.call.issuer,
        people,
        kind=f"services.{kind}",
        subject=_subject(entry, kind)[:120],
        about=name_of(entry),
        link=reverse(
            "services:offer" if kind is News.TAKEN_UP else "services:need", args=[entry.uid]
        ),
        by=by,
        at=at,
    )


def _whom(entry: Entry, news: News, on: date) -> Iterable[Party]:
    if news in (News.ASKED, News.TAKEN_UP):
        return _office(entry, on)
    if news is News.ROUTED:
        return _department(entry, on)
    if news is News.ANSWERED:
        return _askers(entry)
    return [*_office(entry, on), *_department(entry, on)]


def _office(entry: Entry, on: date) -> QuerySet[Party]:
    return holders(entry.call.issuer, *OFFICE, on=on)


def _department(entry: Entry, on: date) -> list[Party]:
    return speakers_of([entry.org], on).get(entry.org_id, [])


def _askers(entry: Entry) -> QuerySet[Party]:
    tied = entry.assignments.filter(role="author", state=ACTIVE)
    return Party.objects.filter(pk__in=tied.values("party"))


def _subject(entry: Entry, news: News) -> str:
    words = {"code": entry.code, "title": entry.title, "firm": entry.org.name}
    said = {
        News.ASKED: _("New matter %(code)s: %(title)s"),
        News.ROUTED: _("For you to answer, %(code)s: %(title)s"),
        News.ANSWERED: _("Answered, is it solved? %(code)s: %(title)s"),
        News.LATE: _("Over its time, %(code)s: %(title)s"),
        News.TAKEN_UP: _("%(firm)s wants a policy that was sent to it"),
    }
    return said[news] % words
