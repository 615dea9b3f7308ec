"""The steps of the desk, of units and of checkers, and which of them somebody may take now."""

from collections.abc import Callable, Sequence
from typing import Any

from heli.core.acts import Actor
from heli.core.flow.models import Entry, Step
from heli.core.flow.queries import possible
from heli.loops.grid.actions import checking, dispatching, handling, overseeing, screening, visiting
from heli.loops.grid.enums import Channel, PhotoKind, Stage, Verb
from heli.loops.grid.flows import CASE_FLOW
from heli.loops.grid.queries.office import office_of
from heli.loops.grid.queries.people import last
from heli.loops.grid.web.desk.forms import arriving, closing, handling as unit
from heli.loops.grid.web.desk.forms.base import NoteForm
from heli.loops.grid.web.desk.ways.deciding import DECISIONS
from heli.loops.grid.web.desk.ways.sorting import register
from heli.loops.grid.web.desk.ways.way import Way, acting, acting_on_all, showing
from heli.shell.navigation import address


ARRIVING = (
    Way("register", (Verb.REGISTER,), register, arriving.SortForm, "e", first=True),
    Way(
        "verify",
        (Verb.VERIFY,),
        acting(screening.verify_case),
        arriving.LookerForm,
        "a",
        first=True,
    ),
    Way(
        "find",
        (Verb.FIND,),
        showing(screening.record_finding, PhotoKind.NEAR),
        arriving.FindForm,
        first=True,
    ),
    Way("refuse", (Verb.REFUSE,), acting(screening.refuse_case), arriving.RefuseForm),
    Way("appeal_refusal", (Verb.APPEAL_REFUSAL,), acting(screening.appeal_refusal), NoteForm),
    Way("category", (Verb.RECLASSIFY,), acting(screening.reclassify_case), arriving.CategoryForm),
    Way(
        "category_back",
        (Verb.RECLASSIFY_BACK,),
        acting(screening.reclassify_back),
        arriving.CategoryBackForm,
    ),
    Way("void", (Verb.VOID,), acting(screening.void_case), arriving.VoidForm),
    Way("reply", (Verb.REPLY,), acting(overseeing.reply_to), arriving.ReplyForm),
)
HANDLING = (
    Way(
        "dispatch",
        (Verb.DISPATCH,),
        acting_on_all(dispatching.dispatch_cases),
        arriving.DispatchForm,
        "a",
        first=True,
    ),
    Way("sign", (Verb.SIGN,), acting(dispatching.sign_case), None, "e", first=True),
    Way(
        "tick", (Verb.MILESTONE,), showing(handling.tick_milestone, PhotoKind.AFTER), unit.TickForm
    ),
    Way(
        "handle",
        (Verb.HANDLE, Verb.FEED_BACK),
        showing(handling.handle_case, PhotoKind.AFTER),
        unit.HandleForm,
        "e",
        first=True,
    ),
    Way("return", (Verb.ASK_RETURN,), acting(dispatching.ask_return), unit.ReturnForm),
    Way("extend", (Verb.ASK_EXTENSION,), acting(handling.ask_extension), unit.ExtensionForm, "d"),
    Way(
        "suspend",
        (Verb.ASK_SUSPENSION,),
        showing(handling.ask_suspension, PhotoKind.MEASURE),
        unit.SuspensionForm,
    ),
    Way("resume", (Verb.RESUME,), acting(handling.resume_case), None, first=True),
    Way("transfer", (Verb.ASK_TRANSFER,), acting(handling.ask_transfer), unit.TransferForm),
    Way(
        "result", (Verb.EXTERNAL_DONE,), acting(handling.enter_result), unit.ResultForm, first=True
    ),
    Way("question", (Verb.QUESTION,), acting(handling.ask_reporter), NoteForm, "c"),
    Way("relay", (Verb.RELAY,), acting(handling.relay_answer), NoteForm, "c"),
)
CLOSING = (
    Way(
        "check",
        (Verb.PASS, Verb.FAIL, Verb.UNABLE),
        showing(checking.check_case, PhotoKind.CHECK),
        closing.CheckForm,
        "e",
        first=True,
    ),
    Way(
        "close",
        (Verb.CLOSE,),
        acting_on_all(checking.close_cases),
        closing.CloseForm,
        "e",
        first=True,
    ),
    Way("finish_split", (Verb.FINISH_SPLIT,), acting(overseeing.finish_split), closing.CloseForm),
    Way("visit", (Verb.VISIT,), acting(visiting.record_visit), closing.VisitForm, "e", first=True),
    Way("archive", (Verb.ARCHIVE,), acting(visiting.archive_case)),
    Way("force", (Verb.ASK_FORCE,), acting(checking.ask_force), NoteForm),
    Way("reopen", (Verb.ASK_REOPEN,), acting(visiting.ask_reopen), NoteForm),
    Way("exclude", (Verb.ASK_EXCLUSION,), acting(visiting.ask_exclusion), closing.ExclusionForm),
    Way("urge", (Verb.SUPERVISE,), acting(overseeing.supervise_case), closing.UrgeForm),
    Way(
        "answer_urging", (Verb.ANSWER_SUPERVISION,), acting(overseeing.answer_supervision), NoteForm
    ),
    Way("show", (Verb.SHOW,), acting(screening.show_case), arriving.ShowForm),
    Way("ask_void", (Verb.ASK_VOID,), acting(overseeing.ask_void), NoteForm),
    Way("split", (Verb.SPLIT,), acting(overseeing.split_case), closing.SplitForm),
)
WAYS = {way.name: way for way in (*ARRIVING, *HANDLING, *CLOSING)}


