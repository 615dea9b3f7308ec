"""What the pages of keeping share: the centre, its history, the way back."""

import re
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from heli.core.acts import Message
from heli.core.flow.models import Call
from heli.core.journal.queries import Told, history
from heli.core.journal.refs import name_of
from heli.core.parties.models import Party
from heli.loops.grid import policies
from heli.loops.grid.models import Responsibility
from heli.loops.grid.queries.cases import desks
from heli.loops.grid.web.desk.shown import moment
from heli.shell.records import the
from heli.shell.requests import Request


ACTS = {
    "grid.desk.configure": gettext_lazy("Rules changed"),
    "grid.answers.keep": gettext_lazy("Usual answer kept"),
    "grid.answers.drop": gettext_lazy("Usual answer taken off"),
    "grid.list.add": gettext_lazy("Line added to the list"),
    "grid.list.end": gettext_lazy("Line of the list ended"),
    "grid.list.take_over": gettext_lazy("List taken over"),
    "grid.codes.import": gettext_lazy("Code set imported"),
    "grid.codes.adopt": gettext_lazy("Code set adopted"),
}
LATEST = 30
UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def the_centre(request: Request, uid: UUID) -> Call:
    """The centre that an address names, for who keeps it."""
    return the(request, policies.manage_desk, among=desks(), uid=uid)


def crumbs(call: Call, *here: Message) -> list[tuple[Message, str]]:
    """The way back to the centre."""
    ways: list[tuple[Message, str]] = [(_("How the centre works"), _home(call) if here else "")]
    return [*ways, *((label, "") for label in here)]


def _home(call: Call) -> str:
    return reverse("grid:keep", args=[call.uid])


def changes(call: Call) -> list[dict[str, Any]]:
    """Who changed what of a centre when, latest first, as a line of history."""
    told = [one for one in history(name_of(call), limit=300) if one.act in ACTS][:LATEST]
    people = {one.actor for one in told if UID.fullmatch(one.actor)}
    names = {
        str(uid): name
        for uid, name in Party.objects.filter(uid__in=people).values_list("uid", "name")
    }
    return [
        {
            "label": ACTS[one.act],
            "at": moment(one.at),
            "who": names.get(one.actor, one.actor),
            "note": _said(one),
        }
        for one in told
    ]


def _said(one: Told) -> str:
    said = one.said
    if one.act == "grid.desk.configure":
        return ", ".join(sorted(said.get("rules", {})))
    parts = (
        said.get(name) for name in ("category", "basis", "label", "version", "source", "since")
    )
    return " · ".join(str(part) for part in parts if part)


def shown_line(row: Responsibility, codes: Any) -> dict[str, Any]:
    """A line of the list in words."""
    found = codes.find(row.category)
    return {
        "uid": row.uid,
        "code": row.category or "*",
        "name": found.name if found else codes.groups.get(row.category, _("everything")),
        "condition": row.condition,
        "area": row.area.name if row.area else _("everywhere"),
        "unit": row.unit.name,
        "basis": row.basis,
        "since": row.since,
        "until": row.until,
    }
