"""How a case is checked by somebody else, closed, asked about, opened again; and kept an eye on."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import AUTHOR, Transition
from heli.loops.grid.enums import Stage, Tag, Verb
from heli.loops.grid.flows.parts import (
    A_WHILE,
    CHECKER,
    DESK,
    ENDED,
    HEAD_OF_DESK,
    HEAD_OF_UNIT,
    LEADER,
    decision,
)


def visit_tag(facts: Mapping[str, object]) -> str:
    """A visit counts when the reporter said something; else it is an attempt."""
    return Tag.VISITED if facts.get("valid") else Tag.ATTEMPTED


CHECKING = (
    Transition(
        verb=Verb.PASS,
        label=_("Passes the check"),
        done_label=_("checked and found done"),
        sources=(Stage.HANDLED,),
        target=Stage.CHECKED,
        who=CHECKER,
        needs=("photos",),
        counts_as=Tag.CHECK_PASSED,
        guards=("grid.checker_apart", "grid.on_the_spot"),
        public=True,
    ),
    Transition(
        verb=Verb.FAIL,
        label=_("Fails the check"),
        done_label=_("checked and found not done"),
        sources=(Stage.HANDLED,),
        target=Stage.HANDLING,
        who=CHECKER,
        needs=("note", "photos"),
        counts_as=Tag.CHECK_FAILED,
        guards=("grid.checker_apart", "grid.on_the_spot"),
        retracts=(Tag.HANDLED,),
        public=True,
        events=("grid.failed",),
    ),
    Transition(
        verb=Verb.UNABLE,
        label=_("Cannot be checked"),
        done_label=_("could not be checked"),
        sources=(Stage.HANDLED,),
        target=None,
        who=CHECKER,
        needs=("note",),
        counts_as=Tag.CHECK_UNABLE,
        guards=("grid.checker_apart",),
    ),
)

CLOSING = (
    Transition(
        verb=Verb.CLOSE,
        label=_("Close the case"),
        done_label=_("case closed"),
        sources=(Stage.CHECKED,),
        target=Stage.CLOSED,
        who=(*DESK, *HEAD_OF_DESK),
        counts_as=Tag.CLOSED,
        guards=("grid.closer_apart", "grid.parts_closed", "grid.answered"),
        retracts=(Tag.CLOSE_LAPSED,),
        undo_within=A_WHILE,
        public=True,
        events=("grid.closed",),
    ),
    *decision(
        ask=(
            Verb.ASK_FORCE,
            _("Ask to close without a check"),
            _("closing without a check asked for"),
        ),
        grant=(Verb.FORCE_CLOSE, _("Close without a check"), _("closed without a check")),
        refuse=(Verb.REFUSE_FORCE, _("Do not close"), _("not closed")),
        sources=(Stage.HANDLED,),
        target=Stage.CLOSED,
        asks=(*DESK, *HEAD_OF_DESK),
        decides=LEADER,
        guards=("grid.unable_twice",),
        granting=("grid.answered",),
        counts_as=Tag.FORCED,
        retracts=(Tag.CLOSE_LAPSED,),
        public=True,
    ),
    Transition(
        verb=Verb.VISIT,
        label=_("Ask the reporter"),
        done_label=_("reporter asked"),
        sources=(*ENDED, *(Stage.REFUSED, Stage.MERGED, Stage.SELF_HANDLED)),
        target=None,
        who=(*DESK, *CHECKER, AUTHOR),
        needs=("report",),
        counts_as=visit_tag,
        guards=("grid.visitor_apart",),
    ),
    Transition(
        verb=Verb.ARCHIVE,
        label=_("Archive"),
        done_label=_("archived"),
        sources=(Stage.CLOSED,),
        target=Stage.ARCHIVED,
        who=(*DESK, *HEAD_OF_DESK),
        guards=("grid.everybody_asked",),
    ),
    Transition(
        verb=Verb.REOPEN_ONCE,
        label=_("It is not solved"),
        done_label=_("opened again by the reporter"),
        sources=ENDED,
        target=Stage.HANDLING,
        who=(AUTHOR,),
        needs=("note", "report"),
        counts_as=Tag.REOPENED,
        guards=("grid.reopened_once",),
        retracts=(Tag.HANDLED, Tag.CHECK_PASSED, Tag.CLOSED, Tag.FORCED),
        public=True,
        events=("grid.reopened",),
    ),
    *decision(
        ask=(Verb.ASK_REOPEN, _("Ask to open it again"), _("opening again asked for")),
        grant=(Verb.REOPEN, _("Open again"), _("opened again")),
        refuse=(Verb.REFUSE_REOPEN, _("Leave it closed"), _("stays closed")),
        sources=ENDED,
        target=Stage.HANDLING,
        asks=(*DESK, *CHECKER),
        decides=HEAD_OF_DESK,
        counts_as=Tag.REOPENED,
        retracts=(Tag.HANDLED, Tag.CHECK_PASSED, Tag.CLOSED, Tag.FORCED),
        public=True,
    ),
    *decision(
        ask=(Verb.ASK_EXCLUSION, _("Ask to leave a rating out"), _("leaving out asked for")),
        grant=(Verb.EXCLUDE, _("Leave the rating out"), _("rating left out")),
        refuse=(Verb.REFUSE_EXCLUSION, _("Keep the rating"), _("rating kept")),
        sources=(*ENDED, Stage.MERGED),
        target=None,
        asks=(*HEAD_OF_UNIT, *HEAD_OF_DESK),
        decides=LEADER,
        needs=("note", "report"),
        counts_as=Tag.EXCLUDED,
    ),
)
