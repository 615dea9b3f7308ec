"""What follows from the events of this loop: those who have to act next are told."""

from datetime import datetime

from heli.core.acts import SYSTEM, receiver
from heli.core.flow.models import Entry, Step
from heli.loops.services.actions.mediation.telling import tell_parts
from heli.loops.services.actions.telling import News, tell_about
from heli.loops.services.events import ASKED, MEDIATION_MOVED


_WITH = ("call__issuer", "org", "party")


@receiver(ASKED, "services.tell_asked")
def asked(*, need: str, at: datetime) -> None:
    """Tell the desk of a new matter. Safe to run twice."""
    entry = Entry.objects.select_related(*_WITH).get(uid=need)
    tell_about.once(f"services.asked:{need}")(entry, news=News.ASKED, by=SYSTEM, at=at)


def _tell(step: str, news: News, at: datetime) -> None:
    happened = Step.objects.select_related("entry", *(f"entry__{one}" for one in _WITH)).get(
        uid=step
    )
    tell_about.once(f"services.tell:{step}")(happened.entry, news=news, by=SYSTEM, at=at)


@receiver("services.routed", "services.tell_routed")
def routed(*, step: str, at: datetime) -> None:
    """Tell the department of a matter it has to answer. Safe to run twice."""
    _tell(step, News.ROUTED, at)


@receiver("services.answered", "services.tell_answered")
def answered(*, step: str, at: datetime) -> None:
    """Ask the firm whether the answer solved it. Safe to run twice."""
    _tell(step, News.ANSWERED, at)


@receiver("services.taken_up", "services.tell_taken_up")
def taken_up(*, step: str, at: datetime) -> None:
    """Tell the desk that a firm wants a policy. Safe to run twice."""
    _tell(step, News.TAKEN_UP, at)


@receiver(MEDIATION_MOVED, "services.tell_mediation")
def mediation_moved(*, step: str, at: datetime) -> None:
    """Tell those whom a step of a mediation concerns. Safe to run twice."""
    happened = Step.objects.select_related("entry__call__issuer").get(uid=step)
    verb, actor = happened.verb, happened.actor_id
    tell = tell_parts.once(f"services.tell_mediation:{step}")
    tell(happened.entry, verb=verb, but=actor, by=SYSTEM, at=at)
