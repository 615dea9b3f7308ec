"""What a unit does with a case: milestones, handing it in; asking for time, a pause, a higher level."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from heli.core.access.enums import Role
from heli.core.access.queries import holds_over
from heli.core.acts import Actor, Invalid, action
from heli.core.flow.models import Entry, Step
from heli.loops.grid import policies
from heli.loops.grid.actions.alone import alone_facts
from heli.loops.grid.actions.drafts import Shot
from heli.loops.grid.actions.stepping import take
from heli.loops.grid.enums import Verb, WaitsFor
from heli.loops.grid.queries.office import office_of
from heli.loops.grid.queries.people import last


@action("grid.case.tick", policy=policies.ON_CASE[Verb.MILESTONE])
def tick_milestone(
    entry: Entry,
    *,
    milestone: str,
    note: str = "",
    photos: Sequence[Shot] = (),
    by: Actor,
    at: datetime,
) -> Step:
    """T14: a part of the handling is done, such as making the place safe. In their order."""
    facts = {"milestone": milestone}
    return take(entry, Verb.MILESTONE, by=by, at=at, note=note, facts=facts, photos=photos)


@action("grid.case.handle", policy=policies.ON_CASE[Verb.HANDLE])
def handle_case(
    entry: Entry, *, note: str, photos: Sequence[Shot], by: Actor, at: datetime
) -> Step:
    """T14: the matter is handled; what was done, and a photo from the place.

    From the head of the unit that ends the clock of handling. From somebody else of the unit it is a
    report that the head confirms (:func:`confirm_handling`), unless the centre asks for no
    confirmation.
    """
    is_head = holds_over(by, entry.org, Role.SIGNER)
    needs_head = office_of(entry.call).unit_confirms and not is_head
    verb = Verb.FEED_BACK if needs_head else Verb.HANDLE
    return take(entry, verb, by=by, at=at, note=note, photos=photos)


@action("grid.case.confirm", policy=policies.ON_CASE[Verb.CONFIRM])
def confirm_handling(
    entry: Entry, *, granted: bool = True, note: str = "", by: Actor, at: datetime
) -> Step:
    """T14: the head of the unit confirms that a case is handled, or sends it back within the unit."""
    verb = Verb.CONFIRM if granted else Verb.SEND_BACK
    return take(entry, verb, by=by, at=at, note=note, facts=alone_facts(entry, by, at))


@action("grid.case.ask_extension", policy=policies.ON_CASE[Verb.ASK_EXTENSION])
def ask_extension(
    entry: Entry, *, until: datetime, note: str, evidence: str, by: Actor, at: datetime
) -> Step:
    """T11: ask for more time, before the limit, with a reason and evidence."""
    facts = {"until": until.isoformat(), "evidence": evidence.strip()}
    return take(entry, Verb.ASK_EXTENSION, by=by, at=at, note=note, facts=facts)


@action("grid.case.decide_extension", policy=policies.ON_CASE[Verb.GRANT_EXTENSION])
def decide_extension(
    entry: Entry, *, granted: bool, note: str = "", by: Actor, at: datetime
) -> Step:
    """T11: give more time, or not. The original limit stays known; the second one is the leader's."""
    asked = last(list(entry.steps.order_by("seq")), Verb.ASK_EXTENSION)
    facts: dict[str, Any] = alone_facts(entry, by, at)
    if granted and asked is not None:
        facts |= {"until_handle": asked.facts["until"], "until_case": asked.facts["until"]}
    verb = Verb.GRANT_EXTENSION if granted else Verb.REFUSE_EXTENSION
    return take(entry, verb, by=by, at=at, note=note, facts=facts)


@action("grid.case.ask_suspension", policy=policies.ON_CASE[Verb.ASK_SUSPENSION])
def ask_suspension(
    entry: Entry,
    *,
    waits_for: str,
    review_on: date,
    note: str,
    photos: Sequence[Shot],
    by: Actor,
    at: datetime,
) -> Step:
    """T12: ask to put a case off until a day of review, made safe meanwhile."""
    if waits_for not in WaitsFor.values:
        raise Invalid(what=waits_for, field="waits_for")
    facts = {"waits_for": waits_for, "review_on": review_on.isoformat()}
    return take(entry, Verb.ASK_SUSPENSION, by=by, at=at, note=note, facts=facts, photos=photos)


@action("grid.case.decide_suspension", policy=policies.ON_CASE[Verb.GRANT_SUSPENSION])
def decide_suspension(
    entry: Entry, *, granted: bool, note: str = "", by: Actor, at: datetime
) -> Step:
    """T12: suspend a case, or not. The clock of handling stands still until it is resumed."""
    asked = last(list(entry.steps.order_by("seq")), Verb.ASK_SUSPENSION)
    facts = alone_facts(entry, by, at)
    if granted and asked is not None:
        facts |= {"review_on": asked.facts["review_on"], "waits_for": asked.facts["waits_for"]}
    verb = Verb.GRANT_SUSPENSION if granted else Verb.REFUSE_SUSPENSION
    return take(entry, verb, by=by, at=at, note=note, facts=facts)


@action("grid.case.resume", policy=policies.ON_CASE[Verb.RESUME])
def resume_case(entry: Entry, *, by: Actor, at: datetime) -> Step:
    """T13: go on with the time that was left; on the day of review the worker does it."""
    return take(entry, Verb.RESUME, by=by, at=at)


@action("grid.case.ask_transfer", policy=policies.ON_CASE[Verb.ASK_TRANSFER])
def ask_transfer(
    entry: Entry, *, body: str, letter: str, note: str, by: Actor, at: datetime
) -> Step:
    """T15: ask to pass a case to a higher level, because the town has no power over it."""
    facts = {"body": body.strip(), "letter": letter.strip()}
    return take(entry, Verb.ASK_TRANSFER, by=by, at=at, note=note, facts=facts)


@action("grid.case.decide_transfer", policy=policies.ON_CASE[Verb.GRANT_TRANSFER])
def decide_transfer(
    entry: Entry, *, granted: bool, note: str = "", number: str = "", by: Actor, at: datetime
) -> Step:
    """T15: pass a case upwards, or keep it. ``number`` is the one it has there."""
    if told := number.strip():
        entry.case.external_number = told
        entry.case.save(update_fields=["external_number"])
    verb = Verb.GRANT_TRANSFER if granted else Verb.REFUSE_TRANSFER
    facts = alone_facts(entry, by, at)
    return take(entry, verb, by=by, at=at, note=note, facts=facts)


@action("grid.case.enter_result", policy=policies.ON_CASE[Verb.EXTERNAL_DONE])
def enter_result(entry: Entry, *, done: bool, note: str, by: Actor, at: datetime) -> Step:
    """What the higher level did: handled, to be checked here; or it came back."""
    verb = Verb.EXTERNAL_DONE if done else Verb.TAKE_BACK
    return take(entry, verb, by=by, at=at, note=note)


@action("grid.case.question", policy=policies.ON_CASE[Verb.QUESTION])
def ask_reporter(entry: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """A unit asks the reporter something: the desk passes it on, and never says who that is."""
    return take(entry, Verb.QUESTION, by=by, at=at, note=note)


@action("grid.case.relay", policy=policies.ON_CASE[Verb.RELAY])
def relay_answer(entry: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """The desk passes on what the reporter said."""
    return take(entry, Verb.RELAY, by=by, at=at, note=note)
