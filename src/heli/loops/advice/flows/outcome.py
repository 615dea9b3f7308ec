"""What happens to a proposal after sign-off: released, recommended, adopted, instructed on.

These stand side by side: one proposal may be recommended to three offices, adopted by one and
instructed on twice. So each exists twice: the verb that advances the proposal the first time, and
its ``…_also`` that leaves it where it is. Both carry one tag, and figures are counted from steps,
never from where a proposal stands.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Transition
from heli.loops.advice.enums import Nature, Stage, Tag, Verb
from heli.loops.advice.flows.stages import AFTER_SIGN_OFF, ONE_DAY, REGISTRARS


def counts_when_instructed(facts: Mapping[str, Any]) -> str:
    """An instruction affirms, forwards or asks for study; having been read is none."""
    return Tag.INSTRUCTED if Nature(facts["nature"]).counts else ""


GOING_OUT = (
    Transition(
        verb=Verb.PLACE,
        label=_("Release in an issue"),
        done_label=_("released in an issue"),
        sources=(Stage.APPROVED,),
        target=Stage.ISSUED,
        who=REGISTRARS,
        needs=("issue",),
        counts_as=Tag.PLACED,
        public=True,
        events=("advice.placed",),
    ),
    Transition(
        verb=Verb.PLACE_ALSO,
        label=_("Release in an issue as well"),
        done_label=_("released in an issue as well"),
        sources=(Stage.RECOMMENDED, Stage.ADOPTED, Stage.INSTRUCTED, Stage.FOLLOWED_UP),
        target=None,
        who=REGISTRARS,
        needs=("issue",),
        counts_as=Tag.PLACED,
        public=True,
        events=("advice.placed",),
    ),
    Transition(
        verb=Verb.RECOMMEND,
        label=_("Recommend to an office"),
        done_label=_("recommended"),
        sources=(Stage.APPROVED, Stage.ISSUED),
        target=Stage.RECOMMENDED,
        who=REGISTRARS,
        needs=("office", "channel"),
        counts_as=Tag.RECOMMENDED,
        undo_within=ONE_DAY,
        events=("advice.recommended",),
    ),
    Transition(
        verb=Verb.RECOMMEND_ALSO,
        label=_("Recommend to another office"),
        done_label=_("recommended to another office"),
        sources=(Stage.RECOMMENDED, Stage.ADOPTED, Stage.INSTRUCTED, Stage.FOLLOWED_UP),
        target=None,
        who=REGISTRARS,
        needs=("office", "channel"),
        counts_as=Tag.RECOMMENDED,
        undo_within=ONE_DAY,
    ),
)

COMING_BACK = (
    Transition(
        verb=Verb.ADOPT,
        label=_("Register an adoption"),
        done_label=_("adopted"),
        sources=(Stage.APPROVED, Stage.ISSUED, Stage.RECOMMENDED),
        target=Stage.ADOPTED,
        who=REGISTRARS,
        needs=("adopted_by", "level", "form"),
        counts_as=Tag.ADOPTED,
        undo_within=ONE_DAY,
        events=("advice.adopted",),
    ),
    Transition(
        verb=Verb.ADOPT_ALSO,
        label=_("Register another adoption"),
        done_label=_("adopted once more"),
        sources=(Stage.ADOPTED, Stage.INSTRUCTED, Stage.FOLLOWED_UP, Stage.CLOSED),
        target=None,
        who=REGISTRARS,
        needs=("adopted_by", "level", "form"),
        counts_as=Tag.ADOPTED,
        undo_within=ONE_DAY,
    ),
    Transition(
        verb=Verb.INSTRUCT,
        label=_("Register an instruction"),
        done_label=_("instructed on"),
        sources=(Stage.APPROVED, Stage.ISSUED, Stage.RECOMMENDED, Stage.ADOPTED),
        target=Stage.INSTRUCTED,
        who=REGISTRARS,
        needs=("given_by", "level", "rank", "nature"),
        counts_as=counts_when_instructed,
        undo_within=ONE_DAY,
    ),
    Transition(
        verb=Verb.INSTRUCT_ALSO,
        label=_("Register another instruction"),
        done_label=_("instructed on once more"),
        sources=(Stage.INSTRUCTED, Stage.FOLLOWED_UP, Stage.CLOSED),
        target=None,
        who=REGISTRARS,
        needs=("given_by", "level", "rank", "nature"),
        counts_as=counts_when_instructed,
        undo_within=ONE_DAY,
    ),
    Transition(
        verb=Verb.CIRCULATE,
        label=_("Note that it was read"),
        done_label=_("was read"),
        sources=(*AFTER_SIGN_OFF, Stage.CLOSED),
        target=None,
        who=REGISTRARS,
        needs=("given_by", "level", "rank", "nature"),
        counts_as=counts_when_instructed,
        undo_within=ONE_DAY,
    ),
    Transition(
        verb=Verb.FOLLOW_UP,
        label=_("Note a follow-up"),
        done_label=_("followed up"),
        sources=(Stage.RECOMMENDED, Stage.ADOPTED, Stage.INSTRUCTED, Stage.FOLLOWED_UP),
        target=Stage.FOLLOWED_UP,
        who=REGISTRARS,
        needs=("note",),
        counts_as=Tag.FOLLOWED_UP,
    ),
    Transition(
        verb=Verb.TELL_AUTHOR,
        label=_("Tell the author"),
        done_label=_("the author was told"),
        sources=(
            *AFTER_SIGN_OFF,
            Stage.CLOSED,
            Stage.MERGED,
            Stage.KEPT,
            Stage.TRANSFERRED,
            Stage.REJECTED,
        ),
        target=None,
        who=REGISTRARS,
        needs=("note",),
        events=("advice.told",),
    ),
    Transition(
        verb=Verb.CLOSE,
        label=_("Close the proposal"),
        done_label=_("was closed"),
        sources=(Stage.EDITED, *AFTER_SIGN_OFF),
        target=Stage.CLOSED,
        who=REGISTRARS,
        undo_within=ONE_DAY,
    ),
)
