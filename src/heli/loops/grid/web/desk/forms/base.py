"""What the forms of steps share: the case they are about, answers, photos with a place."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Message
from heli.core.flow.models import Entry
from heli.loops.grid.models import Report
from heli.loops.grid.queries.answers import answers_for
from heli.loops.grid.queries.replies import reports_of
from heli.shell.forms import KeyedForm, LongText, Photos, Reason


MISSING = _("Write an answer, or choose a usual one.")


class StepForm(KeyedForm):
    """A form about one case (the first of several)."""

    def __init__(self, *args: Any, entry: Entry, **more: Any) -> None:
        super().__init__(*args, **more)
        self.entry = entry
        self.prepare()

    def prepare(self) -> None:
        """Fill in what can be chosen for this case."""

    def check_seen(self, by: Actor) -> None:
        """Refuse what rests on a case that looks otherwise by now. Most forms show nothing of it."""


class NoteForm(StepForm):
    """A reason or a message."""

    note = Reason()


class RemarkForm(StepForm):
    """The same, where it may be left out."""

    note = Reason(label=_("Remark"), required=False)


class AnsweringForm(StepForm):
    """An answer to everybody who reported: written, or one that is often given."""

    step = ""
    usual = forms.ChoiceField(label=_("Usual answer"), required=False)
    reply = LongText(
        label=_("Answer to those who reported it"),
        rows=3,
        max_length=1000,
        required=False,
        help_text=_("Empty: the usual answer that is chosen above."),
    )

    def prepare(self) -> None:
        usual: Any = self.fields["usual"]
        known = answers_for(self.entry.call, self.step)
        usual.choices = [
            ("", _("none")),
            *((str(n), label) for n, (label, _text) in enumerate(known)),
        ]
        self.known = known

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        chosen = said.pop("usual", "")
        if not said.get("reply") and chosen:
            said["reply"] = str(self.known[int(chosen)][1])
        if not said.get("reply") and "reply" not in self.errors:
            self.add_error("reply", ValidationError(str(MISSING), code="required"))
        return said


class OfReportForm(StepForm):
    """About one of the reports."""

    report = forms.ModelChoiceField(
        label=_("Which report"),
        queryset=Report.objects.none(),
        to_field_name="uid",
        empty_label=None,
    )

    def prepare(self) -> None:
        report: Any = self.fields["report"]
        report.queryset = reports_of(self.entry)


class PlacedForm(StepForm):
    """Photos, and where they were taken."""

    lat = forms.FloatField(
        label=_("Taken at: latitude"), required=False, min_value=-90, max_value=90
    )
    lon = forms.FloatField(label=_("longitude"), required=False, min_value=-180, max_value=180)


def photos_field(label: Message, needed: Message = "", most: int = 4) -> Photos:
    """A field for photos; without ``needed`` it may stay empty."""
    return Photos(label=label, needed=needed, most=most, required=bool(needed))
