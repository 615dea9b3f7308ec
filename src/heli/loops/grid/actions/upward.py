"""Taking in what a system of a higher level says of the cases that were handed up to it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Digest, Refusal, action, current_record
from heli.core.flow.models import Call
from heli.loops.grid import policies
from heli.loops.grid.actions.stepping import take
from heli.loops.grid.enums import Verb
from heli.loops.grid.queries.upward import ACCEPTED, DONE, Answer


class NothingNew(Refusal):
    """The file says nothing that was not known."""

    message = _("Everything in this file is known already.")


@action("grid.upward.take_in", policy=policies.record_for)
def take_in_answers(
    call: Call,
    *,
    answers: Annotated[Sequence[Answer], Digest],
    source: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Take in numbers, results and returns from above: all of them, or none; the known change nothing.

    A case that was handled there goes to be checked here; one that came back is with its unit again.
    ``source`` names the file. Refuses with :class:`NothingNew`.
    """
    fresh = [one for one in answers if not one.is_known]
    if not fresh:
        raise NothingNew(field="file")
    for one in fresh:
        entry, case = one.entry, one.entry.case
        case.external_number = one.external_number
        case.save(update_fields=["external_number"])
        if one.state == ACCEPTED:
            current_record().wrote(entry, {"external_number": one.external_number})
            continue
        verb = Verb.EXTERNAL_DONE if one.state == DONE else Verb.TAKE_BACK
        facts = {"external_number": one.external_number, "source": source[:100]}
        take(entry, verb, by=by, at=at, note=one.text, facts=facts)
