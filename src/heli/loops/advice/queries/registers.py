"""The registers, read from the steps they are written in."""

from django.db.models import Q, QuerySet

from heli.core.acts import Actor
from heli.core.flow.models import Entry, Step
from heli.loops.advice import policies
from heli.loops.advice.enums import Tag, Verb


INSTRUCTION_VERBS = (Verb.INSTRUCT, Verb.INSTRUCT_ALSO, Verb.CIRCULATE)


def not_undone() -> Q:
    """Steps that stand: neither undone nor undoing."""
    return Q(reverses__isnull=True, reversed_by__isnull=True)


def standing_steps(proposal: Entry, tag: Tag) -> list[Step]:
    """The steps of a proposal with a tag that were not taken back, oldest first."""
    return list(Step.objects.filter(not_undone(), entry=proposal, tag=tag).order_by("seq"))


def register(actor: Actor, *verbs: str) -> QuerySet[Step]:
    """The steps of these verbs that ``actor`` may read as a register, newest first."""
    entries = policies.see_register.visible_to(actor)
    return (
        Step.objects.filter(not_undone(), verb__in=verbs, entry__in=entries)
        .select_related("entry__org", "entry__party", "entry__call", "actor")
        .order_by("-effective_on", "-pk")
    )


def recommendations(actor: Actor) -> QuerySet[Step]:
    """The register of recommendations: one line for each item and office."""
    return register(actor, Verb.RECOMMEND, Verb.RECOMMEND_ALSO)


def adoptions(actor: Actor) -> QuerySet[Step]:
    """The register of adoptions."""
    return register(actor, Verb.ADOPT, Verb.ADOPT_ALSO)


def instructions(actor: Actor) -> QuerySet[Step]:
    """The register of instructions, those that were only read included."""
    return register(actor, *INSTRUCTION_VERBS)
