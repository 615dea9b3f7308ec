"""From a form to an act and back: the body of nearly every view that writes."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from heli.core.acts import Action, Invalid, KeyReused, Message, Refusal
from heli.shell import clock
from heli.shell.forms.keys import KEY_FIELD, KeyedForm, issue_key, open_key
from heli.shell.forms.outcomes import Done, answer_to
from heli.shell.pages import refused
from heli.shell.requests import Request


R = TypeVar("R")
Said = Callable[[dict[str, Any]], dict[str, Any]]
UNPROCESSABLE = 422
FORBIDDEN = 403
SENT_BEFORE = gettext_lazy(
    "This form had been sent before; here is what came of it. What you changed since was not taken."
)
CHANGED_SINCE = gettext_lazy(
    "This form had been sent before, with other entries. What you changed since was not taken; it stands below."
)
SEE_IT = gettext_lazy("See what came of it")
CHANGED = "form_changed"
"""What the browser adds to a form that it sends again with other entries (``again.js``)."""


def perform(  # one call, many named parts
    request: Request,
    form: KeyedForm,
    call: Callable[[dict[str, Any], str], R],
    *,
    template: str,
    then: Callable[[R], str | HttpResponse],
    done: Message = "",
    context: dict[str, Any] | None = None,
    before: Callable[[], None] | None = None,
) -> HttpResponse:
    """Show ``form``, or do the act ``call(said, key)`` that it asks for and go to ``then(result)``.

    ``then`` gives an address, or the answer itself where something is shown once and never again.

    What was typed stays when the form is wrong (422) or the act refuses: a :class:`Refusal` is
    shown at its field, else above the form, with its own status (409, 422). 403 is a page.
    ``done`` is the sentence shown after it has worked.

    What was sent before under the same key is answered with its first outcome, whatever others did
    meanwhile: to the choices of the form, to what the call looks up, or to what the page showed. Where
    it can no longer be read, so that it might say something else than the first time, that is told; and
    where the browser knows that it does, the form comes back as it was typed (409).
    ``before`` refuses what rests on a page out of date; it is asked of a first sending only, so that
    the act still tells a repetition from other content under an old key.
    """
    status = 200
    if form.is_bound:
        status = UNPROCESSABLE
        answer = answer_to(request, form, call, before)
        if isinstance(answer, Done):
            url = then(answer.result)
            if not answer.is_told_before:
                return _go(request, url, done)
            if CHANGED not in request.POST or isinstance(url, HttpResponse):
                messages.info(request, SENT_BEFORE)
                return _go(request, url, "")
            status = _tell_changed(form, url)
        elif answer is not None:
            if answer.status == FORBIDDEN:
                return refused(request, answer)
            status = tell(form, answer)
        if KEY_FIELD in form.errors and isinstance(form.data, QueryDict):
            data = form.data.copy()
            data[form.add_prefix(KEY_FIELD)] = issue_key()
            form.data = data
    return render(request, template, {**(context or {}), "form": form}, status=status)


def perform_on(
    request: Request,
    form: KeyedForm,
    act: Action[..., Any],
    subject: Any,
    *,
    words: dict[str, Any],
    done: Message,
    then: Callable[[Any], str] | None = None,
    said: Said = lambda said: said,
    template: str = "shell/form_page.html",
) -> HttpResponse:
    """:func:`perform` for a page that is one form about one thing: ``act`` on ``subject``.

    ``subject`` may be the name of the field that says it. ``words`` are the title, button and way
    back (``cancel``) around it; ``said`` turns what was typed into what the act takes; ``then``
    leads elsewhere than back.
    """

    def call(typed: dict[str, Any], key: str) -> Any:
        about = typed.pop(subject) if isinstance(subject, str) else subject
        return act.once(key)(about, **said(typed), by=request.actor, at=clock.now())

    return perform(
        request,
        form,
        call,
        template=template,
        then=then or (lambda _made: str(words["cancel"])),
        done=done,
        context=words,
    )


def _tell_changed(form: forms.Form, url: str) -> int:
    """Show at the form what it led to before it was changed; the status to answer with."""
    told = format_html('{} <a href="{}">{}</a>', CHANGED_SINCE, url, SEE_IT)
    form.add_error(None, ValidationError(told, code="changed"))
    return KeyReused.status


def tell(form: forms.Form, refusal: Refusal) -> int:
    """Show a refusal at the form; the status to answer with."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, ValidationError(str(refusal), code=refusal.code))
    return refusal.status


def press(
    request: HttpRequest,
    call: Callable[[str], R],
    *,
    then: Callable[[R], str | HttpResponse],
    done: Message = "",
) -> HttpResponse:
    """Do the act behind a single button (``{% #press %}``), under the key the button carries.

    A refusal is answered with its designed page (409, 403, 422) or, to htmx, its notice.
    """
    try:
        key = open_key(request.POST.get(KEY_FIELD, ""))
    except ValidationError as old:
        return refused(request, Invalid(what=" ".join(old.messages)))
    try:
        result = call(key)
    except Refusal as refusal:
        return refused(request, refusal)
    return _go(request, then(result), done)


def _go(request: HttpRequest, url: str | HttpResponse, done: Message) -> HttpResponse:
    if isinstance(url, HttpResponse):
        return url
    if done:
        messages.success(request, str(done))
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Location": url})
    return HttpResponseRedirect(url)
