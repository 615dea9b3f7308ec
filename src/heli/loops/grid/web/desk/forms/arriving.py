"""Forms of the first decisions on a case."""

from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from heli.core.parties.models import Party
from heli.loops.grid.enums import Finding, Refused
from heli.loops.grid.queries.office import codes_of
from heli.loops.grid.queries.routing import route_of
from heli.loops.grid.queries.staff import lookers_for, suggested_looker, units_of
from heli.loops.grid.web.desk.forms.base import (
    AnsweringForm,
    OfReportForm,
    PlacedForm,
    StepForm,
    photos_field,
)
from heli.loops.grid.web.desk.forms.seen import SeenForm
from heli.shell import clock
from heli.shell.forms import LongText, Reason, Text


class LookerForm(StepForm):
    """Who goes to look: the worker of the grid is suggested."""

    assignee = forms.ModelChoiceField(
        label=_("Who goes to look"), queryset=Party.objects.none(), empty_label=None
    )

    def prepare(self) -> None:
        field: Any = self.fields["assignee"]
        field.queryset = lookers_for(self.entry, on=clock.today())
        field.initial = suggested_looker(self.entry, on=clock.today())


class FindForm(PlacedForm):
    """What was found on the spot."""

    finding = forms.ChoiceField(
        label=_("Result"), choices=Finding.choices, widget=forms.RadioSelect
    )
    photos = photos_field(_("Photos"))
    note = LongText(label=_("Remark"), rows=3, max_length=1000, required=False)
    field_order = ("form_key", "finding", "photos", "note", "lat", "lon")


class CategoryForm(SeenForm):
    """A category of the version the case was reported under."""

    category = forms.ChoiceField(label=_("Category"))

    def prepare(self) -> None:
        codes, field = codes_of(self.entry), self.fields["category"]
        field.choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (label, [(c.code, c.name) for c in codes.categories if c.group == group])
            for group, label in codes.groups.items()
        ]
        field.initial = self.entry.case.category


class CategoryBackForm(CategoryForm):
    """The same after registering: with a reason, since it is taken up anew."""

    note = Reason()


class SortForm(CategoryForm):
    """Category, and the condition that fixes the limit."""

    condition = forms.ChoiceField(
        label=_("Registered because"),
        required=False,
        help_text=_(
            "It fixes how long handling may take. Conditions of other categories do not count."
        ),
    )
    public = forms.BooleanField(label=_("Show it on the public map"), required=False, initial=True)

    def prepare(self) -> None:
        super().prepare()
        found = codes_of(self.entry).find(self.entry.case.category)
        field: Any = self.fields["condition"]
        known = found.conditions if found else ()
        field.choices = [("", _("as usual for the category")), *((c.code, c.label) for c in known)]


class RefuseForm(AnsweringForm):
    """Why a matter is not taken up, and what its reporter is told."""

    step = "refuse"
    reason = forms.ChoiceField(label=_("Reason"), choices=Refused.choices)
    field_order = ("form_key", "reason", "usual", "reply")


class VoidForm(AnsweringForm):
    """Why a case is none."""

    step = "void"
    note = Reason()
    field_order = ("form_key", "note", "usual", "reply")


class ReplyForm(OfReportForm):
    """An answer to one reporter."""

    text = LongText(label=_("Answer"), rows=4, max_length=1000)


class ShowForm(SeenForm):
    """What the public sees."""

    public = forms.BooleanField(label=_("Show it on the public map"), required=False)
    private = forms.BooleanField(label=_("It is private: never shown"), required=False)

    def prepare(self) -> None:
        case = self.entry.case
        self.initial = {"public": case.is_public, "private": case.is_private}


class DispatchForm(StepForm):
    """The unit in charge; the one that the list names is chosen already."""

    unit = forms.ModelChoiceField(
        label=_("Unit in charge"), queryset=Party.objects.none(), empty_label=_("as the list says")
    )
    note = Reason(
        label=_("Why another one"),
        required=False,
        help_text=_("Only where the unit is not the one that the list names."),
    )

    def prepare(self) -> None:
        field: Any = self.fields["unit"]
        field.queryset = units_of(self.entry.call, on=clock.today())
        field.required = False
        found = route_of(self.entry, on=clock.today())
        if found is not None:
            field.initial = found.unit
            basis = " · ".join(filter(None, (found.unit.name, found.line.basis)))
            # Help may hold markup of ours; what a list says is never that.
            says = _("By the responsibility list: %(basis)s")
            field.help_text = says % {"basis": escape(basis)}


class IntoForm(AnsweringForm):
    """The case that goes on, by its number."""

    step = "merge"
    into = Text(label=_("Number of the case that goes on"), max_length=40)
    field_order = ("form_key", "into", "usual", "reply")
