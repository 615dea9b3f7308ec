"""The list of imports, as data."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.models import Entry
from heli.loops.giving.flows import IMPORT
from heli.loops.giving.phrases import IMPORTS as IMPORTS_OF_GIFTS
from heli.loops.giving.queries.importing import checked_of
from heli.loops.giving.web.import_shown import import_page
from heli.loops.giving.web.shown import state_of
from heli.shell.tables import Choice, Column, Empty, Search, Table


def _new(entry: Entry) -> str:
    return f"{checked_of(entry).get('new', 0):,}"


IMPORTS = Table(
    code="giving.imports",
    title=IMPORTS_OF_GIFTS,
    columns=(
        Column("number", _("Number"), "code", sort="code", link=import_page, width=10),
        Column("file", _("List"), "title", link=import_page, width=36),
        Column("campaign", _("Campaign"), "call.undertaking.name", width=24),
        Column("new", _("New gifts"), _new, show="number", width=10),
        Column("opened", _("Uploaded"), "opened_at", show="moment", sort="opened_at"),
        Column("state", _("State"), state_of, show="state", width=16),
    ),
    filters=(
        Search("q", _("Number or list"), fields=("code", "title")),
        Choice(
            "state",
            _("State"),
            field="state",
            choices=[(str(s.code), s.label) for s in IMPORT.states],
        ),
    ),
    sort="-opened",
    row_id="uid",
    empty=Empty(
        _("No list was imported yet"),
        _("A list is imported from its campaign, under the appeal it belongs to."),
        (_("See the campaigns"), "giving:campaigns"),
    ),
)
