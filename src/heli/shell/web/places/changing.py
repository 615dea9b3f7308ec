"""Adding, redrawing, splitting and merging areas; adding sites."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heli.core.access.doors import door
from heli.core.acts import Message, demand
from heli.core.places import actions
from heli.core.places.models import Area
from heli.core.places.policies import may_keep_areas, may_keep_sites, may_see_areas
from heli.core.places.queries import parts_along
from heli.shell import clock
from heli.shell.forms import perform
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.web.places import shown
from heli.shell.web.places.forms import AreaForm, MergeForm, RedrawForm, SiteForm, SplitForm
from heli.shell.web.places.tables import page_of


FORM = "shell/places/form.html"


@door("desk", policy=may_keep_areas, unsafe=True)
def add(request: Request, uid: UUID | None = None) -> HttpResponse:
    """A new area, inside another or at the top."""
    demand(may_keep_areas, request.actor)
    parent = _area(request, uid) if uid else None
    return perform(
        request,
        AreaForm(request.POST or None),
        lambda said, key: actions.add_area.once(key)(
            parent, **said, by=request.actor, at=clock.now()
        ),
        template=FORM,
        then=page_of,
        done=_("The area was added."),
        context=_context(_("Add an area"), parent, _("Put it in")),
    )


@door("desk", policy=may_keep_areas, unsafe=True)
def redraw(request: Request, uid: UUID) -> HttpResponse:
    """Another outline for an area, from a day on."""
    found = _area(request, uid)
    return perform(
        request,
        RedrawForm(request.POST or None, initial={"since": clock.today()}),
        lambda said, key: actions.redraw_area.once(key)(
            found, **said, by=request.actor, at=clock.now()
        ),
        template=FORM,
        then=lambda _outline: page_of(found),
        done=_("The area was redrawn."),
        context=_context(_("Redraw"), found, _("Redraw")),
    )


@door("desk", policy=may_keep_areas, unsafe=True)
def split(request: Request, uid: UUID) -> HttpResponse:
    """An area cut along a line."""
    found = _area(request, uid)
    return perform(
        request,
        SplitForm(request.POST or None, initial={"since": clock.today()}),
        lambda said, key: _split(request, found, said, key),
        template=FORM,
        then=lambda made: page_of(made[0]),
        done=_("The area was split."),
        context=_context(_("Split"), found, _("Split"), draws="id_line"),
    )


def _split(request: Request, area: Area, said: dict[str, Any], key: str) -> list[Area]:
    parts = parts_along(area, said.pop("line"), names=said.pop("names"), on=said["since"])
    return actions.split_area.once(key)(area, parts=parts, **said, by=request.actor, at=clock.now())


@door("desk", policy=may_keep_areas, unsafe=True)
def merge(request: Request, uid: UUID) -> HttpResponse:
    """An area and its neighbours become one."""
    found = _area(request, uid)
    form = MergeForm(request.POST or None, initial={"since": clock.today(), "name": found.name})
    form.fields["others"].queryset = shown.neighbours(found, clock.today())  # type: ignore[attr-defined]
    return perform(
        request,
        form,
        lambda said, key: actions.merge_areas.once(key)(
            [found, *said.pop("others")], **said, by=request.actor, at=clock.now()
        ),
        template=FORM,
        then=page_of,
        done=_("The areas were merged."),
        context=_context(_("Merge"), found, _("Merge")),
    )


@door("desk", policy=may_keep_sites, unsafe=True)
def add_site(request: Request, uid: UUID | None = None) -> HttpResponse:
    """A new site, inside an area or in none."""
    demand(may_keep_sites, request.actor)
    parent = the(request, may_see_areas, uid=uid) if uid else None
    return perform(
        request,
        SiteForm(request.POST or None),
        lambda said, key: actions.add_site.once(key)(
            parent, **said, by=request.actor, at=clock.now()
        ),
        template=FORM,
        then=lambda site: page_of(site.area) if site.area else reverse("shell:sites"),
        done=_("The site was added."),
        context=_context(_("Add a site"), parent, _("Put it in")),
    )


def _area(request: Request, uid: UUID) -> Area:
    return the(request, may_keep_areas, see=may_see_areas, uid=uid)


def _context(title: Message, area: Area | None, submit: Message, **more: Any) -> dict[str, Any]:
    here = [(area.name, page_of(area))] if area else []
    cancel = page_of(area) if area else reverse("shell:areas")
    crumbs = shown.crumbs(*here, (title, ""))
    return {
        "title": title,
        "area": area,
        "submit": submit,
        "cancel": cancel,
        "crumbs": crumbs,
        **more,
    }
