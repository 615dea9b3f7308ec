"""How a proposal arrives and is screened: within three workdays, by the rules of editorial offices."""

from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.flow.definitions import Transition
from heli.loops.advice.enums import Stage, Tag, Verb
from heli.loops.advice.flows.stages import EDITORS, ONE_DAY, SUBMITTERS, TRIAGE


ARRIVING = (
    Transition(
        verb=Verb.SUBMIT,
        label=_("Submit"),
        done_label=_("received"),
        sources=(Stage.DRAFT,),
        target=Stage.RECEIVED,
        who=(*SUBMITTERS, Role.CLERK),
        needs=("revision",),
        counts_as=Tag.RECEIVED,
        events=("advice.received",),
    ),
    Transition(
        verb=Verb.WITHDRAW,
        label=_("Withdraw"),
        done_label=_("withdrawn"),
        sources=(Stage.DRAFT, Stage.RECEIVED, Stage.RETURNED),
        target=Stage.WITHDRAWN,
        who=SUBMITTERS,
        undo_within=ONE_DAY,
    ),
)

SCREENING = (
    Transition(
        verb=Verb.ACCEPT,
        label=_("Accept for editing"),
        done_label=_("accepted for editing"),
        sources=(Stage.RECEIVED, Stage.KEPT),
        target=Stage.SCREENED,
        who=EDITORS,
        counts_as=Tag.SCREENED,
        limit=TRIAGE,
        undo_within=ONE_DAY,
    ),
    Transition(
        verb=Verb.RETURN,
        label=_("Return for more"),
        done_label=_("returned to the author"),
        sources=(Stage.RECEIVED, Stage.SCREENED),
        target=Stage.RETURNED,
        who=EDITORS,
        needs=("note",),
        counts_as=Tag.RETURNED,
        undo_within=ONE_DAY,
        events=("advice.returned",),
    ),
    Transition(
        verb=Verb.RESUBMIT,
        label=_("Submit again"),
        done_label=_("submitted again"),
        sources=(Stage.RETURNED,),
        target=Stage.RECEIVED,
        who=SUBMITTERS,
        needs=("revision",),
    ),
    Transition(
        verb=Verb.MERGE,
        label=_("Merge into a similar one"),
        done_label=_("merged"),
        sources=(Stage.RECEIVED, Stage.SCREENED, Stage.IN_EDIT),
        target=Stage.MERGED,
        who=EDITORS,
        needs=("into",),
        counts_as=Tag.MERGED,
        undo_within=ONE_DAY,
        events=("advice.merged",),
    ),
    Transition(
        verb=Verb.TRANSFER,
        label=_("Transfer"),
        done_label=_("transferred"),
        sources=(Stage.RECEIVED, Stage.SCREENED),
        target=Stage.TRANSFERRED,
        who=EDITORS,
        needs=("note",),
        counts_as=Tag.TRANSFERRED,
        undo_within=ONE_DAY,
    ),
    Transition(
        verb=Verb.KEEP,
        label=_("Keep for reference"),
        done_label=_("kept for reference"),
        sources=(Stage.RECEIVED, Stage.SCREENED),
        target=Stage.KEPT,
        who=EDITORS,
        counts_as=Tag.KEPT,
        undo_within=ONE_DAY,
    ),
    Transition(
        verb=Verb.REJECT,
        label=_("Do not take up"),
        done_label=_("not taken up"),
        sources=(Stage.RECEIVED, Stage.SCREENED),
        target=Stage.REJECTED,
        who=EDITORS,
        needs=("note",),
        counts_as=Tag.REJECTED,
        undo_within=ONE_DAY,
        events=("advice.rejected",),
    ),
)
