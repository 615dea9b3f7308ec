"""What is typed about bank statements; a statement comes in as a list does."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.files.store import path_of
from heli.loops.giving.queries.bank_statements import BankLine, lines_in
from heli.loops.giving.web.forms.importing import stored
from heli.shell.documents.streaming import stream_numbered
from heli.shell.forms import KeyedForm, Text


def statement(said: dict[str, Any]) -> list[BankLine]:
    """The incoming lines of a bank statement. Refuses what cannot be read."""
    kept = stored(said)
    return lines_in(stream_numbered(path_of(kept.sha256), name=kept.name))


class AsideForm(KeyedForm):
    """Why a line of a bank is no gift, or a match was none."""

    note = Text(label=_("Why"), max_length=200)
