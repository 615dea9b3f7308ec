"""The questions of a survey as data, and whether something answers them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Invalid
from heli.loops.services.enums import QuestionKind


MOST_QUESTIONS = 60
CHOSEN = frozenset((QuestionKind.SINGLE, QuestionKind.MULTIPLE))
Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``options`` are what can be chosen, where something is."""

    code: str
    kind: str
    text: str
    options: tuple[str, ...] = ()


def parse(lines: Sequence[str]) -> list[Question]:
    """Questions as somebody types them, one to a line: text | kind | option | option …

    Refuses with ``Invalid`` a line that is none, and says which.
    """
    if not 0 < len(lines) <= MOST_QUESTIONS:
        raise Invalid(what=_("1 to %(n)s questions") % {"n": MOST_QUESTIONS}, field="questions")
    return [_question(n, line) for n, line in enumerate(lines, start=1)]


def _question(n: int, line: str) -> Question:
    text, _bar, rest = line.replace("｜", "|").partition("|")
    kind, *options = (part.strip() for part in rest.split("|"))
    text = text.strip()
    known = _kinds().get(kind)
    enough = len(set(options)) == len(options) and (len(options) > 1) == (known in CHOSEN)
    if not text or known is None or not enough or "" in options:
        what = _("line %(n)s: “text | kind | option | option”; at least two options to choose from")
        raise Invalid(what=what % {"n": n}, field="questions")
    return Question(f"q{n}", known.value, text, tuple(options))


@cache
def _kinds() -> dict[str, QuestionKind]:
    """The kinds by their words in either language: whoever types a survey uses their own."""
    found = {kind.value: kind for kind in QuestionKind}
    for language in ("en", "zh-hans"):
        with translation.override(language):
            found |= {str(kind.label): kind for kind in QuestionKind}
    return found


def kept(questions: Sequence[Question]) -> list[dict[str, object]]:
    """Questions as a survey keeps them."""
    return [{**asdict(one), "options": list(one.options)} for one in questions]


def read(rows: Sequence[Mapping[str, object]]) -> list[Question]:
    """The questions that a survey keeps."""
    return [
        Question(
            str(r["code"]), str(r["kind"]), str(r["text"]), tuple(map(str, _list(r["options"])))
        )
        for r in rows
    ]


def check(questions: Sequence[Question], answers: Answers) -> dict[str, object]:
    """Answers as they are kept; a question may be left open.

    Refuses with ``Invalid`` what answers no question, or not in its way.
    """
    known = {one.code: one for one in questions}
    for code, said in answers.items():
        if code not in known or not _fits(known[code], said):
            raise Invalid(what=known[code].text if code in known else code, field=code)
    return {code: said for code, said in answers.items() if said not in (None, "", [])}


def _fits(question: Question, said: object) -> bool:
    if said in (None, "", []):
        return True
    if question.kind == QuestionKind.NUMBER:
        return isinstance(said, int) and not isinstance(said, bool) and said >= 0
    if question.kind == QuestionKind.MULTIPLE:
        return isinstance(said, list) and set(said) <= set(question.options)
    if question.kind == QuestionKind.SINGLE:
        return said in question.options
    return isinstance(said, str)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []
