"""A line of a bank statement: unmatched until a person says what it is. Nothing merges by itself."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow, State, StateKind, Transition
from heli.loops.giving.enums import BankStage, Verb
from heli.loops.giving.flows.roles import BOOKS


BANK_LINE = Flow(
    code="giving.bank_line",
    version=1,
    label=_("Line of a bank statement"),
    initial=BankStage.UNMATCHED,
    words={"transaction": _("the receipt")},
    states=(
        State(BankStage.UNMATCHED, _("Unmatched"), _("Unmatched"), awaits=BOOKS),
        State(BankStage.MATCHED, _("Matched"), _("Matched"), kind=StateKind.FINAL),
        State(BankStage.SET_ASIDE, _("Set aside"), _("Set aside"), kind=StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb=Verb.ACCEPT,
            label=_("Accept the match"),
            done_label=_("matched"),
            sources=(BankStage.UNMATCHED, BankStage.SET_ASIDE),
            target=BankStage.MATCHED,
            who=BOOKS,
            needs=("transaction",),
        ),
        Transition(
            verb=Verb.SET_ASIDE,
            label=_("Set aside"),
            done_label=_("set aside"),
            sources=(BankStage.UNMATCHED,),
            target=BankStage.SET_ASIDE,
            who=BOOKS,
            needs=("note",),
        ),
        Transition(
            verb=Verb.LOOSEN,
            label=_("Take the match back"),
            done_label=_("match taken back"),
            sources=(BankStage.MATCHED, BankStage.SET_ASIDE),
            target=BankStage.UNMATCHED,
            who=BOOKS,
            needs=("note",),
        ),
    ),
)
