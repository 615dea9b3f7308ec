"""The author's record: one's own, and, for the office, anybody's who submits to it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext as _

from heli.core.access.doors import door
from heli.core.acts import signed_in
from heli.core.parties.models import Party, PartyKind
from heli.loops.advice import policies
from heli.loops.advice.queries.people import myself
from heli.loops.advice.queries.record import pack_of, proposals_of, record_of
from heli.loops.advice.web.shown import state_of
from heli.shell.records import the
from heli.shell.requests import Request


@door("desk", policy=signed_in)
def record(request: Request) -> HttpResponse:
    """What became of one's own proposals. Instructions show once the office told of them."""
    person = myself(request.actor)
    return _page(request, person, in_full=False)


@door("desk", policy=policies.see_register)
def record_of_author(request: Request, uid: UUID) -> HttpResponse:
    """An author's whole record, for those who keep the registers of a body it submitted to."""
    person = Party.objects.filter(uid=uid, kind=PartyKind.PERSON).first()
    if person is None:
        raise Http404
    the(request, policies.see_register, among=proposals_of(person).order_by())
    return _page(request, person, in_full=True)


def _page(request: Request, person: Party, *, in_full: bool) -> HttpResponse:
    found = record_of(person, in_full=in_full)
    rules = {pack.id: pack for line in found.lines if (pack := pack_of(line.proposal))}
    language = get_language() or "en"
    lines = [
        {"line": line, "state": state_of(line.proposal, request.actor, is_staff=in_full)}
        for line in found.lines
    ]
    context: dict[str, Any] = {
        "person": person,
        "record": found,
        "lines": lines,
        "in_full": in_full,
        "sums": _sums(found),
        "rules": [
            (p.label_in(language), p.about.get(language, p.about["en"])) for p in rules.values()
        ],
    }
    return render(request, "advice/desk/record.html", context)


def _sums(found: Any) -> list[tuple[str, Any]]:
    return [
        (_("Proposals"), len(found.lines)),
        (_("Editing done"), found.count("edited")),
        (_("Released"), found.count("placed")),
        (_("Recommended"), found.count("recommended")),
        (_("Adopted"), found.count("adopted")),
        (_("Instructed on"), found.count("instructed")),
        (_("Points"), found.points),
    ]
