"""The proof of one figure: its definition, its value, the records behind it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.measures.queries import (
    By,
    Figure,
    Scope,
    breakdown,
    drift_of,
    drill_down,
    figures_of,
    for_public,
    holds,
    interval_of,
    may_see_records,
    parts_of,
    scope_from,
    value,
)
from heli.loops.briefs import policies
from heli.loops.briefs.queries.briefs import latest
from heli.loops.briefs.queries.words import words_of
from heli.loops.briefs.web.pages import the_brief
from heli.loops.briefs.web.shown import signed
from heli.shell.requests import Request


@door("desk", policy=policies.may_work)
def figure(request: Request, uid: UUID, figure: UUID) -> HttpResponse:
    """The proof of a figure on the desk, with its records as far as the reader may see them."""
    brief = the_brief(request, uid)
    found = figures_of(latest(brief)).filter(uid=figure).first()
    if found is None:
        raise Http404
    context = {"brief": brief, "figure": found, **proof_of(found)}
    if found.version is not None:
        context |= rows_of(request, found, is_public=False)
    return render(request, "briefs/desk/figure.html", context)


def proof_of(figure: Figure) -> dict[str, Any]:
    """What a proof panel says about a figure of any class."""
    if figure.version is None:
        return {"state": "stated", "scope": None}
    scope = scope_from(figure.params)
    now = value(figure.version, scope)
    fits = holds(interval_of(figure), now)
    frozen = figure.snapshot
    interval = interval_of(figure)
    differs = not fits and not frozen and now.value is not None and interval is not None
    return {
        "state": "sealed" if frozen else ("bound" if fits else "differs"),
        "delta": signed(now.value - interval.low) if differs and now.value and interval else "",
        "measure": figure.version.measure,
        "words": words_of(figure.version.measure),
        "version": figure.version,
        "about": about_of(scope),
        "scope": scope,
        "period": days_of(scope),
        "now": now,
        "frozen": frozen,
        "drift": drift_of(frozen) if frozen else None,
    }


def rows_of(request: Request, figure: Figure, *, is_public: bool) -> dict[str, Any]:
    """A page of the records behind a figure, and its parts, as the measure discloses them."""
    version = figure.version
    assert version is not None  # noqa: S101  -- asked by the callers
    scope = scope_from(figure.params)
    found: dict[str, Any] = {"parts": _parts(version, scope, is_public=is_public)}
    if may_see_records(request.actor, version):
        part = 1 if request.GET.get("part") == "1" and len(parts_of(version.measure)) > 1 else 0
        try:
            page = drill_down(version, scope, after=request.GET.get("after", ""), part=part)
        except ValueError:
            raise Http404 from None
        found |= {"page": page, "part": part, "is_ratio": version.measure.is_ratio}
    return found


def _parts(version: Any, scope: Scope, *, is_public: bool) -> list[dict[str, Any]]:
    if version.measure.is_ratio:
        return []
    tables = []
    for by, title in ((By.ORG, _("By body")), (By.MONTH, _("By month"))):
        cells = breakdown(version, scope, by=by)
        if is_public:
            cells = for_public(version, cells)
        if len(cells) > 1:
            tables.append({"title": title, "cells": cells})
    return tables


def about_of(scope: Scope | None) -> str:
    """Whose records, and of what, for what and where, if it is narrowed."""
    if scope is None:
        return ""
    said = (scope.org, scope.undertaking, scope.item, scope.area)
    return " · ".join(str(one) for one in said if one is not None)


def days_of(scope: Scope | None) -> str:
    """The days of a scope in words, both included."""
    return f"{scope.first or _('the beginning')} – {scope.last}" if scope else ""
