"""Areas out of a file: upload, look, confirm. No area changes before it is confirmed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heli.core.access.doors import door
from heli.core.acts import demand
from heli.core.places import actions
from heli.core.places.importing import as_text, read_areas
from heli.core.places.models import Area, AreaImport, AreaKind
from heli.core.places.policies import may_import_areas, may_keep_areas
from heli.core.places.queries import Judgement, judge, valid_on
from heli.kit.geo import Crs, read_shape
from heli.shell import clock
from heli.shell.forms import perform
from heli.shell.maps import Mark, features
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.web.places import shown
from heli.shell.web.places.forms import FileForm, ReasonForm
from heli.shell.web.places.tables import page_of


PREVIEW = "shell/places/preview.html"


@door("desk", policy=may_keep_areas, unsafe=True)
def upload(request: Request) -> HttpResponse:
    """Choose a file; the next page shows what it would change."""
    demand(may_keep_areas, request.actor)
    return perform(
        request,
        _file_form(request),
        lambda said, key: _keep(request, said, key),
        template="shell/places/upload.html",
        then=lambda draft: reverse("shell:area_import", args=[draft.uid]),
        context={"crumbs": shown.crumbs((_("Import"), ""))},
    )


def _file_form(request: Request) -> FileForm:
    form = FileForm(request.POST or None, request.FILES or None, initial={"since": clock.today()})
    possible = Area.objects.filter(valid_on(clock.today())).exclude(kind=AreaKind.GRID)
    form.fields["parent"].queryset = possible.order_by("path", "code")  # type: ignore[attr-defined]
    return form


def _keep(request: Request, said: dict[str, Any], key: str) -> AreaImport:
    file, parent = said.pop("file"), said.pop("parent")
    rows = as_text(read_areas(file.read(), name=file.name))
    return actions.keep_import.once(key)(
        parent, **said, file_name=file.name, rows=rows, by=request.actor, at=clock.now()
    )


@door("desk", policy=may_import_areas, unsafe=True)
def preview(request: Request, uid: UUID) -> HttpResponse:
    """What a file would change, row by row; and the button that does it."""
    draft = the(request, may_import_areas, uid=uid)
    context = _judged(draft)
    if draft.done_at or not context["judgement"].may_go:
        return render(request, PREVIEW, context)
    return perform(
        request,
        ReasonForm(request.POST or None),
        lambda said, key: actions.import_areas.once(key)(
            draft, **said, by=request.actor, at=clock.now()
        ),
        template=PREVIEW,
        then=lambda _made: page_of(draft.parent) if draft.parent else reverse("shell:areas"),
        done=_("The areas were imported."),
        context=context,
    )


def _judged(draft: AreaImport) -> dict[str, Any]:
    way = ((_("Import"), reverse("shell:import_areas")), (draft.file_name, ""))
    return {"draft": draft, "judgement": judge(draft), "crumbs": shown.crumbs(*way)}


@door("desk", policy=may_import_areas)
def preview_map(request: Request, uid: UUID) -> JsonResponse:
    """What the map of an import draws: each row in the colour of its judgement."""
    draft = the(request, may_import_areas, uid=uid)
    return features(_marks(draft, judge(draft)))


def _marks(draft: AreaImport, judgement: Judgement) -> list[Mark]:
    return [
        Mark(
            f"row-{one.row.number}",
            one.row.name or str(one.row.number),
            read_shape(one.row.geometry).converted(Crs(draft.crs)),
            state="bad" if one.problems else "warn" if one.warnings else "ok",
        )
        for one in judgement.rows
        if one.row.geometry is not None
    ]
