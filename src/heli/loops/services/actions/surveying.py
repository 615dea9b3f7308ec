"""Surveys: opened on a sample, answered, reminded of, closed."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Annotated

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from heli.core.acts import Actor, Digest, Invalid, Refusal, action, local_day
from heli.core.flow import engine
from heli.core.flow.models import Call, Entry, Step
from heli.core.journal.refs import name_of
from heli.core.notices.models import Message
from heli.core.notices.writing import notify
from heli.core.parties.models import Party
from heli.core.texts.writing import good_title
from heli.loops.services import policies
from heli.loops.services.enums import SURVEY, Frame, Verb
from heli.loops.services.flows import SURVEY_FLOW
from heli.loops.services.queries.firms import Card, cards_of, firms_of
from heli.loops.services.queries.fitting import Conditions, Places, fit
from heli.loops.services.queries.offers import speakers_of
from heli.loops.services.queries.questions import check, kept, parse
from heli.loops.services.queries.sampling import draw
from heli.loops.services.queries.surveys import questions_of, waiting


STRATA = ("size", "sector", "kind")


class NobodyWaits(Refusal):
    """Everybody who can be told has answered."""

    message = _("Everybody who was asked has answered, or has nobody who could be told.")


@dataclass(frozen=True, slots=True)
class Sample:
    """Whom a survey asks: how they are found, so that anybody can find them again."""

    frame: str = Frame.ALL
    conditions: Conditions = field(default_factory=dict)
    by: str = "size"
    n: int = 0
    seed: int = 0
    picked: Sequence[Party] = ()

    def drawn(self, desk: Call) -> dict[str, list[Card]]:
        """The firms in their strata (one stratum, "", where none are told apart)."""
        places = Places([self.conditions])
        cards = [
            one for one in cards_of(firms_of(desk)) if fit(self.conditions, one, places).is_good
        ]
        if self.frame == Frame.STRATIFIED:
            return draw(cards, by=self.by, n=self.n, seed=self.seed)
        chosen = {firm.pk for firm in self.picked}
        return {"": [c for c in cards if self.frame == Frame.ALL or c.firm.pk in chosen]}


@action("services.survey.open", policy=policies.keep_desk)
def open_survey(
    desk: Call,
    *,
    title: str,
    questions: Sequence[str],
    until: date,
    frame: str = Frame.ALL,
    conditions: Conditions | None = None,
    strata: str = "size",
    n: int = 0,
    seed: int | None = None,
    picked: Sequence[Party] = (),
    by: Actor,
    at: datetime,
) -> Call:
    """Ask firms: all that fit the conditions, picked ones, or ``n`` drawn by lot in strata.

    The seed of the lot is kept with the survey. Refuses with ``Invalid`` a question that is none, a
    day that is over, and a sample of nobody.
    """
    asked = parse(questions)
    if until < local_day(at) or strata not in STRATA:
        raise Invalid(what=_("a day that is not over"), field="until")
    seed = secrets.randbelow(1_000_000_000) if seed is None else seed
    sample = Sample(Frame(frame), conditions or {}, strata, n, seed, picked)
    drawn = sample.drawn(desk)
    if not any(drawn.values()):
        raise Invalid(what=_("firms to ask: nobody fits"), field="frame")
    survey = Call.objects.create(
        kind=SURVEY,
        flow=SURVEY_FLOW.code,
        issuer=desk.issuer,
        title=good_title(title),
        opens_at=at,
        closes_at=datetime.combine(
            until + timedelta(days=1), time(), timezone.get_default_timezone()
        ),
        settings={
            "questions": kept(asked),
            "frame": sample.frame,
            "conditions": dict(sample.conditions),
            "by": strata,
            "seed": seed,
            "strata": {name: len(some) for name, some in drawn.items()},
        },
    )
    _ask(survey, drawn, by=by, at=at)
    return survey


def _ask(survey: Call, drawn: Mapping[str, Sequence[Card]], *, by: Actor, at: datetime) -> None:
    stratum = {card.firm.pk: name for name, some in drawn.items() for card in some}
    firms = [card.firm for some in drawn.values() for card in some]
    entries = engine.expect(survey, firms, by=by, at=at)
    for entry in entries:
        entry.answers = {"stratum": stratum[entry.org_id], "said": {}}
    Entry.objects.bulk_update(entries, ["answers"], batch_size=500)
    subject = _("Please answer: %(title)s") % {"title": survey.title}
    if speakers_of(firms, local_day(at)):
        _tell(survey, firms, subject=subject, by=by, at=at)


def _tell(
    survey: Call, firms: Sequence[Party], *, subject: str, by: Actor, at: datetime
) -> Message:
    people = [one for some in speakers_of(firms, local_day(at)).values() for one in some]
    if not people:
        raise NobodyWaits
    return notify(
        survey.issuer,
        people,
        kind="services.survey",
        subject=subject[:120],
        about=name_of(survey),
        link=reverse("services:asked_of_us"),
        by=by,
        at=at,
    )


@action("services.survey.fill_in", policy=policies.ON_SURVEY[Verb.FILL_IN])
def fill_in(
    entry: Entry, *, answers: Annotated[Mapping[str, object], Digest], by: Actor, at: datetime
) -> Step:
    """Answer a survey in the name of a firm, or answer it anew while it is open."""
    engine.check_open(entry.call, at)
    said = check(questions_of(entry.call), answers)
    step = engine.move(entry, Verb.FILL_IN, by=by, at=at)
    entry.answers = {**entry.answers, "said": said}
    entry.save(update_fields=["answers"])
    return step


@action("services.survey.remind", policy=policies.keep_survey)
def remind_survey(survey: Call, *, by: Actor, at: datetime) -> Message:
    """Remind those who have not answered, and nobody else. Refuses with :class:`NobodyWaits`."""
    engine.check_open(survey, at)
    firms = [entry.org for entry in waiting(survey)]
    subject = _("Still to be answered: %(title)s") % {"title": survey.title}
    return _tell(survey, firms, subject=subject, by=by, at=at)


@action("services.survey.close", policy=policies.keep_survey)
def close_survey(survey: Call, *, by: Actor, at: datetime) -> Call:
    """Close a survey: nobody answers any more, and the results are open to the firms it asked."""
    if survey.closed_at is not None:
        raise engine.Closed(title=survey.title)
    if left := list(waiting(survey).select_related("call", "area")):
        engine.move_many(left, Verb.LEAVE_OUT, by=by, at=at)
    survey.closed_at = at
    survey.save(update_fields=["closed_at"])
    return survey
