"""A pledge (认捐): promised, received in part or whole, lapsed. Never counted as received."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow, State, StateKind, Transition
from heli.loops.giving.enums import PledgeStage, Tag, Verb
from heli.loops.giving.flows.roles import BOOKS, INTAKE, ONE_DAY


WAITING = (PledgeStage.OPEN, PledgeStage.PARTLY)

PLEDGE = Flow(
    code="giving.pledge",
    version=1,
    label=_("Pledge"),
    initial=PledgeStage.OPEN,
    words={"transaction": _("what was received")},
    states=(
        State(PledgeStage.OPEN, _("Pledged"), _("Pledged"), awaits=BOOKS, todo=_("To be received")),
        State(PledgeStage.PARTLY, _("Partly received"), _("Partly received"), awaits=BOOKS),
        State(PledgeStage.RECEIVED, _("Received"), _("Received"), kind=StateKind.FINAL),
        State(PledgeStage.LAPSED, _("Lapsed"), _("Not received"), kind=StateKind.NEGATIVE),
        State(PledgeStage.WITHDRAWN, _("Withdrawn"), _("Withdrawn"), kind=StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb=Verb.RECEIVE_PART,
            label=_("Receive a part"),
            done_label=_("a part was received"),
            sources=WAITING,
            target=PledgeStage.PARTLY,
            who=INTAKE,
            needs=("transaction",),
        ),
        Transition(
            verb=Verb.RECEIVE_REST,
            label=_("Receive all of it"),
            done_label=_("all of it was received"),
            sources=WAITING,
            target=PledgeStage.RECEIVED,
            who=INTAKE,
            needs=("transaction",),
        ),
        Transition(
            verb=Verb.LAPSE,
            label=_("Note that it lapsed"),
            done_label=_("lapsed"),
            sources=WAITING,
            target=PledgeStage.LAPSED,
            who=BOOKS,
            needs=("note",),
            counts_as=Tag.PLEDGE_LAPSED,
            undo_within=ONE_DAY,
        ),
        Transition(
            verb=Verb.WITHDRAW,
            label=_("Withdraw the pledge"),
            done_label=_("withdrawn"),
            sources=(PledgeStage.OPEN,),
            target=PledgeStage.WITHDRAWN,
            who=BOOKS,
            needs=("note",),
            undo_within=ONE_DAY,
        ),
        Transition(
            verb=Verb.REOPEN,
            label=_("Reopen"),
            done_label=_("reopened"),
            sources=(PledgeStage.LAPSED, PledgeStage.RECEIVED),
            target=PledgeStage.PARTLY,
            who=BOOKS,
            needs=("note",),
        ),
    ),
)
