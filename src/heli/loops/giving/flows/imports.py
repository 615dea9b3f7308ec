"""An import of gifts: looked at first, then posted batch by batch, taken back as a whole if wrong."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow, State, StateKind, Transition
from heli.loops.giving.enums import ImportStage, Verb
from heli.loops.giving.flows.roles import BOOKS


IMPORT = Flow(
    code="giving.import",
    version=1,
    label=_("Import of gifts"),
    initial=ImportStage.UPLOADED,
    words={"upto": _("how far it is")},
    states=(
        State(ImportStage.UPLOADED, _("Being checked"), _("In preparation"), awaits=BOOKS),
        State(ImportStage.CHECKED, _("Looked at"), _("In preparation"), awaits=BOOKS),
        State(ImportStage.RUNNING, _("Being posted"), _("In preparation")),
        State(ImportStage.DONE, _("Posted"), _("Posted"), kind=StateKind.FINAL),
        State(ImportStage.UNDOING, _("Being taken back"), _("In preparation")),
        State(ImportStage.UNDONE, _("Taken back"), _("Taken back"), kind=StateKind.NEGATIVE),
        State(ImportStage.DISCARDED, _("Discarded"), _("Discarded"), kind=StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb=Verb.CHECK,
            label=_("Check"),
            done_label=_("checked"),
            sources=(ImportStage.UPLOADED, ImportStage.CHECKED),
            target=ImportStage.CHECKED,
            who=BOOKS,
        ),
        Transition(
            verb=Verb.START_IMPORT,
            label=_("Post these gifts"),
            done_label=_("posting began"),
            sources=(ImportStage.CHECKED,),
            target=ImportStage.RUNNING,
            who=BOOKS,
        ),
        Transition(
            verb=Verb.POST,
            label=_("Post a batch"),
            done_label=_("a batch was posted"),
            sources=(ImportStage.RUNNING,),
            target=None,
            who=BOOKS,
            needs=("upto",),
        ),
        Transition(
            verb=Verb.FINISH,
            label=_("Finish"),
            done_label=_("all gifts were posted"),
            sources=(ImportStage.RUNNING,),
            target=ImportStage.DONE,
            who=BOOKS,
        ),
        Transition(
            verb=Verb.TAKE_BACK,
            label=_("Take the whole import back"),
            done_label=_("taking back began"),
            sources=(ImportStage.DONE, ImportStage.RUNNING),
            target=ImportStage.UNDOING,
            who=BOOKS,
            needs=("note",),
        ),
        Transition(
            verb=Verb.UNDONE,
            label=_("Finish taking back"),
            done_label=_("taken back"),
            sources=(ImportStage.UNDOING,),
            target=ImportStage.UNDONE,
            who=BOOKS,
        ),
        Transition(
            verb=Verb.DISCARD,
            label=_("Discard"),
            done_label=_("discarded"),
            sources=(ImportStage.UPLOADED, ImportStage.CHECKED),
            target=ImportStage.DISCARDED,
            who=BOOKS,
        ),
    ),
)
