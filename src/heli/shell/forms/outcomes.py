"""What becomes of a form that was sent: done, now or the first time, refused, or wrong."""

from collections.abc import Callable
from typing import Any, NamedTuple

from heli.core.acts import KeyReused, Refusal, outcome_under
from heli.shell.forms.keys import KEY_FIELD, KeyedForm
from heli.shell.requests import Request


class Done(NamedTuple):
    """What an act returned; ``is_told_before`` where nobody can say whether the same was sent again."""

    result: Any
    is_told_before: bool = False


def answer_to(
    request: Request,
    form: KeyedForm,
    call: Callable[[dict[str, Any], str], Any],
    before: Callable[[], None] | None,
) -> Done | Refusal | None:
    """What became of a form that was sent: done, refused, or None when it is wrong."""
    refusal: Refusal | None = None
    try:
        if form.is_valid():
            _look(request, form, before)
            return Done(call(form.said(), form.key))
    except KeyReused as reused:
        return reused
    except Refusal as raised:
        refusal = raised
    # Only what cannot be taken asks whether it was taken before.
    key = form.cleaned_data.get(KEY_FIELD)
    first = outcome_under(key, by=request.actor) if key else None
    return refusal if first is None else Done(first.value, is_told_before=True)


def _look(request: Request, form: KeyedForm, before: Callable[[], None] | None) -> None:
    """Refuse a first sending that rests on a page out of date."""
    try:
        if before is not None:
            before()
    except Refusal:
        if outcome_under(form.key, by=request.actor) is None:
            raise
