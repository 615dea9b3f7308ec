"""The guards that keep hands apart: who handled does not check, who dispatched does not close."""

from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.queries import holds_over
from heli.core.acts import Message, local_day
from heli.core.flow import guards as flow_guards
from heli.core.flow.guards import Situation
from heli.core.flow.models import Entry, Link
from heli.core.journal.refs import name_of
from heli.loops.grid.enums import ASSISTS, PART_OF, PhotoKind, Verb
from heli.loops.grid.queries import guards
from heli.loops.grid.queries.guards import FINE
from heli.loops.grid.queries.office import office_of
from heli.loops.grid.queries.people import (
    HANDLING_VERBS,
    belongs,
    did,
    is_apart,
    moved_at,
    others,
)
from heli.loops.grid.queries.replies import all_reports, to_be_asked, was_asked


ON_SPOT_METRES = 200


def checker_apart(s: Situation) -> Message:
    """I2 and I9: another person, of another unit; else the case says in public that it was not."""
    if s.by.is_system or is_apart(s.by, s.entry, s.steps, on=local_day(s.at)):
        return FINE
    if s.telling.facts.get("self_checked") and nobody_else(s.entry, Role.CHECKER, s):
        return FINE
    return _("whoever handled it, or reported it, does not check it.")


def nobody_else(entry: Entry, role: str, s: Situation) -> bool:
    """Whether a small office has no other holder of a role who stands apart."""
    if not office_of(entry.call).small:
        return False
    but = did(s.steps, *HANDLING_VERBS) | {key for key in (s.by.party_id, entry.party_id) if key}
    on = local_day(s.at)
    left = others(entry, role, but=but, on=on)
    return not any(not belongs(one.pk, entry.org, on=on) for one in left)


def on_the_spot(s: Situation) -> Message:
    """T16: a photo taken there, that says where."""
    if not any(photo["lat"] is not None for photo in guards.photos_in(s)):
        return _("a photo taken on the spot says where it was taken.")
    if not guards.near_enough(s, PhotoKind.CHECK, ON_SPOT_METRES):
        return _("the photo was not taken where the matter lies.")
    return FINE


def handled_well(s: Situation) -> Message:
    """T14: shown from the same place, every milestone ticked, those who help are done."""
    metres = office_of(s.entry.call).self_metres
    if not guards.near_enough(s, PhotoKind.AFTER, max(metres, ON_SPOT_METRES)):
        return _("a photo shows how it looks now, from the place of the matter.")
    if guards.milestones_left(s):
        return _("a milestone is not reached yet.")
    if open_assists(s.entry):
        return _("another unit still helps with it.")
    return FINE


def open_assists(entry: Entry) -> bool:
    """Whether a unit that must help has not finished."""
    names = Link.objects.filter(kind=ASSISTS, dst=name_of(entry)).values_list("src", flat=True)
    uids = [name.partition(":")[2] for name in names]
    return bool(uids) and Entry.objects.filter(uid__in=uids, is_open=True).exists()


def confirmed(s: Situation) -> Message:
    """T14: the head of the unit says that it is handled, or the office does not ask for that."""
    if not office_of(s.entry.call).unit_confirms or holds_over(s.by, s.entry.org, Role.SIGNER):
        return FINE
    return _("the head of the unit confirms it; report it as handled.")


def closer_apart(s: Situation) -> Message:
    """T18: neither who dispatched nor who handled closes; in a small office, not who handled."""
    who = s.by.party_id
    if who in did(s.steps, *HANDLING_VERBS):
        return _("whoever handled it does not close it.")
    if who in guards.dispatchers(s) and not office_of(s.entry.call).small:
        return _("whoever dispatched it does not close it.")
    return FINE


def visitor_apart(s: Situation) -> Message:
    """T20: the unit in charge does not ask how satisfied people are with it."""
    unit = s.entry.org
    if unit.pk != s.entry.call.issuer_id and belongs(s.by.party_id, unit, on=local_day(s.at)):
        return _("the unit in charge does not ask the reporter itself.")
    return FINE


def everybody_asked(s: Situation) -> Message:
    """T20: each reporter rated it, or two attempts on different days failed."""
    closed = moved_at(s.steps) or s.at
    for report in all_reports(s.entry):
        steps = s.steps if report.entry_id == s.entry.pk else list(report.entry.steps.all())
        if to_be_asked(report) and not was_asked(report, steps, since=closed):
            return _("not every reporter was asked.")
    return FINE


def reopened_once(s: Situation) -> Message:
    """T21: each reporter once, within fifteen days."""
    closed = moved_at(s.steps)
    days = office_of(s.entry.call).reopen_days
    if closed is None or (local_day(s.at) - local_day(closed)).days > days:
        return _("the time for opening it again has passed.")
    uid = s.telling.facts.get("report")
    again = [x for x in s.steps if x.verb == Verb.REOPEN_ONCE and x.facts.get("report") == uid]
    return _("this was opened again once already.") if again else FINE


def parts_of(entry: Entry) -> list[Entry]:
    """The cases into which one was split."""
    names = Link.objects.filter(kind=PART_OF, dst=name_of(entry)).values_list("src", flat=True)
    return list(Entry.objects.filter(uid__in=[name.partition(":")[2] for name in names]))


def parts_closed(s: Situation) -> Message:
    """T25: a whole closes when its parts have."""
    left = any(part.is_open for part in parts_of(s.entry))
    return _("a part of it is still open.") if left else FINE


def has_parts(s: Situation) -> Message:
    """T25: only what was split closes with its parts."""
    return FINE if parts_of(s.entry) else _("it has no parts.")


def few_parts(s: Situation) -> Message:
    """T25: into a few."""
    most = office_of(s.entry.call).most_parts
    told = s.telling.facts.get("parts")
    many = len(told) if isinstance(told, list) else 0
    return FINE if 2 <= many <= most else _("a case is split into two to ten parts.")  # noqa: PLR2004  -- said in the sentence


def appeal_apart(s: Situation) -> Message:
    """T26: another person at each level, none of them of the unit that appeals."""
    if s.by.party_id in {x.actor_id for x in s.steps if x.actor_id is not None}:
        return _("each level is another person.")
    if belongs(s.by.party_id, s.entry.org, on=local_day(s.at)):
        return _("the unit that appeals does not decide.")
    return FINE


GUARDS = {
    **{
        f"grid.{one.__name__}": one
        for one in (
            guards.answered,
            guards.appealed_once,
            guards.not_from_patrol,
            guards.verifier_apart,
            guards.finding_shown,
            guards.registrable,
            guards.absent_twice,
            guards.self_handled,
            guards.routed,
            guards.returnable,
            guards.second_dispute,
            guards.next_milestone,
            guards.extendable,
            guards.second_extension,
            guards.suspendable,
            guards.unable_twice,
            checker_apart,
            on_the_spot,
            handled_well,
            confirmed,
            closer_apart,
            visitor_apart,
            everybody_asked,
            reopened_once,
            parts_closed,
            has_parts,
            few_parts,
            appeal_apart,
        )
    },
}


def register_guards() -> None:
    """Make every guard of the flows known."""
    for name, guard in GUARDS.items():
        flow_guards.register_guard(name, guard)
