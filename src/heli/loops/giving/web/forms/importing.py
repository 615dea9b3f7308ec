"""A list of gifts as it comes in: the file or the paste, its columns, and what was counted by hand."""

from collections.abc import Sequence
from string import ascii_uppercase
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heli.core.files.store import Stored, path_of, put
from heli.loops.giving.queries.sheets import LABELS
from heli.loops.giving.web.forms.amounts import Amount
from heli.shell.documents.streaming import head
from heli.shell.forms import KeyedForm, LongText, Reason


LONGEST_PASTE = 2_000_000
SPREADSHEETS = ".xlsx,.csv,.txt"


class ListForm(KeyedForm):
    """A list, pasted from a spreadsheet or chosen as a file: one of the two."""

    paste = LongText(
        label=_("Paste from a spreadsheet"),
        max_length=LONGEST_PASTE,
        rows=7,
        required=False,
        help_text=_("Mark the rows with their header in the spreadsheet, copy, and paste here."),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": SPREADSHEETS}),
        help_text=_("xlsx or csv, without formulas and merged cells; up to 200,000 rows."),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if bool(said.get("paste")) == bool(said.get("file")) and not self.errors:
            self.add_error("paste", _("Please paste the list or choose a file: one of the two."))
        return said


def stored(said: dict[str, Any]) -> Stored:
    """The list in the store. Refuses at once what cannot be read at all."""
    file = said["file"]
    if file is None:
        kept = put([said["paste"].encode()], name=str(_("pasted list")) + ".txt")
    else:
        kept = put(file.chunks(), name=file.name)
    head(path_of(kept.sha256), name=kept.name, rows=1)
    return kept


class ColumnsForm(KeyedForm):
    """Which column of a list is what."""

    def __init__(
        self, *args: Any, header: Sequence[str], mapping: dict[str, int], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        offered = [
            ("", _("not in the list")),
            *((str(i), _name(i, h)) for i, h in enumerate(header)),
        ]
        for name, label in LABELS.items():
            self.fields[name] = forms.ChoiceField(
                label=str(label),
                choices=offered,
                required=False,
                initial=str(mapping[name]) if name in mapping else "",
            )

    @staticmethod
    def mapping_of(said: dict[str, Any]) -> dict[str, Any]:
        """The columns that were chosen."""
        return {"mapping": {name: int(at) for name, at in said.items() if at}}


def column_letters(at: int) -> str:
    """A column as spreadsheets call it: A, B … Z, AA."""
    before, letter = divmod(at, len(ascii_uppercase))
    return (column_letters(before - 1) if before else "") + ascii_uppercase[letter]


def _name(at: int, head: str) -> str:
    letters = column_letters(at)
    return f"{letters} · {head[:40]}" if head else letters


class BeginForm(KeyedForm):
    """What somebody counted in the list before the machine did."""

    rows = forms.IntegerField(
        label=_("How many new gifts the list has"),
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    cash = Amount(label=_("Sum of the cash (yuan)"), zero=True)
    is_meant = forms.BooleanField(label=_("I looked at the rows that are asked about"))

    def __init__(self, *args: Any, asked: int, **more: Any) -> None:
        super().__init__(*args, **more)
        if not asked:
            del self.fields["is_meant"]


class WholeBackForm(KeyedForm):
    """Why a whole import is taken back."""

    note = Reason(label=_("What was wrong (everybody can read this)"), max_length=300)
