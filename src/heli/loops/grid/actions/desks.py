"""Opening a grid centre, and setting its rules."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action
from heli.core.flow.models import Call
from heli.core.parties.models import Party
from heli.kit import canonical
from heli.loops.grid import policies
from heli.loops.grid.enums import CALL_KIND, DAILY_KIND
from heli.loops.grid.flows import CASE_FLOW, SUMMARY_FLOW
from heli.loops.grid.queries.answers import USUAL
from heli.loops.grid.queries.office import (
    STAGE_LIMITS,
    Office,
    calendar_of,
    codes_called,
    office_of,
    stage_limit,
)


KNOWN = frozenset(field.name for field in fields(Office))


class OneDeskOnly(Refusal):
    """A body has one desk for its grids."""

    message = _("%(body)s has a grid desk already.")


class ChangedMeanwhile(Refusal):
    """What is saved was made from what stands there, or it would undo somebody else's change."""

    message = _("Somebody changed the rules meanwhile. Look at them again, then save.")


@action("grid.desk.open", policy=policies.open_desk)
def open_desk(issuer: Party, *, title: str, by: Actor, at: datetime) -> Call:
    """Open the desk of a grid centre: from now on it takes reports, without an end.

    Opens the calls for reports and for the daily summaries of its grids.
    """
    if Call.objects.filter(kind=CALL_KIND, issuer=issuer, closed_at__isnull=True).exists():
        raise OneDeskOnly(body=issuer.name)
    shared = {"issuer": issuer, "title": title.strip(), "opens_at": at, "is_standing": True}
    Call.objects.create(kind=DAILY_KIND, flow=SUMMARY_FLOW.code, **shared)
    return Call.objects.create(kind=CALL_KIND, flow=CASE_FLOW.code, **shared)


@action("grid.desk.configure", policy=policies.manage_desk)
def configure_desk(
    call: Call, *, rules: Mapping[str, Any], base: str = "", by: Actor, at: datetime
) -> Call:
    """Set rules of a centre (:class:`~heli.loops.grid.queries.office.Office`).

    Limits that were fixed for a case stay as they were: its steps say them. ``base`` is the mark of
    the rules that somebody changed (:func:`rules_mark`); refuses with :class:`ChangedMeanwhile` when
    somebody else was quicker.
    """
    if unknown := sorted(set(rules) - KNOWN):
        raise Invalid(what=", ".join(unknown))
    if base and base != rules_mark(call):
        raise ChangedMeanwhile
    call.settings = {**call.settings, **rules}
    _check_rules(call)
    for key, _since in office_of(call).code_sets:
        try:
            codes_called(key)
        except LookupError as error:
            raise Invalid(what=key, field="code_sets") from error
    # The daily summaries end at the same hour as everything else.
    same = Call.objects.filter(kind__in=(CALL_KIND, DAILY_KIND), issuer=call.issuer)
    same.update(settings=call.settings)
    return call


@action("grid.answers.keep", policy=policies.manage_desk)
def keep_answer(
    call: Call, *, label: str, text: str, step: str = "", by: Actor, at: datetime
) -> Call:
    """Keep a usual answer of the centre; one of the same label and step gives way to it.

    ``step`` is what it answers at: closing, declining, voiding, merging, or "" for all of them.
    """
    label, text = label.strip(), text.strip()
    if not label or not text or step not in ("", *USUAL):
        raise Invalid(what=label or step, field="label")
    return _answers(call, [*_others(call, label, step), [label, text, step]])


@action("grid.answers.drop", policy=policies.manage_desk)
def drop_answer(call: Call, *, label: str, step: str = "", by: Actor, at: datetime) -> Call:
    """Offer a usual answer no longer. What was answered with it stays."""
    left = _others(call, label, step)
    if len(left) == len(_known(call)):
        raise Invalid(what=label, field="label")
    return _answers(call, left)


def _known(call: Call) -> list[list[str]]:
    # As it stands now: two who keep answers at once lose none.
    fresh = Call.objects.only("settings").get(pk=call.pk)
    call.settings = fresh.settings
    return [list(one) for one in office_of(call).answers]


def _others(call: Call, label: str, step: str) -> list[list[str]]:
    return [one for one in _known(call) if (one[0], one[2]) != (label, step)]


def _answers(call: Call, answers: list[list[str]]) -> Call:
    call.settings = {**call.settings, "answers": answers}
    call.save(update_fields=["settings"])
    return call


def rules_mark(call: Call) -> str:
    """The mark of the rules as they stand, which a page carries to say what it changes."""
    fresh = Call.objects.only("settings").get(pk=call.pk)
    return canonical.digest({"rules": fresh.settings})


def _check_rules(call: Call) -> None:
    """Refuse rules that could not be read again."""
    try:
        calendar_of(call)
        limits = [stage_limit(call, code).n for code in STAGE_LIMITS]
        strange = {code for code, _n, _clock in office_of(call).limits} - set(STAGE_LIMITS)
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise Invalid(what=str(error)) from error
    if strange or min(limits) <= 0:
        raise Invalid(what=", ".join(sorted(strange)) or "0", field="limits")
