"""Saying what was done with a way back, and the page behind that way."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.acts import Message
from heli.core.flow.actions import undo_steps
from heli.core.flow.models import Step
from heli.core.flow.queries import steps_of_act
from heli.core.flow.undoing import why_not
from heli.shell import clock
from heli.shell.forms import press
from heli.shell.navigation import page_of
from heli.shell.requests import Request
from heli.shell.toasts import say


def tell_done(request: Request, done: Message, result: Any, url: str, *, undo: str) -> str:
    """Say what was done, with a way back if the flow leaves one; returns ``url``, where to go.

    ``result`` is the step or the steps an act gave; ``undo`` names the page that takes an act back.
    """
    results = result if isinstance(result, list) else [result]
    steps = [one for one in results if isinstance(one, Step)]
    can_undo = steps and not any(why_not(s, by=request.actor, at=clock.now()) for s in steps)
    say(request, done, undo=reverse(undo, args=[steps[0].act]) if can_undo else "")
    return url


def written_by(act: UUID) -> list[Step]:
    """The steps that one act wrote, whether or not they can still be taken back; 404 if it wrote none.

    An undo sent twice names the same steps both times, so its second answer is its first.
    """
    try:
        steps = steps_of_act(act)
    except LookupError as unknown:
        raise Http404 from unknown
    if not steps:
        raise Http404
    return steps


def undo_act(request: Request, act: UUID, *, several: str) -> HttpResponse:
    """Take back what one act did, as a whole; ``several`` is where to go if that was many things."""
    steps = written_by(act)
    return press(
        request,
        lambda key: undo_steps.once(key)(steps, by=request.actor, at=clock.now()),
        then=lambda back: page_of(back[0].entry) if len(back) == 1 else reverse(several),
        done=_("Taken back."),
    )
