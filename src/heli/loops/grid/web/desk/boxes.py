"""What the views of the queue ask for, once for the list and once for the counts that are kept."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.acts import Actor
from heli.loops.grid.flows import CASE_FLOW
from heli.loops.grid.policies import DESK_ROLES
from heli.loops.grid.queries.counts import View, kept_counts, rule_of, view
from heli.shell import clock
from heli.shell.tables import View as ShownView


SOON = 4 * 3600
REQUESTS = sorted({way.answers for way in CASE_FLOW.transitions if way.answers})
BOXES: Mapping[str, tuple[Any, Mapping[str, Any]]] = {
    "open": (_("On their way"), {"open": True}),
    "soon": (_("Due within four hours"), {"open": True, "due_from": 0, "due_within": SOON}),
    "late": (_("Overdue"), {"open": True, "due_within": 0}),
    "decide": (_("To be decided"), {"asked": REQUESTS}),
    "all": (_("All"), {}),
}
VIEWS = (
    ShownView(_("To be taken up"), "state=reported"),
    ShownView(_("Being looked at"), "state=verifying"),
    ShownView(_("To be dispatched"), "state=registered"),
    ShownView(_("To be signed for"), "state=dispatched"),
    ShownView(_("In hand"), "state=handling"),
    ShownView(_("Waiting for a check"), "state=handled"),
    ShownView(_("To be closed"), "state=checked"),
    ShownView(_("To be asked about"), "state=closed"),
    ShownView(_("To be decided"), "box=decide"),
    ShownView(_("Due within four hours"), "box=soon"),
    ShownView(_("Overdue"), "box=late"),
    ShownView(_("On their way"), "box=open"),
    ShownView(_("All"), "box=all"),
)
LISTS = ("state", "channel", "group", "urgency")
PLAIN = (*LISTS, "box")


def box(value: str, _actor: Actor) -> Q:
    """The cases of a box."""
    return rule_of(BOXES[value][1], at=clock.now())


def counts_for(actor: Actor, queries: Sequence[str]) -> list[int | None]:
    """How many cases the views hold for a reader, as kept; None for what nobody keeps."""
    desks = tuple(sorted(actor.orgs(*DESK_ROLES, Role.AUDITOR)))
    units = tuple(sorted(actor.orgs(*UNIT)))
    asked = {query: _asked(query, desks, units) for query in queries}
    views = {query: told for query, told in asked.items() if told is not None}
    kept = kept_counts(views, at=clock.now())
    return [kept.get(query) for query in queries]


UNIT = (Role.LIAISON, Role.SIGNER)


@lru_cache(maxsize=1024)
def _asked(text: str, desks: tuple[int, ...], units: tuple[int, ...]) -> View | None:
    """What a view asks for around these bodies; None where it asks for something that is not kept."""
    query = QueryDict(text)
    names = {name for name, values in query.lists() if any(values)} - {"sort", "column"}
    if names - set(PLAIN) or len(query.getlist("box")) > 1:
        return None
    told: dict[str, Any] = {n: query.getlist(n) for n in LISTS if n in names}
    if "box" in names and (found := BOXES.get(str(query["box"]))) is not None:
        told |= found[1]
    return view({**told, "around": [list(desks), list(units)]})
