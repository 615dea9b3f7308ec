"""Keeping an eye on a case: urging, reminding, changing its category, voiding, splitting."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Transition
from heli.loops.grid.enums import Stage, Tag, Verb
from heli.loops.grid.flows.parts import (
    ANY,
    DESK,
    DISPATCHER,
    EVERYTHING,
    HEAD_OF_DESK,
    HEAD_OF_UNIT,
    LEADER,
    OPEN,
    WITH_UNIT,
    decision,
)


def lapse_tag(facts: Mapping[str, object]) -> str:
    """Which limit passed without the act it was set for."""
    return Tag.HANDLE_LAPSED if facts.get("clock") == "handle" else Tag.CLOSE_LAPSED


OVERSIGHT = (
    Transition(
        verb=Verb.RECLASSIFY_BACK,
        label=_("Change the category"),
        done_label=_("category changed, taken up anew"),
        sources=(Stage.REGISTERED, *WITH_UNIT),
        target=Stage.REPORTED,
        who=(*DESK, *DISPATCHER),
        needs=("category", "note"),
        retracts=(Tag.REGISTERED, Tag.DISPATCHED, Tag.HANDLED, Tag.HANDLE_LAPSED, Tag.SUSPENDED),
        public=True,
    ),
    Transition(
        verb=Verb.SUPERVISE,
        label=_("Urge"),
        done_label=_("urged"),
        sources=OPEN,
        target=None,
        who=(*LEADER, *HEAD_OF_DESK),
        needs=("note", "reply_by"),
        counts_as=Tag.SUPERVISED,
        events=("grid.supervised",),
    ),
    Transition(
        verb=Verb.ANSWER_SUPERVISION,
        label=_("Answer the urging"),
        done_label=_("urging answered"),
        sources=OPEN,
        target=None,
        who=(*HEAD_OF_UNIT, *DESK),
        needs=("note",),
    ),
    Transition(
        verb=Verb.ESCALATE,
        label=_("Remind"),
        done_label=_("reminded"),
        sources=OPEN,
        target=None,
        who=HEAD_OF_DESK,
        needs=("level",),
        events=("grid.escalated",),
    ),
    Transition(
        verb=Verb.LAPSE,
        label=_("Mark as overdue"),
        done_label=_("the limit has passed"),
        sources=OPEN,
        target=None,
        who=HEAD_OF_DESK,
        needs=("clock",),
        counts_as=lapse_tag,
    ),
    *decision(
        ask=(Verb.ASK_VOID, _("Ask to void"), _("voiding asked for")),
        grant=(Verb.GRANT_VOID, _("Void after dispatch"), _("voided")),
        refuse=(Verb.REFUSE_VOID, _("Do not void"), _("not voided")),
        sources=WITH_UNIT,
        target=Stage.VOID,
        asks=DESK,
        decides=HEAD_OF_DESK,
        granting=("grid.answered",),
        counts_as=Tag.VOIDED,
        retracts=EVERYTHING,
        public=True,
    ),
    Transition(
        verb=Verb.SPLIT,
        label=_("Split"),
        done_label=_("split"),
        sources=(*OPEN, Stage.CLOSED),
        target=None,
        who=DESK,
        needs=("parts",),
        guards=("grid.few_parts",),
    ),
    Transition(
        verb=Verb.FINISH_SPLIT,
        label=_("Close with its parts"),
        done_label=_("closed with its parts"),
        sources=OPEN,
        target=Stage.CLOSED,
        who=(*DESK, *HEAD_OF_DESK),
        counts_as=Tag.CLOSED,
        guards=("grid.has_parts", "grid.parts_closed", "grid.answered"),
        retracts=(Tag.CLOSE_LAPSED, Tag.HANDLE_LAPSED),
        public=True,
        events=("grid.closed",),
    ),
    Transition(
        verb=Verb.SHOW,
        label=_("Change what the public sees"),
        done_label=_("visibility changed"),
        sources=ANY,
        target=None,
        who=(*DESK, *HEAD_OF_DESK),
        needs=("visibility",),
    ),
)
