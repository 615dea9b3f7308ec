"""What the flow asks beside states, people and needs. Each guard answers with the reason why not."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.queries import holds_over
from heli.core.acts import Message, local_day
from heli.core.flow.guards import Situation
from heli.loops.grid.enums import Channel, Finding, PhotoKind, ReturnReason, Stage, Urgency, Verb
from heli.loops.grid.queries.clocks import clocks_of
from heli.loops.grid.queries.office import codes_of, office_of
from heli.loops.grid.queries.people import did, last, works_in
from heli.loops.grid.queries.replies import answered as replied, reports_of
from heli.loops.grid.queries.shown import Shown, apart, hours_between, nearest, of_kind


FINE = ""
SECOND = 2
MOST_EXTENSIONS = 2


def answered(s: Situation) -> Message:
    """I3: whoever reported is told, before a case comes to an end."""
    moves = [step.seq for step in s.steps if step.from_state != step.to_state]
    told = replied(s.steps, since=moves[-1] if moves else 0)
    missing = {str(uid) for uid in reports_of(s.entry).values_list("uid", flat=True)} - told
    return _("every reporter is answered first.") if missing else FINE


def appealed_once(s: Situation) -> Message:
    """T2: once."""
    return _("this was looked at again already.") if last(s.steps, Verb.APPEAL_REFUSAL) else FINE


def not_from_patrol(s: Situation) -> Message:
    """T3: what a grid worker saw need not be looked at first."""
    if s.entry.case.channel == Channel.PATROL:
        return _("a grid worker saw it on patrol; register it directly.")
    return FINE


def verifier_apart(s: Situation) -> Message:
    """T3: whoever looks did not report it."""
    looks = s.telling.facts.get("assignee_id") or s.by.party_id
    if s.entry.party_id is not None and looks == s.entry.party_id:
        return _("whoever reported it does not verify it.")
    return FINE


def finding_shown(s: Situation) -> Message:
    """T4: that nothing is there is shown by a photo."""
    facts = s.telling.facts
    if facts.get("finding") == Finding.ABSENT and not facts.get("photos"):
        return _("a photo shows that nothing is there.")
    return FINE


def registrable(s: Situation) -> Message:
    """T4 and T5: seen by a grid worker with two photos in the own grid, or found by who was sent."""
    entry, case = s.entry, s.entry.case
    if entry.state == Stage.VERIFYING:
        return _found(s, Finding.EXISTS)
    if case.channel in office_of(entry.call).verify_first:
        return _("it is looked at on the spot before it is registered.")
    return _seen_on_patrol(s) if case.channel == Channel.PATROL else FINE


def _seen_on_patrol(s: Situation) -> Message:
    told = s.steps[0].facts
    kinds = {photo["kind"] for photo in told.get("photos", [])}
    if not {PhotoKind.NEAR, PhotoKind.FAR} <= kinds:
        return _("a report from patrol has one photo close up and one from afar.")
    own = works_in(s.entry.party_id, s.entry.area, on=local_day(s.entry.opened_at))
    if not own and not told.get("outside"):
        return _("it lies outside the reporter's own grid, and nothing explains that.")
    return FINE


def _found(s: Situation, wanted: Finding) -> Message:
    findings = [step.facts["finding"] for step in s.steps if step.verb == Verb.FIND]
    if findings and findings[-1] == wanted:
        return FINE
    if findings.count(Finding.UNABLE) >= SECOND and holds_over(
        s.by, s.entry.call.issuer, Role.REVIEWER
    ):
        return FINE
    if findings and findings[-1] == Finding.UNABLE:
        return _("it is looked at once more; after that the head of the desk decides.")
    return _("nobody found that on the spot.")


def absent_twice(s: Situation) -> Message:
    """T4: what is being looked at is voided when nothing was found."""
    return _found(s, Finding.ABSENT) if s.entry.state == Stage.VERIFYING else FINE


def self_handled(s: Situation) -> Message:
    """T6: a category that allows it; before and after from the same spot, not long apart."""
    category = codes_of(s.entry).find(s.entry.case.category)
    if category is None or not category.self_handling:
        return _("this category is not handled on the spot.")
    photos = photos_in(s) or s.steps[0].facts.get("photos") or []
    before, after = of_kind(photos, PhotoKind.BEFORE), of_kind(photos, PhotoKind.AFTER)
    if not before or not after:
        return _("one photo before and one after are needed.")
    office = office_of(s.entry.call)
    metres, time = apart(before[0], after[-1]), hours_between(before[0], after[-1])
    if metres is None or metres > office.self_metres:
        return _("both photos are taken from the same spot, and say where.")
    if time is None or time > timedelta(hours=office.self_hours):
        return _("both photos are taken within a short time, and say when.")
    return FINE


def routed(s: Situation) -> Message:
    """T8: the unit that the list names, or a reason."""
    if s.telling.facts.get("line") or s.telling.note:
        return FINE
    return _("the list does not name this unit here; say why it is chosen.")


def returnable(s: Situation) -> Message:
    """T10: in time, once for each unit, with a basis, and not after a binding decision."""
    facts = s.telling.facts
    sign = clocks_of(s.entry, at=s.at, steps=s.steps).get("sign")
    if sign is None or sign.is_late(s.at):
        return _("the time for returning it has passed.")
    if any(step.facts.get("binding") for step in s.steps if step.verb == Verb.REFUSE_RETURN):
        return _("a leader decided that it stays; that is binding.")
    asked = [step for step in s.steps if step.verb == Verb.ASK_RETURN]
    if any(step.org_id == s.entry.org_id for step in asked):
        return _("each unit may ask once for each case.")
    if facts.get("reason") == ReturnReason.NOT_OUR_DUTY and not facts.get("basis"):
        return _("name the basis on which it is not your duty.")
    return FINE


def second_dispute(s: Situation) -> Message:
    """T10: the second dispute over a case is decided by the leader, and that binds."""
    decided = [x for x in s.steps if x.verb in (Verb.UPHOLD_RETURN, Verb.REFUSE_RETURN)]
    if decided and not holds_over(s.by, s.entry.call.issuer, Role.SIGNER):
        return _("a second dispute is decided by the leader in charge.")
    return FINE


def next_milestone(s: Situation) -> Message:
    """T14: milestones are ticked one after the other."""
    left = milestones_left(s)
    if not left or s.telling.facts.get("milestone") != left[0]:
        return _("milestones are ticked in their order.")
    return FINE


def milestones_left(s: Situation) -> list[str]:
    """The milestones of a case that were not reached since it was last dispatched or opened again."""
    begun = last(s.steps, Verb.REOPEN, Verb.REOPEN_ONCE, Verb.REGISTER)
    since = begun.seq if begun else 0
    registered = last(s.steps, Verb.REGISTER)
    wanted = [one["code"] for one in registered.facts.get("milestones", [])] if registered else []
    if begun is not None and begun is not registered:
        return []
    done = {x.facts["milestone"] for x in s.steps if x.verb == Verb.MILESTONE and x.seq > since}
    return [code for code in wanted if code not in done]


def extendable(s: Situation) -> Message:
    """T11: before the limit, never in danger to life, at most twice, to a later moment."""
    handle = clocks_of(s.entry, at=s.at, steps=s.steps).get("handle")
    end = handle.deadline if handle else None
    if s.entry.case.urgency == Urgency.LIFE:
        return _("an urgent case is not extended.")
    if end is None or s.at > end.at:
        return _("the limit has passed already.")
    if len([x for x in s.steps if x.verb == Verb.GRANT_EXTENSION]) >= MOST_EXTENSIONS:
        return _("it was extended twice already.")
    if datetime.fromisoformat(str(s.telling.facts["until"])) <= end.at:
        return _("the new date lies after the present limit.")
    return FINE


def second_extension(s: Situation) -> Message:
    """T11: the second one is the leader's to give."""
    again = last(s.steps, Verb.GRANT_EXTENSION)
    if again and not holds_over(s.by, s.entry.call.issuer, Role.SIGNER):
        return _("a second extension is given by the leader in charge.")
    return FINE


