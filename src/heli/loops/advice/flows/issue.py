"""An issue of a periodical (简报, 内参, 要报): put together, checked, signed, released."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.flow.definitions import Flow, State, StateKind, Transition
from heli.loops.advice.enums import IssueStage, Tag


STAFF = (Role.CLERK, Role.EDITOR)

ISSUE = Flow(
    code="advice.issue",
    version=1,
    label=_("Issue"),
    initial=IssueStage.ASSEMBLING,
    states=(
        State(IssueStage.ASSEMBLING, _("Being put together"), _("In preparation"), awaits=STAFF),
        State(
            IssueStage.CHECKED,
            _("Checked"),
            _("In preparation"),
            awaits=(Role.SIGNER,),
            todo=_("To be signed off"),
        ),
        State(
            IssueStage.SIGNED,
            _("Signed off"),
            _("In preparation"),
            awaits=(Role.CLERK,),
            todo=_("To be released"),
        ),
        State(IssueStage.RELEASED, _("Released"), _("Released"), kind=StateKind.FINAL),
        State(IssueStage.DROPPED, _("Dropped"), _("Dropped"), kind=StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb="check",
            label=_("Confirm the check"),
            done_label=_("checked"),
            sources=(IssueStage.ASSEMBLING,),
            target=IssueStage.CHECKED,
            who=(Role.CHECKER, Role.EDITOR, Role.CLERK),
            undo_within=timedelta(hours=24),
        ),
        Transition(
            verb="send_back",
            label=_("Send back"),
            done_label=_("sent back"),
            sources=(IssueStage.CHECKED, IssueStage.SIGNED),
            target=IssueStage.ASSEMBLING,
            who=(Role.CHECKER, Role.SIGNER),
            needs=("note",),
        ),
        Transition(
            verb="sign",
            label=_("Sign off"),
            done_label=_("signed off"),
            sources=(IssueStage.CHECKED,),
            target=IssueStage.SIGNED,
            who=(Role.SIGNER,),
        ),
        Transition(
            verb="release",
            label=_("Release"),
            done_label=_("released"),
            sources=(IssueStage.SIGNED,),
            target=IssueStage.RELEASED,
            who=(Role.CLERK, Role.SIGNER),
            needs=("number",),
            counts_as=Tag.ISSUE_RELEASED,
            public=True,
            events=("advice.issue_released",),
        ),
        Transition(
            verb="drop",
            label=_("Drop the issue"),
            done_label=_("dropped"),
            sources=(IssueStage.ASSEMBLING,),
            target=IssueStage.DROPPED,
            who=STAFF,
            needs=("note",),
            undo_within=timedelta(hours=24),
        ),
    ),
)
