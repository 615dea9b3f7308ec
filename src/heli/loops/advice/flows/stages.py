"""Where a proposal can stand, and who takes part in its flow."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.flow.definitions import AUTHOR, HANDLER, Limit, State, StateKind
from heli.kit.worktime import Clock
from heli.loops.advice.enums import Stage


EDITORS = (Role.EDITOR, Role.CLERK)
SUBMITTERS = (AUTHOR, Role.LIAISON)
REGISTRARS = (Role.CLERK, Role.SIGNER)
TRIAGE = Limit(3, Clock.WORK_DAY)
ONE_DAY = timedelta(hours=24)

AFTER_SIGN_OFF = (
    Stage.APPROVED,
    Stage.ISSUED,
    Stage.RECOMMENDED,
    Stage.ADOPTED,
    Stage.INSTRUCTED,
    Stage.FOLLOWED_UP,
)

STATES = (
    State(Stage.DRAFT, _("Draft"), _("Draft"), awaits=(AUTHOR,)),
    State(Stage.RECEIVED, _("Received"), _("Received"), awaits=EDITORS),
    State(
        Stage.RETURNED,
        _("Returned to the author"),
        _("Waiting for the author"),
        awaits=(AUTHOR,),
        pauses=True,
    ),
    State(Stage.SCREENED, _("To be edited"), _("Accepted for editing"), awaits=EDITORS),
    State(Stage.IN_EDIT, _("In editing"), _("In editing"), awaits=(HANDLER,)),
    State(Stage.MORE_INFO, _("Asked the author"), _("Waiting for the author"), awaits=(AUTHOR,)),
    State(
        Stage.EDITED,
        _("Editing done"),
        _("In editing"),
        StateKind.POSITIVE,
        (Role.SIGNER,),
        todo=_("To be signed off"),
    ),
    State(
        Stage.APPROVED,
        _("Signed off"),
        _("In editing"),
        StateKind.POSITIVE,
        EDITORS,
        todo=_("To be put in an issue"),
    ),
    State(Stage.ISSUED, _("In an issue"), _("Released"), StateKind.POSITIVE),
    State(Stage.RECOMMENDED, _("Recommended"), _("Recommended"), StateKind.POSITIVE),
    State(Stage.ADOPTED, _("Adopted"), _("Adopted"), StateKind.POSITIVE),
    State(Stage.INSTRUCTED, _("Instructed on"), _("Recommended"), StateKind.POSITIVE),
    State(Stage.FOLLOWED_UP, _("Followed up"), _("Followed up"), StateKind.POSITIVE),
    State(Stage.CLOSED, _("Closed"), _("Closed"), StateKind.FINAL),
    State(Stage.KEPT, _("Kept for reference"), _("Kept for reference"), StateKind.NEGATIVE),
    State(Stage.MERGED, _("Merged"), _("Merged with a similar proposal"), StateKind.NEGATIVE),
    State(Stage.TRANSFERRED, _("Transferred"), _("Transferred"), StateKind.NEGATIVE),
    State(Stage.REJECTED, _("Not taken up"), _("Not taken up"), StateKind.NEGATIVE),
    State(Stage.WITHDRAWN, _("Withdrawn"), _("Withdrawn"), StateKind.NEGATIVE),
)
