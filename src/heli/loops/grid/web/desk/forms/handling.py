"""Forms of the unit in charge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heli.loops.grid.enums import ReturnReason, Verb, WaitsFor
from heli.loops.grid.queries.people import last
from heli.loops.grid.web.desk.forms.base import NoteForm, PlacedForm, StepForm, photos_field
from heli.shell.forms import Day, LongText, Moment, Reason, Text


class ReturnForm(NoteForm):
    """Why a case goes back."""

    reason = forms.ChoiceField(label=_("Reason"), choices=ReturnReason.choices)
    note = Reason(label=_("In detail"))
    basis = Text(
        label=_("Basis"),
        max_length=200,
        required=False,
        help_text=_("The rule by which it is another unit's duty."),
    )
    field_order = ("form_key", "reason", "note", "basis")


class TickForm(PlacedForm):
    """The milestone that was reached: the next one."""

    milestone = forms.ChoiceField(label=_("Milestone"))
    photos = photos_field(_("Photos"))
    note = LongText(label=_("Remark"), rows=2, max_length=1000, required=False)
    field_order = ("form_key", "milestone", "photos", "note", "lat", "lon")

    def prepare(self) -> None:
        registered = last(list(self.entry.steps.order_by("seq")), Verb.REGISTER)
        parts = registered.facts.get("milestones", []) if registered else []
        field: Any = self.fields["milestone"]
        field.choices = [(one["code"], one["label"]) for one in parts]


class HandleForm(PlacedForm):
    """What was done, and how it looks now."""

    before = photos_field(_("Photos before"), most=3)
    after = photos_field(_("Photos after"), _("Show how it looks now."), most=3)
    note = LongText(label=_("What was done"), rows=3, max_length=1000)
    field_order = ("form_key", "before", "after", "note", "lat", "lon")


class ExtensionForm(StepForm):
    """Until when, and why."""

    until = Moment(label=_("New date"))
    note = Reason()
    evidence = Text(label=_("Evidence"), max_length=200)


class SuspensionForm(PlacedForm):
    """What it waits for, and how the place was made safe meanwhile."""

    waits_for = forms.ChoiceField(label=_("It waits for"), choices=WaitsFor.choices)
    review_on = Day(label=_("Reviewed on"))
    note = Reason()
    photos = photos_field(
        _("Photos of the temporary measure"), _("A photo shows the temporary safety measure.")
    )
    field_order = ("form_key", "waits_for", "review_on", "note", "photos", "lat", "lon")


class TransferForm(StepForm):
    """To whom it is passed, and why the town cannot do it."""

    body = Text(label=_("Body of the higher level"), max_length=100)
    letter = Text(label=_("Number of the letter"), max_length=60)
    note = Reason()


class ResultForm(StepForm):
    """What the higher level did."""

    done = forms.TypedChoiceField(
        label=_("Result"),
        choices=(("yes", _("It was handled there")), ("no", _("It came back"))),
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    note = Reason(label=_("In detail"))
