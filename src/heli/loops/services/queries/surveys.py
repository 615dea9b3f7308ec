"""Surveys: who was asked, who answered, and what all of them answered together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from heli.core.flow.models import Call, Entry
from heli.loops.services.enums import SURVEY, QuestionKind, SurveyStage
from heli.loops.services.queries.protecting import LEAST, protect, protect_line
from heli.loops.services.queries.questions import Question, read


def surveys() -> QuerySet[Call]:
    """Every survey, with how many were asked and have answered."""
    filled = Q(entries__state=SurveyStage.FILLED)
    rows = Call.objects.filter(kind=SURVEY).select_related("issuer")
    return rows.annotate(asked=Count("entries"), filled=Count("entries", filter=filled))


def questions_of(survey: Call) -> list[Question]:
    """What is asked."""
    return read(survey.settings["questions"])


def waiting(survey: Call) -> QuerySet[Entry]:
    """The firms that have not answered."""
    return survey.entries.filter(state=SurveyStage.WAITED).select_related("org")


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered to one question. ``rows`` are (what, how many); None hides a small count.

    ``n`` is how many answered it, None where they are too few to say anything about them.
    """

    question: Question
    n: int | None
    rows: Sequence[tuple[str, int | None]] = ()
    total: int | None = None
    words: Sequence[str] = ()


def results(survey: Call) -> list[Result]:
    """What all answered together. One query."""
    filled = survey.entries.filter(state=SurveyStage.FILLED).order_by("uid")
    said: list[dict[str, Any]] = [one["said"] for one in filled.values_list("answers", flat=True)]
    return [
        _result(one, [s[one.code] for s in said if one.code in s]) for one in questions_of(survey)
    ]


def _result(question: Question, said: list[Any]) -> Result:
    n = len(said)
    if n < LEAST:
        return Result(question, None if n else 0)
    if question.kind == QuestionKind.NUMBER:
        return Result(question, n, total=sum(said))
    if question.kind == QuestionKind.TEXT:
        return Result(question, n, words=sorted(said))
    return Result(question, n, rows=_counts(question, said))


def _counts(question: Question, said: list[Any]) -> list[tuple[str, int | None]]:
    if question.kind == QuestionKind.SINGLE:
        found = Counter(said)
        shown = protect_line([found[one] for one in question.options])
    else:
        found = Counter(one for several in said for one in several)
        shown = [_apart(found[one], len(said)) for one in question.options]
    return list(zip(question.options, shown, strict=True))


def _apart(count: int, n: int) -> int | None:
    """Where several may be chosen, those who did not choose one are counted by it too."""
    return None if 0 < count < LEAST or 0 < n - count < LEAST else count


def across(survey: Call, question: Question) -> tuple[list[str], list[list[int | None]]]:
    """A question by strata: the strata, and for each the protected counts of its options."""
    filled = survey.entries.filter(state=SurveyStage.FILLED)
    found: Counter[tuple[str, str]] = Counter(
        (one["stratum"], one["said"][question.code])
        for one in filled.values_list("answers", flat=True)
        if question.code in one["said"]
    )
    strata = list(survey.settings["strata"])
    return strata, protect([[found[s, o] for o in question.options] for s in strata])