def ways_of(entry: Entry, actor: Actor, steps: Sequence[Step]) -> list[dict[str, Any]]:
    """The buttons of a case for somebody, the likeliest first: what may be decided before all."""
    verbs = {str(way.verb) for way in possible(entry, actor)}
    found = [_button(entry, way) for way in WAYS.values() if verbs & {str(v) for v in way.verbs}]
    if Verb.MERGE in verbs:
        found.append(_merging(entry))
    found = [one for one in found if FITS.get(one["name"], _always)(entry, steps)]
    found.sort(key=lambda button: not button["first"])
    if (decision := DECISIONS.get(entry.asked)) and verbs & {str(v) for v in decision.verbs}:
        found.insert(0, _decision(entry, decision.label))
    return found


def _button(entry: Entry, way: Way) -> dict[str, Any]:
    return {
        "name": way.name,
        "label": way.label,
        "url": address("grid:step", entry.uid, way.name),
        "at_once": way.form is None,
        "first": way.first,
        "key": way.key,
    }


def _merging(entry: Entry) -> dict[str, Any]:
    return {
        "name": "merge",
        "label": CASE_FLOW.transition(Verb.MERGE).label,
        "url": address("grid:merge", entry.uid),
        "at_once": False,
        "first": False,
        "key": "m",
    }


def _decision(entry: Entry, label: Any) -> dict[str, Any]:
    return {
        "name": "decide",
        "label": label,
        "url": address("grid:decide", entry.uid),
        "at_once": False,
        "first": True,
        "key": "e",
    }


def _has_urging(_entry: Entry, steps: Sequence[Step]) -> bool:
    """Whether somebody urged and was not answered since."""
    told = [one.verb for one in steps if one.verb in (Verb.SUPERVISE, Verb.ANSWER_SUPERVISION)]
    return told[-1:] == [Verb.SUPERVISE]


def _looks_first(entry: Entry) -> bool:
    looks = entry.case.channel in office_of(entry.call).verify_first
    return looks and entry.state == Stage.REPORTED


def _has_milestones(_entry: Entry, steps: Sequence[Step]) -> bool:
    registered = last(steps, Verb.REGISTER)
    return bool(registered and registered.facts.get("milestones"))


def _was_split(_entry: Entry, steps: Sequence[Step]) -> bool:
    return last(steps, Verb.SPLIT) is not None


def _always(_entry: Entry, _steps: Sequence[Step]) -> bool:
    return True


FITS: dict[str, Callable[[Entry, Sequence[Step]], bool]] = {
    "register": lambda entry, _steps: not _looks_first(entry),
    "verify": lambda entry, _steps: entry.case.channel != Channel.PATROL,
    "tick": _has_milestones,
    "answer_urging": _has_urging,
    "finish_split": _was_split,
}
"""Steps that a state allows and that this case has no use for."""
