"""Forms of checking, closing, asking, urging, splitting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heli.core.flow.models import Step
from heli.loops.grid.enums import Satisfaction
from heli.loops.grid.web.desk.forms.base import (
    AnsweringForm,
    NoteForm,
    OfReportForm,
    PlacedForm,
    StepForm,
    photos_field,
)
from heli.loops.grid.web.field_forms import RESULTS
from heli.shell.forms import Lines, LongText, Moment, Reason


SOLVED = (("yes", _("solved")), ("no", _("not solved")), ("", _("not asked")))


class CheckForm(PlacedForm):
    """Whether it is done, as somebody else sees it on the spot."""

    result = forms.ChoiceField(label=_("Result"), choices=RESULTS, widget=forms.RadioSelect)
    photos = photos_field(_("Photos"))
    note = LongText(label=_("Remark"), rows=3, max_length=1000, required=False)
    field_order = ("form_key", "result", "photos", "note", "lat", "lon")


class CloseForm(AnsweringForm):
    """What everybody who reported it is told."""

    step = "close"


class VisitForm(OfReportForm):
    """What a reporter said when asked, or that nobody answered."""

    contacted = forms.BooleanField(label=_("The reporter was reached"), required=False)
    solved = forms.TypedChoiceField(
        label=_("Is it solved?"),
        choices=SOLVED,
        coerce=lambda said: said == "yes",
        empty_value=None,
        required=False,
    )
    satisfaction = forms.ChoiceField(
        label=_("Satisfaction"), choices=Satisfaction.choices, initial=Satisfaction.UNRATED
    )
    note = Reason(label=_("What was said"), required=False)


class ExclusionForm(OfReportForm):
    """Why a rating is left out."""

    note = Reason()


class UrgeForm(NoteForm):
    """What is urged, and by when an answer is expected."""

    note = Reason(label=_("What is urged"))
    reply_by = Moment(label=_("Answer by"))


class SplitForm(StepForm):
    """The parts, each in a few words."""

    parts = Lines(
        label=_("Parts"), rows=4, max_length=1000, help_text=_("One part a line; two to ten.")
    )


class DecisionForm(StepForm):
    """Yes or no, and why; ``asks`` numbers the request that was read, so that no other is answered."""

    granted = forms.TypedChoiceField(
        label=_("Decision"),
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    note = Reason(label=_("Reason"), required=False)
    asks = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, asked: Step, yes: Any, no: Any, **more: Any) -> None:
        self.answers = (("yes", yes), ("no", no))
        super().__init__(*args, **more)
        self.fields["asks"].initial = asked.seq

    def prepare(self) -> None:
        field: Any = self.fields["granted"]
        field.choices = self.answers

    def said(self) -> dict[str, Any]:
        """What was decided; which request was read belongs to the page."""
        return {name: value for name, value in super().said().items() if name != "asks"}


class TransferDecisionForm(DecisionForm):
    """With the number it has at the higher level."""

    number = forms.CharField(label=_("Number there"), max_length=60, required=False)


class EndingDecisionForm(DecisionForm):
    """With what everybody who reported it is told."""

    reply = LongText(
        label=_("Answer to those who reported it"), rows=3, max_length=1000, required=False
    )
