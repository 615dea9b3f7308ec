"""Forms of what runs beside a case, and of the day of a grid."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Message
from heli.core.flow.models import Entry
from heli.core.parties.models import Party
from heli.loops.grid.queries.staff import units_of
from heli.loops.grid.web.desk.forms.base import StepForm
from heli.shell import clock
from heli.shell.forms import KeyedForm, Reason


class HelpForm(StepForm):
    """Who is asked to help, and with what."""

    unit = forms.ModelChoiceField(
        label=_("Unit that helps"), queryset=Party.objects.none(), empty_label=None
    )
    note = Reason(label=_("With what"))

    def prepare(self) -> None:
        unit: Any = self.fields["unit"]
        rows = units_of(self.entry.call, on=clock.today())
        unit.queryset = rows.exclude(pk=self.entry.org_id)


class HelpNoteForm(KeyedForm):
    """A remark, where one is asked for."""

    note = Reason(label=_("Remark"))

    def __init__(self, *args: Any, needed: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["note"].required = needed


FIGURES: dict[str, Message] = {
    "points": _("Matters dealt with"),
    "places": _("Places gone to"),
    "steps": _("Steps taken"),
    "reported": _("Reports"),
    "self_handled": _("Handled on the spot"),
    "registered": _("Cases registered"),
    "handled": _("Cases handled"),
    "checked": _("Number of checks"),
    "closed": _("Cases closed"),
}


class DayForm(KeyedForm):
    """The figures of a grid's day, as the log has them: to be confirmed, or put right with a reason."""

    note = Reason(
        label=_("Remark"),
        required=False,
        help_text=_("Needed where a figure differs from the log; both are kept."),
    )

    def __init__(self, *args: Any, day: Entry, log: dict[str, int], **more: Any) -> None:
        super().__init__(*args, **more)
        self.log = log
        known = {**log, **day.answers.get("figures", {})}
        for name, label in FIGURES.items():
            self.fields[name] = forms.IntegerField(
                label=str(label), min_value=0, initial=known.get(name, 0)
            )
        self.order_fields(["form_key", *FIGURES, "note"])

    def corrections(self) -> dict[str, int]:
        """What was put otherwise than the log has it."""
        said = self.cleaned_data
        return {name: said[name] for name in FIGURES if said[name] != self.log.get(name, 0)}


class AnswersForm(KeyedForm):
    """What came back from a higher level, as a file."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".json,.xlsx,.csv,.txt"}),
        help_text=_(
            "json, xlsx or csv with the number here or there, the state (accepted, done, back) and the answer. The file that was handed up can be sent back filled in."
        ),
    )
