"""How what was written in a mediation looks to those who may read it."""

from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from heli.core.acts import Actor, Message
from heli.core.flow.models import Entry
from heli.loops.services.enums import Words
from heli.loops.services.queries.mediation import part_of
from heli.loops.services.queries.mediation_words import written
from heli.loops.services.web.blocks import Block, Way
from heli.loops.services.web.mediation_shown import above
from heli.loops.services.web.shown import heading_of
from heli.shell.navigation import page_of


TITLES: dict[Words, Message] = {
    Words.SUBJECT: gettext_lazy("What it is about"),
    Words.ASKING: gettext_lazy("How the side that asks sees it"),
    Words.OTHER: gettext_lazy("How the other side sees it"),
    Words.REASON: gettext_lazy("Why it ended"),
    Words.SESSIONS: gettext_lazy("Sessions"),
    Words.AGREEMENT: gettext_lazy("What was agreed"),
}


def opened_file(mediation: Entry, actor: Actor) -> dict[str, Any]:
    """What somebody reads of what was written, by their part."""
    part = part_of(mediation, actor)
    texts = written(mediation, part) if part else []
    back = Way(_("Back to the mediation"), page_of(mediation))
    return {
        "title": heading_of(mediation),
        "crumbs": [*above(mediation, page_of(mediation)), (_("The file"), "")],
        "lead": _("Shown once; that you opened it is on record. Do not pass it on."),
        "ways": [back],
        "blocks": [Block(TITLES[word], text=text) for word, text in texts],
        "empty": {"title": _("Nothing is kept here"), "text": _("It was erased on its day.")},
    }
