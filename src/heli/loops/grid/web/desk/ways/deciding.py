"""What is asked for and answered by somebody else: the act of each decision, and what it does."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Action, Message
from heli.core.flow.models import Step
from heli.loops.grid.actions.checking import decide_force
from heli.loops.grid.actions.dispatching import decide_return
from heli.loops.grid.actions.handling import (
    confirm_handling,
    decide_extension,
    decide_suspension,
    decide_transfer,
)
from heli.loops.grid.actions.overseeing import decide_void
from heli.loops.grid.actions.screening import decide_refusal
from heli.loops.grid.actions.visiting import decide_exclusion, decide_reopen
from heli.loops.grid.enums import Verb
from heli.loops.grid.flows import CASE_FLOW
from heli.loops.grid.web.desk.forms.closing import (
    DecisionForm,
    EndingDecisionForm,
    TransferDecisionForm,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """The two answers to a request, the act that gives them, and what a yes does."""

    verbs: tuple[Verb, Verb]
    act: Action[..., Step]
    effect: Message
    form: type[DecisionForm] = DecisionForm

    @property
    def label(self) -> Message:
        """What the button says."""
        return _("Decide")

    @property
    def answers(self) -> tuple[Message, Message]:
        """What yes and no are called here."""
        yes, no = (CASE_FLOW.transition(verb).label for verb in self.verbs)
        return yes, no


DECISIONS: Mapping[str, Decision] = {
    Verb.APPEAL_REFUSAL: Decision(
        (Verb.READMIT, Verb.CONFIRM_REFUSAL),
        decide_refusal,
        _("The case is taken up anew. This can be asked for once."),
    ),
    Verb.ASK_RETURN: Decision(
        (Verb.UPHOLD_RETURN, Verb.REFUSE_RETURN),
        decide_return,
        _(
            "The dispatch counts as wrong, handling begins anew with the next unit, and the clock of the whole runs on. A second dispute is decided by the leader, and that binds."
        ),
    ),
    Verb.FEED_BACK: Decision(
        (Verb.CONFIRM, Verb.SEND_BACK),
        confirm_handling,
        _("The clock of handling stops, and the case goes to be checked."),
    ),
    Verb.ASK_EXTENSION: Decision(
        (Verb.GRANT_EXTENSION, Verb.REFUSE_EXTENSION),
        decide_extension,
        _(
            "The limit moves; the original one stays on record. At most twice; the second time is the leader's."
        ),
    ),
    Verb.ASK_SUSPENSION: Decision(
        (Verb.GRANT_SUSPENSION, Verb.REFUSE_SUSPENSION),
        decide_suspension,
        _("The clock of handling stands still until the day of review."),
    ),
    Verb.ASK_TRANSFER: Decision(
        (Verb.GRANT_TRANSFER, Verb.REFUSE_TRANSFER),
        decide_transfer,
        _("The case waits for the higher level; its clock here stands still."),
        TransferDecisionForm,
    ),
    Verb.ASK_FORCE: Decision(
        (Verb.FORCE_CLOSE, Verb.REFUSE_FORCE),
        decide_force,
        _("The case is closed without a check; it is counted apart and never as in time."),
        EndingDecisionForm,
    ),
    Verb.ASK_VOID: Decision(
        (Verb.GRANT_VOID, Verb.REFUSE_VOID),
        decide_void,
        _("The case counts nowhere but among the voided."),
        EndingDecisionForm,
    ),
    Verb.ASK_REOPEN: Decision(
        (Verb.REOPEN, Verb.REFUSE_REOPEN),
        decide_reopen,
        _("The unit has half of the original time; handling and closing no longer count."),
    ),
    Verb.ASK_EXCLUSION: Decision(
        (Verb.EXCLUDE, Verb.REFUSE_EXCLUSION),
        decide_exclusion,
        _("The rating does not enter the rates; that it was left out is counted and published."),
    ),
}
