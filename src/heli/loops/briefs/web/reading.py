"""Texts that came in: give one to read, look at its figures, say what they are, start a brief."""

from typing import Any, Final
from uuid import UUID

from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy as _
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Refusal
from heli.core.files.store import put
from heli.kit.extraction import Unreadable, extract
from heli.loops.briefs.actions import reading as acts
from heli.loops.briefs.enums import PROGRESS
from heli.loops.briefs.models import ReadText, Stage, may_read_for, may_use
from heli.loops.briefs.queries.reading import outcome_of, plain_text, texts_for
from heli.loops.briefs.queries.reading_marks import sheet_of
from heli.loops.briefs.web.desk import url_of as url_of_brief
from heli.loops.briefs.web.reading_forms import CorrectForm, DraftForm, GiveForm, SayForm
from heli.loops.briefs.web.reading_shown import ShownText, around, initial_row
from heli.loops.briefs.web.writing import said_in
from heli.shell import clock
from heli.shell.forms import perform
from heli.shell.pages import refused
from heli.shell.records import the
from heli.shell.requests import Request


AT_ONCE: Final = 200_000
"""Characters that are read while the reader waits; longer texts are read in the background."""
SMALL_FILE: Final = 1024 * 1024
RECENT: Final = 30


class NotReadable(Refusal):
    """A file whose text cannot be had."""

    message = _("%(why)s")
    status = 422


def url_of(text: ReadText) -> str:
    """The page of a read text."""
    return reverse("briefs:reading", args=[text.uid])


def the_text(request: Request, uid: UUID) -> ReadText:
    """The text that an address names; 404 for those who do not work for its body."""
    return the(request, may_use, among=ReadText.objects.select_related("org", "brief"), uid=uid)


@door("desk", policy=may_use, unsafe=True)
def texts(request: Request) -> HttpResponse:
    """Give a text to read; below, those given before."""
    form = GiveForm(request.POST or None, request.FILES or None, by=request.actor)
    context = {
        "texts": texts_for(request.actor)[:RECENT],
        "can_read": may_read_for.visible_to(request.actor).exists(),
    }
    return perform(
        request,
        form,
        lambda said, key: _given(request, said, key),
        template="briefs/desk/reading.html",
        then=url_of,
        context=context,
    )


def _given(request: Request, said: dict[str, Any], key: str) -> ReadText:
    """Take the text, and read it at once unless that would take long."""
    upload: UploadedFile | None = said.pop("file")
    said["title"] = said["title"] or _title(said["body"], upload)
    remarks: tuple[Any, ...] = ()
    if upload is not None:
        said["body"], said["file"], remarks = _opened(upload)
    common: dict[str, Any] = {"by": request.actor, "at": clock.now()}
    given = acts.give_text.once(key)(said.pop("org"), **said, **common)
    if said.get("file") is None and len(given.body) <= AT_ONCE and given.stage == Stage.WAITING:
        outcome = outcome_of(given.body, None, day=given.day, extracted=remarks)
        acts.keep_outcome.once(f"briefs.read:{given.uid}")(
            given, outcome=outcome.dumped(), **common
        )
    return given


def _title(body: str, upload: UploadedFile | None) -> str:
    if upload is not None and upload.name:
        return upload.name.rpartition(".")[0][:200] or upload.name[:200]
    return next((line.strip()[:60] for line in body.split("\n") if line.strip()), "-")


def _opened(upload: UploadedFile) -> tuple[str, Any, tuple[Any, ...]]:
    """The text of a small file at once; a pdf or a large one is stored for the background."""
    name = upload.name or ""
    if (upload.size or 0) > SMALL_FILE or name.lower().endswith(".pdf"):
        return "", put(upload.chunks(), name=name), ()
    try:
        extracted = extract(upload.read(), name=name)
    except Unreadable as why:
        raise NotReadable(why=why.remark.of(get_language() or "en"), field="file") from why
    return plain_text(extracted.text), None, extracted.warnings


@door("desk", policy=may_use)
def text(request: Request, uid: UUID) -> HttpResponse:
    """A read text with its figures marked; while it is being read, how far it is."""
    found = the_text(request, uid)
    if found.stage == Stage.WAITING:
        done, total = cache.get(PROGRESS % found.uid, (0, 0))
        context = {
            "text": found,
            "done": done,
            "total": total,
            "poll": reverse("briefs:reading_progress", args=[uid]),
        }
        return render(request, "briefs/desk/reading_wait.html", context)
    part = request.GET.get("part", "1")
    sheet = ShownText(found, sheet_of(found, int(part) if part.isdecimal() else 1))
    return render(request, "briefs/desk/reading_text.html", {"text": found, "sheet": sheet})


@door("desk", policy=may_use)
def progress(request: Request, uid: UUID) -> HttpResponse:
    """How far the reading is; when it is over, the page itself."""
    found = the_text(request, uid)
    if found.stage != Stage.WAITING:
        return HttpResponse(status=204, headers={"HX-Redirect": url_of(found)})
    done, total = cache.get(PROGRESS % found.uid, (0, 0))
    context = {"done": done, "total": total, "poll": request.path}
    return render(request, "briefs/desk/reading_progress.html", context)


@door("desk", policy=may_use, unsafe=True)
@require_POST
def say(request: Request, uid: UUID) -> HttpResponse:
    """Accept or ignore a figure."""
    found, form = the_text(request, uid), SayForm(request.POST)
    try:
        if not form.is_valid():
            raise said_in(form)
        acts.say_figure.once(form.key)(found, **form.said(), by=request.actor, at=clock.now())
    except Refusal as refusal:
        return refused(request, refusal)
    part = f"?part={request.POST['part']}" if request.POST.get("part", "").isdecimal() else ""
    return redirect(f"{url_of(found)}{part}#f{form.said()['start']}")


@door("desk", policy=may_use, unsafe=True)
def correct(request: Request, uid: UUID, start: int) -> HttpResponse:
    """A figure as it should have been read; kept as a labelled row."""
    found = the_text(request, uid)
    row = initial_row(found, start)
    return perform(
        request,
        CorrectForm(request.POST or None, initial=row),
        lambda said, key: acts.say_figure.once(key)(
            found, start=start, verdict="corrected", row=said, by=request.actor, at=clock.now()
        ),
        template="briefs/desk/reading_correct.html",
        then=lambda _said: f"{url_of(found)}#f{start}",
        context={"text": found, "around": around(found, row)},
    )


@door("desk", policy=may_use, unsafe=True)
def draft(request: Request, uid: UUID) -> HttpResponse:
    """Start a brief from the text."""
    found = the_text(request, uid)
    return perform(
        request,
        DraftForm(request.POST or None, initial=_about(found)),
        lambda said, key: acts.draft_brief.once(key)(
            found, **said, by=request.actor, at=clock.now()
        ),
        template="briefs/desk/reading_draft.html",
        then=url_of_brief,
        context={"text": found},
    )


def _about(text: ReadText) -> dict[str, Any]:
    """What a brief from a text is probably called, and the days it is probably about."""
    last = text.last or text.day or timezone.localtime(clock.now()).date()
    first = text.first or last.replace(month=1, day=1)
    return {"title": text.title[:120], "first": first, "last": last}
