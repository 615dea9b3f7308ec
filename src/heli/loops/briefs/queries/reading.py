"""What was read in a text, and what it is held against."""

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import QuerySet

from heli.core.acts import Actor
from heli.core.measures.queries import Scope
from heli.kit.checking import check
from heli.kit.extraction import Remark, Told, Unreadable, extract
from heli.kit.figure_matching import Match, Sense, match
from heli.kit.reading import Kind, Reading, Role, read
from heli.loops.briefs.models import ReadText, Said, Verdict, may_use
from heli.loops.briefs.queries.faces import Faces


ROW: Final = (
    "start", "end", "text", "kind", "role", "low", "high", "exactness", "unit", "what", "subject",
)  # fmt: skip
"""The fields of a labelled test row, with ``claim`` after them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading a text gave, as plain values."""

    body: str
    is_readable: bool
    readings: Sequence[Mapping[str, Any]] = ()
    findings: Sequence[Mapping[str, Any]] = ()
    remarks: Sequence[Mapping[str, Any]] = ()

    def dumped(self) -> str:
        """As the act that keeps it takes it."""
        return json.dumps(asdict(self), ensure_ascii=False)


def outcome_of(
    body: str,
    content: bytes | None,
    *,
    name: str = "",
    day: datetime.date | None,
    told: Told | None = None,
    extracted: Sequence[Remark] = (),
) -> Outcome:
    """Read a text, or the text of a file.

    ``told`` hears how many pages are done, of how many; ``extracted`` are the remarks of a text
    that was taken out of its file before.
    """
    remarks = [_remark(r) for r in extracted]
    if content is not None:
        try:
            found = extract(content, name=name, told=told)
        except Unreadable as why:
            return Outcome("", is_readable=False, remarks=[_remark(why.remark)])
        body = plain_text(found.text)
        remarks += [_remark(r) for r in found.warnings]
    readings = read(body, date=day)
    findings = [
        {
            **finding.as_json("zh"),
            "en": finding.message.en,
            "unit": finding.unit,
            "rule": finding.rule,
        }
        for finding in check(readings, body, date=day)
    ]
    return Outcome(
        body,
        is_readable=True,
        readings=[r.as_json() for r in readings],
        findings=findings,
        remarks=remarks,
    )


def _remark(remark: Remark) -> dict[str, Any]:
    return {"zh": remark.zh, "en": remark.en, "page": remark.page}


def plain_text(text: str) -> str:
    """A text as it is kept: one kind of line end, nothing that a database refuses."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


def texts_for(actor: Actor) -> QuerySet[ReadText]:
    """The texts read for the bodies an actor works for, the newest first, without their content."""
    rows = may_use.visible_to(actor).defer("body", "readings", "findings")
    return rows.select_related("org", "brief").order_by("-id")


def reading_of(values: Mapping[str, Any]) -> Reading:
    """A reading from its plain values."""
    return Reading(
        **{
            **values,
            "kind": Kind(values["kind"]),
            "role": Role(values["role"]),
            "low": _number(values["low"]),
            "high": _number(values["high"]),
            "precision": _number(values["precision"]) or Decimal(1),
        }
    )


def _number(plain: float | None) -> Decimal | None:
    return None if plain is None else Decimal(str(plain))


def row_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """A reading as a labelled test row."""
    return {key: values[key] for key in ROW} | {"claim": ""}


def said_of(text: ReadText) -> dict[int, Said]:
    """What counts of what people said, by place. One query."""
    return {said.start: said for said in text.said.order_by("id")}


def labelled_rows(text: ReadText) -> list[dict[str, Any]]:
    """The accepted and corrected figures as labelled rows, in the order of the text.

    Their fields stand in the order of :data:`ROW`: PostgreSQL keeps JSON, but not its order.
    """
    said = said_of(text)
    rows = [said[start].row for start in sorted(said) if said[start].verdict != Verdict.IGNORED]
    return [{name: row[name] for name in (*ROW, "claim")} for row in rows]


def faces_for(text: ReadText) -> Faces | None:
    """The measures with their values for the body and days of a text; None where it names no days."""
    if text.last is None:
        return None
    return Faces(Scope(text.org, text.first, text.last), text.body)


_CLAUSE: Final = re.compile(r"[，,。；;！!？?：:\n]")
_SENTENCE: Final = re.compile(r"[。！!？?\n]")
_LONGEST: Final = 80


def matches_of(text: ReadText, reading: Reading, faces: Faces | None) -> list[Match]:
    """The measures that a reading may state, by its own words and those of its clause."""
    if faces is None:
        return []
    before = text.body[max(reading.start - _LONGEST, 0) : reading.start]
    after = text.body[reading.end : reading.end + _LONGEST]
    around = f"{_CLAUSE.split(before)[-1]} {_CLAUSE.split(after)[0]}"
    sentence = f"{_SENTENCE.split(before)[-1]} {_SENTENCE.split(after)[0]}"
    return match(reading, faces.around(reading), around=around, sentence=sentence)


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure that stays bound in a brief."""

    start: int
    end: int
    measure: str


def bound_in(text: ReadText, first: datetime.date, last: datetime.date) -> list[Bound]:
    """What is bound: what somebody accepted for a measure, and what one measure alone bears out."""
    said = said_of(text)
    faces = Faces(Scope(text.org, first, last), text.body)
    bound = []
    for reading in map(reading_of, text.readings):
        word = said.get(reading.start)
        code = word.measure if word else ""
        if not code and (word is None or word.verdict == Verdict.ACCEPTED):
            code = sole(matches_of(text, reading, faces))
        if code:
            bound.append(Bound(reading.start, reading.end, code))
    return bound


SURE: Final = 0.6
_LEAD: Final = 0.08
"""By so much the likeliest must lead: a verb found or not (0.2) decides, a longer name does not."""


def sole(matches: Sequence[Match]) -> str:
    """The measure that alone bears a figure out, in its own words; "" when that is not certain."""
    fitting = [m for m in matches if m.sense is Sense.SUPPORTED]
    if not fitting or fitting[0].score < SURE:
        return ""
    leads = len(fitting) == 1 or fitting[0].score - fitting[1].score >= _LEAD
    return fitting[0].face.code if leads else ""
