"""What is filled in to keep a centre."""

from collections.abc import Sequence
from datetime import time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from heli.core.flow.models import Call
from heli.core.parties.models import Party
from heli.core.places.models import Area
from heli.kit.worktime import Clock
from heli.loops.grid.actions.desks import rules_mark
from heli.loops.grid.enums import Channel
from heli.loops.grid.queries.office import STAGE_LIMITS, codes_on, office_of, stage_limit
from heli.loops.grid.queries.portal import areas_of
from heli.loops.grid.queries.staff import units_of
from heli.shell import clock
from heli.shell.forms import Day, KeyedForm, Lines, LongText, Sifted, Text


STAGES = {
    "accept_patrol": _("Taking up, from patrol"),
    "accept": _("Taking up, from residents"),
    "verify": _("Looking at it on the spot"),
    "dispatch": _("Dispatching"),
    "dispatch_residents": _("Dispatching, what residents reported"),
    "dispatch_supply": _("Dispatching, water, power, gas, heating"),
    "dispatch_life": _("Dispatching, danger to life"),
    "sign": _("Signing for it"),
    "sign_life": _("Signing for it, danger to life"),
    "check": _("Checking"),
    "close": _("Closing"),
    "visit": _("Asking the reporter"),
}
CLOCKS = (
    (Clock.URGENT_HOUR.value, _("hours, day and night")),
    (Clock.WORK_HOUR.value, _("working hours")),
    (Clock.WORK_DAY.value, _("working days")),
    (Clock.NATURAL_DAY.value, _("calendar days")),
)
STEPS = (
    ("", _("everywhere")),
    ("close", _("Closing")),
    ("refuse", _("Declining")),
    ("void", _("Voiding")),
    ("merge", _("Merging")),
)
NUMBERS = (
    ("crowd", _("Reports in a day that make a case more urgent"), 100),
    ("same_metres", _("A check is taken within so many metres"), 5_000),
    ("self_metres", _("Before and after on the spot: at most so many metres apart"), 500),
    ("self_hours", _("Before and after on the spot: at most so many hours apart"), 240),
    ("reopen_days", _("Days in which a reporter opens a case again"), 365),
    ("appeal_workdays", _("Working days in which a unit appeals"), 60),
    ("suspend_days", _("Days after which a suspended case is reviewed at the latest"), 366),
    ("most_parts", _("Parts into which a case is split at most"), 50),
    ("keep_months", _("Months after which reporters are forgotten"), 120),
    ("freeze_hour", _("Hour at which the day of a grid ends"), 23),
)


class RulesForm(KeyedForm):
    """How a centre works, but for the limits."""

    base = forms.CharField(widget=forms.HiddenInput)
    small = forms.BooleanField(
        label=_("Small office: one person may take up, dispatch and head the desk"),
        required=False,
        help_text=_(
            "Who handled never checks, and who asked never decides, even then; where nobody else is there, the case says so in public."
        ),
    )
    unit_confirms = forms.BooleanField(
        label=_("The head of the unit confirms what was handled"), required=False
    )
    verify_first = forms.MultipleChoiceField(
        label=_("Looked at on the spot before they are registered"),
        choices=Channel.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    windows = Lines(
        label=_("Office hours, one line each, like 08:30-12:00"), rows=2, max_length=200
    )
    summer = Lines(
        label=_("Office hours in summer (June to September), if others"),
        rows=2,
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, call: Call, **more: Any) -> None:
        office = office_of(call)
        begun = {name: getattr(office, name) for name, _label, _most in NUMBERS}
        begun |= {name: getattr(office, name) for name in ("small", "unit_confirms")}
        begun |= {"verify_first": list(office.verify_first), "base": rules_mark(call)}
        begun["windows"] = _lines(office.windows or USUAL_HOURS)
        begun["summer"] = _lines(office.summer)
        super().__init__(*args, **more)
        self.initial = begun
        for name, label, most in NUMBERS:
            self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=most)

    def clean_windows(self) -> list[list[str]]:
        """Office hours as pairs of times."""
        return _hours(self.cleaned_data["windows"])

    def clean_summer(self) -> list[list[str]]:
        """The same for summer."""
        return _hours(self.cleaned_data["summer"])

    def rules(self) -> dict[str, Any]:
        """What is set, without what only the page carries."""
        return {name: value for name, value in self.said().items() if name != "base"}


USUAL_HOURS = (("08:30", "12:00"), ("14:00", "17:30"))


