"""What is typed on the screens of read texts."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor
from heli.core.parties.models import Party
from heli.kit.reading import Kind, Role
from heli.loops.briefs.models import Verdict, may_read_for
from heli.loops.briefs.web.forms import BriefText
from heli.shell.forms import Day, KeyedForm, Text


ACCEPTED_FILES: Final = ".txt,.md,.docx,.pdf,.html,.htm"

KINDS: Final = {
    Kind.COUNT: _("count"),
    Kind.MONEY: _("money"),
    Kind.MEASURE: _("physical quantity"),
    Kind.PERCENT: _("percentage"),
    Kind.DURATION: _("duration"),
    Kind.ORDINAL: _("ordinal"),
    Kind.DATE: _("date"),
    Kind.TIME: _("time"),
    Kind.IDENTIFIER: _("code"),
    Kind.RATIO: _("ratio"),
}
ROLES: Final = {
    Role.FIGURE: _("a claim that records could prove"),
    Role.STRUCTURE: _("part of the structure of the text"),
    Role.NAME: _("part of a name or slogan"),
    Role.REFERENCE: _("a date, rank or reference"),
}
EXACTNESS: Final = (
    ("exact", _("exactly")),
    ("over", _("more than (余, 多, 超)")),
    ("nearly", _("nearly (近)")),
    ("about", _("about (约, 左右)")),
    ("at_least", _("at least (以上)")),
    ("at_most", _("at most (以内)")),
    ("indefinite", _("not a number (数十, 若干)")),
)


class GiveForm(KeyedForm):
    """A text to read: pasted, or a file."""

    org = forms.ModelChoiceField(
        label=_("Read for"),
        queryset=Party.objects.none(),
        empty_label=None,
        help_text=_("Its figures are held against the records of this body."),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("txt, docx, pdf or html, up to 30 MB. You can also drop it here."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED_FILES}),
    )
    body = BriefText(
        label=_("or text"), widget=forms.Textarea(attrs={"rows": 8, "lang": "zh-Hans"})
    )
    title = Text(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("If empty, the first line or the name of the file."),
    )
    day = Day(
        label=_("Day of the document"),
        required=False,
        help_text=_("Settles dates without a year."),
    )
    first = Day(label=_("Held against records from"), required=False)
    last = Day(label=_("to"), required=False)

    def __init__(self, *args: Any, by: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["org"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  -- declared above
        field.queryset = may_read_for.visible_to(by).order_by("pk")


class SayForm(KeyedForm):
    """What one figure is: one press of a button."""

    start = forms.IntegerField(min_value=0)
    verdict = forms.ChoiceField(choices=Verdict.choices)
    measure = forms.CharField(max_length=100, required=False)


class CorrectForm(KeyedForm):
    """A figure as it should have been read."""

    start = forms.IntegerField(label=_("Begins at character"), min_value=0)
    end = forms.IntegerField(label=_("Ends before character"), min_value=1)
    kind = forms.ChoiceField(label=_("Kind"), choices=[(k.value, v) for k, v in KINDS.items()])
    role = forms.ChoiceField(
        label=_("What it does in the sentence"), choices=[(r.value, v) for r, v in ROLES.items()]
    )
    low = forms.DecimalField(label=_("At least"), required=False)
    high = forms.DecimalField(
        label=_("At most"), required=False, help_text=_("Empty: without an upper limit.")
    )
    exactness = forms.ChoiceField(label=_("How exact"), choices=EXACTNESS)
    unit = Text(label=_("Unit"), max_length=20, required=False)
    what = Text(label=_("What is counted"), max_length=60, required=False)
    subject = Text(label=_("Whose it is"), max_length=60, required=False)


class DraftForm(KeyedForm):
    """A brief from a read text."""

    title = Text(label=_("Title"), max_length=120)
    first = Day(label=_("Counts from"))
    last = Day(label=_("to"))
