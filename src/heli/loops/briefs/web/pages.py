"""The page of one brief, whole or in its live parts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from heli.core.access.doors import Door
from heli.core.acts import Policy, Refusal
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry
from heli.core.measures.enums import CheckKind
from heli.core.texts.writing import Outdated
from heli.loops.briefs import policies
from heli.loops.briefs.flows import ISSUED
from heli.loops.briefs.queries.briefs import (
    corrected_by,
    corrects,
    history_of,
    is_writable,
    latest,
    period_of,
    seal_of,
    writers_of,
)
from heli.loops.briefs.queries.sheet import sheet_of
from heli.loops.briefs.web.forms import CorrectionForm, NoteForm
from heli.loops.briefs.web.shown import ShownRefusal, ShownSheet, because_saved, shown_missing
from heli.shell.records import the
from heli.shell.redline import redline
from heli.shell.requests import Request


STATE_KINDS = {
    "draft": "idle",
    "in_review": "open",
    "returned": "bad",
    "approved": "ok",
    "sealed": "sealed",
    "superseded": "warn",
}


def the_brief(request: Request, uid: Any) -> Entry:
    """The brief that a desk address names.

    404 for those who do not work for its body; :class:`NotAllowed` for those who do and may not
    use this door.
    """
    rows = Entry.objects.select_related("doc", "org", "call")
    door = getattr(request.resolver_match and request.resolver_match.func, "door", None)
    own: Policy[Entry] = door.policy if isinstance(door, Door) else policies.may_work
    return the(request, own, among=rows, see=policies.may_work, uid=uid)


def context_of(request: Request, brief: Entry, **more: Any) -> dict[str, Any]:
    """Everything the page of a brief shows."""
    may = {
        "edit": bool(policies.may_write.check(request.actor, brief)) and is_writable(brief),
        "check": bool(policies.may_check.check(request.actor, brief)),
        "sign": bool(policies.may_sign.check(request.actor, brief)),
    }
    may["write"] = bool(policies.may_write.check(request.actor, brief))
    revision = latest(brief)
    sheet = ShownSheet(sheet_of(brief, revision, offering=may["edit"]), may["edit"])
    flow = flow_of(brief.flow)
    return {
        "brief": brief,
        "sheet": sheet,
        "may": may,
        "is_own": request.actor.party_id in writers_of(brief),
        "state": {
            "label": flow.state(brief.state).label,
            "kind": STATE_KINDS.get(brief.state, "idle"),
        },
        "period": period_of(brief),
        "steps": _steps(brief),
        "seal": seal_of(brief),
        "corrects": corrects(brief),
        "corrected_by": corrected_by(brief),
        "text": {"title": revision.title, "body": revision.body, "base": revision.n},
        "may_waive": brief.state not in ISSUED and (may["check"] or may["sign"]),
        "check_kinds": CheckKind.choices,
        "note_form": NoteForm(),
        "correction_form": CorrectionForm(),
        **more,
    }


def _steps(brief: Entry) -> list[dict[str, Any]]:
    flow = flow_of(brief.flow)
    known = {t.verb: t.done_label for t in flow.transitions}
    return [
        {
            "at": timezone.localtime(step.at).strftime("%m-%d %H:%M"),
            "full": timezone.localtime(step.at).strftime("%Y-%m-%d %H:%M"),
            "iso": step.at.isoformat(),
            "label": known.get(step.verb, flow.state(flow.initial).label),
            "who": step.actor.name if step.actor else "",
            "note": step.note,
            "kind": "bad" if step.verb == "return" else "done",
        }
        for step in history_of(brief)
    ]


def template_of(context: dict[str, Any]) -> str:
    """Writers see the writing screen while they may write; everybody else the reading one."""
    return "briefs/desk/write.html" if context["may"]["edit"] else "briefs/desk/read.html"


def shown_refusal(refusal: Refusal, *, typed: str | None = None) -> ShownRefusal:
    """A refusal with all that helps: what is missing and where, or what the other one wrote."""
    missing = [shown_missing(item) for item in refusal.params.get("missing", ())]
    theirs = refusal.theirs if isinstance(refusal, Outdated) else None
    diff = redline(theirs.body, typed) if theirs is not None and typed is not None else None
    says = because_saved() if typed is not None else ""
    return ShownRefusal(str(refusal), says, missing, theirs, diff)


def respond(
    request: Request,
    brief: Entry,
    *,
    anchor: str = "",
    refusal: Refusal | None = None,
    typed: dict[str, Any] | None = None,
) -> HttpResponse:
    """After an act: back to the page, its live parts for the editor, or the refusal above it."""
    if refusal is None and "X-Part" not in request.headers:
        return redirect(reverse("briefs:brief", args=[brief.uid]) + anchor)
    brief = the_brief(request, brief.uid)
    context = context_of(request, brief)
    if refusal is not None:
        body = typed["body"] if typed else None
        context["refusal"] = shown_refusal(refusal, typed=body)
        if typed is not None:
            context["text"] = {**context["text"], **typed}
            if isinstance(refusal, Outdated):
                context["text"]["base"] = refusal.theirs.n
    if "X-Part" in request.headers:
        return _live(request, context, refusal, typed)
    status = refusal.status if refusal else 200
    return render(request, template_of(context), context, status=status)


def _live(
    request: Request,
    context: dict[str, Any],
    refusal: Refusal | None,
    typed: dict[str, Any] | None,
) -> HttpResponse:
    """The parts that change while somebody writes."""
    body = context["sheet"].revision.body
    context["rewritten"] = refusal is None and (typed is None or typed["body"] != body)
    response = render(request, "briefs/parts/live.html", context)
    if refusal is not None:
        response.status_code = refusal.status
        return response
    response.headers["X-Revision"] = str(context["sheet"].revision.n)
    response.headers["X-Saved-At"] = timezone.localtime(context["sheet"].revision.at).strftime(
        "%H:%M"
    )
    return response
