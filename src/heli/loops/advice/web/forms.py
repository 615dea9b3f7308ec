"""What is typed, cleaned; nothing is decided here."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.flow.models import Call, Entry
from heli.core.parties.models import Party
from heli.core.texts.models import Secrecy
from heli.loops.advice.enums import AdoptionForm, Channel, Level, Nature, Rank
from heli.loops.advice.queries.people import WHOLE, Credit
from heli.shell.forms import Day, KeyedForm, LongText, Reason, Text
from heli.shell.forms.typed import half_width


SECRECY = (
    (Secrecy.INTERNAL.value, _("Internal")),
    (Secrecy.PUBLIC.value, _("Public")),
)
NAME_AND_SHARE = re.compile(r"(.+?)[\s,，:：]+(\d{1,3})\s*%?")


class Authors(LongText):
    """One author per line, with a share in percent where there are several."""

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).split("\n") if line.strip()]
        found = [self._credit(half_width(line), alone=len(lines) == 1) for line in lines]
        return tuple(found)

    def _credit(self, line: str, *, alone: bool) -> Credit:
        said = NAME_AND_SHARE.fullmatch(line)
        if said:
            return Credit(said[1].strip(), int(said[2]))
        if alone:
            return Credit(line, WHOLE)
        raise ValidationError(
            _("“%(line)s”: write a name and a share, like “Li 40”."), params={"line": line[:30]}
        )


class TextForm(KeyedForm):
    """Title and text, and the version they were written on."""

    title = Text(label=_("Title"), max_length=120)
    body = LongText(label=_("Text"), rows=16, max_length=100_000)
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)


class ProposalForm(KeyedForm):
    """A new proposal."""

    org = forms.ModelChoiceField(
        label=_("Submitted for"), queryset=Party.objects.none(), empty_label=None
    )
    title = Text(
        label=_("Title"),
        max_length=120,
        help_text=_("One matter. As it could stand in a contents."),
    )
    body = LongText(label=_("Text"), rows=14, max_length=100_000)
    authors = Authors(
        label=_("Authors"),
        rows=2,
        max_length=400,
        required=False,
        help_text=_("One name per line, with its share in percent if there are several."),
    )
    secrecy = forms.ChoiceField(
        label=_("Who may read it"),
        choices=SECRECY,
        help_text=_("Classified matters (secret and above) must not be entered here."),
    )
    is_original = forms.BooleanField(
        label=_("This text is our own work and was not submitted elsewhere."), required=False
    )

    def __init__(self, *args: Any, call: Call, bodies: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["org"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
        if most := call.settings.get("max_chars"):
            self.fields["body"].help_text = _("At most %(most)s characters.") % {"most": most}
            self.fields["body"].widget.attrs["data-limit"] = most


class IdeaForm(KeyedForm):
    """A proposal as it occurs to somebody outdoors: finished later, at the desk."""

    org = forms.ModelChoiceField(
        label=_("Submitted for"), queryset=Party.objects.none(), empty_label=None
    )
    title = Text(label=_("Title"), max_length=120)
    body = LongText(label=_("Text"), rows=8, max_length=100_000)

    def __init__(self, *args: Any, bodies: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["org"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class NoteForm(KeyedForm):
    """A reason or a message."""

    note = Reason()

    def __init__(self, *args: Any, label: Any = None, required: bool = True, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["note"].label = label or self.fields["note"].label
        self.fields["note"].required = required


class ToldForm(NoteForm):
    """What the author is told."""

    with_instructions = forms.BooleanField(
        label=_("The author's record may show that there were instructions, and how many"),
        required=False,
    )


class DecisionForm(KeyedForm):
    """A decision on ticked proposals that needs words, or another proposal."""

    note = Reason(required=False)
    into = Text(label=_("Number of the proposal that remains"), max_length=40, required=False)

    def __init__(self, *args: Any, decision: str, **more: Any) -> None:
        super().__init__(*args, **more)
        if decision == "merge":
            del self.fields["note"]
            self.fields["into"].required = True
        else:
            del self.fields["into"]
            self.fields["note"].required = True


class AssignForm(KeyedForm):
    """Who edits."""

    editor = forms.ModelChoiceField(
        label=_("Editor"), queryset=Party.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, editors: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["editor"].queryset = editors  # type: ignore[attr-defined]  # the same


class RecommendForm(KeyedForm):
    """To which office, how, under which number."""

    office = forms.ModelChoiceField(label=_("Office"), queryset=Party.objects.none())
    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices)
    number = Text(label=_("Number of the letter"), max_length=60, required=False)
    on = Day(label=_("Sent on"))

    def __init__(self, *args: Any, offices: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]  # the same


class AdoptionRegisterForm(KeyedForm):
    """Who adopted, how much."""

    adopted_by = Text(label=_("Adopted by"), max_length=80)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    form = forms.ChoiceField(label=_("How much"), choices=AdoptionForm.choices)
    where = Text(label=_("Paper or periodical"), max_length=120, required=False)
    on = Day(label=_("Adopted on"))


class InstructionForm(KeyedForm):
    """An instruction: by which post, of which nature, about what in a few words."""

    given_by = Text(
        label=_("Given by (the post, no name)"),
        max_length=40,
        help_text=_("Such as “deputy mayor in charge”"),
    )
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    rank = forms.ChoiceField(label=_("Rank"), choices=Rank.choices)
    nature = forms.ChoiceField(
        label=_("Nature"),
        choices=Nature.choices,
        help_text=_("Having only been read is noted but counts as no instruction."),
    )
    gist = Text(
        label=_("Gist"),
        max_length=200,
        required=False,
        help_text=_(
            "In your own words, at most 30 characters. Scans and photographs are not kept."
        ),
    )
    on = Day(label=_("Given on"))


class CallForm(KeyedForm):
    """A call for proposals."""

    title = Text(label=_("Title"), max_length=100)
    about = LongText(label=_("What is asked for"), rows=5, max_length=2000, required=False)
    closes_on = Day(label=_("Open until"), required=False, help_text=_("Empty: a standing call."))
    max_chars = forms.IntegerField(
        label=_("Longest text"),
        min_value=0,
        max_value=20_000,
        initial=1500,
        help_text=_("Characters without spaces; 0 sets no limit."),
    )
    rule_pack = forms.ChoiceField(label=_("Points"), required=False)

    def __init__(self, *args: Any, packs: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        points = [("", _("No points")), *packs]
        self.fields["rule_pack"].choices = points  # type: ignore[attr-defined]  # a ChoiceField


class PeriodicalForm(KeyedForm):
    """A periodical."""

    name = Text(label=_("Name"), max_length=40)
    compiled_by = Text(label=_("Compiled by"), max_length=60, required=False)
    report_to = Text(label=_("Reported to"), max_length=200, required=False)
    send_to = Text(label=_("Sent on to"), max_length=200, required=False)
    issue_to = Text(label=_("Issued to"), max_length=200, required=False)
    copies = forms.IntegerField(label=_("Copies"), min_value=1, max_value=10_000, initial=30)
    issues_before = forms.IntegerField(
        label=_("Issues so far"), min_value=0, initial=0, help_text=_("The running number goes on.")
    )
    issues_this_year = forms.IntegerField(
        label=_("Issues so far this year"), min_value=0, initial=0
    )


class IssueForm(KeyedForm):
    """What stands in an issue beside its items."""

    note = LongText(label=_("Editor's note"), rows=3, max_length=500, required=False)
    editor = Text(label=_("Responsible editor"), max_length=40, required=False)
    copies = forms.IntegerField(label=_("Copies"), min_value=1, max_value=10_000, required=False)


class DayForm(KeyedForm):
    """On which day something was done."""

    on = Day(label=_("Day"), required=False)


class WorkbookForm(KeyedForm):
    """A spreadsheet."""

    file = forms.FileField(
        label=_("Workbook (.xlsx)"), help_text=_("At most 10 MB and 5,000 rows.")
    )


class UploadForm(KeyedForm):
    """A file beside a proposal."""

    file = forms.FileField(
        label=_("Attached file"),
        help_text=_("PDF, office document, picture or text; no scans of instructions."),
    )


def issue_of(entry: Entry) -> dict[str, Any]:
    """What an issue's form begins with."""
    return {
        "note": entry.answers.get("note", ""),
        "editor": entry.answers.get("editor", ""),
        "copies": entry.answers.get("copies") or entry.call.settings.get("copies"),
    }