def _lines(told: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"{opens}-{closes}" for opens, closes in told)


def _hours(lines: list[str]) -> list[list[str]]:
    found: list[list[str]] = []
    for line in lines:
        parts = [part.strip() for part in line.replace("–", "-").replace("：", ":").split("-")]
        try:
            opens, closes = (time.fromisoformat(part) for part in parts)
        except ValueError:
            raise ValidationError(
                _("“%(line)s” is not like 08:30-12:00."), params={"line": line[:40]}
            ) from None
        if opens >= closes or (found and found[-1][1] > f"{opens:%H:%M}"):
            raise ValidationError(
                _("“%(line)s” does not follow what stands before it."), params={"line": line}
            )
        found.append([f"{opens:%H:%M}", f"{closes:%H:%M}"])
    return found


class LimitsForm(KeyedForm):
    """How long each stage may take."""

    base = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, call: Call, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["base"].initial = rules_mark(call)
        for code, label in STAGES.items():
            limit = stage_limit(call, code)
            self.fields[f"{code}_n"] = forms.DecimalField(
                label=label, min_value=Decimal("0.25"), max_value=366, decimal_places=2,
                initial=f"{Decimal(limit.n).normalize():f}",
            )  # fmt: skip
            self.fields[f"{code}_clock"] = forms.ChoiceField(
                label=_("Clock: %(stage)s") % {"stage": label},
                choices=CLOCKS,
                initial=limit.clock.value,
            )

    @property
    def stages(self) -> list[tuple[Any, Any, Any]]:
        """Each stage with its two fields, as the table shows them."""
        return [(STAGES[code], self[f"{code}_n"], self[f"{code}_clock"]) for code in STAGES]

    def rules(self) -> dict[str, Any]:
        """The limits that are not the usual ones."""
        said = self.said()
        told = [(code, said[f"{code}_n"], said[f"{code}_clock"]) for code in STAGES]
        usual = {code: (Decimal(one.n), one.clock.value) for code, one in STAGE_LIMITS.items()}
        return {"limits": [[c, f"{n:f}", by] for c, n, by in told if (n, by) != usual[c]]}


class AnswerForm(KeyedForm):
    """An answer that is often given."""

    label = Text(label=_("What it is called"), max_length=60)
    step = forms.ChoiceField(label=_("Offered at"), choices=STEPS, required=False)
    text = LongText(label=_("Answer to those who reported it"), rows=3, max_length=1000)


class LineForm(KeyedForm):
    """A line of the responsibility list."""

    category = Sifted(label=_("Category or group"), required=False)
    area = forms.ModelChoiceField(
        label=_("Village or grid"),
        queryset=Area.objects.none(),
        to_field_name="uid",
        required=False,
        empty_label=_("everywhere"),
    )
    unit = forms.ModelChoiceField(
        label=_("Unit in charge"), queryset=Party.objects.none(), to_field_name="uid"
    )
    assists = forms.ModelMultipleChoiceField(
        label=_("Units that help"),
        queryset=Party.objects.none(),
        to_field_name="uid",
        required=False,
    )
    basis = Text(label=_("Basis"), max_length=200, required=False)
    since = Day(label=_("Holds from"))
    until = Day(label=_("Until, if it is known"), required=False)

    def __init__(self, *args: Any, call: Call, **more: Any) -> None:
        super().__init__(*args, **more)
        today, codes = clock.today(), codes_on(call, clock.today())
        groups = [(code, f"{code} {label}") for code, label in codes.groups.items()]
        fields: Any = self.fields
        fields["category"].choices = [
            ("", _("everything")),
            (_("Groups"), groups),
            *codes.by_group,
        ]
        fields["category"].words = {c.code: " ".join((c.code, *c.words)) for c in codes.categories}
        fields["area"].queryset = areas_of(call)
        fields["unit"].queryset = fields["assists"].queryset = units_of(call, on=today)
        fields["since"].initial = today


class EndForm(KeyedForm):
    """From when on a line no longer holds."""

    until = Day(label=_("Until"))


class ListForm(KeyedForm):
    """The whole list, or some lines of it, as a file."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text=_(
            "xlsx or csv with a heading: category, condition, area, unit, assists, basis. The list as it stands can be downloaded and changed."
        ),
    )
    since = Day(label=_("Holds from"))
    whole = forms.BooleanField(
        label=_("It is the whole list: what is not in it ends"), required=False
    )
