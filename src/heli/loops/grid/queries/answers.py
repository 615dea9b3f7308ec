"""Answers that are often given: those of the house, and those a centre wrote for itself."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Message
from heli.core.flow.models import Call
from heli.loops.grid.queries.office import office_of


Answer = tuple[Message, Message]
USUAL: dict[str, Sequence[Answer]] = {
    "close": (
        (_("It is done"), _("Your matter has been dealt with. Thank you for telling us.")),
        (
            _("It is done, look again"),
            _(
                "Your matter has been dealt with. If it is not solved, you can open it again once with your receipt."
            ),
        ),
    ),
    "refuse": (
        (_("Not here"), _("This lies outside our area. Please turn to the place in charge there.")),
        (_("Emergency"), _("This cannot wait for us. Please call 110, 119 or 120 now.")),
    ),
    "void": (
        (
            _("Nothing was found"),
            _("We looked at the place and found nothing. Thank you for telling us."),
        ),
    ),
    "merge": (
        (
            _("Known already"),
            _("Others have told us of this too; it is dealt with together with their report."),
        ),
    ),
}


def answers_for(call: Call, step: str) -> list[Answer]:
    """What may be answered at a step with one choice, the centre's own first."""
    own = [(label, text) for label, text, at in office_of(call).answers if at in ("", step)]
    return [*own, *USUAL.get(step, ())]
