"""What a call takes: one matter, not too long. Shared by the acts that hand in a text."""

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal
from heli.core.flow.models import Call
from heli.loops.advice.queries.texts import length_of


class TooLong(Refusal):
    """Advice that is read is short."""

    message = _(
        "The text has %(length)s characters; this call takes at most %(most)s."
        " Keep to one matter, and put the rest into a second proposal."
    )
    status = 422


class NothingWritten(Refusal):
    """There must be something to read."""

    message = _("The text is empty.")
    status = 422


def check_body(body: str, *, call: Call) -> None:
    """Refuse what a call does not take: nothing, or too much."""
    if not body.strip():
        raise NothingWritten(field="body")
    most = call.settings.get("max_chars", 0)
    if most and length_of(body) > most:
        raise TooLong(length=length_of(body), most=most, field="body")
