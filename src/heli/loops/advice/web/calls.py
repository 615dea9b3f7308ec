"""Calls and periodicals: for the clerk to open and close, for members to answer."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.access.enums import Role
from heli.core.flow.models import Call
from heli.core.parties.models import Party
from heli.loops.advice import policies
from heli.loops.advice.actions import calling
from heli.loops.advice.enums import CALL_KIND, PERIODICAL_KIND, Stage
from heli.loops.advice.queries.packs import packs
from heli.loops.advice.web.forms import CallForm, PeriodicalForm
from heli.shell import clock
from heli.shell.forms import perform, press
from heli.shell.records import the
from heli.shell.requests import Request


def pack_choices() -> list[tuple[str, str]]:
    """The rule packs by name."""
    return [(pack.id, pack.label_in(get_language() or "en")) for pack in packs().values()]


@door("desk", policy=policies.manage_call)
def calls(request: Request) -> HttpResponse:
    """The calls and periodicals one keeps."""
    kept = policies.manage_call.visible_to(request.actor).select_related("issuer")
    rows = kept.annotate(
        came=Count("entries", filter=~Q(entries__state__in=(Stage.DRAFT, Stage.WITHDRAWN)))
    ).order_by("-opens_at", "-pk")
    context = {
        "calls": [_shown(c) for c in rows if c.kind == CALL_KIND],
        "periodicals": [c for c in rows if c.kind == PERIODICAL_KIND],
        "bodies": policies.open_call.visible_to(request.actor).filter(subkind="")[:1],
    }
    return render(request, "advice/desk/calls.html", context)


def _shown(call: Call) -> dict[str, Any]:
    """A call with whether it takes proposals now."""
    now = clock.now()
    is_over = call.closed_at is not None or (call.closes_at is not None and call.closes_at <= now)
    return {"call": call, "is_open": not is_over and call.opens_at <= now}


@door("desk", policy=policies.submit_to)
def open_calls(request: Request) -> HttpResponse:
    """The calls that one can answer now, those that end soonest first."""
    return render(request, "advice/desk/open_calls.html", {"calls": answerable(request)})


def answerable(request: Request) -> QuerySet[Call]:
    """The calls that the reader can answer now, those that end soonest first."""
    now = clock.now()
    return (
        policies.submit_to.visible_to(request.actor)
        .filter(Q(closes_at__isnull=True) | Q(closes_at__gt=now), closed_at__isnull=True)
        .filter(opens_at__lte=now)
        .select_related("issuer")
        .order_by("is_standing", "closes_at", "-opens_at")
    )


def _moment(day: date | None) -> datetime | None:
    """The end of a day, as a moment."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def _settled(said: dict[str, Any]) -> dict[str, Any]:
    closes_at = _moment(said.pop("closes_on"))
    return {**said, "closes_at": closes_at}


@door("desk", policy=policies.open_call, unsafe=True)
def new_call(request: Request) -> HttpResponse:
    """Open a call."""
    issuer = _issuer(request)
    form = CallForm(request.POST or None, packs=pack_choices())
    return perform(
        request,
        form,
        lambda said, key: calling.open_call.once(key)(
            issuer, **_settled(said), by=request.actor, at=clock.now()
        ),
        template="shell/form_page.html",
        then=lambda _call: reverse("advice:calls"),
        done=_("The call is open."),
        context=_words(_("Open a call"), issuer.name),
    )


def _issuer(request: Request) -> Party:
    """The body one opens calls for: the highest one."""
    held = [grant.org_id for grant in request.actor.grants if grant.role == Role.CLERK]
    return the(request, policies.open_call, among=Party.objects.filter(pk__in=held).order_by("pk"))


def _words(title: str, lead: str) -> dict[str, Any]:
    crumbs = [(_("Calls"), reverse("advice:calls")), (title, "")]
    return {
        "title": title,
        "lead": lead,
        "submit": title,
        "cancel": reverse("advice:calls"),
        "crumbs": crumbs,
    }


@door("desk", policy=policies.manage_call, unsafe=True)
def change_call(request: Request, uid: UUID) -> HttpResponse:
    """Change a call."""
    rows = Call.objects.filter(kind=CALL_KIND).select_related("issuer")
    call = the(request, policies.manage_call, among=rows, uid=uid)
    form = CallForm(request.POST or None, packs=pack_choices(), initial=_initial(call))
    return perform(
        request,
        form,
        lambda said, key: calling.change_call.once(key)(
            call, **_settled(said), by=request.actor, at=clock.now()
        ),
        template="shell/form_page.html",
        then=lambda _call: reverse("advice:calls"),
        done=_("Saved."),
        context={**_words(_("Change the call"), call.title), "submit": _("Save")},
    )


def _initial(call: Call) -> dict[str, Any]:
    """What the form of a call begins with."""
    ends = timezone.localtime(call.closes_at) - timedelta(days=1) if call.closes_at else None
    return {"title": call.title, "closes_on": ends.date() if ends else None, **call.settings}


@door("desk", policy=policies.manage_call, unsafe=True)
@require_POST
def close_call(request: Request, uid: UUID) -> HttpResponse:
    """Take no more proposals."""
    call = the(request, policies.manage_call, among=Call.objects.filter(kind=CALL_KIND), uid=uid)
    return press(
        request,
        lambda key: calling.close_call.once(key)(call, by=request.actor, at=clock.now()),
        then=lambda _call: reverse("advice:calls"),
        done=_("The call is closed; what came in goes on."),
    )


@door("desk", policy=policies.open_call, unsafe=True)
def new_periodical(request: Request) -> HttpResponse:
    """Found a periodical."""
    issuer = _issuer(request)
    form = PeriodicalForm(request.POST or None)
    return perform(
        request,
        form,
        lambda said, key: calling.open_periodical.once(key)(
            issuer, **said, by=request.actor, at=clock.now()
        ),
        template="shell/form_page.html",
        then=lambda _call: reverse("advice:calls"),
        done=_("The periodical is ready; begin its first issue."),
        context=_words(_("Found a periodical"), issuer.name),
    )
