"""A need (需求): so much of an item, somewhere, by some day; matched with sources until it is met."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow, State, StateKind, Transition
from heli.loops.giving.enums import NeedStage, Tag, Verb
from heli.loops.giving.flows.roles import BOOKS, ONE_DAY


WAITING = (NeedStage.OPEN, NeedStage.PARTLY)

NEED = Flow(
    code="giving.need",
    version=1,
    label=_("Need"),
    initial=NeedStage.OPEN,
    words={"source": _("where it comes from"), "amount": _("how much")},
    states=(
        State(NeedStage.OPEN, _("Still needed"), _("Needed"), awaits=BOOKS),
        State(NeedStage.PARTLY, _("Partly met"), _("Partly met"), awaits=BOOKS),
        State(NeedStage.MET, _("Met"), _("Met"), kind=StateKind.FINAL),
        State(NeedStage.WITHDRAWN, _("Withdrawn"), _("Withdrawn"), kind=StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb=Verb.MATCH,
            label=_("Match with a source"),
            done_label=_("matched with a source"),
            sources=WAITING,
            target=None,
            who=BOOKS,
            needs=("source", "amount"),
            undo_within=ONE_DAY,
        ),
        Transition(
            verb=Verb.MEET_PART,
            label=_("Note that a part arrived"),
            done_label=_("a part arrived"),
            sources=WAITING,
            target=NeedStage.PARTLY,
            who=BOOKS,
            needs=("amount",),
        ),
        Transition(
            verb=Verb.MEET,
            label=_("Note that it is met"),
            done_label=_("met"),
            sources=WAITING,
            target=NeedStage.MET,
            who=BOOKS,
            counts_as=Tag.NEED_MET,
            public=True,
        ),
        Transition(
            verb=Verb.WITHDRAW,
            label=_("Withdraw the need"),
            done_label=_("withdrawn"),
            sources=WAITING,
            target=NeedStage.WITHDRAWN,
            who=BOOKS,
            needs=("note",),
            undo_within=ONE_DAY,
        ),
        Transition(
            verb=Verb.REOPEN,
            label=_("Reopen"),
            done_label=_("reopened"),
            sources=(NeedStage.MET,),
            target=NeedStage.PARTLY,
            who=BOOKS,
            needs=("note",),
        ),
    ),
)
