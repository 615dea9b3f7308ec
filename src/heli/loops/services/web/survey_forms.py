"""What is asked about surveys, and what surveys ask."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.parties.models import Party
from heli.loops.services.enums import Frame, QuestionKind
from heli.loops.services.queries.fitting import FIELDS
from heli.loops.services.queries.questions import Question
from heli.loops.services.web.offer_forms import FrameForm
from heli.shell.forms import Day, KeyedForm, Lines, LongText, Text
from heli.shell.forms.choices import offer


class SurveyForm(FrameForm):
    """A survey: its questions, and which firms are asked."""

    title = Text(label=_("What for"), max_length=100)
    questions = Lines(
        label=_("Questions, one to a line"),
        max_length=20_000,
        help_text=_(
            "Text | kind | options. Kinds: one of, several of, number, words."
            " For example: How is production? | one of | normal | partly | stopped"
        ),
    )
    until = Day(label=_("Answers until"))
    frame = forms.ChoiceField(label=_("Which firms"), choices=Frame.choices)
    n = forms.IntegerField(label=_("How many, if drawn by lot"), min_value=1, required=False)
    strata = forms.ChoiceField(
        label=_("Strata, if drawn by lot"),
        choices=[(name, FIELDS[name]) for name in ("size", "sector", "kind")],
    )
    picked = forms.ModelMultipleChoiceField(
        label=_("Firms, if picked by hand"), queryset=Party.objects.none(), required=False
    )
    rare = ("size", "sector", "kind", "area")
    field_order = ("title", "questions", "until", "frame", "n", "strata", "picked", *rare)

    def __init__(self, *args: Any, firms: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, picked=firms)

    def said(self) -> dict[str, Any]:
        """What was entered."""
        said = super().said()
        return {**said, "n": said["n"] or 0, "picked": list(said["picked"])}


class AnswerForm(KeyedForm):
    """The questions of one survey; each may be left open."""

    def __init__(self, *args: Any, questions: Sequence[Question], **more: Any) -> None:
        super().__init__(*args, **more)
        for question in questions:
            self.fields[question.code] = _FIELDS[question.kind](question)

    def said(self) -> dict[str, Any]:
        """The answers."""
        return {"answers": super().said()}


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(one, one) for one in question.options]


_FIELDS: dict[str, Callable[[Question], forms.Field]] = {
    QuestionKind.SINGLE: lambda q: forms.ChoiceField(
        label=q.text, choices=_choices(q), widget=forms.RadioSelect, required=False
    ),
    QuestionKind.MULTIPLE: lambda q: forms.MultipleChoiceField(
        label=q.text, choices=_choices(q), widget=forms.CheckboxSelectMultiple, required=False
    ),
    QuestionKind.NUMBER: lambda q: forms.IntegerField(label=q.text, min_value=0, required=False),
    QuestionKind.TEXT: lambda q: LongText(label=q.text, max_length=2000, rows=3, required=False),
}
