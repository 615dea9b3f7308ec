"""What still stands between a brief and its seal, each with its place."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from heli.core.measures.queries import checks_of, said
from heli.loops.briefs.enums import State
from heli.loops.briefs.queries.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to do: a sentence, and the number (by its place) or the check it is about."""

    text: str
    start: int | None = None
    check: str = ""


def missing_for_seal(sheet: Sheet) -> list[Missing]:
    """Everything that would refuse the seal, in the order of the text; empty when it is ready."""
    found = [
        Missing(
            _("“%(text)s” in paragraph %(paragraph)s: nobody has said what this number is.")
            % {"text": number.text, "paragraph": number.paragraph},
            start=number.start,
        )
        for number in sheet.of_state(State.UNBOUND, State.SUGGESTED)
    ]
    found += [
        Missing(
            _("“%(text)s” in paragraph %(paragraph)s: the records say %(value)s.")
            % {
                "text": number.text,
                "paragraph": number.paragraph,
                "value": "—" if number.value is None else f"{number.value:f}",
            },
            start=number.start,
        )
        for number in sheet.of_state(State.DIFFERS)
    ]
    found.sort(key=lambda item: item.start or 0)
    open_checks = [check for check in checks_of(sheet.revision) if check.is_open]
    return found + [Missing(said(c), check=str(c.uid)) for c in open_checks]
