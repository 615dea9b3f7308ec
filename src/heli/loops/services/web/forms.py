"""What is asked on the pages of services."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.flow.models import Call
from heli.core.parties.models import Party
from heli.loops.services.enums import Counted, Found, Production, Topic
from heli.shell.forms import Day, Digits, KeyedForm, LongText, Reason, Text
from heli.shell.forms.choices import offer


def single(label: Any, rows: type[Call] | type[Party] = Party) -> "forms.ModelChoiceField[Any]":
    """One of several; which, the form is told when it is made."""
    return forms.ModelChoiceField(label=label, queryset=rows.objects.none(), empty_label=None)


class DeskForm(KeyedForm):
    """A service desk."""

    issuer = single(_("Body"))
    title = Text(label=_("Name of the desk"), max_length=100)

    def __init__(self, *args: Any, bodies: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, issuer=bodies)


class MatterForm(KeyedForm):
    """What something is about."""

    topic = forms.ChoiceField(label=_("What it is about"), choices=Topic.choices)
    title = Text(label=_("In one line"), max_length=100)
    text = LongText(label=_("What the firm needs"), max_length=2000, rows=5, required=False)


class AskForm(MatterForm):
    """A firm's matter."""

    firm = single(_("In the name of"))
    desk = single(_("Service desk"), Call)
    field_order = ("firm", "desk", "topic", "title", "text")

    def __init__(
        self, *args: Any, firms: QuerySet[Party], desks: QuerySet[Call], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        offer(self, firm=firms, desk=desks)


class Bare(KeyedForm):
    """Nothing to say: only whether it is meant."""


class NoteForm(KeyedForm):
    """Something said."""

    note = LongText(label=_("What you want to say"), max_length=2000, rows=5)


class ReasonForm(KeyedForm):
    """Why."""

    note = Reason(label=_("Why"))


class RemarkForm(KeyedForm):
    """Something that may be said."""

    note = LongText(label=_("Remark"), max_length=2000, rows=3, required=False)


class RouteForm(RemarkForm):
    """Who answers."""

    department = single(_("Who answers"))
    field_order = ("department", "note")

    def __init__(self, *args: Any, bodies: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, department=bodies)


class FoundForm(KeyedForm):
    """What was found for a firm."""

    what = forms.ChoiceField(label=_("Found for the firm"), choices=Found.choices)
    n = forms.IntegerField(label=_("Quantity"), min_value=1)
    on = Day(label=_("Day"))


class CountForm(KeyedForm):
    """Help that is counted."""

    body = single(_("Who gave it"))
    desk = single(_("Service desk"), Call)
    what = forms.ChoiceField(
        label=_("What was counted"),
        choices=Counted.choices,
        help_text=_("Disputes that were mediated in confidence at the desk count from there."),
    )
    n = forms.IntegerField(label=_("How many"), min_value=1)
    on = Day(label=_("Day"))
    basis = Text(
        label=_("Which list was counted"),
        max_length=200,
        required=False,
        help_text=_("Its title and where it is kept. No names of people."),
    )

    def __init__(
        self, *args: Any, bodies: QuerySet[Party], desks: QuerySet[Call], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        offer(self, body=bodies, desk=desks)


class EnlistForm(KeyedForm):
    """Firms to be looked after."""

    firms = forms.ModelMultipleChoiceField(label=_("Firms"), queryset=Party.objects.none())

    def __init__(self, *args: Any, bodies: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, firms=bodies)


class PairForm(KeyedForm):
    """One leader and one officer."""

    leader = single(_("Leader"))
    officer = single(_("Officer"))

    def __init__(self, *args: Any, people: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, leader=people, officer=people)


class VisitForm(KeyedForm):
    """What was found on a visit."""

    on = Day(label=_("Day"))
    note = LongText(label=_("How it stands there"), max_length=2000, rows=5)


class DayForm(KeyedForm):
    """How a firm worked on a day."""

    production = forms.ChoiceField(label=_("How the firm worked"), choices=Production.choices)
    workers = forms.IntegerField(label=_("Workers at work"), min_value=0, max_value=999_999)
    note = LongText(
        label=_("What is difficult"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_(
            "A matter that somebody has to solve is asked at the desk, so that it is followed."
        ),
    )


class BookForm(KeyedForm):
    """How somebody who called can be reached; no name."""

    phone = Digits(
        label=_("Phone number to call back"),
        max_length=20,
        help_text=_("No name. Only the supervisor sees it; it is erased a week after the hour."),
    )


class SlotsForm(KeyedForm):
    """When a supervisor is on call."""

    supervisor = single(_("Supervisor on call"))
    on = Day(label=_("Day"))
    start = forms.TimeField(
        label=_("On call from"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    end = forms.TimeField(
        label=_("On call until"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    minutes = forms.IntegerField(label=_("Minutes each"), min_value=15, max_value=240, initial=50)
    place = Text(label=_("Where, or by phone"), max_length=100)

    def __init__(self, *args: Any, people: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, supervisor=people)

    def said(self) -> dict[str, Any]:
        """What was entered, the times as the act takes them."""
        said = super().said()
        return {**said, **{name: f"{said[name]:%H:%M}" for name in ("start", "end")}}


class FieldVisitForm(KeyedForm):
    """A leader's field visit."""

    to = single(_("Who was visited"))
    title = Text(label=_("What for"), max_length=100)
    on = Day(label=_("Day"))
    note = LongText(label=_("What was talked about"), max_length=2000, rows=5, required=False)

    def __init__(self, *args: Any, bodies: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, to=bodies)