def suspendable(s: Situation) -> Message:
    """T12: reviewed within ninety days, made safe meanwhile."""
    facts, today = s.telling.facts, local_day(s.at)
    review = date.fromisoformat(str(facts["review_on"]))
    most = office_of(s.entry.call).suspend_days
    if not today < review <= today + timedelta(days=most):
        return _("it is reviewed within ninety days.")
    if not of_kind(photos_in(s), PhotoKind.MEASURE):
        return _("a photo shows the temporary safety measure.")
    return FINE


def unable_twice(s: Situation) -> Message:
    """T19: two checks failed because nothing could be seen."""
    handed = last(s.steps, Verb.HANDLE, Verb.CONFIRM, Verb.EXTERNAL_DONE)
    since = handed.seq if handed else 0
    tries = [x for x in s.steps if x.verb == Verb.UNABLE and x.seq > since]
    return FINE if len(tries) >= SECOND else _("two checks must have been impossible first.")


def photos_in(s: Situation) -> list[Shown]:
    """The photos that come with a step."""
    told: Any = s.telling.facts.get("photos") or []
    return list(told)


def dispatchers(s: Situation) -> set[int]:
    """Who dispatched the case."""
    return did(s.steps, Verb.DISPATCH)


def near_enough(s: Situation, kind: PhotoKind, metres: int) -> bool:
    """Whether a photo of this kind was taken at the place of the case, as far as places are known."""
    photos = of_kind(photos_in(s), kind)
    distance = nearest(photos, s.entry.case.lat, s.entry.case.lon)
    return bool(photos) and (distance is None or distance <= metres)
