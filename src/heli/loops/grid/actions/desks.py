"""Opening a grid centre, and setting its rules."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action
from heli.core.flow.models import Call
from heli.core.parties.models import Party
from heli.loops.grid import policies
from heli.loops.grid.enums import CALL_KIND, DAILY_KIND
from heli.loops.grid.flows import CASE_FLOW, SUMMARY_FLOW
from heli.loops.grid.queries.office import Office, codes_called, office_of


KNOWN = frozenset(field.name for field in fields(Office))


class OneDeskOnly(Refusal):
    """A body has one desk for its grids."""

    message = _("%(body)s has a grid desk already.")


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
def configure_desk(call: Call, *, rules: Mapping[str, Any], by: Actor, at: datetime) -> Call:
    """Set rules of a centre (:class:`~heli.loops.grid.queries.office.Office`).

    Limits that were fixed for a case stay as they were: its steps say them.
    """
    if unknown := sorted(set(rules) - KNOWN):
        raise Invalid(what=", ".join(unknown))
    call.settings = {**call.settings, **rules}
    for key, _since in office_of(call).code_sets:
        try:
            codes_called(key)
        except LookupError as error:
            raise Invalid(what=key, field="code_sets") from error
    # The daily summaries end at the same hour as everything else.
    same = Call.objects.filter(kind__in=(CALL_KIND, DAILY_KIND), issuer=call.issuer)
    same.update(settings=call.settings)
    return call
