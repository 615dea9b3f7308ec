"""What goes to systems of a higher level and comes back from them, by the number it has there.

A file goes up with the number here and the number there; a file comes back with one of both, a state
and an answer. Nobody's name or telephone is in either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Message
from heli.core.flow.models import Call, Entry
from heli.loops.grid.enums import Channel, Stage, Verb
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.queries.near import MICRO
from heli.loops.grid.queries.office import codes_of
from heli.loops.grid.queries.people import last
from heli.loops.grid.queries.sheets import MOST_ROWS, Fault, Rows, Sheet


FORMAT = "heli.grid.upward@1"
COLUMNS = (
    *("number", "external_number", "state", "body", "letter", "code_set", "category"),
    *("category_name", "title", "text", "place", "lat", "lon", "channel", "reported_at", "answer"),
)
ACCEPTED, DONE, BACK = "accepted", "done", "back"
STATES = {
    ACCEPTED: (ACCEPTED, "已受理", "已接收", "受理", "办理中"),
    DONE: (DONE, "已办结", "办结", "已处置", "closed"),
    BACK: (BACK, "退回", "已退回", "不予受理", "returned"),
}
_NAMES = {
    "number": ("number", "编号", "本级编号"),
    "external_number": ("external_number", "上级编号", "工单编号"),
    "state": ("state", "状态", "办理状态"),
    "answer": ("answer", "答复", "办理结果", "处置结果"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a higher level says of one case. ``is_known`` when it said the same before."""

    entry: Entry
    external_number: str
    state: str
    text: str = ""
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """What a file says: the answers that can be taken in, and what is wrong with the others."""

    answers: tuple[Answer, ...]
    faults: tuple[Fault, ...]


def upward(call: Call) -> QuerySet[Entry]:
    """The cases that are with a higher level, and those that have a number there."""
    there = Q(state=Stage.TRANSFERRED) | ~Q(case__external_number="")
    return cases().filter(there, call=call).order_by("-pk")


def handed_up(entry: Entry) -> dict[str, Any]:
    """A case as it goes up: the matter, never who reported it."""
    case, steps = entry.case, list(entry.steps.order_by("seq"))
    category = codes_of(entry).find(case.category)
    asked = last(steps, Verb.ASK_TRANSFER)
    texts = entry.reports.order_by("pk").values_list("text", flat=True)
    back = last(steps, Verb.EXTERNAL_DONE, Verb.TAKE_BACK)
    told = (
        *(entry.code, case.external_number, entry.state),
        *(asked.facts.get(name, "") if asked else "" for name in ("body", "letter")),
        *(case.code_set, case.category, category.name if category else "", entry.title),
        *("\n".join(filter(None, texts)), case.place, _degrees(case.lat), _degrees(case.lon)),
        *(Channel(case.channel).value, _moment(case.reported_at), back.note if back else ""),
    )
    return dict(zip(COLUMNS, told, strict=True))


def _degrees(kept: int | None) -> float | None:
    return None if kept is None else kept / MICRO


def _moment(at: datetime) -> str:
    return localtime(at).isoformat(timespec="minutes")


def read_answers(call: Call, rows: Rows) -> Answers:
    """Read what came back: its rows with their numbers. Every row is judged; nothing is written."""
    sheet = Sheet(rows, _NAMES)
    if "state" not in sheet.columns or not {"number", "external_number"} & set(sheet.columns):
        return Answers((), (Fault(1, _("the columns for a number and the state are missing")),))
    found: list[Answer] = []
    faults: list[Fault] = []
    for number, row in sheet:
        answer, why = _judged(call, row)
        if answer and any(answer.entry == one.entry for one in found):
            why = _("the same case stands there twice")
        if why or answer is None or number > MOST_ROWS + 1:
            faults.append(Fault(number, why or _("the list is too long")))
        else:
            found.append(answer)
    return Answers(tuple(found), tuple(faults))


def _judged(call: Call, row: Mapping[str, str]) -> tuple[Answer | None, Message]:
    entry, why = _case(call, row)
    if entry is None:
        return None, why
    state = next((code for code, words in STATES.items() if row["state"].lower() in words), "")
    text = row.get("answer", "")[:1000]
    if not state:
        return None, _("there is no state “%(state)s”") % {"state": row["state"][:20]}
    if state in (DONE, BACK) and not text:
        return None, _("the answer is missing")
    number = row.get("external_number", "")[:60] or entry.case.external_number
    is_known = _is_known(entry, number, state, text)
    if not is_known and entry.state != Stage.TRANSFERRED:
        return None, _("this case is not with a higher level now")
    return Answer(entry, number, state, text, is_known), ""


def _case(call: Call, row: Mapping[str, str]) -> tuple[Entry | None, Message]:
    """The case of a row: by the number here, else by the number there; both must mean the same."""
    here, there = row.get("number", ""), row.get("external_number", "")
    rows = cases().filter(call=call)
    if here:
        found = list(rows.filter(code=here)[:2])
        if found and there and found[0].case.external_number not in ("", there):
            return None, _("it has another number at the higher level")
    else:
        found = list(rows.filter(case__external_number=there)[:2]) if there else []
    if not found:
        return None, _("there is no case with this number")
    if len(found) > 1:
        return None, _("several cases have this number; use the one of this centre")
    return found[0], ""


def _is_known(entry: Entry, number: str, state: str, text: str) -> bool:
    if state == ACCEPTED:
        return bool(number) and entry.case.external_number == number
    verb = Verb.EXTERNAL_DONE if state == DONE else Verb.TAKE_BACK
    before = last(list(entry.steps.order_by("seq")), Verb.EXTERNAL_DONE, Verb.TAKE_BACK)
    is_there = entry.state == Stage.TRANSFERRED
    return not is_there and before is not None and (before.verb, before.note) == (verb, text)
