"""The case itself: fifteen states, every transition, and the clocks that run beside each other."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow, Limit, State, StateKind, Timer
from heli.core.flow.phrases import START
from heli.kit.worktime import Clock
from heli.loops.grid.enums import Stage, Verb
from heli.loops.grid.flows.closing import CHECKING, CLOSING
from heli.loops.grid.flows.handling import DISPATCHING, HANDLING
from heli.loops.grid.flows.intake import ARRIVING
from heli.loops.grid.flows.oversight import OVERSIGHT
from heli.loops.grid.flows.parts import (
    CHECKER,
    DESK,
    DISPATCHER,
    HEAD_OF_UNIT,
    ON_THE_SPOT,
    UNIT,
)
from heli.loops.grid.phrases import ANSWERED, CASE, IN_HAND


FINAL, NEGATIVE = StateKind.FINAL, StateKind.NEGATIVE

STATES = (
    State(Stage.REPORTED, _("Reported"), _("Report received"), awaits=DESK),
    State(Stage.VERIFYING, _("Being looked at"), IN_HAND, awaits=(*ON_THE_SPOT, *DESK)),
    State(
        Stage.REGISTERED,
        _("Registered"),
        IN_HAND,
        awaits=DISPATCHER,
        todo=_("To be dispatched"),
    ),
    State(Stage.DISPATCHED, _("Dispatched"), _("Passed to the unit in charge"), awaits=UNIT),
    State(Stage.HANDLING, _("In hand"), IN_HAND, awaits=(*UNIT, *HEAD_OF_UNIT)),
    State(Stage.SUSPENDED, _("Suspended"), _("Put off, with a date"), pauses=True),
    State(Stage.HANDLED, _("Handled, to be checked"), _("Handled"), awaits=CHECKER),
    State(Stage.CHECKED, _("Checked, to be closed"), _("Handled"), awaits=DESK),
    State(Stage.TRANSFERRED, _("With a higher level"), _("Passed to a higher level"), pauses=True),
    State(Stage.CLOSED, _("Case closed"), ANSWERED, FINAL, awaits=(*DESK, *CHECKER)),
    State(Stage.ARCHIVED, _("Archived"), ANSWERED, FINAL),
    State(Stage.REFUSED, _("Declined"), _("Not taken up, with the reason"), NEGATIVE),
    State(Stage.VOID, _("Void"), _("Nothing was found"), NEGATIVE),
    State(
        Stage.MERGED, _("Merged into another"), _("Handled together with another report"), NEGATIVE
    ),
    State(Stage.SELF_HANDLED, _("Handled on the spot"), ANSWERED, FINAL),
)

AWAY = (Verb.REFUSE, Verb.MERGE, Verb.VOID, Verb.GRANT_VOID, Verb.SELF_HANDLE)
OVER = (*AWAY, Verb.CLOSE, Verb.FORCE_CLOSE, Verb.FINISH_SPLIT)
HANDED_IN = (Verb.HANDLE, Verb.CONFIRM, Verb.EXTERNAL_DONE)
PAUSED = (Stage.SUSPENDED, Stage.TRANSFERRED)

TIMERS = (
    Timer(
        code="accept",
        label=_("Taking up"),
        starts=(START, Verb.RECLASSIFY_BACK, Verb.READMIT),
        stops=(Verb.VERIFY, Verb.REGISTER, *AWAY),
        resets=(Verb.RECLASSIFY_BACK, Verb.READMIT),
        limit=Limit(2, Clock.WORK_HOUR),
    ),
    Timer(
        code="verify",
        label=_("Looking"),
        starts=(Verb.VERIFY,),
        stops=(Verb.FIND, Verb.REGISTER, Verb.VOID),
        resets=(Verb.VERIFY,),
        limit=Limit(2, Clock.WORK_HOUR),
    ),
    Timer(
        code="dispatch",
        label=_("Dispatching"),
        starts=(Verb.REGISTER, Verb.UPHOLD_RETURN),
        stops=(Verb.DISPATCH, Verb.RECLASSIFY_BACK, Verb.FINISH_SPLIT, *AWAY),
        resets=(Verb.REGISTER, Verb.UPHOLD_RETURN),
        limit=Limit(1, Clock.WORK_HOUR),
    ),
    Timer(
        code="sign",
        label=_("Signing"),
        starts=(Verb.DISPATCH,),
        stops=(Verb.SIGN, Verb.UPHOLD_RETURN, Verb.RECLASSIFY_BACK, Verb.FINISH_SPLIT, *AWAY),
        resets=(Verb.DISPATCH,),
        limit=Limit(2, Clock.WORK_HOUR),
    ),
    # From dispatch, not from signing: who does not sign gains no time. A failed check and a change of
    # category let it run on; only another unit, or opening the case again, begins it anew.
    Timer(
        code="handle",
        label=_("Handling"),
        starts=(Verb.DISPATCH, Verb.FAIL, Verb.REOPEN, Verb.REOPEN_ONCE),
        stops=(*HANDED_IN, *OVER),
        resets=(Verb.UPHOLD_RETURN, Verb.REOPEN, Verb.REOPEN_ONCE),
        pauses=PAUSED,
    ),
    Timer(
        code="check",
        label=_("Checking"),
        starts=HANDED_IN,
        stops=(Verb.PASS, Verb.FAIL, Verb.FORCE_CLOSE, Verb.RECLASSIFY_BACK, Verb.GRANT_VOID),
        resets=HANDED_IN,
        limit=Limit(4, Clock.WORK_HOUR),
    ),
    Timer(
        code="close",
        label=_("Closing"),
        starts=(Verb.PASS,),
        stops=OVER,
        resets=(Verb.PASS,),
        limit=Limit(1, Clock.WORK_HOUR),
    ),
    Timer(
        code="case",
        label=_("The whole"),
        starts=(Verb.REGISTER, Verb.REOPEN, Verb.REOPEN_ONCE),
        stops=OVER,
        resets=(Verb.REOPEN, Verb.REOPEN_ONCE),
        pauses=PAUSED,
        beyond=Limit(6, Clock.WORK_HOUR),  # dispatching, checking and closing
    ),
    Timer(
        code="visit",
        label=_("Asking the reporter"),
        starts=(Verb.CLOSE, Verb.FORCE_CLOSE, Verb.FINISH_SPLIT),
        stops=(Verb.ARCHIVE, Verb.REOPEN, Verb.REOPEN_ONCE),
        resets=(Verb.CLOSE, Verb.FORCE_CLOSE, Verb.FINISH_SPLIT),
        limit=Limit(3, Clock.WORK_DAY),
    ),
)

WORDS = {
    "reason": _("a reason"),
    "assignee": _("who goes to look"),
    "finding": _("what was found"),
    "condition": _("the condition of registration"),
    "into": _("the case into which it is merged"),
    "category": _("a category"),
    "unit": _("the unit in charge"),
    "photos": _("a photo"),
    "until": _("the new date"),
    "evidence": _("evidence"),
    "waits_for": _("what it waits for"),
    "review_on": _("the day on which it is reviewed"),
    "body": _("the body of the higher level"),
    "letter": _("the number of the letter"),
    "milestone": _("a milestone"),
    "report": _("the report"),
    "reply_by": _("by when an answer is expected"),
    "parts": _("the parts"),
}

CASE_FLOW = Flow(
    code="grid.case",
    version=1,
    label=CASE,
    initial=Stage.REPORTED,
    states=STATES,
    transitions=(*ARRIVING, *DISPATCHING, *HANDLING, *CHECKING, *CLOSING, *OVERSIGHT),
    words=WORDS,
    timers=TIMERS,
)
