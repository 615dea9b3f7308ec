"""Opening an appeal, changing what it says, closing it."""

import re
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _, ngettext_lazy

from heli.core.acts import Actor, Invalid, Refusal, action, demand, local_day
from heli.core.flow.models import Call
from heli.core.parties.models import Party, Undertaking
from heli.loops.giving import policies
from heli.loops.giving.actions.disclosing import begin_statement
from heli.loops.giving.enums import APPEAL, CAMPAIGN, Capacity, Rhythm
from heli.loops.giving.flows import PLEDGE
from heli.loops.giving.queries.closing import late_statements, left_over
from heli.loops.giving.queries.packing import sentence
from heli.loops.giving.queries.statements import first_day


LONGEST_ABOUT = 2000
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,38}[a-z0-9]")


class CodeTaken(Refusal):
    """The address of an open ledger leads to one campaign."""

    message = _("The address “%(code)s” belongs to another campaign. Please choose another.")
    status = 422


class EndsBeforeItBegins(Refusal):
    """An appeal is open for some time."""

    message = _("The appeal would end before it begins.")
    status = 422


class StatementsLate(Refusal):
    """A campaign does not end while it owes the public a statement (慈善法 art. 72, 73)."""

    message = ngettext_lazy(
        "%(n)s public statement is late. Publish it first, or note why none is needed.",
        "%(n)s public statements are late. Publish them first, or note why none is needed.",
        "n",
    )


class SurplusUnsaid(Refusal):
    """What is left is used as the plan says, and the public is told (慈善法 art. 58)."""

    message = _("%(left)s are left. Please say what becomes of it; everybody can read this.")
    status = 422


@action("giving.campaign.open", policy=policies.open_appeal)
def open_campaign(
    owner: Party,
    *,
    name: str,
    code: str,
    parent: Undertaking | None = None,
    by: Actor,
    at: datetime,
) -> Undertaking:
    """Open a campaign with its own books; ``code`` is the address of its open ledger.

    ``parent`` makes it a part of a larger one of the same owner, as a first batch is.
    Refuses with :class:`CodeTaken`.
    """
    if not _CODE.fullmatch(code):
        raise Invalid(what=_("an address of small letters, digits and hyphens"), field="code")
    if Undertaking.objects.filter(kind=CAMPAIGN, code=code).exists():
        raise CodeTaken(code=code, field="code")
    if parent is not None:
        demand(policies.keep_books, by, parent)
    return Undertaking.objects.create(
        owner=owner,
        kind=CAMPAIGN,
        name=_given(name),
        code=code,
        parent=parent,
        starts_on=local_day(at),
    )


@action("giving.appeal.open", policy=policies.keep_books)
def open_appeal(
    campaign: Undertaking,
    *,
    title: str,
    channel: Party,
    capacity: str = Capacity.STATISTICAL,
    about: str = "",
    contact: str = "",
    is_emergency: bool = False,
    is_public: bool = False,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Call:
    """Appeal for gifts under a campaign, and say who receives them and what we are to them.

    ``channel`` receives (a charity with the qualification, 慈善法 art. 22–27); ``capacity`` says
    whether this house receives, passes on or only counts. The first public statement falls due:
    within five days in an emergency, within three months otherwise.
    """
    if closes_at is not None and closes_at <= (opens_at or at):
        raise EndsBeforeItBegins(field="closes_at")
    call = Call.objects.create(
        kind=APPEAL,
        flow=PLEDGE.code,
        issuer=campaign.owner,
        undertaking=campaign,
        title=_given(title),
        opens_at=opens_at or at,
        closes_at=closes_at,
        settings={
            **_settings(about, contact, is_public=is_public),
            "channel": str(channel.uid),
            "capacity": Capacity(capacity).value,
            "emergency": is_emergency,
        },
    )
    rhythm = Rhythm.EMERGENCY if is_emergency else Rhythm.REGULAR
    begin_statement(campaign, rhythm, since=local_day(at), by=by, at=at)
    return call


@action("giving.appeal.change", policy=policies.manage_appeal)
def change_appeal(
    appeal: Call,
    *,
    title: str,
    about: str = "",
    contact: str = "",
    is_public: bool = False,
    closes_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Call:
    """Change what an appeal says and how long it runs; who receives stays as it was said."""
    if closes_at is not None and closes_at <= appeal.opens_at:
        raise EndsBeforeItBegins(field="closes_at")
    appeal.title, appeal.closes_at = _given(title), closes_at
    appeal.settings = {**appeal.settings, **_settings(about, contact, is_public=is_public)}
    appeal.save(update_fields=["title", "closes_at", "settings"])
    return appeal


@action("giving.appeal.close", policy=policies.manage_appeal)
def close_appeal(appeal: Call, *, surplus: str = "", by: Actor, at: datetime) -> Call:
    """Take no more pledges. With the last appeal of a campaign its final statement falls due.

    Refuses the last one with :class:`StatementsLate` while a statement is late, and with
    :class:`SurplusUnsaid` while money or goods are left and nobody said what becomes of them
    (慈善法 art. 58); what is said stays in the open ledger.
    """
    if appeal.closed_at is not None:
        return appeal
    campaign = appeal.undertaking
    others = Call.objects.filter(kind=APPEAL, undertaking=campaign, closed_at__isnull=True)
    is_last = campaign is not None and not others.exclude(pk=appeal.pk).exists()
    if campaign is not None and is_last:
        _require_settled(campaign, surplus, at)
    appeal.closed_at = at
    appeal.settings = {**appeal.settings, "surplus": surplus.strip()[:LONGEST_ABOUT]}
    appeal.save(update_fields=["closed_at", "settings"])
    if campaign is not None and is_last:
        begin_statement(campaign, Rhythm.FINAL, since=_first_day(campaign, at), by=by, at=at)
    return appeal


def _require_settled(campaign: Undertaking, surplus: str, at: datetime) -> None:
    """What the law wants settled before nobody gives any more."""
    if late := late_statements(campaign, at=at):
        raise StatementsLate(n=len(late))
    left = left_over(campaign)
    if left and not surplus.strip():
        raise SurplusUnsaid(left=sentence(left), field="surplus")


def _first_day(campaign: Undertaking, at: datetime) -> date:
    """The day from which the final statement speaks: of everything that the campaign ever moved."""
    days = (campaign.starts_on, first_day(campaign), local_day(at))
    return min(day for day in days if day is not None)


def _given(text: str) -> str:
    text = " ".join(text.split())
    if not text or len(text) > 100 or "\x00" in text:  # noqa: PLR2004  -- fits every column it goes to
        raise Invalid(what=_("a name of 1 to 100 characters is needed"), field="title")
    return text


def _settings(about: str, contact: str, *, is_public: bool) -> dict[str, Any]:
    if len(about) > LONGEST_ABOUT or len(contact) > LONGEST_ABOUT:
        raise Invalid(what=_("at most %(n)s characters") % {"n": LONGEST_ABOUT}, field="about")
    return {"about": about.strip(), "contact": contact.strip(), "public": is_public}
