"""A public statement (公示) that is due: three rhythms of the law, one shape, three clocks."""

from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.acts import Message
from heli.core.flow.definitions import Flow, Limit, State, StateKind, Transition
from heli.kit.worktime import Clock
from heli.loops.giving.enums import DisclosureStage, Rhythm, Tag, Verb
from heli.loops.giving.flows.roles import BOOKS


PUBLISHERS = (*BOOKS, Role.SIGNER)


def _statement(rhythm: Rhythm, label: Message, days: int) -> Flow:
    """A statement that must be out within so many natural days of falling due."""
    return Flow(
        code=f"giving.disclosure_{rhythm}",
        version=1,
        label=label,
        initial=DisclosureStage.DUE,
        words={"number": _("the number of the statement")},
        states=(
            State(DisclosureStage.DUE, _("Due"), _("In preparation"), awaits=PUBLISHERS),
            State(DisclosureStage.PUBLISHED, _("Published"), _("Published"), StateKind.FINAL),
            State(DisclosureStage.DROPPED, _("Not needed"), _("Not needed"), StateKind.NEGATIVE),
        ),
        transitions=(
            Transition(
                verb=Verb.PUBLISH,
                label=_("Publish the statement"),
                done_label=_("published"),
                sources=(DisclosureStage.DUE,),
                target=DisclosureStage.PUBLISHED,
                who=PUBLISHERS,
                needs=("number",),
                counts_as=Tag.DISCLOSED,
                limit=Limit(days, Clock.NATURAL_DAY),
                public=True,
                events=("giving.disclosed",),
            ),
            Transition(
                verb=Verb.WITHDRAW,
                label=_("Note that none is needed"),
                done_label=_("not needed"),
                sources=(DisclosureStage.DUE,),
                target=DisclosureStage.DROPPED,
                who=BOOKS,
                needs=("note",),
            ),
        ),
    )


# Three months are 89 days at their shortest (February between); the law says "at least".
DISCLOSURES = {
    Rhythm.EMERGENCY: _statement(Rhythm.EMERGENCY, _("Statement in an emergency"), 5),
    Rhythm.REGULAR: _statement(Rhythm.REGULAR, _("Quarterly statement"), 89),
    Rhythm.FINAL: _statement(Rhythm.FINAL, _("Final statement"), 89),
}
