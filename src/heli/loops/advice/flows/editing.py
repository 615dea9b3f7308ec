"""How a proposal is edited beside its author's text, checked and signed off."""

from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.flow.definitions import HANDLER, Transition
from heli.loops.advice.enums import Stage, Tag, Verb
from heli.loops.advice.flows.stages import EDITORS, ONE_DAY, SUBMITTERS


EDITING = (
    Transition(
        verb=Verb.TAKE_UP,
        label=_("Assign an editor"),
        done_label=_("editing began"),
        sources=(Stage.SCREENED,),
        target=Stage.IN_EDIT,
        who=EDITORS,
        undo_within=ONE_DAY,
    ),
    Transition(
        verb=Verb.REASSIGN,
        label=_("Hand to another editor"),
        done_label=_("handed to another editor"),
        sources=(Stage.IN_EDIT, Stage.MORE_INFO),
        target=None,
        who=EDITORS,
    ),
    Transition(
        verb=Verb.SAVE_EDIT,
        label=_("Save the edit"),
        done_label=_("edit saved"),
        sources=(Stage.IN_EDIT, Stage.MORE_INFO, Stage.EDITED),
        target=None,
        who=(HANDLER, *EDITORS, Role.CHECKER),
        needs=("revision",),
    ),
    Transition(
        verb=Verb.ASK,
        label=_("Ask the author"),
        done_label=_("asked the author"),
        sources=(Stage.IN_EDIT,),
        target=Stage.MORE_INFO,
        who=(HANDLER, *EDITORS),
        needs=("note",),
        events=("advice.asked",),
    ),
    Transition(
        verb=Verb.ANSWER,
        label=_("Answer"),
        done_label=_("answered by the author"),
        sources=(Stage.MORE_INFO,),
        target=Stage.IN_EDIT,
        who=SUBMITTERS,
        needs=("note",),
        events=("advice.answered",),
    ),
    Transition(
        verb=Verb.FINISH_EDITING,
        label=_("Finish editing"),
        done_label=_("edited"),
        sources=(Stage.IN_EDIT,),
        target=Stage.EDITED,
        who=(HANDLER, *EDITORS),
        needs=("revision",),
        counts_as=Tag.EDITED,
        undo_within=ONE_DAY,
    ),
    Transition(
        verb=Verb.SEND_BACK,
        label=_("Send back to the editor"),
        done_label=_("sent back to the editor"),
        sources=(Stage.EDITED, Stage.APPROVED),
        target=Stage.IN_EDIT,
        who=(Role.CHECKER, Role.SIGNER),
        needs=("note",),
    ),
    Transition(
        verb=Verb.APPROVE,
        label=_("Sign off"),
        done_label=_("signed off"),
        sources=(Stage.EDITED,),
        target=Stage.APPROVED,
        who=(Role.SIGNER,),
        counts_as=Tag.APPROVED,
    ),
)
