"""Keeping an eye on cases: urging, voiding after dispatch, splitting, answering."""

from collections.abc import Sequence
from datetime import datetime

from heli.core.acts import Actor, action
from heli.core.flow import engine
from heli.core.flow.engine import Opening, Telling
from heli.core.flow.models import Entry, Step
from heli.core.flow.timers import limit_fact
from heli.core.flow.working import link
from heli.kit.worktime import deadline
from heli.loops.grid import policies
from heli.loops.grid.actions.alone import alone_facts
from heli.loops.grid.actions.stepping import about, answer_all, take
from heli.loops.grid.enums import PART_OF, Verb
from heli.loops.grid.models import Case, Report
from heli.loops.grid.queries.numbers import new_numbers
from heli.loops.grid.queries.office import accept_limit, calendar_of


@action("grid.case.supervise", policy=policies.ON_CASE[Verb.SUPERVISE])
def supervise_case(entry: Entry, *, note: str, reply_by: datetime, by: Actor, at: datetime) -> Step:
    """T23: urge a case on, with a text and a moment by which an answer is expected."""
    facts = {"reply_by": reply_by.isoformat()}
    return take(entry, Verb.SUPERVISE, by=by, at=at, note=note, facts=facts)


@action("grid.case.answer_supervision", policy=policies.ON_CASE[Verb.ANSWER_SUPERVISION])
def answer_supervision(entry: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """T23: answer an urging."""
    return take(entry, Verb.ANSWER_SUPERVISION, by=by, at=at, note=note)


@action("grid.report.reply", policy=policies.ON_CASE[Verb.REPLY])
def reply_to(entry: Entry, *, report: Report, text: str, by: Actor, at: datetime) -> Step:
    """Answer one reporter, whatever the state of the case."""
    telling = Telling(note=text.strip(), facts={"report": str(report.uid)})
    return engine.move(entry, Verb.REPLY, by=by, at=at, telling=telling)


@action("grid.case.ask_void", policy=policies.ON_CASE[Verb.ASK_VOID])
def ask_void(entry: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """T24, after dispatch: ask the head of the desk to void a case."""
    return take(entry, Verb.ASK_VOID, by=by, at=at, note=note)


@action("grid.case.decide_void", policy=policies.ON_CASE[Verb.GRANT_VOID])
def decide_void(
    entry: Entry, *, granted: bool, note: str, reply: str = "", by: Actor, at: datetime
) -> Step:
    """T24, after dispatch: void a case, so that it counts nowhere else; or do not."""
    facts = alone_facts(entry, by, at)
    if not granted:
        return take(entry, Verb.REFUSE_VOID, by=by, at=at, note=note, facts=facts)
    answer_all(entry, reply or note, by=by, at=at, merged_too=True)
    return take(entry, Verb.GRANT_VOID, by=by, at=at, note=note, facts=facts)


@action("grid.case.split", policy=policies.ON_CASE[Verb.SPLIT])
def split_case(entry: Entry, *, parts: Sequence[str], by: Actor, at: datetime) -> Step:
    """T25: make a case of each part, named in a few words. It closes when all of them have.

    The parts lie where the whole lies, and are registered on their own.
    """
    step = take(entry, Verb.SPLIT, by=by, at=at, facts={"parts": [p.strip() for p in parts]})
    made = engine.start_many(
        entry.call,
        [
            _part(entry, text, number)
            for text, number in zip(parts, new_numbers(len(parts), at), strict=True)
        ],
        org=entry.call.issuer,
        by=by,
        at=at,
    )
    for part in made:
        _copy(entry.case, part, at)
        link(part, PART_OF, entry, at=at)
    return step


def _part(entry: Entry, text: str, number: str) -> Opening:
    case = entry.case
    facts = {
        **about(case),
        "channel": case.channel,
        "part_of": str(entry.uid),
        "limit_accept": limit_fact(accept_limit(entry.call, case.channel)),
        "photos": entry.steps.order_by("seq")[0].facts.get("photos", []),
    }
    title = f"{entry.title} · {text.strip()}"[:200]
    return Opening(
        title=title, party=entry.party, code=number, area=entry.area, telling=Telling(facts=facts)
    )


def _copy(case: Case, part: Entry, at: datetime) -> None:
    limit = accept_limit(part.call, case.channel)
    due = deadline(at, limit.clock, limit.n, calendar_of(part.call)).at
    same = {
        name: getattr(case, name)
        for name in (
            "code_set",
            "category",
            "group",
            "urgency",
            "channel",
            "lat",
            "lon",
            "cell",
            "place",
            "component",
            "is_private",
        )
    }
    Case.objects.create(entry=part, reported_at=at, due_at=due, due_for="accept", **same)


@action("grid.case.finish_split", policy=policies.ON_CASE[Verb.FINISH_SPLIT])
def finish_split(entry: Entry, *, reply: str, by: Actor, at: datetime) -> Step:
    """T25: close a case whose parts are all closed."""
    answer_all(entry, reply, by=by, at=at, merged_too=True)
    return take(entry, Verb.FINISH_SPLIT, by=by, at=at)
