"""Screens on walls: paired by the code they show, listed, put out; and the page that shows the code."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from heli.core.access import screens as codes
from heli.core.access.actions import NoSuchCode, claim_screen, pair_screen, revoke_screen
from heli.core.access.doors import door
from heli.core.access.models import Screen
from heli.core.access.policies import may_pair_screens, may_revoke_screen, screens_somewhere
from heli.core.acts import SYSTEM, Message, Refusal
from heli.core.parties.models import Party, PartyKind
from heli.core.places.models import Area, AreaKind
from heli.core.places.queries import within
from heli.shell import clock
from heli.shell.forms import KeyedForm, Text, perform, press
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Column, Empty, Listing, Search, State, Table


TICKET, PASS = "heli_screen_ticket", "heli_screen"
LONG = timedelta(days=400)
"""As long as browsers keep a cookie at all; the list of screens is where it ends."""
WRONG_CODES, FOR_SECONDS = 10, 3600


Walls = Callable[[Request], Iterable[tuple[Message, str]]]
_walls: dict[str, Walls] = {}


def hang(name: str, walls: Walls) -> None:
    """Tell administrators of the walls that there are: names and addresses. The same name twice is one."""
    _walls[name] = walls


class TooManyWrong(Refusal):
    """Codes are read off a screen; nobody tries them out."""

    message = _("Too many wrong codes. Please wait an hour.")
    status = 429


class PairForm(KeyedForm):
    """A screen that shows a code."""

    code = Text(
        label=_("Code on the screen"),
        max_length=20,
        help_text=_("Nine letters and digits, as the screen shows them."),
    )
    name = Text(
        label=_("Where the screen hangs"),
        max_length=80,
        help_text=_("So that it is found again in the list."),
    )


def screen_state(screen: Screen) -> State:
    """Whether a screen shows anything."""
    if screen.revoked_at is not None:
        return State(_("Put out"), "idle")
    if screen.claimed_at is not None:
        return State(_("Shows the wall"), "ok")
    return State(_("Not come yet"), "wait")


SCREENS = Table(
    code="shell.screens",
    title=_("Screens on walls"),
    columns=(
        Column(
            "name", _("Wall screen"), "name", link=lambda s: reverse("shell:screen", args=[s.uid])
        ),
        Column("area", _("Area"), "area.name"),
        Column("org", _("Body"), "org.name"),
        Column("state", _("State"), screen_state, show="state"),
        Column("paired", _("Paired at"), "paired_at", show="moment", sort="paired_at"),
        Column("by", _("By"), lambda s: s.paired_by.name if s.paired_by else ""),
        Column("seen", _("Last seen"), "seen_on", show="day", sort="seen_on"),
    ),
    filters=(Search("q", _("Search"), fields=("name", "area__name")),),
    sort="-paired",
    empty=Empty(
        _("No screen is paired"),
        _("Open the address of a wall on the screen; it shows a code, which is typed here."),
        (_("Pair a screen"), "shell:pair_screen"),
    ),
)


def _rows() -> Any:
    return Screen.objects.select_related("area", "org", "paired_by")


@door("desk", policy=screens_somewhere)
def screens(request: Request) -> HttpResponseBase:
    """The screens of the bodies one administers."""
    rows = may_revoke_screen.visible_to(request.actor, _rows())
    walls = [one for make in _walls.values() for one in make(request)]
    return Listing(SCREENS, request, rows).respond("shell/screens/list.html", {"walls": walls})


@door("desk", policy=screens_somewhere, unsafe=True)
def pair(request: Request) -> HttpResponse:
    """Type the code that a screen shows."""
    return perform(
        request,
        PairForm(request.POST or None),
        lambda said, key: _pair(request, said, key),
        template="shell/form_page.html",
        then=lambda made: reverse("shell:screen", args=[made.uid]),
        done=_("The screen shows the wall in a few seconds."),
        context={
            "title": _("Pair a screen"),
            "lead": _("Open the address of the wall on the screen: it shows a code."),
            "submit": _("Pair it"),
            "cancel": reverse("shell:screens"),
        },
    )


def _pair(request: Request, said: dict[str, Any], key: str) -> Screen:
    """Find out for which area the code was made; count those that were made for none."""
    wrong = f"screens.wrong:{request.actor.uid}"
    if int(cache.get_or_set(wrong, 0, FOR_SECONDS) or 0) >= WRONG_CODES:
        raise TooManyWrong
    bodies = _bodies(request)
    found = codes.area_of_code(codes.typed(said["code"]), bodies, at=clock.now())
    if found is None:
        cache.incr(wrong)
        raise NoSuchCode(field="code")
    act = pair_screen.once(key)
    return act(bodies[found], area=found, **said, by=request.actor, at=clock.now())


def _bodies(request: Request) -> dict[Area, Party]:
    """The areas that one may show on walls, each with the body that keeps it: the highest one."""
    rows = Party.objects.filter(kind=PartyKind.ORG, area__isnull=False, merged_into__isnull=True)
    orgs = may_pair_screens.visible_to(request.actor, rows).select_related("area")
    found: dict[Area, Party] = {}
    for org in orgs.annotate(depth=Count("above")).order_by("depth", "pk"):
        if org.area is not None and org.area not in found:
            for area in within(org.area).exclude(kind=AreaKind.GRID):
                found.setdefault(area, org)
            found.setdefault(org.area, org)
    return found


@door("desk", policy=may_revoke_screen)
def screen(request: Request, uid: UUID) -> HttpResponse:
    """One screen: where it hangs, what it shows, the button that puts it out."""
    found = the(request, may_revoke_screen, among=_rows(), uid=uid)
    return render(
        request, "shell/screens/screen.html", {"screen": found, "state": screen_state(found)}
    )


@require_POST
@door("desk", policy=may_revoke_screen, unsafe=True)
def revoke(request: Request, uid: UUID) -> HttpResponse:
    """Put a screen out."""
    found = the(request, may_revoke_screen, among=_rows(), uid=uid)
    return press(
        request,
        lambda key: revoke_screen.once(key)(found, by=request.actor, at=clock.now()),
        then=lambda made: reverse("shell:screen", args=[made.uid]),
        done=_("The screen is put out; its next request shows nothing."),
    )


def screen_at(request: Request, *, area: Area, org: Party) -> Screen | None:
    """The screen that asks, if it was let in to the wall of this area and not put out since."""
    return codes.screen_behind(request.COOKIES.get(_pass_name(), ""), area=area, org=org)


def note_seen(screen: Screen) -> None:
    """Remember the day a screen was last there: at most one write a day."""
    if screen.seen_on != clock.today():
        Screen.objects.filter(pk=screen.pk).update(seen_on=clock.today())


def waiting(request: Request, *, area: Area) -> HttpResponse:
    """The page of a screen that is not let in: its code; once that was typed, its pass and the wall.

    Works by itself without scripts: the page asks for itself again every few seconds.
    """
    now = clock.now()
    ticket = request.COOKIES.get(TICKET, "")
    code = codes.code_of(ticket, area, at=now)
    if (found := codes.waiting_for(code, area, at=now)) is not None:
        return _let_in(request, found)
    if not code:
        ticket = codes.new_ticket(now)
        code = codes.code_of(ticket, area, at=now)
    context = {"area": area, "code": tuple(_by_threes(code))}
    answer = render(request, "shell/screens/waiting.html", context)
    _give(answer, TICKET, ticket, codes.LIFE)
    return answer


def _let_in(request: Request, found: Screen) -> HttpResponse:
    secret = codes.new_ticket(clock.now())
    claim_screen(found, secret=secret, by=SYSTEM, at=clock.now())
    answer = redirect(request.path)
    _give(answer, _pass_name(), f"{found.uid}.{secret}", LONG)
    answer.delete_cookie(TICKET)
    return answer


def _give(answer: HttpResponse, name: str, value: str, life: timedelta) -> None:
    secure = bool(settings.SESSION_COOKIE_SECURE)
    answer.set_cookie(name, value, max_age=life, secure=secure, httponly=True, samesite="Lax")


def _pass_name() -> str:
    return f"__Host-{PASS}" if settings.SESSION_COOKIE_SECURE else PASS


def _by_threes(code: str) -> Iterable[str]:
    return (code[n : n + 3].upper() for n in range(0, len(code), 3))
