"""How a brief comes to be issued: written, checked by another person, signed off, sealed."""

from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.flow.definitions import Flow, State, StateKind, Transition, register
from heli.loops.briefs import phrases


# The states in which the text and its figures may still change.
WRITABLE = ("draft", "returned")
# The states that the public may know of, once published.
ISSUED = ("sealed", "superseded")

_WRITERS = (Role.EDITOR.value,)
_CHECKERS = (Role.CHECKER.value,)
_SIGNERS = (Role.SIGNER.value,)

BRIEF = register(
    Flow(
        code="briefs.brief",
        version=1,
        label=phrases.BRIEF,
        initial="draft",
        states=(
            State("draft", phrases.DRAFT, phrases.BEING_WRITTEN, awaits=_WRITERS),
            State(
                "in_review",
                phrases.IN_REVIEW,
                phrases.BEING_WRITTEN,
                awaits=_CHECKERS,
                todo=phrases.TO_REVIEW,
            ),
            State("returned", phrases.RETURNED, phrases.BEING_WRITTEN, awaits=_WRITERS),
            State(
                "approved",
                phrases.APPROVED,
                phrases.BEING_WRITTEN,
                awaits=_SIGNERS,
                todo=phrases.TO_SEAL,
            ),
            State("sealed", phrases.SEALED, phrases.SEALED, StateKind.POSITIVE),
            State("superseded", phrases.SUPERSEDED, phrases.SUPERSEDED, StateKind.FINAL),
        ),
        transitions=(
            Transition(
                verb="submit",
                label=_("Send for review"),
                done_label=_("Sent for review"),
                sources=WRITABLE,
                target="in_review",
                who=_WRITERS,
                needs=("revision",),
            ),
            Transition(
                verb="recall",
                label=_("Take back"),
                done_label=_("Taken back"),
                sources=("in_review",),
                target="draft",
                who=_WRITERS,
            ),
            Transition(
                verb="return",
                label=_("Return"),
                done_label=_("Returned"),
                sources=("in_review", "approved"),
                target="returned",
                who=(*_CHECKERS, *_SIGNERS),
                needs=("note",),
            ),
            Transition(
                verb="approve",
                label=_("Approve"),
                done_label=_("Approved"),
                sources=("in_review",),
                target="approved",
                who=_CHECKERS,
                needs=("revision",),
                counts_as="briefs.approved",
            ),
            Transition(
                verb="seal",
                label=_("Sign and seal"),
                done_label=_("Signed and sealed"),
                sources=("approved",),
                target="sealed",
                who=_SIGNERS,
                needs=("revision", "seal"),
                counts_as="briefs.sealed",
            ),
            Transition(
                verb="publish",
                label=_("Publish"),
                done_label=_("Published"),
                sources=("sealed",),
                target=None,
                who=_SIGNERS,
                counts_as="briefs.published",
                public=True,
            ),
            Transition(
                verb="supersede",
                label=_("Supersede"),
                done_label=_("Superseded"),
                sources=("sealed",),
                target="superseded",
                who=_SIGNERS,
                needs=("by", "reason"),
                counts_as="briefs.superseded",
                public=True,
            ),
        ),
    )
)
