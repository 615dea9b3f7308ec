"""Opening calls and periodicals, and closing them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action, local_day
from heli.core.flow.models import Call
from heli.core.parties.models import Party, Undertaking
from heli.core.texts.numbering import begin_series
from heli.loops.advice import policies
from heli.loops.advice.enums import CALL_KIND, PERIODICAL_KIND
from heli.loops.advice.flows import ISSUE, PROPOSAL
from heli.loops.advice.queries.packs import packs


MAX_CHARACTERS = 1500
"""What most editorial offices take; a call may set another limit."""

LONGEST_ABOUT = 2000


class EndsBeforeItBegins(Refusal):
    """A call is open for some time."""

    message = _("The call would end before it begins.")
    status = 422


@action("advice.call.open", policy=policies.open_call)
def open_call(
    issuer: Party,
    *,
    title: str,
    about: str = "",
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    max_chars: int = MAX_CHARACTERS,
    rule_pack: str = "",
    by: Actor,
    at: datetime,
) -> Call:
    """Call for proposals: on a theme until a moment, or standing if ``closes_at`` is None.

    ``max_chars`` 0 sets no limit. ``rule_pack`` names the rules by which points are given.
    """
    opens_at = opens_at or at
    if closes_at is not None and closes_at <= opens_at:
        raise EndsBeforeItBegins(field="closes_at")
    return Call.objects.create(
        kind=CALL_KIND,
        flow=PROPOSAL.code,
        issuer=issuer,
        title=_given(title),
        opens_at=opens_at,
        closes_at=closes_at,
        is_standing=closes_at is None,
        settings=_settings(about, max_chars, rule_pack),
    )


@action("advice.call.change", policy=policies.manage_call)
def change_call(
    call: Call,
    *,
    title: str,
    about: str,
    closes_at: datetime | None,
    max_chars: int,
    rule_pack: str = "",
    by: Actor,
    at: datetime,
) -> Call:
    """Change what a call says, how long it runs and what it takes. What came in stays."""
    if closes_at is not None and closes_at <= call.opens_at:
        raise EndsBeforeItBegins(field="closes_at")
    call.title, call.closes_at = _given(title), closes_at
    call.is_standing = closes_at is None
    call.settings = {**call.settings, **_settings(about, max_chars, rule_pack)}
    call.save(update_fields=["title", "closes_at", "is_standing", "settings"])
    return call


@action("advice.call.close", policy=policies.manage_call)
def close_call(call: Call, *, by: Actor, at: datetime) -> Call:
    """Take no more proposals. Those that came in go on."""
    call.closed_at = call.closed_at or at
    call.save(update_fields=["closed_at"])
    return call


@action("advice.periodical.open", policy=policies.open_call)
def open_periodical(
    issuer: Party,
    *,
    name: str,
    compiled_by: str = "",
    report_to: str = "",
    send_to: str = "",
    issue_to: str = "",
    copies: int = 1,
    issues_before: int = 0,
    issues_this_year: int = 0,
    by: Actor,
    at: datetime,
) -> Call:
    """Found a periodical in which proposals are released.

    ``issues_before`` is how many issues it had before it came here, ``issues_this_year`` how many
    of them this year: its numbers go on.
    """
    name = _given(name)
    series = f"advice.issue:{issuer.uid}:{name}"[:60]
    undertaking = Undertaking.objects.create(
        kind=PERIODICAL_KIND, name=name, owner=issuer, starts_on=None
    )
    begin_series(series, year=local_day(at).year, n=issues_this_year, running=issues_before)
    return Call.objects.create(
        kind=PERIODICAL_KIND,
        flow=ISSUE.code,
        issuer=issuer,
        undertaking=undertaking,
        title=name,
        opens_at=at,
        is_standing=True,
        settings={
            "series": series,
            "compiled_by": compiled_by.strip() or issuer.name,
            "report_to": report_to.strip(),
            "send_to": send_to.strip(),
            "issue_to": issue_to.strip(),
            "copies": copies,
        },
    )


def _given(title: str) -> str:
    title = " ".join(title.split())
    if not title or len(title) > 100:  # noqa: PLR2004  -- fits the column with room for a number
        raise Invalid(what=_("a title of 1 to 100 characters is needed"), field="title")
    return title


def _settings(about: str, max_chars: int, rule_pack: str) -> dict[str, Any]:
    if max_chars < 0 or len(about) > LONGEST_ABOUT:
        raise Invalid(what=_("the limits are out of range"), field="max_chars")
    if rule_pack and rule_pack not in packs():
        raise Invalid(what=rule_pack, field="rule_pack")
    return {"about": about.strip(), "max_chars": max_chars, "rule_pack": rule_pack}
