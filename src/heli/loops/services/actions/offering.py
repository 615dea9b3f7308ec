"""Policies: entered with the conditions under which they apply, sent point to point, ended."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action, local_day
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Call, Entry, Step
from heli.core.journal.refs import name_of
from heli.core.notices.models import Message
from heli.core.notices.writing import notify
from heli.core.parties.models import Party
from heli.core.texts.writing import create_doc
from heli.loops.services import policies
from heli.loops.services.enums import DESK, POLICY, Verb
from heli.loops.services.flows import OFFER_FLOW
from heli.loops.services.queries.fitting import FIELDS, WORDS
from heli.loops.services.queries.offers import fitting, speakers_of


class NobodyNew(Refusal):
    """Every firm that a policy fits has it."""

    message = _("Every firm that “%(title)s” fits and for which somebody speaks has it already.")


@action("services.policy.write", policy=policies.keep_desk)
def write_policy(
    desk: Call,
    *,
    title: str,
    text: str,
    conditions: Mapping[str, Sequence[str]],
    until: date | None = None,
    by: Actor,
    at: datetime,
) -> Call:
    """Enter a policy with its text and the conditions under which it applies to a firm.

    A field without values asks for nothing. It applies until the end of the day ``until``.
    """
    if not text.strip():
        raise Invalid(what=_("the text of the policy"), field="text")
    doc = create_doc(kind=POLICY, title=title, org=desk.issuer, body=text, by=by, at=at)
    return Call.objects.create(
        kind=POLICY,
        flow=OFFER_FLOW.code,
        issuer=desk.issuer,
        doc=doc,
        title=doc.title,
        opens_at=at,
        closes_at=_end_of(until, at=at),
        settings={"conditions": checked(conditions)},
    )


def checked(conditions: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Conditions as they are kept. Refuses with ``Invalid`` a field or a value that does not exist."""
    for field, values in conditions.items():
        known = set(WORDS[field].values) if field in WORDS else None
        if field not in FIELDS or (known is not None and set(values) - known):
            raise Invalid(what=", ".join([field, *values]), field=field)
    return {field: list(values) for field, values in conditions.items() if values}


def _end_of(day: date | None, *, at: datetime) -> datetime | None:
    if day is None:
        return None
    if day < local_day(at):
        raise Invalid(what=_("a day that is not over"), field="until")
    return datetime.combine(day + timedelta(days=1), time(), timezone.get_default_timezone())


@action("services.policy.send", policy=policies.keep_policy)
def send_policy(policy: Call, *, by: Actor, at: datetime) -> Message:
    """Send a policy to those who speak for the firms it fits and that do not have it yet.

    More than 20 people wait for a second person, as all large sendings do. Refuses with
    :class:`NobodyNew`, and once it no longer applies.
    """
    engine.check_open(policy, at)
    desk = Call.objects.get(kind=DESK, issuer=policy.issuer, is_standing=True)
    firms = _without_it(policy, fitting(policy, desk))
    speakers = speakers_of(firms, local_day(at))
    if not speakers:
        raise NobodyNew(title=policy.title)
    offers = engine.expect(policy, [firm for firm in firms if firm.pk in speakers], by=by, at=at)
    for offer in offers:
        offer.answers = {"told": [person.pk for person in speakers[offer.org_id]]}
    Entry.objects.bulk_update(offers, ["answers"], batch_size=500)
    return _tell(policy, [person for some in speakers.values() for person in some], by=by, at=at)


def _without_it(policy: Call, firms: Sequence[Party]) -> list[Party]:
    have = set(policy.entries.values_list("org_id", flat=True))
    return [firm for firm in firms if firm.pk not in have]


def _tell(policy: Call, people: Sequence[Party], *, by: Actor, at: datetime) -> Message:
    body = policy.doc.revisions.order_by("-n")[0].body if policy.doc else ""
    return notify(
        policy.issuer,
        people,
        kind="services.policy",
        subject=policy.title[:120],
        body=body,
        about=name_of(policy),
        link=reverse("services:for_us"),
        by=by,
        at=at,
    )


@action("services.policy.end", policy=policies.keep_policy)
def end_policy(policy: Call, *, note: str, by: Actor, at: datetime) -> Call:
    """Say that a policy no longer applies, and why. Refuses when it has ended already."""
    engine.check_open(policy, at)
    policy.closed_at = at
    policy.settings = {**policy.settings, "ended": note.strip()}
    policy.save(update_fields=["closed_at", "settings"])
    return policy


@action("services.offer.take_up", policy=policies.ON_OFFER[Verb.TAKE_UP])
def take_up(offer: Entry, *, note: str = "", by: Actor, at: datetime) -> Step:
    """Say that the firm wants what the policy offers: the desk hears of it."""
    return engine.move(offer, Verb.TAKE_UP, by=by, at=at, telling=Telling(note=note.strip()))


@action("services.offer.decline", policy=policies.ON_OFFER[Verb.DECLINE])
def decline(offer: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Say that the policy is not for the firm, and why: the next one is written the better for it."""
    return engine.move(offer, Verb.DECLINE, by=by, at=at, telling=Telling(note=note.strip()))
