"""How a mediation looks to those who have a part in it."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _, gettext_lazy

from heli.core.acts import Actor, Message
from heli.core.flow.models import Entry
from heli.loops.services import policies
from heli.loops.services.enums import MediationStage, Part, Verb
from heli.loops.services.phrases import MEDIATIONS
from heli.loops.services.queries.mediation import consented, part_of, parts, sides_of
from heli.loops.services.web.blocks import Block, Cell, Head, Way
from heli.loops.services.web.shown import heading_of, history_of, state_of, time_left, ways
from heli.shell.navigation import page_of


PARTS: dict[Part, Message] = {
    Part.KEEPER: gettext_lazy("The one in charge"),
    Part.MEDIATOR: gettext_lazy("Mediator"),
    Part.ASKING: gettext_lazy("The side that asks"),
    Part.OTHER: gettext_lazy("The other side"),
}


def ask_words() -> dict[str, Any]:
    """What stands around the form that asks."""
    return {
        "title": _("Ask for mediation"),
        "lead": _(
            "One person at the desk decides within three workdays whether it is taken on. Nobody else"
            " there sees it, and the other side hears of it only when there is a mediator."
        ),
        "submit": _("Ask for it"),
        "cancel": reverse("services:mediations"),
    }


def replace_words() -> dict[str, Any]:
    """What stands around the form that names another one in charge."""
    return {
        "title": _("Put somebody else in charge"),
        "lead": _(
            "For when the one in charge left without handing over. Their mediations pass to the one"
            " you name; they lose sight of them. You see none of them, before or after."
        ),
        "submit": _("Put somebody else in charge"),
        "cancel": reverse("services:mediations"),
        "crumbs": [
            (MEDIATIONS, reverse("services:mediations")),
            (_("Put somebody else in charge"), ""),
        ],
    }


def listed(rows: QuerySet[Entry], actor: Actor) -> dict[str, Any]:
    """The page of those in which somebody has a part."""
    head = (Head(_("Number")), Head(_("Your part")), Head(_("Time left")), Head(_("State")))
    empty = _("You have no part in a mediation. What others have is shown to nobody else.")
    lines = [_line(one, actor) for one in rows]
    asks = Way(_("Ask for mediation"), reverse("services:ask_mediation"), "primary")
    found = [asks] if policies.asks_for_mediation.check(actor) else []
    for desk in policies.replace_keeper.visible_to(actor).select_related("issuer"):
        url = reverse("services:replace_keeper", args=[desk.uid])
        found.append(Way(_("Put somebody else in charge"), url))
    return {
        "title": MEDIATIONS,
        "lead": _(
            "What is written here is kept encrypted and erased on its day; only counts remain."
        ),
        "ways": found,
        "blocks": [Block(_("Yours"), head=head, rows=lines, empty=empty)],
    }


def _line(mediation: Entry, actor: Actor) -> list[Cell]:
    part, state, due = part_of(mediation, actor), state_of(mediation), time_left(mediation)
    return [
        Cell(mediation.code, page_of(mediation)),
        Cell(PARTS[part] if part else ""),
        Cell(due.label if due else ""),
        Cell(state.label, kind=state.kind),
    ]


def page(mediation: Entry, actor: Actor) -> dict[str, Any]:
    """One mediation: who takes part, when they meet, and what happened."""
    return {
        "title": heading_of(mediation),
        "state": state_of(mediation),
        "clock": time_left(mediation),
        "crumbs": above(mediation),
        "ways": [*ways(mediation, actor), *_more(mediation, actor)],
        "blocks": [_who(mediation)],
        "history": _history(mediation),
    }


def above(mediation: Entry, url: str = "") -> list[tuple[Message, str]]:
    """The way down to a mediation."""
    return [(MEDIATIONS, reverse("services:mediations")), (mediation.code, url)]


def _more(mediation: Entry, actor: Actor) -> list[Way]:
    """What is done beside its steps."""
    part, args = part_of(mediation, actor), [mediation.uid]
    found = []
    if mediation.answers:
        url = reverse("services:mediation_file", args=args)
        found.append(Way(_("Open the file"), url, is_act=True))
    if part in (Part.ASKING, Part.OTHER) and mediation.is_open:
        found.append(Way(_("Let somebody in"), reverse("services:let_in", args=args)))
    if part is Part.KEEPER and not mediation.is_open and mediation.answers:
        url = reverse("services:black_out", args=args)
        found.append(Way(_("Erase it now"), url, "danger", is_act=True))
    return found


def _who(mediation: Entry) -> Block:
    sides, steps = sides_of(mediation), list(mediation.steps.order_by("seq"))
    agreed = consented(steps) if mediation.state == MediationStage.INVITED else set()
    people = {
        part: "、".join(one.party.name for one in parts(mediation, part))
        for part in (Part.MEDIATOR, Part.KEEPER)
    }
    facts: list[tuple[Message, Any]] = [
        *((PARTS[side], _side(firm.name, side in agreed)) for side, firm in _in_order(sides)),
        *((PARTS[part], name or "—") for part, name in people.items()),
        *((_("Session"), _moment(s.facts["when"])) for s in steps if s.verb == Verb.SET_SESSION),
    ]
    lead = "" if mediation.answers else _("Erased. Only that there was a mediation is still known.")
    return Block(_("Who takes part"), lead=lead, facts=facts)


def _in_order(sides: dict[Part, Any]) -> list[tuple[Part, Any]]:
    return [(part, sides[part]) for part in (Part.ASKING, Part.OTHER) if part in sides]


def _side(name: str, has_consented: bool) -> str:  # noqa: FBT001  -- one place calls it
    return _("%(name)s (consents)") % {"name": name} if has_consented else name


def _moment(text: str) -> str:
    moment = parse_datetime(text)
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else text


def _history(mediation: Entry) -> list[dict[str, Any]]:
    """What happened; once it was forgotten who took part, not who did it either."""
    rows = history_of(mediation)
    return rows if mediation.answers else [{**row, "who": ""} for row in rows]
